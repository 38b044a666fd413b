//! Pass: links. Only lessons, anchors, terms of the glossary and `https://` pages can be linked to; lessons are rewritten for the language.

use api::frame::Lang;

use crate::fence::is_id;
use crate::problem::Report;

/// A link to a place in the course, to be checked once all lessons are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkUse {
    /// The lesson; `None` for the one that the link stands in.
    pub(crate) lesson: Option<String>,
    /// The anchor in it.
    pub(crate) anchor: Option<String>,
    /// Where the link stands.
    pub(crate) line: usize,
}

/// A link's destination, decided.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A place in the course: its address, and the use to check later.
    Inside(String, LinkUse),
    /// A term of the glossary, by id.
    Term(String),
    /// A page elsewhere.
    Outside(String),
}

/// Decides what a destination is; `None` (and a problem) for anything but the four kinds that are allowed.
pub(crate) fn resolve(dest: &str, lang: Lang, line: usize, report: &mut Report) -> Option<Target> {
    if dest.starts_with("https://") && dest.len() > "https://".len() {
        return Some(Target::Outside(dest.to_owned()));
    }
    if let Some(id) = dest.strip_prefix("glossary:").filter(|id| is_id(id)) {
        return Some(Target::Term(id.to_owned()));
    }
    let (page, anchor) = match dest.split_once('#') {
        Some((page, anchor)) => (page, Some(anchor.to_owned())),
        None => (dest, None),
    };
    let id = page.strip_prefix("/learn/").or_else(|| page.strip_suffix(".md")).filter(|id| is_id(id));
    let ends_well = anchor.as_deref().is_none_or(is_id);
    match id {
        Some(id) if ends_well => {
            let hash = anchor.as_deref().map(|a| format!("#{a}")).unwrap_or_default();
            let url = format!("{}{hash}", lang.lesson_path(id));
            Some(Target::Inside(url, LinkUse { lesson: Some(id.to_owned()), anchor, line }))
        }
        None if page.is_empty() && anchor.is_some() && ends_well => {
            Some(Target::Inside(dest.to_owned(), LinkUse { lesson: None, anchor, line }))
        }
        _ => {
            report.add(
                line,
                format!("a lesson cannot link to `{dest}`"),
                "write a lesson (`pods.md`), an anchor (`#check`), a term (`glossary:taint`), or an `https://` address",
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(dest: &str, lang: Lang) -> Option<String> {
        match resolve(dest, lang, 1, &mut Report::new("en/a.md"))? {
            Target::Inside(url, _) | Target::Outside(url) | Target::Term(url) => Some(url),
        }
    }

    #[test]
    fn lessons_are_rewritten_for_the_language() {
        assert_eq!(url("pods.md", Lang::Zh).as_deref(), Some("/zh/learn/pods"));
        assert_eq!(url("/learn/pods#check", Lang::Zh).as_deref(), Some("/zh/learn/pods#check"));
        assert_eq!(url("pods.md", Lang::En).as_deref(), Some("/learn/pods"));
        assert_eq!(url("#check", Lang::En).as_deref(), Some("#check"));
        assert_eq!(url("https://kubernetes.io/", Lang::En).as_deref(), Some("https://kubernetes.io/"));
    }

    #[test]
    fn everything_else_is_refused() {
        for dest in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "http://example.com",
            "//example.com",
            "/etc/passwd",
            "../pods.md",
            "vbscript:x",
            "mailto:a@b",
            "#A",
            "#",
            "",
            "/zh/learn/pods",
            "https://",
        ] {
            assert_eq!(url(dest, Lang::En), None, "{dest}");
        }
    }
}
