//! The line that opens a fence: its language, `#id`, and `file=NAME`.

/// What a fence is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A command panel.
    Kubectl,
    /// A manifest that the reader edits.
    Manifest,
    /// A command of kubeadm (or the pipe of a CA's hash) that the cluster can answer.
    Kubeadm,
    /// A host command.
    Host,
    /// What the host command above prints.
    Prints,
    /// What the host command above changes, how it fails, how it is undone.
    About,
    /// A check.
    Check,
    /// A question.
    Quiz,
    /// A picture.
    Picture,
    /// What owns what, live.
    Owners,
    /// What happened, live.
    Timeline,
    /// Images of the nodes, live.
    Images,
    /// Only shown, in this language.
    Shown(String),
}

/// The opening line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Info {
    /// What the fence is.
    pub(crate) kind: Kind,
    /// Its id; empty for [`Kind::Prints`], [`Kind::About`] and [`Kind::Shown`].
    pub(crate) id: String,
    /// The name after `file=`; empty without one.
    pub(crate) file: String,
}

/// What is wrong with an opening line, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// What is wrong.
    pub(crate) message: String,
    /// What to write.
    pub(crate) help: String,
}

/// The languages of fences that are only shown.
pub(crate) const SHOWN: [&str; 7] = ["console", "go", "json", "python", "sh", "text", "yaml"];

/// Reads an opening line.
pub(crate) fn parse(info: &str) -> Result<Info, Wrong> {
    let mut words = info.split_whitespace();
    let lang = words.next().unwrap_or_default();
    let (mut id, mut file) = (String::new(), String::new());
    for word in words {
        if let Some(name) = word.strip_prefix('#') {
            id = name.to_owned();
        } else if let Some(name) = word.strip_prefix("file=") {
            file = name.to_owned();
        } else {
            return Err(wrong(
                format!("`{word}` means nothing here"),
                "write only `#id` and, for a manifest, `file=NAME.yaml`",
            ));
        }
    }
    let kind = match lang {
        "kubectl" => Kind::Kubectl,
        "kubeadm" => Kind::Kubeadm,
        "host" => Kind::Host,
        "about" => Kind::About,
        "picture" => Kind::Picture,
        "owners" => Kind::Owners,
        "timeline" => Kind::Timeline,
        "images" => Kind::Images,
        "check" => Kind::Check,
        "quiz" => Kind::Quiz,
        "prints" => Kind::Prints,
        "yaml" if !(id.is_empty() && file.is_empty()) => Kind::Manifest,
        shown if SHOWN.contains(&shown) => Kind::Shown(shown.to_owned()),
        other => return Err(wrong(format!("a fence of language `{other}` is not known"), known())),
    };
    let live = !matches!(kind, Kind::Prints | Kind::About | Kind::Shown(_));
    if live && !is_id(&id) {
        return Err(wrong(
            format!("this `{lang}` fence has no usable id"),
            format!("write ```{lang} #some-id with lower-case letters, digits and dashes"),
        ));
    }
    if !live && !id.is_empty() {
        return Err(wrong(format!("a `{lang}` fence takes no id"), format!("write ```{lang}")));
    }
    if kind == Kind::Manifest && !is_file(&file) {
        return Err(wrong("this manifest has no file name", format!("write ```yaml #{id} file=NAME.yaml")));
    }
    if kind != Kind::Manifest && !file.is_empty() {
        return Err(wrong("only a manifest has a file name", format!("leave out `file={file}`")));
    }
    Ok(Info { kind, id, file })
}

fn wrong(message: impl Into<String>, help: impl Into<String>) -> Wrong {
    Wrong { message: message.into(), help: help.into() }
}

fn known() -> String {
    format!(
        "write one of kubectl, kubeadm, yaml, host, check, quiz, picture, owners, timeline, images with an id, prints or about below a host command, or only shown: {}",
        SHOWN.join(", ")
    )
}

/// Whether this can be an id or an anchor: lower-case letters, digits and dashes, a letter first.
pub(crate) fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_file(name: &str) -> bool {
    name.strip_suffix(".yaml").is_some_and(is_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_yaml_with_an_id_and_a_file() {
        let info = parse("yaml #web file=web.yaml").unwrap();
        assert_eq!((info.kind, info.id.as_str(), info.file.as_str()), (Kind::Manifest, "web", "web.yaml"));
        assert_eq!(parse("yaml").unwrap().kind, Kind::Shown("yaml".into()));
    }

    #[test]
    fn what_is_wrong_comes_with_what_to_write() {
        for (info, message) in [
            ("", "language ``"),
            ("bash", "language `bash`"),
            ("kubectl", "no usable id"),
            ("kubectl #Get", "no usable id"),
            ("check #a file=b.yaml", "only a manifest"),
            ("yaml #web", "no file name"),
            ("yaml #web file=../web.yaml", "no file name"),
            ("prints #a", "takes no id"),
            ("kubectl #a run", "means nothing"),
        ] {
            let wrong = parse(info).unwrap_err();
            assert!(wrong.message.contains(message), "{info}: {wrong:?}");
            assert!(!wrong.help.is_empty());
        }
    }
}
