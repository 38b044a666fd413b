//! Every use case asks first whether it may: a walk through this crate's own source.

use std::fs;
use std::path::Path;

/// What anybody may call, or what asks elsewhere; each with the reason. The list may only get shorter, or longer with a reason as good.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("new", "puts the parts together at the start"),
    ("telling_answers", "at the start, for an export"),
    ("ready", "what /readyz says: nothing of anybody's"),
    ("actor_of", "finds out who asks"),
    ("let_in", "finds out who asks"),
    ("map", "the notes are the same for all"),
    ("glossary", "the notes are the same for all"),
    ("lesson", "the notes are the same for all"),
    ("edition", "the notes are the same for all"),
    ("replace_course", "the author's folder, watched by the server itself"),
    ("run_command", "`prepare` asks; its refusal is an event of the command"),
    ("open_stream", "each topic asks when it is subscribed to"),
    ("close_idle_clusters", "the server itself, now and then"),
    ("want", "holds the stream's session against the actor's; each topic asks"),
];

/// The public functions of `Portal` in a source text: name and what they begin with.
fn use_cases(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut inside = false;
    let lines: Vec<&str> = source.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        match *line {
            "impl Portal {" => inside = true,
            "}" => inside = false,
            _ => {}
        }
        let text = line.trim_start();
        let name = text.strip_prefix("pub async fn ").or_else(|| text.strip_prefix("pub fn "));
        let Some(name) = name.filter(|_| inside) else { continue };
        let name = name.split(['(', '<']).next().unwrap_or_default().to_owned();
        let body = lines[at..].iter().position(|line| line.ends_with('{')).unwrap_or_default() + at + 1;
        found.push((name, lines[body..].iter().take(3).copied().collect::<Vec<_>>().join(" ")));
    }
    found
}

fn sources(dir: &Path, all: &mut Vec<String>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else {
            all.push(fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_use_case_asks_first_whether_it_may() {
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let found: Vec<(String, String)> = texts.iter().flat_map(|text| use_cases(text)).collect();
    assert!(found.len() > 25, "only {} use cases were found", found.len());
    let open: Vec<&str> = found
        .iter()
        .filter(|(_, begin)| !begin.contains("authorize("))
        .map(|(name, _)| name.as_str())
        .filter(|name| !EXCEPTIONS.iter().any(|(known, _)| known == name))
        .collect();
    assert!(open.is_empty(), "begin with `authorize(actor, …)`, or say in EXCEPTIONS why not: {open:?}");
    for (name, _) in EXCEPTIONS {
        let known = found.iter().find(|(found, _)| found == name);
        assert!(
            known.is_some_and(|(_, begin)| !begin.contains("authorize(")),
            "{name} is no exception any more"
        );
    }
}
