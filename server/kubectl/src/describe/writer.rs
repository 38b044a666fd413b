//! Collects the lines of a description and aligns them.
//!
//! Layer: pure. Upstream: `PrefixWriter`, `tabbedString`, `printLabelsMultiline`, `printAnnotationsMultiline`.

use go_text::TabWriter;
use serde_json::Value;

/// The longest annotation that stands on one line.
const MAX_ANNOTATION: usize = 140;

/// A description in the making.
pub(super) struct Writer {
    tabs: TabWriter,
    done: String,
    now: jiff::Timestamp,
    zone: jiff::tz::TimeZone,
}

impl Writer {
    pub(super) fn new(now: jiff::Timestamp, zone: jiff::tz::TimeZone) -> Writer {
        Writer { tabs: TabWriter::new(0, 2), done: String::new(), now, zone }
    }

    /// A moment of the API as whoever reads it has it: `Mon, 02 Jan 2006 15:04:05 -0700`.
    pub(super) fn moment(&self, text: &str) -> String {
        crate::time::rfc1123(text, &self.zone)
    }

    pub(super) fn now(&self) -> jiff::Timestamp {
        self.now
    }

    /// A piece of a line.
    pub(super) fn put(&mut self, level: usize, text: &str) {
        self.tabs.write(&"  ".repeat(level));
        self.tabs.write(text);
    }

    /// A line.
    pub(super) fn line(&mut self, level: usize, text: &str) {
        self.put(level, text);
        self.tabs.write("\n");
    }

    /// `Label:` and a value.
    pub(super) fn field(&mut self, level: usize, label: &str, value: &str) {
        self.line(level, &format!("{label}:\t{value}"));
    }

    /// Ends the alignment so far.
    pub(super) fn flush(&mut self) {
        let text = self.tabs.flush();
        self.done.push_str(&text);
    }

    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.done
    }

    /// What was written, not aligned.
    pub(super) fn raw(self) -> String {
        self.tabs.raw()
    }

    /// One `key=value` a line; the lines after the first stand as far in as the title.
    pub(super) fn labels_at(&mut self, space: &str, title: &str, labels: Option<&Value>) {
        let lines = labels.and_then(Value::as_object).into_iter().flatten();
        let lines: Vec<String> =
            lines.map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or(""))).collect();
        let text = if lines.is_empty() { "<none>".to_owned() } else { lines.join(&format!("\n{space}\t")) };
        self.line(0, &format!("{space}{title}:\t{text}"));
    }

    /// One `key=value` a line.
    pub(super) fn labels(&mut self, title: &str, labels: Option<&Value>) {
        self.put(0, &format!("{title}:\t"));
        let lines: Vec<String> = labels
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(key, value)| format!("{key}={}\n", value.as_str().unwrap_or("")))
            .collect();
        if lines.is_empty() {
            self.line(0, "<none>");
        } else {
            self.put(0, &lines.join("\t"));
        }
    }

    /// One `key: value` a line; long values below their key.
    pub(super) fn annotations(&mut self, title: &str, annotations: Option<&Value>) {
        self.put(0, &format!("{title}:\t"));
        let all = annotations.and_then(Value::as_object).into_iter().flatten();
        let shown: Vec<_> = all.filter(|(key, _)| key.as_str() != crate::commands::LAST_APPLIED).collect();
        if shown.is_empty() {
            self.line(0, "<none>");
        }
        for (i, (key, value)) in shown.into_iter().enumerate() {
            if i != 0 {
                self.put(0, "\t");
            }
            let value = value.as_str().unwrap_or("");
            let value = value.strip_suffix('\n').unwrap_or(value);
            if value.len() + key.len() + 2 > MAX_ANNOTATION || value.contains('\n') {
                self.line(0, &format!("{key}:"));
                for line in value.split('\n') {
                    self.line(0, &format!("\t  {}", shorten(line)));
                }
            } else {
                self.line(0, &format!("{key}: {value}"));
            }
        }
    }
}

fn shorten(line: &str) -> String {
    let most = MAX_ANNOTATION - 2;
    if line.len() <= most {
        return line.to_owned();
    }
    let end = (0..=most).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    format!("{}...", &line[..end])
}
