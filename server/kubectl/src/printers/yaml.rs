//! YAML as `sigs.k8s.io/yaml` writes it: sorted keys, lists not indented, lines folded at 80.
//!
//! Layer: pure. Upstream: `go.yaml.in/yaml/v2` (`encode.go`, `emitterc.go`, `resolve.go`, `sorter.go`).

mod resolve;

use serde_json::Value;

use resolve::{base60, key_order, resolves_to_text};

/// Where upstream folds a line.
const WIDTH: usize = 80;

/// The YAML of a value, with a newline at its end.
pub fn to_yaml(value: &Value) -> String {
    let mut emitter = Emitter { out: String::new(), column: 0, whitespace: true };
    match value {
        Value::Object(map) if !map.is_empty() => emitter.map(map, 0),
        Value::Array(items) if !items.is_empty() => emitter.list(items, 0),
        other => emitter.scalar(other, 2, false),
    }
    if !emitter.out.ends_with('\n') {
        emitter.out.push('\n');
    }
    emitter.out
}

/// Appends one item of a list that is a field of the outermost map.
pub(crate) fn item(value: &Value, out: &mut String) {
    let mut emitter = Emitter { out: std::mem::take(out), column: 0, whitespace: true };
    emitter.list(std::slice::from_ref(value), 0);
    if !emitter.out.ends_with('\n') {
        emitter.out.push('\n');
    }
    *out = emitter.out;
}

struct Emitter {
    out: String,
    column: usize,
    whitespace: bool,
}

impl Emitter {
    fn put(&mut self, c: char) {
        self.out.push(c);
        if c == '\n' {
            self.column = 0;
        } else {
            self.column += 1;
        }
        self.whitespace = matches!(c, ' ' | '\n');
    }

    fn puts(&mut self, text: &str) {
        for c in text.chars() {
            self.put(c);
        }
    }

    fn indent(&mut self, indent: usize) {
        if self.column > 0 {
            self.put('\n');
        }
        while self.column < indent {
            self.put(' ');
        }
    }

    /// A map whose keys stand at `indent`; the first key where the pen is, if that is the right column.
    fn map(&mut self, map: &serde_json::Map<String, Value>, indent: usize) {
        let mut keys: Vec<&String> = map.keys().collect();
        keys.sort_by(|a, b| key_order(a, b));
        for key in keys {
            if self.column != indent || !self.whitespace {
                self.indent(indent);
            }
            if key.len() > 128 || key.contains('\n') {
                self.puts("? ");
                self.text(key, indent + 2, false);
                self.indent(indent);
                self.put(':');
            } else {
                self.text(key, indent + 2, true);
                self.put(':');
            }
            let value = &map[key];
            match value {
                Value::Object(inner) if !inner.is_empty() => {
                    self.indent(indent + 2);
                    self.map(inner, indent + 2);
                }
                Value::Array(items) if !items.is_empty() => self.list(items, indent),
                other => {
                    self.put(' ');
                    self.scalar(other, indent + 2, false);
                }
            }
        }
    }

    fn list(&mut self, items: &[Value], indent: usize) {
        for item in items {
            if self.column != indent || !self.whitespace {
                self.indent(indent);
            }
            self.puts("- ");
            match item {
                Value::Object(inner) if !inner.is_empty() => self.map(inner, indent + 2),
                Value::Array(inner) if !inner.is_empty() => self.list(inner, indent + 2),
                other => self.scalar(other, indent + 2, false),
            }
        }
    }

    fn scalar(&mut self, value: &Value, indent: usize, key: bool) {
        match value {
            Value::Null => self.puts("null"),
            Value::Bool(value) => self.puts(if *value { "true" } else { "false" }),
            Value::Number(number) => self.puts(&number_text(number)),
            Value::String(text) => self.text(text, indent, key),
            Value::Array(_) => self.puts("[]"),
            Value::Object(_) => self.puts("{}"),
        }
    }

    fn text(&mut self, text: &str, indent: usize, key: bool) {
        match style(text, key) {
            Style::Plain => self.plain(text, indent, !key),
            Style::Single => self.single(text, indent, !key),
            Style::Double => self.double(text, indent, !key),
            Style::Literal => self.literal(text, indent),
        }
    }

    fn plain(&mut self, text: &str, indent: usize, folds: bool) {
        let chars: Vec<char> = text.chars().collect();
        let mut spaces = false;
        for (i, c) in chars.iter().enumerate() {
            if *c == ' ' {
                if folds && !spaces && self.column > WIDTH && chars.get(i + 1) != Some(&' ') {
                    self.indent(indent);
                } else {
                    self.put(' ');
                }
                spaces = true;
            } else {
                self.put(*c);
                spaces = false;
            }
        }
    }

    fn single(&mut self, text: &str, indent: usize, folds: bool) {
        let chars: Vec<char> = text.chars().collect();
        self.put('\'');
        let mut spaces = false;
        for (i, c) in chars.iter().enumerate() {
            let inside = i > 0 && i + 1 < chars.len();
            if *c == ' ' {
                if folds && !spaces && self.column > WIDTH && inside && chars[i + 1] != ' ' {
                    self.indent(indent);
                } else {
                    self.put(' ');
                }
                spaces = true;
            } else {
                if *c == '\'' {
                    self.put('\'');
                }
                self.put(*c);
                spaces = false;
            }
        }
        self.put('\'');
    }

    fn double(&mut self, text: &str, indent: usize, folds: bool) {
        let chars: Vec<char> = text.chars().collect();
        self.put('"');
        let mut spaces = false;
        for (i, c) in chars.iter().enumerate() {
            let inside = i > 0 && i + 1 < chars.len();
            if !printable(*c)
                || matches!(c, '"' | '\\' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            {
                let escape = escape(*c);
                self.puts(&escape);
                spaces = false;
            } else if *c == ' ' {
                if folds && !spaces && self.column > WIDTH && inside {
                    self.indent(indent);
                    if chars[i + 1] == ' ' {
                        self.put('\\');
                    }
                } else {
                    self.put(' ');
                }
                spaces = true;
            } else {
                self.put(*c);
                spaces = false;
            }
        }
        self.put('"');
    }

    fn literal(&mut self, text: &str, indent: usize) {
        self.put('|');
        if text.starts_with([' ', '\n']) {
            self.put('2');
        }
        if !text.ends_with('\n') {
            self.put('-');
        } else if text == "\n" || text.ends_with("\n\n") {
            self.put('+');
        }
        let body = text.strip_suffix('\n').unwrap_or(text);
        for line in body.split('\n') {
            self.put('\n');
            if !line.is_empty() {
                self.puts(&" ".repeat(indent));
                self.puts(line);
            }
        }
        if text.ends_with('\n') {
            self.put('\n');
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

fn style(text: &str, key: bool) -> Style {
    let shape = analyze(text);
    if text.contains('\n') {
        return if shape.block && !key { Style::Literal } else { Style::Double };
    }
    if !resolves_to_text(text) || base60(text) {
        return Style::Double;
    }
    if text.is_empty() {
        return Style::Double;
    }
    if shape.plain {
        Style::Plain
    } else if shape.single {
        Style::Single
    } else {
        Style::Double
    }
}

struct Shape {
    plain: bool,
    single: bool,
    block: bool,
}

fn analyze(text: &str) -> Shape {
    let chars: Vec<char> = text.chars().collect();
    let mut indicators = text.starts_with("---") || text.starts_with("...");
    let (mut special, mut break_space, mut space_break, mut breaks) = (false, false, false, false);
    let (mut previous_space, mut previous_break) = (false, false);
    for (i, c) in chars.iter().enumerate() {
        let followed = chars.get(i + 1).is_none_or(|next| matches!(next, ' ' | '\t' | '\n' | '\r'));
        let preceded = i == 0 || matches!(chars[i - 1], ' ' | '\t' | '\n' | '\r');
        indicators |= match c {
            '#' if i == 0 => true,
            ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => {
                i == 0
            }
            '?' | '-' => i == 0 && followed,
            ':' => followed,
            '#' => preceded,
            _ => false,
        };
        special |= !printable(*c);
        let is_break = matches!(c, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}');
        breaks |= is_break;
        if *c == ' ' {
            break_space |= previous_break;
            (previous_space, previous_break) = (true, false);
        } else if is_break {
            space_break |= previous_space;
            (previous_space, previous_break) = (false, true);
        } else {
            (previous_space, previous_break) = (false, false);
        }
    }
    let edge = |c: Option<&char>| c.is_some_and(|c| matches!(c, ' ' | '\n' | '\r'));
    let trailing_space = chars.last() == Some(&' ');
    let mut shape = Shape { plain: true, single: true, block: !trailing_space };
    if edge(chars.first()) || edge(chars.last()) || indicators || breaks {
        shape.plain = false;
    }
    if break_space {
        (shape.plain, shape.single) = (false, false);
    }
    if space_break || special {
        shape = Shape { plain: false, single: false, block: false };
    }
    shape
}

/// A number as it is read from JSON and written again.
fn number_text(number: &serde_json::Number) -> String {
    let text = super::json::number(number);
    let whole = text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok();
    match number.as_f64() {
        Some(float) if !whole => crate::yaml::float(&format!("{float:e}")),
        _ => text,
    }
}

fn printable(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}')
}

fn escape(c: char) -> String {
    match c {
        '\0' => "\\0".into(),
        '\u{7}' => "\\a".into(),
        '\u{8}' => "\\b".into(),
        '\t' => "\\t".into(),
        '\n' => "\\n".into(),
        '\u{b}' => "\\v".into(),
        '\u{c}' => "\\f".into(),
        '\r' => "\\r".into(),
        '\u{1b}' => "\\e".into(),
        '"' => "\\\"".into(),
        '\\' => "\\\\".into(),
        '\u{85}' => "\\N".into(),
        '\u{a0}' => "\\_".into(),
        '\u{2028}' => "\\L".into(),
        '\u{2029}' => "\\P".into(),
        c if (c as u32) <= 0xff => format!("\\x{:02X}", c as u32),
        c if (c as u32) <= 0xffff => format!("\\u{:04X}", c as u32),
        c => format!("\\U{:08X}", c as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn maps_lists_and_empty_ones() {
        let value = json!({"a": {"b": [1, {"c": "x", "d": []}], "e": {}}, "n": null, "t": true});
        assert_eq!(to_yaml(&value), "a:\n  b:\n  - 1\n  - c: x\n    d: []\n  e: {}\n\"n\": null\nt: true\n");
    }

    #[test]
    fn what_would_be_read_as_something_else_is_quoted() {
        for text in [
            "yes",
            "n",
            "1",
            "0x1f",
            "1.5",
            "1e3",
            "2026-01-02T03:04:05Z",
            "null",
            "",
            "1:30",
            "-1",
            "0o7",
            "1_000",
        ] {
            assert_eq!(to_yaml(&json!({ "a": text })), format!("a: \"{text}\"\n"), "{text}");
        }
        for text in ["v1", "1.2.3", "nginx:1.25", "a/b", "10.0.0.1", "1Gi", "100m", "-", "08"] {
            let plain = format!("a: {text}\n");
            let want = if text == "-" {
                "a: '-'\n".to_owned()
            } else if text == "08" {
                "a: \"08\"\n".to_owned()
            } else {
                plain
            };
            assert_eq!(to_yaml(&json!({ "a": text })), want, "{text}");
        }
    }

    #[test]
    fn several_lines_stand_in_a_block_and_long_ones_fold() {
        assert_eq!(to_yaml(&json!({"a": "x\ny\n", "b": "x\ny"})), "a: |\n  x\n  y\nb: |-\n  x\n  y\n");
        let long = format!("{} tail", "word ".repeat(16).trim_end());
        let text = to_yaml(&json!({ "k": long }));
        assert!(text.lines().count() == 2 && text.lines().nth(1) == Some("  tail"), "{text}");
        assert_eq!(
            to_yaml(&json!({"a": "x: y", "b": "it's", "c": "tab\there"})),
            "a: 'x: y'\nb: it's\nc: \"tab\\there\"\n"
        );
    }
}
