//! Prints the Tables that the server makes.
//!
//! Layer: pure. Upstream: `cli-runtime/pkg/printers/tableprinter.go`.

use std::borrow::Cow;

use apimachinery::path::{namespace_of, str_at};
use apimachinery::table::{Column, Row, Table};
use go_text::TabWriter;
use go_text::value::go_value;
use serde_json::Value;

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
    last_columns: Vec<Column>,
    printed_headers: bool,
    printed_status: bool,
}

impl TablePrinter {
    /// With these options.
    pub(crate) fn new(options: Options) -> TablePrinter {
        TablePrinter { options, last_columns: Vec::new(), printed_headers: false, printed_status: false }
    }

    /// Prints one table; `event` is the type of a watch event, if it is to be shown.
    pub(crate) fn print(&mut self, table: &Table, event: Option<&str>, out: &mut TabWriter) {
        let columns = &table.columns;
        let same = columns.is_empty() || *columns == self.last_columns;
        let again = self.printed_headers && same;
        let headers = !self.options.no_headers && !again;
        if !same {
            self.last_columns.clone_from(columns);
            self.printed_headers = false;
        }
        if table.rows.is_empty() {
            return;
        }
        self.printed_headers = true;
        if headers {
            out.write(&self.header(&self.last_columns, event.is_some()));
        }
        for row in &table.rows {
            out.write(&self.row(&self.last_columns, row, event));
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
        out.write(&format!("{line}{prefix}{}\t{age}\n", apimachinery::path::name_of(object)));
    }

    fn shown(&self, column: &Column) -> bool {
        self.options.wide || column.priority == 0
    }

    fn header(&self, columns: &[Column], event: bool) -> String {
        let mut names: Vec<String> = Vec::new();
        if event {
            names.push("EVENT".into());
        }
        if self.options.with_namespace {
            names.push("NAMESPACE".into());
        }
        names.extend(
            columns.iter().filter(|column| self.shown(column)).map(|column| column.name.to_uppercase()),
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

    fn row(&self, columns: &[Column], row: &Row, event: Option<&str>) -> String {
        let mut line = String::new();
        let mut cell = |text: &str| {
            line.push_str(text);
            line.push('\t');
        };
        if let Some(event) = event {
            cell(&format!("{event:<10}"));
        }
        let object = &row.object.metadata;
        if self.options.with_namespace {
            cell(&object.namespace);
        }
        let mut named = false;
        for (column, value) in columns.iter().zip(&row.cells) {
            let is_name = column.format == "name" && column.kind == "string" && !named;
            named |= is_name;
            if self.shown(column) {
                let text = cell_text(value);
                if is_name && !self.options.kind.is_empty() {
                    cell(&format!("{}/{text}", self.options.kind));
                } else {
                    cell(&text);
                }
            }
        }
        for label in &self.options.label_columns {
            let value = object.labels.as_ref().and_then(|labels| labels.get(label)).and_then(Value::as_str);
            cell(value.unwrap_or(""));
        }
        if self.options.show_labels {
            cell(&super::labels(object.labels.as_ref()));
        }
        line.pop();
        line.push('\n');
        line
    }
}

fn cell_text(cell: &Value) -> Cow<'_, str> {
    match cell {
        Value::Null => "".into(),
        Value::String(text) if !text.contains(char::is_control) => text.into(),
        Value::String(text) => match text.find(['\u{c}', '\n', '\r']) {
            Some(at) => format!("{}...", escape_terminal(&text[..at])).into(),
            None => escape_terminal(text).into(),
        },
        other => go_value(other).into(),
    }
}

/// Makes control characters visible (`^[`), as upstream's terminal escaper.
pub(crate) fn escape_terminal(text: &str) -> String {
    text.replace('\u{1b}', "^[").replace('\r', "\\r")
}
