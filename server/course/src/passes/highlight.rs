//! Pass: code in fences, coloured on the server: `<span class="hl-...">`, the colours are the style sheet's.

use std::sync::OnceLock;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::passes::html::escape;

/// Scopes of the grammars, and the class that shows them. The deepest scope of a piece of text that is listed decides.
const CLASSES: [(&str, &str); 17] = [
    ("comment", "comment"),
    ("punctuation.definition.comment", "comment"),
    ("string", "string"),
    ("constant.numeric", "number"),
    ("constant.language", "lit"),
    ("constant.character.escape", "lit"),
    ("entity.name.tag", "key"),
    ("meta.mapping.key.json", "key"),
    ("meta.structure.dictionary.key.json", "key"),
    ("keyword", "kw"),
    ("storage", "kw"),
    ("variable.parameter.option", "opt"),
    ("variable.function", "fn"),
    ("entity.name.function", "fn"),
    ("support.function", "fn"),
    ("variable.other.readwrite", "var"),
    ("entity.other.document", "kw"),
];

/// The HTML of a code block's lines in a language of [`crate::fence::SHOWN`].
pub(crate) fn lines(lang: &str, text: &str) -> String {
    match lang {
        "text" => escape(text),
        "console" => console(text),
        _ => match syntaxes().find_syntax_by_token(lang) {
            Some(syntax) => coloured(syntax, text),
            None => escape(text),
        },
    }
}

/// A whole code block.
pub(crate) fn block(lang: &str, text: &str) -> String {
    format!(
        "<pre class=\"code\" data-lang=\"{}\" tabindex=\"0\"><code>{}</code></pre>\n",
        escape(lang),
        lines(lang, text)
    )
}

fn syntaxes() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(SyntaxSet::load_defaults_newlines)
}

/// What a terminal shows: lines that begin with `$ ` were typed, the others were printed.
fn console(text: &str) -> String {
    let mut html = String::new();
    for line in LinesWithEndings::from(text) {
        match line.strip_prefix("$ ") {
            Some(typed) => {
                html.push_str("<span class=\"hl-prompt\">$ </span>");
                html.push_str(&lines("sh", typed));
            }
            None => html.push_str(&escape(line)),
        }
    }
    html
}

fn coloured(syntax: &SyntaxReference, text: &str) -> String {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut html = String::new();
    let mut open: Option<&str> = None;
    for line in LinesWithEndings::from(text) {
        let Ok(ops) = state.parse_line(line, syntaxes()) else { return escape(text) };
        for (piece, op) in ScopeRegionIterator::new(&ops, line) {
            if stack.apply(op).is_err() {
                return escape(text);
            }
            if piece.is_empty() {
                continue;
            }
            let class = if piece.trim().is_empty() { None } else { class_of(&stack) };
            if class != open {
                close(&mut html, open);
                if let Some(class) = class {
                    html.push_str("<span class=\"hl-");
                    html.push_str(class);
                    html.push_str("\">");
                }
                open = class;
            }
            html.push_str(&escape(piece));
        }
    }
    close(&mut html, open);
    html
}

fn close(html: &mut String, open: Option<&str>) {
    if open.is_some() {
        html.push_str("</span>");
    }
}

fn class_of(stack: &ScopeStack) -> Option<&'static str> {
    stack.scopes.iter().rev().find_map(|scope| {
        let name = scope.build_string();
        CLASSES
            .iter()
            .filter(|(prefix, _)| {
                name.strip_prefix(prefix).is_some_and(|r| r.is_empty() || r.starts_with('.'))
            })
            .max_by_key(|(prefix, _)| prefix.len())
            .map(|(_, class)| *class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_keys_values_and_comments_have_classes() {
        let html = lines("yaml", "# a\nkind: Pod\nreplicas: 3\nname: \"x\"\n");
        assert_eq!(
            html,
            "<span class=\"hl-comment\"># a\n</span><span class=\"hl-key\">kind</span>: <span class=\"hl-string\">Pod</span>\n\
             <span class=\"hl-key\">replicas</span>: <span class=\"hl-number\">3</span>\n\
             <span class=\"hl-key\">name</span>: <span class=\"hl-string\">&quot;x&quot;</span>\n"
        );
    }

    #[test]
    fn a_console_marks_what_was_typed() {
        let html = lines("console", "$ kubectl get pods\nNAME <x>\n");
        assert!(html.starts_with("<span class=\"hl-prompt\">$ </span>"), "{html}");
        assert!(html.ends_with("NAME &lt;x&gt;\n"), "{html}");
    }

    #[test]
    fn code_is_text_in_every_language() {
        for lang in crate::fence::SHOWN {
            let html = lines(lang, "</code><script>alert(1)</script>\n");
            assert!(!html.contains("<script") && !html.contains("</code"), "{lang}: {html}");
        }
    }
}
