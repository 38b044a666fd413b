//! Prints the Tables that the server makes.
//!
//! Layer: pure. Upstream: `cli-runtime/pkg/printers/tableprinter.go`.

use serde_json::Value;

use super::tabwriter::TabWriter;
use crate::text::{go_value, list_at, namespace_of, str_at};

/// How tables are printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// `--no-headers`.
    pub(crate) no_headers: bool,
    /// `-o wide`.
    pub(crate) wide: bool,
    /// A NAMESPACE column first.
    pub(crate) with_namespace: bool,
    /// `kind.group/` before names; empty: not.
    pub(crate) kind: String,
    /// `--show-labels`.
    pub(crate) show_labels: bool,
    /// `-L`.
    pub(crate) label_columns: Vec<String>,
}

/// Prints tables one after the other, headers when columns change.
pub(crate) struct TablePrinter {
    options: Options,
    last_columns: Vec<Value>,
    printed_headers: bool,
    printed_status: bool,
}

impl TablePrinter {
    /// With these options.
    pub(crate) fn new(options: Options) -> TablePrinter {
        TablePrinter { options, last_columns: Vec::new(), printed_headers: false, printed_status: false }
    }

    /// Prints one table; `event` is the type of a watch event, if it is to be shown.
    pub(crate) fn print(&mut self, table: &Value, event: Option<&str>, out: &mut TabWriter) {
        let mut columns = list_at(table, &["columnDefinitions"]).to_vec();
        let rows = list_at(table, &["rows"]);
        let same = columns.is_empty() || columns == self.last_columns;
        let again = self.printed_headers && same;
        let headers = !self.options.no_headers && !again;
        if columns.is_empty() {
            columns.clone_from(&self.last_columns);
        } else if columns != self.last_columns {
            self.last_columns.clone_from(&columns);
            self.printed_headers = false;
        }
        if rows.is_empty() {
            return;
        }
        self.printed_headers = true;
        if headers {
            out.write(&self.header(&columns, event.is_some()));
        }
        for row in rows {
            out.write(&self.row(&columns, row, event));
        }
    }

    /// Prints an object for which there is no table.
    pub(crate) fn print_plain(
        &mut self,
        object: &Value,
        now: jiff::Timestamp,
        event: Option<&str>,
        out: &mut TabWriter,
    ) {
        if !self.printed_status && !self.options.no_headers {
            let mut header = String::new();
            if event.is_some() {
                header += "EVENT\t";
            }
            if self.options.with_namespace {
                header += "NAMESPACE\t";
            }
            out.write(&format!("{header}NAME\tAGE\n"));
            self.printed_status = true;
        }
        let mut line = String::new();
        if let Some(event) = event {
            line += &format!("{event:<10}\t");
        }
        if self.options.with_namespace {
            line += &format!("{}\t", namespace_of(object));
        }
        let age = crate::time::since(str_at(object, &["metadata", "creationTimestamp"]), now);
        let prefix =
            if self.options.kind.is_empty() { String::new() } else { format!("{}/", self.options.kind) };
        out.write(&format!("{line}{prefix}{}\t{age}\n", crate::text::name_of(object)));
    }

    fn shown(&self, column: &Value) -> bool {
        self.options.wide || column.get("priority").and_then(Value::as_i64).unwrap_or(0) == 0
    }

    fn header(&self, columns: &[Value], event: bool) -> String {
        let mut names: Vec<String> = Vec::new();
        if event {
            names.push("EVENT".into());
        }
        if self.options.with_namespace {
            names.push("NAMESPACE".into());
        }
        names.extend(
            columns
                .iter()
                .filter(|column| self.shown(column))
                .map(|column| str_at(column, &["name"]).to_uppercase()),
        );
        names.extend(
            self.options
                .label_columns
                .iter()
                .map(|label| label.rsplit_once('/').map_or(label.as_str(), |(_, last)| last).to_uppercase()),
        );
        if self.options.show_labels {
            names.push("LABELS".into());
        }
        names.join("\t") + "\n"
    }

    fn row(&self, columns: &[Value], row: &Value, event: Option<&str>) -> String {
        let mut cells: Vec<String> = Vec::new();
        if let Some(event) = event {
            cells.push(format!("{event:<10}"));
        }
        let object = row.get("object").unwrap_or(&Value::Null);
        if self.options.with_namespace {
            cells.push(namespace_of(object).to_owned());
        }
        let mut named = false;
        for (column, cell) in columns.iter().zip(list_at(row, &["cells"])) {
            let is_name =
                str_at(column, &["format"]) == "name" && str_at(column, &["type"]) == "string" && !named;
            named |= is_name;
            if self.shown(column) {
                let text = cell_text(cell);
                let with_kind = is_name && !self.options.kind.is_empty();
                cells.push(if with_kind { format!("{}/{text}", self.options.kind) } else { text });
            }
        }
        let labels = crate::text::at(object, &["metadata", "labels"]).and_then(Value::as_object);
        for label in &self.options.label_columns {
            let value = labels.and_then(|labels| labels.get(label)).and_then(Value::as_str).unwrap_or("");
            cells.push(value.to_owned());
        }
        if self.options.show_labels {
            cells.push(super::labels(crate::text::at(object, &["metadata", "labels"])));
        }
        cells.join("\t") + "\n"
    }
}

fn cell_text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => match text.find(['\u{c}', '\n', '\r']) {
            Some(at) => format!("{}...", escape_terminal(&text[..at])),
            None => escape_terminal(text),
        },
        other => go_value(other),
    }
}

/// Makes control characters visible (`^[`), as upstream's terminal escaper.
pub(crate) fn escape_terminal(text: &str) -> String {
    text.replace('\u{1b}', "^[").replace('\r', "\\r")
}
