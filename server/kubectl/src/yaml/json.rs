//! What is wrong with a text that is no JSON, in the words of Go's `encoding/json`.
//!
//! Layer: pure. Upstream: Go's `encoding/json/scanner.go`.

/// What the scanner expects next.
#[derive(Clone, Copy)]
enum Expect {
    /// A value; `true`: or the end of an empty array.
    Value(bool),
    /// A key; `true`: or the end of an empty object.
    Key(bool),
    Colon,
    /// A comma or the end of what is open.
    Next,
}

/// The first thing that is wrong with the value that begins after `from`: `json: offset 9: invalid character ...`.
pub(super) fn complaint(bytes: &[u8], from: usize) -> Option<String> {
    let mut open: Vec<u8> = Vec::new();
    let mut expect = Expect::Value(false);
    let mut at = from;
    loop {
        at += bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count();
        let Some(byte) = bytes.get(at).copied() else { return Some("unexpected EOF".to_owned()) };
        let wrong = |place: &str| invalid(bytes, at, place);
        match (expect, byte) {
            (Expect::Value(true), b']') | (Expect::Key(true), b'}') => {
                open.pop();
                expect = Expect::Next;
            }
            (Expect::Value(_), b'{' | b'[') => {
                open.push(byte);
                expect = if byte == b'{' { Expect::Key(true) } else { Expect::Value(true) };
            }
            (Expect::Value(_), _) => {
                match value(bytes, at) {
                    Ok(end) => at = end - 1,
                    Err(why) => return why,
                }
                expect = Expect::Next;
            }
            (Expect::Key(_), b'"') => {
                match string(bytes, at) {
                    Ok(end) => at = end - 1,
                    Err(why) => return why,
                }
                expect = Expect::Colon;
            }
            (Expect::Key(_), _) => return wrong("looking for beginning of object key string"),
            (Expect::Colon, b':') => expect = Expect::Value(false),
            (Expect::Colon, _) => return wrong("after object key"),
            (Expect::Next, b',') if open.last() == Some(&b'{') => expect = Expect::Key(false),
            (Expect::Next, b',') => expect = Expect::Value(false),
            (Expect::Next, b'}') if open.last() == Some(&b'{') => drop(open.pop()),
            (Expect::Next, b']') if open.last() == Some(&b'[') => drop(open.pop()),
            (Expect::Next, _) if open.last() == Some(&b'{') => return wrong("after object key:value pair"),
            (Expect::Next, _) => return wrong("after array element"),
        }
        at += 1;
        if open.is_empty() && matches!(expect, Expect::Next) {
            return None;
        }
    }
}

/// The end of a word, a number or a text.
fn value(bytes: &[u8], at: usize) -> Result<usize, Option<String>> {
    match bytes[at] {
        b'"' => string(bytes, at),
        b't' => literal(bytes, at, b"true"),
        b'f' => literal(bytes, at, b"false"),
        b'n' => literal(bytes, at, b"null"),
        b'-' | b'0'..=b'9' => {
            let digits = bytes[at + 1..]
                .iter()
                .take_while(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
                .count();
            Ok(at + 1 + digits)
        }
        _ => Err(invalid(bytes, at, "looking for beginning of value")),
    }
}

fn string(bytes: &[u8], at: usize) -> Result<usize, Option<String>> {
    let mut index = at + 1;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'"' => return Ok(index + 1),
            b'\\' => {
                let escape = bytes.get(index + 1).copied().unwrap_or(b'"');
                if !b"bfnrt\\/\"u".contains(&escape) {
                    return Err(invalid(bytes, index + 1, "in string escape code"));
                }
                index += 2;
            }
            0..0x20 => return Err(invalid(bytes, index, "in string literal")),
            _ => index += 1,
        }
    }
    Err(Some("unexpected EOF".to_owned()))
}

fn literal(bytes: &[u8], at: usize, word: &[u8]) -> Result<usize, Option<String>> {
    for (offset, expected) in word.iter().enumerate() {
        match bytes.get(at + offset) {
            Some(byte) if byte == expected => {}
            Some(_) => {
                let word = String::from_utf8_lossy(word);
                let place = format!("in literal {word} (expecting '{}')", char::from(*expected));
                return Err(invalid(bytes, at + offset, &place));
            }
            None => return Err(Some("unexpected EOF".to_owned())),
        }
    }
    Ok(at + word.len())
}

fn invalid(bytes: &[u8], at: usize, place: &str) -> Option<String> {
    let shown = match bytes.get(at).copied()? {
        b'\'' => r"'\''".to_owned(),
        b'"' => r#"'"'"#.to_owned(),
        b'\n' => r"'\n'".to_owned(),
        b'\t' => r"'\t'".to_owned(),
        b'\r' => r"'\r'".to_owned(),
        b'\\' => r"'\\'".to_owned(),
        control @ 0..0x20 => format!(r"'\x{control:02x}'"),
        byte => format!("'{}'", char::from(byte)),
    };
    Some(format!("json: offset {}: invalid character {shown} {place}", at + 1))
}
