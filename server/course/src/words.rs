//! A command line into words, as a shell would cut it, and what no shell is there to do.

use std::fmt;

/// Why a command line cannot be cut into words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsplit {
    /// A quotation mark that nothing closes.
    Quote(char),
    /// A backslash at the end.
    Backslash,
    /// A character that only a shell understands, outside quotation marks.
    Shell(char),
}

impl fmt::Display for Unsplit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unsplit::Quote(mark) => write!(f, "the quotation mark {mark} is never closed"),
            Unsplit::Backslash => write!(f, "the command ends in a backslash"),
            Unsplit::Shell(c) => {
                write!(f, "`{c}` outside quotation marks needs a shell, and none runs this line")
            }
        }
    }
}

/// Cuts a command line into words: spaces part them, `'...'` keeps everything, `"..."` and a backslash work as in `sh`.
///
/// # Errors
///
/// [`Unsplit`], when a quotation mark is not closed or the line needs a shell.
pub fn split(line: &str) -> Result<Vec<String>, Unsplit> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' => words.extend(word.take()),
            '\'' | '"' => quoted(c, &mut chars, word.get_or_insert_default())?,
            '\\' => word.get_or_insert_default().push(chars.next().ok_or(Unsplit::Backslash)?),
            '|' | ';' | '&' | '>' | '<' | '`' | '$' => return Err(Unsplit::Shell(c)),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

fn quoted(mark: char, chars: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), Unsplit> {
    while let Some(c) = chars.next() {
        match c {
            _ if c == mark => return Ok(()),
            '\\' if mark == '"' => match chars.next().ok_or(Unsplit::Quote(mark))? {
                escaped @ ('"' | '\\' | '$' | '`') => word.push(escaped),
                other => word.extend(['\\', other]),
            },
            _ => word.push(c),
        }
    }
    Err(Unsplit::Quote(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_keep_words_together() {
        assert_eq!(
            split(r#"kubectl exec a -- sh -c "echo 'GET x' | redis-cli""#).unwrap(),
            ["kubectl", "exec", "a", "--", "sh", "-c", "echo 'GET x' | redis-cli"]
        );
        assert_eq!(split("a '' b").unwrap(), ["a", "", "b"]);
        assert_eq!(split(r"a\ b").unwrap(), ["a b"]);
    }

    #[test]
    fn what_only_a_shell_can_do_is_refused() {
        assert_eq!(split("kubectl get pods | wc"), Err(Unsplit::Shell('|')));
        assert_eq!(split("echo 'a"), Err(Unsplit::Quote('\'')));
        assert_eq!(split("echo \"a"), Err(Unsplit::Quote('"')));
        assert_eq!(split("echo a\\"), Err(Unsplit::Backslash));
    }
}
