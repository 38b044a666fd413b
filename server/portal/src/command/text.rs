//! Bytes of a cluster made safe to show as text: whole UTF-8 characters, no escape sequences.

/// Decodes a byte stream piece by piece; a character cut at a piece's end waits for the next piece.
#[derive(Default)]
pub(crate) struct Decoder {
    rest: Vec<u8>,
    escape: Escape,
}

/// Where in an escape sequence the text is (ECMA-48).
#[derive(Clone, Copy, Default, PartialEq)]
enum Escape {
    #[default]
    None,
    /// After ESC.
    Start,
    /// Control sequence: ends with a byte of `@` to `~`.
    Control,
    /// Operating system command and its kind: ends with BEL or ESC `\`.
    String,
    /// ESC inside a string.
    StringEnd,
}

impl Decoder {
    /// The text that these bytes complete.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> String {
        self.rest.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.rest) {
            Ok(_) => self.rest.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => self.rest.len(),
        };
        let taken: Vec<u8> = self.rest.drain(..whole).collect();
        self.strip(&String::from_utf8_lossy(&taken))
    }

    fn strip(&mut self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            self.escape = match (self.escape, c) {
                (Escape::None, '\x1b') => Escape::Start,
                (Escape::None, '\u{9b}') => Escape::Control,
                (Escape::None, _) => {
                    if !c.is_control() || matches!(c, '\n' | '\t' | '\r') {
                        plain.push(c);
                    }
                    Escape::None
                }
                (Escape::Start, '[') => Escape::Control,
                (Escape::Start, ']' | 'P' | '^' | '_' | 'X') => Escape::String,
                (Escape::Start, ' '..='/') => Escape::Start,
                (Escape::Start, _) => Escape::None,
                (Escape::Control, '@'..='~') => Escape::None,
                (Escape::Control, _) => Escape::Control,
                (Escape::String, '\x07' | '\u{9c}') => Escape::None,
                (Escape::String, '\x1b') => Escape::StringEnd,
                (Escape::String, _) => Escape::String,
                (Escape::StringEnd, _) => Escape::None,
            };
        }
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_cut_in_two_arrives_whole() {
        let mut decoder = Decoder::default();
        let bytes = "节点".as_bytes();
        let text = [decoder.push(&bytes[..2]), decoder.push(&bytes[2..])].concat();
        assert_eq!(text, "节点");
    }

    #[test]
    fn escape_sequences_are_stripped_also_across_pieces() {
        let mut decoder = Decoder::default();
        let text: String = [&b"a\x1b[3"[..], b"1mred\x1b[0m \x1b]52;c;ZXZpbA==\x07b\x07\n"]
            .iter()
            .map(|b| decoder.push(b))
            .collect();
        assert_eq!(text, "ared b\n");
    }
}
