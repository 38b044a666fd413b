//! Splits a panel's command line into words as a POSIX shell would, and refuses what only a shell can do.
//!
//! Layer: pure, before the flags. A page has no shell: pipes, redirections, substitutions and variables are refused by
//! name instead of being passed on as strange arguments.

/// Why a line cannot be split into words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// A quote is opened and never closed.
    #[error("the quote {quote} at character {at} is never closed")]
    OpenQuote {
        /// The quote.
        quote: char,
        /// Where it stands, counted in characters from 1.
        at: usize,
    },
    /// A backslash is the last character.
    #[error("the line ends in a backslash")]
    OpenBackslash,
    /// Something that only a shell does.
    #[error(
        "{what} ({word}) at character {at} needs a shell; here each line is one kubectl command. Quote it if it is meant as text"
    )]
    Shell {
        /// What it is, in words.
        what: &'static str,
        /// The characters.
        word: String,
        /// Where it stands, counted in characters from 1.
        at: usize,
    },
    /// There is nothing on the line.
    #[error("the line is empty")]
    Empty,
}

/// Splits a line into arguments. A leading `kubectl` is dropped; a line may be continued with a backslash.
pub fn parse_line(line: &str) -> Result<Vec<String>, LineError> {
    let chars: Vec<char> = line.trim_end_matches(['\n', '\r', ' ', '\t']).chars().collect();
    let mut splitter = Splitter { chars, at: 0, words: Vec::new(), word: None };
    splitter.run()?;
    let mut words = splitter.words;
    if words.is_empty() {
        return Err(LineError::Empty);
    }
    if words[0] == "kubectl" || words[0] == "k" {
        words.remove(0);
    }
    Ok(words)
}

struct Splitter {
    chars: Vec<char>,
    at: usize,
    words: Vec<String>,
    word: Option<String>,
}

impl Splitter {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn push(&mut self, c: char) {
        self.word.get_or_insert_with(String::new).push(c);
    }

    fn run(&mut self) -> Result<(), LineError> {
        while let Some(c) = self.peek(0) {
            match c {
                ' ' | '\t' => self.end_word(),
                '\'' => self.single()?,
                '"' => self.double()?,
                '\\' => self.backslash()?,
                '#' if self.word.is_none() => break,
                _ => {
                    self.refuse(c)?;
                    self.push(c);
                }
            }
            self.at += 1;
        }
        self.end_word();
        Ok(())
    }

    fn end_word(&mut self) {
        if let Some(word) = self.word.take() {
            self.words.push(word);
        }
    }

    fn single(&mut self) -> Result<(), LineError> {
        let start = self.at;
        self.word.get_or_insert_with(String::new);
        loop {
            self.at += 1;
            match self.peek(0) {
                Some('\'') => return Ok(()),
                Some(c) => self.push(c),
                None => return Err(LineError::OpenQuote { quote: '\'', at: start + 1 }),
            }
        }
    }

    fn double(&mut self) -> Result<(), LineError> {
        let start = self.at;
        self.word.get_or_insert_with(String::new);
        loop {
            self.at += 1;
            match self.peek(0) {
                Some('"') => return Ok(()),
                Some('\\') if matches!(self.peek(1), Some('"' | '\\' | '$' | '`')) => {
                    self.at += 1;
                    let escaped = self.peek(0).unwrap_or('\\');
                    self.push(escaped);
                }
                Some('\\') if self.peek(1) == Some('\n') => self.at += 1,
                Some(c @ ('$' | '`')) => {
                    self.refuse(c)?;
                    self.push(c);
                }
                Some(c) => self.push(c),
                None => return Err(LineError::OpenQuote { quote: '"', at: start + 1 }),
            }
        }
    }

    fn backslash(&mut self) -> Result<(), LineError> {
        self.at += 1;
        match self.peek(0) {
            None => Err(LineError::OpenBackslash),
            Some('\n') => Ok(()),
            Some('\r') if self.peek(1) == Some('\n') => {
                self.at += 1;
                Ok(())
            }
            Some(c) => {
                self.push(c);
                Ok(())
            }
        }
    }

    /// Refuses a character that a shell would act on.
    fn refuse(&self, c: char) -> Result<(), LineError> {
        let next = self.peek(1);
        let two = || [Some(c), next].into_iter().flatten().collect::<String>();
        let (what, word) = match c {
            '|' => ("a pipe", "|".to_owned()),
            '>' | '<' => ("a redirection", if next == Some(c) { two() } else { c.to_string() }),
            ';' => ("a second command", ";".to_owned()),
            '&' => ("a background or second command", if next == Some('&') { two() } else { "&".to_owned() }),
            '`' => ("a command substitution", "`".to_owned()),
            '\n' | '\r' => ("a second line", "line break".to_owned()),
            '(' | ')' => ("a subshell", c.to_string()),
            '$' if next == Some('(') => ("a command substitution", two()),
            '$' if next.is_some_and(|n| {
                n.is_alphanumeric() || matches!(n, '{' | '_' | '?' | '@' | '*' | '#' | '$' | '!')
            }) =>
            {
                ("a variable", two())
            }
            _ => return Ok(()),
        };
        Err(LineError::Shell { what, word, at: self.at + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        parse_line(line).unwrap()
    }

    #[test]
    fn quotes_and_backslashes_are_the_shells() {
        assert_eq!(
            words(r#"kubectl get pods -o jsonpath='{.items[*].metadata.name}'"#)[3],
            "jsonpath={.items[*].metadata.name}"
        );
        assert_eq!(
            words(r#"annotate pod p a="b \"c\" d" x=\ y ''"#),
            ["annotate", "pod", "p", r#"a=b "c" d"#, "x= y", ""]
        );
        assert_eq!(words("kubectl get pods \\\n  -A"), ["get", "pods", "-A"]);
    }

    #[test]
    fn what_needs_a_shell_is_refused_by_name() {
        for line in [
            "get pods | grep x",
            "get pods > f",
            "get pods; ls",
            "get $(x)",
            "get `x`",
            "get $HOME",
            "a && b",
        ] {
            assert!(matches!(parse_line(line), Err(LineError::Shell { .. })), "{line}");
        }
        assert_eq!(words("exec p -- sh -c 'ls | wc; echo $HOME'")[5], "ls | wc; echo $HOME");
    }

    #[test]
    fn an_open_quote_says_where() {
        assert_eq!(parse_line("get 'x"), Err(LineError::OpenQuote { quote: '\'', at: 5 }));
        assert_eq!(parse_line("  "), Err(LineError::Empty));
    }
}
