//! `-o custom-columns=HEADER:.path,...`.
//!
//! Layer: pure. Upstream: `kubectl/pkg/cmd/get/customcolumn.go`.

use go_text::TabWriter;
use go_text::value::go_value;
use serde_json::Value;

use super::jsonpath::{JsonPath, relaxed};

/// A parsed list of columns.
pub(crate) struct CustomColumns {
    columns: Vec<(String, JsonPath)>,
    headers: bool,
}

impl CustomColumns {
    /// `NAME:.metadata.name,...`.
    pub(crate) fn from_spec(spec: &str, no_headers: bool) -> Result<CustomColumns, String> {
        if spec.is_empty() {
            return Err("custom-columns format specified but no custom columns given".into());
        }
        let mut columns = Vec::new();
        for part in spec.split(',') {
            let Some((header, path)) = part.split_once(':') else {
                return Err(format!(
                    "unexpected custom-columns spec: {part}, expected <header>:<json-path-expr>"
                ));
            };
            columns.push((header.to_owned(), relaxed(path)?));
        }
        CustomColumns::build(columns, !no_headers)
    }

    /// Two lines: headers, and paths.
    pub(crate) fn from_template(text: &str) -> Result<CustomColumns, String> {
        let mut lines = text.lines();
        let words = |line: Option<&str>, what: &str| {
            line.map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).ok_or_else(|| {
                format!("invalid template, missing {what} line. Expected format is one line of space separated headers, one line of space separated column specs.")
            })
        };
        let headers = words(lines.next(), "header")?;
        let specs = words(lines.next(), "spec")?;
        if headers.len() != specs.len() {
            return Err(format!(
                "number of headers ({}) and field specifications ({}) don't match",
                headers.len(),
                specs.len()
            ));
        }
        let specs: Vec<String> = specs.iter().map(|spec| relaxed(spec)).collect::<Result<_, _>>()?;
        CustomColumns::build(headers.into_iter().zip(specs).collect(), true)
    }

    fn build(columns: Vec<(String, String)>, headers: bool) -> Result<CustomColumns, String> {
        let columns = columns
            .into_iter()
            .map(|(header, path)| JsonPath::parse(&path, true).map(|path| (header, path)))
            .collect::<Result<_, _>>()?;
        Ok(CustomColumns { columns, headers })
    }

    /// One object, or every item of a list.
    pub(crate) fn print(&mut self, object: &Value) -> Result<String, String> {
        let mut writer = TabWriter::tables();
        if std::mem::take(&mut self.headers) {
            let headers: Vec<&str> = self.columns.iter().map(|(header, _)| header.as_str()).collect();
            writer.write(&(headers.join("\t") + "\n"));
        }
        match object.get("items").and_then(Value::as_array) {
            Some(items) => {
                for item in items {
                    writer.write(&self.line(item)?);
                }
            }
            None => writer.write(&self.line(object)?),
        }
        Ok(writer.flush())
    }

    fn line(&self, object: &Value) -> Result<String, String> {
        let mut cells = Vec::new();
        for (_, path) in &self.columns {
            let values = path.find(object)?;
            let mut texts = Vec::new();
            if values.first().is_none_or(Vec::is_empty) {
                texts.push("<none>".to_owned());
            }
            texts
                .extend(values.iter().flatten().map(|value| super::table::escape_terminal(&go_value(value))));
            cells.push(texts.join(","));
        }
        Ok(cells.join("\t") + "\n")
    }
}
