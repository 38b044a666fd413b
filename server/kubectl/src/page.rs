//! What a page's command line may not do: name a connection, an identity, a path of the server or a URL. What each flag
//! and each command may do stands in its own statement; here it is held against what was typed.
//!
//! Layer: pure; checked before any call. Requirement 26 of the security list.

use crate::flags::{Flag, Page, Parsed};
use crate::spec::{Spec, Where};

/// Refuses what a page may not ask for.
pub(crate) fn check(spec: &Spec, parsed: &Parsed) -> Result<(), String> {
    if let Where::Terminal(why) = spec.place {
        return Err(format!("error: kubectl {} cannot be used here: {why}", spec.path));
    }
    for (flag, value) in &parsed.given {
        check_flag(flag, value)?;
    }
    let alone = |flag: &&Flag| flag.page == Page::TextOfFormat && !has_format(parsed);
    if let Some((flag, _)) = parsed.given.iter().find(|(flag, _)| alone(flag)) {
        return Err(format!("error: --{} cannot be used here: it names a file of the server", flag.name));
    }
    match spec.words.page {
        Page::Allowed => Ok(()),
        Page::Refused(why) | Page::Nowhere(why) => match parsed.positional.first() {
            Some(word) => Err(format!("error: {word} cannot be used here: {why}")),
            None => Ok(()),
        },
        Page::Files | Page::KeyAndFile | Page::Format | Page::TextOfFormat => {
            parsed.positional.iter().try_for_each(|word| check_file("", word))
        }
    }
}

fn has_format(parsed: &Parsed) -> bool {
    parsed.given.iter().any(|(flag, _)| flag.page == Page::Format)
}

fn check_flag(flag: &Flag, value: &str) -> Result<(), String> {
    let called = format!("--{} ", flag.name);
    match flag.page {
        Page::Allowed => Ok(()),
        Page::Refused(why) | Page::Nowhere(why) => {
            Err(format!("error: --{} cannot be used here: {why}", flag.name))
        }
        Page::Files => value.split(',').try_for_each(|file| check_file(&called, file)),
        Page::KeyAndFile => value
            .split(',')
            .try_for_each(|one| check_file(&called, one.rsplit_once('=').map_or(one, |(_, file)| file))),
        Page::Format | Page::TextOfFormat => check_output(value),
    }
}

fn check_file(flag: &str, file: &str) -> Result<(), String> {
    let lower = file.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Err(format!("error: {flag}{file} cannot be used here: the server fetches no URL for a page"));
    }
    if file != "-" && (file.contains(['/', '\\', '\0', '*', '?', '[']) || file == "." || file.contains(".."))
    {
        return Err(format!(
            "error: {flag}{file} cannot be used here: only the lesson's own manifests have names here, without a path"
        ));
    }
    Ok(())
}

fn check_output(value: &str) -> Result<(), String> {
    for format in ["jsonpath-file", "go-template-file", "templatefile", "custom-columns-file"] {
        if value == format || value.starts_with(&format!("{format}=")) {
            return Err(format!("error: -o {format} cannot be used here: it names a file of the server"));
        }
    }
    Ok(())
}
