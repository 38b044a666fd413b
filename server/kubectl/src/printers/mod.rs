//! Everything that `-o` can ask for.
//!
//! Layer: pure. Upstream: `cli-runtime/pkg/genericclioptions/print_flags.go`, `cli-runtime/pkg/printers`.

mod custom_columns;
mod go_template;
pub(crate) mod items;
pub(crate) mod json;
pub(crate) mod jsonpath;
pub(crate) mod sort;
pub(crate) mod table;
pub(crate) mod yaml;

/// The server's Tables.
pub(crate) use apimachinery::table as rows;
pub(crate) mod tabwriter {
    //! Where commands look for it; it stands in `go-text`.
    pub(crate) use go_text::TabWriter;
}

use apimachinery::path::{name_of, str_at};
use go_text::quote;
use serde_json::Value;

use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::groups::Print;

use custom_columns::CustomColumns;
use go_template::GoTemplate;
use jsonpath::JsonPath;

/// A printer of objects.
pub(crate) enum Printer {
    /// `-o json`.
    Json(bool),
    /// `-o yaml`; whether one was printed already.
    Yaml(bool, bool),
    /// `-o name`, or a sentence such as `deployment.apps/web scaled`.
    Name(String),
    /// `-o jsonpath=...`.
    JsonPath(JsonPath, String),
    /// `-o go-template=...`.
    Template(GoTemplate, String),
    /// `-o custom-columns=...`.
    Columns(CustomColumns),
}

const GENERIC: &[&str] = &[
    "go-template",
    "go-template-file",
    "json",
    "jsonpath",
    "jsonpath-as-json",
    "jsonpath-file",
    "kyaml",
    "name",
    "template",
    "templatefile",
    "yaml",
];

const GET: &[&str] = &[
    "custom-columns",
    "custom-columns-file",
    "go-template",
    "go-template-file",
    "json",
    "jsonpath",
    "jsonpath-as-json",
    "jsonpath-file",
    "kyaml",
    "name",
    "template",
    "templatefile",
    "wide",
    "yaml",
];

fn no_printer(format: &str, allowed: &[&str]) -> Failure {
    Failure::Message(format!(
        "unable to match a printer suitable for the output format {}, allowed formats are: {}",
        quote(format),
        allowed.join(",")
    ))
}

impl Printer {
    /// The printer of a command that says what it did (`created`) unless `-o` asks for something else.
    pub(crate) fn for_operation(cx: &Context, flags: &Print, operation: &str) -> Outcome<Printer> {
        let format = output_of(flags);
        if format.is_empty() {
            return Ok(Printer::Name(operation.to_owned()));
        }
        Printer::parse(cx, flags, &format)?.ok_or_else(|| no_printer(&format, GENERIC))
    }

    /// The printer of `get`; `None` for tables.
    pub(crate) fn for_get(cx: &Context, flags: &Print, no_headers: bool) -> Outcome<Option<Printer>> {
        let format = output_of(flags);
        if format.is_empty() || format == "wide" {
            return Ok(None);
        }
        if let Some(spec) = format.strip_prefix("custom-columns=") {
            return Ok(Some(Printer::Columns(CustomColumns::from_spec(spec, no_headers)?)));
        }
        if format == "custom-columns" {
            let spec = &flags.template;
            return Ok(Some(Printer::Columns(CustomColumns::from_spec(spec, no_headers)?)));
        }
        if let Some(file) = format.strip_prefix("custom-columns-file=") {
            let text = read(cx, file).map_err(|why| format!("error reading template {file}, {why}\n"))?;
            return Ok(Some(Printer::Columns(CustomColumns::from_template(&text)?)));
        }
        Printer::parse(cx, flags, &format)?.map(Some).ok_or_else(|| no_printer(&format, GET))
    }

    fn parse(cx: &Context, flags: &Print, format: &str) -> Outcome<Option<Printer>> {
        let managed = flags.show_managed_fields;
        match format.to_lowercase().as_str() {
            "json" => return Ok(Some(Printer::Json(managed))),
            "yaml" => return Ok(Some(Printer::Yaml(managed, false))),
            "kyaml" => return fail("the output format \"kyaml\" is not available here"),
            "name" => return Ok(Some(Printer::Name(String::new()))),
            _ => {}
        }
        let (kind, mut text) = format.split_once('=').map_or((format, ""), |(kind, text)| (kind, text));
        if text.is_empty() {
            text = &flags.template;
        }
        let allow_missing = flags.allow_missing_template_keys;
        match kind {
            "jsonpath" | "jsonpath-as-json" | "jsonpath-file" => {
                if text.is_empty() {
                    return fail("template format specified but no template given");
                }
                let template = if kind == "jsonpath-file" {
                    read(cx, text).map_err(|why| format!("error reading --template {text}, {why}\n"))?
                } else {
                    text.to_owned()
                };
                let path = JsonPath::parse(&template, allow_missing)
                    .map_err(|why| format!("error parsing jsonpath {template}, {why}\n"))?;
                let path = if kind == "jsonpath-as-json" { path.into_json() } else { path };
                Ok(Some(Printer::JsonPath(path, template)))
            }
            "go-template" | "template" | "go-template-file" | "templatefile" => {
                if text.is_empty() {
                    return fail("template format specified but no template given");
                }
                let template = if kind.ends_with("file") {
                    read(cx, text).map_err(|why| format!("error reading --template {text}, {why}\n"))?
                } else {
                    text.to_owned()
                };
                let parsed = GoTemplate::parse(&template, allow_missing)
                    .map_err(|why| format!("error parsing template {template}, {why}\n"))?;
                Ok(Some(Printer::Template(parsed, template)))
            }
            _ => Ok(None),
        }
    }

    /// Prints an object that kubectl has as a Go struct: JSON keeps the struct's order.
    pub(crate) fn print_typed(&mut self, object: &Value) -> Outcome<String> {
        match self {
            Printer::Json(managed) => Ok(json::to_json_typed(&tidy(object, *managed))),
            _ => self.print(object),
        }
    }

    /// Prints one object, or a list.
    pub(crate) fn print(&mut self, object: &Value) -> Outcome<String> {
        match self {
            Printer::Json(managed) => Ok(json::to_json(&tidy(object, *managed))),
            Printer::Yaml(managed, separate) => {
                let lead = if std::mem::replace(separate, true) { "---\n" } else { "" };
                Ok(format!("{lead}{}", yaml::to_yaml(&tidy(object, *managed))))
            }
            Printer::Name(operation) => Ok(sentences(object, operation)),
            Printer::JsonPath(path, template) => path.execute(object).map_err(|why| {
                Failure::Message(format!(
                    "error executing jsonpath {}: Error executing template: {why}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t{template}\n\tobject given to jsonpath engine was:\n\t\t{}\n\n\n",
                    quote(template),
                    go_syntax(object)
                ))
            }),
            Printer::Template(parsed, template) => parsed.execute(object).map_err(|why| {
                Failure::Message(format!(
                    "error executing template {}: template: output:1:{why}",
                    quote(template)
                ))
            }),
            Printer::Columns(columns) => Ok(columns.print(object)?),
        }
    }
}

fn output_of(flags: &Print) -> String {
    if flags.output.is_empty() && !flags.template.is_empty() && !flags.output.given {
        return "go-template".to_owned();
    }
    flags.output.value.clone()
}

fn read(cx: &Context, name: &str) -> Result<String, String> {
    let files = cx.session.files.read(name)?;
    let bytes = files.into_iter().next().map(|(_, bytes)| bytes).unwrap_or_default();
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

fn sentences(object: &Value, operation: &str) -> String {
    if let Some(items) = object.get("items").and_then(Value::as_array) {
        return items.iter().map(|item| sentences(item, operation)).collect();
    }
    let version = str_at(object, &["apiVersion"]);
    let group = version.split_once('/').map_or("", |(group, _)| group);
    let kind = str_at(object, &["kind"]).to_lowercase();
    let name = if name_of(object).is_empty() { "<unknown>" } else { name_of(object) };
    let dot = if group.is_empty() { "" } else { "." };
    let space = if operation.is_empty() { "" } else { " " };
    format!("{kind}{dot}{group}/{name}{space}{operation}\n")
}

/// The object without its managed fields.
pub(crate) fn tidy(object: &Value, managed: bool) -> Value {
    let mut object = object.clone();
    if !managed {
        strip_managed(&mut object);
        if let Some(items) = object.get_mut("items").and_then(Value::as_array_mut) {
            items.iter_mut().for_each(strip_managed);
        }
    }
    object
}

fn strip_managed(object: &mut Value) {
    if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) {
        metadata.remove("managedFields");
    }
}

/// `labels.FormatLabels`.
pub(crate) fn labels(labels: Option<&Value>) -> String {
    match labels.and_then(Value::as_object) {
        Some(map) if !map.is_empty() => {
            let words: Vec<String> =
                map.iter().map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or(""))).collect();
            words.join(",")
        }
        _ => "<none>".to_owned(),
    }
}

/// `%#v` of a value that came from JSON.
fn go_syntax(value: &Value) -> String {
    match value {
        Value::Null => "interface {}(nil)".to_owned(),
        Value::String(text) => quote(text),
        Value::Object(map) => {
            let words: Vec<String> =
                map.iter().map(|(key, value)| format!("{}:{}", quote(key), go_syntax(value))).collect();
            format!("map[string]interface {{}}{{{}}}", words.join(", "))
        }
        Value::Array(items) => {
            format!("[]interface {{}}{{{}}}", items.iter().map(go_syntax).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
