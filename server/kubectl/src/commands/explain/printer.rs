//! The text of `explain`.
//!
//! Layer: pure, part of `explain`. Upstream: `kubectl/pkg/explain/v2/templates/plaintext.tmpl`.

use apimachinery::discovery::Resource;
use serde_json::Value;

use crate::text::{at, list_at, str_at};

/// Prints a schema and what is in it.
pub(super) struct Printer<'a> {
    document: &'a Value,
    /// What was printed so far.
    pub(super) out: String,
}

impl<'a> Printer<'a> {
    /// Of a document of one group and version.
    pub(super) fn of(document: &'a Value) -> Printer<'a> {
        Printer { document, out: String::new() }
    }

    /// The schema of a resource's kind.
    pub(super) fn schema_of(&self, resource: &Resource) -> Option<Value> {
        let schemas = at(self.document, &["components", "schemas"])?.as_object()?;
        let found = schemas.values().find(|schema| {
            list_at(schema, &["x-kubernetes-group-version-kind"]).iter().any(|gvk| {
                str_at(gvk, &["group"]) == resource.group
                    && str_at(gvk, &["version"]) == resource.version
                    && str_at(gvk, &["kind"]) == resource.kind
            })
        });
        found.cloned()
    }

    fn resolve<'b>(&'b self, schema: &'b Value) -> &'b Value {
        let name = str_at(schema, &["$ref"]).rsplit('/').next().unwrap_or("");
        if name.is_empty() {
            schema
        } else {
            at(self.document, &["components", "schemas", name]).unwrap_or(schema)
        }
    }

    /// Follows the fields, then prints what they lead to.
    pub(super) fn output(&mut self, schema: &Value, fields: &[String], recursive: bool) {
        let resolved = self.resolve(schema).clone();
        let Some(first) = fields.first() else {
            let text = self.description(&resolved);
            let text = if text.is_empty() { "<empty>".to_owned() } else { text };
            self.out += "DESCRIPTION:\n";
            self.out += &(indent(&wrap(&text, 76), 4) + "\n");
            self.external(&resolved);
            let list = self.fields(&resolved, 1, recursive, &mut Vec::new());
            if !list.is_empty() {
                self.out += "FIELDS:\n";
                self.out += &list;
            }
            return;
        };
        if let Some(sub) = at(&resolved, &["properties", first]) {
            if fields.len() == 1 {
                self.out += &format!("FIELD: {first} <{}>\n", self.type_of(sub));
                self.out += &self.long_enum(sub);
                self.out += "\n\n";
            }
            self.output(&sub.clone(), &fields[1..], recursive);
        } else if let Some(items) = at(&resolved, &["items"]) {
            self.output(&items.clone(), fields, recursive);
        } else if let Some(more) = at(&resolved, &["additionalProperties"]).filter(|more| more.is_object()) {
            self.output(&more.clone(), fields, recursive);
        } else {
            for one in list_at(&resolved, &["allOf"]).to_vec() {
                let before = self.out.len();
                self.output(&one, fields, recursive);
                if self.out.len() > before {
                    break;
                }
            }
        }
    }

    fn description(&self, schema: &Value) -> String {
        let schema = self.resolve(schema);
        let mut text = str_at(schema, &["description"]).to_owned();
        if !text.is_empty() {
            text.push('\n');
        }
        for one in list_at(schema, &["allOf"]) {
            text += &self.description(one);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = at(schema, &[key]).filter(|inner| inner.is_object()) {
                text += &self.description(inner);
            }
        }
        text
    }

    fn external(&mut self, schema: &Value) {
        let Some(docs) = at(schema, &["externalDocs"]) else { return };
        self.out += "\nEXTERNAL DOCS:\n";
        if !str_at(docs, &["description"]).is_empty() {
            self.out += &(indent(&wrap(str_at(docs, &["description"]), 76), 4) + "\n");
        }
        if !str_at(docs, &["url"]).is_empty() {
            self.out += &format!("    URL: {}\n", str_at(docs, &["url"]));
        }
    }

    fn fields(&self, schema: &Value, level: usize, recursive: bool, history: &mut Vec<String>) -> String {
        let reference = str_at(schema, &["$ref"]).to_owned();
        if !reference.is_empty() && history.contains(&reference) {
            return String::new();
        }
        let depth = history.len();
        if !reference.is_empty() {
            history.push(reference);
        }
        let resolved = self.resolve(schema);
        let mut text = String::new();
        for (name, sub) in at(resolved, &["properties"]).and_then(Value::as_object).into_iter().flatten() {
            text += &self.detail(name, sub, resolved, level, recursive);
            if recursive {
                text += &self.fields(sub, level + 1, recursive, history);
            }
        }
        for one in list_at(resolved, &["allOf"]) {
            text += &self.fields(one, level, recursive, history);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = at(resolved, &[key]).filter(|inner| inner.is_object()) {
                text += &self.fields(inner, level, recursive, history);
            }
        }
        history.truncate(depth);
        text
    }

    fn detail(&self, name: &str, sub: &Value, parent: &Value, level: usize, short: bool) -> String {
        let pad = level * 2;
        let required = list_at(parent, &["required"]).iter().any(|one| one.as_str() == Some(name));
        let mark = if required { " -required-" } else { "" };
        let mut text = format!("{}{name}\t<{}>{mark}", " ".repeat(pad), self.type_of(sub));
        text += &self.short_enum(sub, pad);
        text.push('\n');
        if !short {
            let about = str_at(sub, &["description"]);
            let about = if about.is_empty() { "<no description>" } else { about };
            text += &(indent(&wrap(about, 78 - pad), pad + 2) + "\n");
            if let Some(docs) = at(sub, &["externalDocs"]) {
                text += &format!("\n{}EXTERNAL DOCS:\n", " ".repeat(pad + 2));
                if !str_at(docs, &["url"]).is_empty() {
                    text += &format!("{}URL: {}\n", " ".repeat(pad + 4), str_at(docs, &["url"]));
                }
            }
            text.push('\n');
        }
        text
    }

    fn enum_of<'b>(&'b self, schema: &'b Value) -> &'b [Value] {
        let own = list_at(schema, &["enum"]);
        if !own.is_empty() {
            return own;
        }
        list_at(self.resolve(schema), &["enum"])
    }

    fn enum_words(&self, schema: &Value) -> Vec<String> {
        let values = self.enum_of(schema).iter();
        let mut words: Vec<String> = values
            .map(|value| if value == "" { "\"\"".to_owned() } else { crate::text::go_value(value) })
            .collect();
        words.sort();
        words
    }

    fn short_enum(&self, schema: &Value, pad: usize) -> String {
        let words = self.enum_words(schema);
        if words.is_empty() {
            return String::new();
        }
        let shown: Vec<String> = words.iter().take(4).cloned().collect();
        let more = if words.len() > 4 { ", ...." } else { "" };
        format!("\n{}enum: {}{more}", " ".repeat(pad), shown.join(", "))
    }

    fn long_enum(&self, schema: &Value) -> String {
        let words = self.enum_words(schema);
        if words.is_empty() {
            return String::new();
        }
        format!("ENUM:\n{}", words.iter().map(|word| format!("    {word}")).collect::<Vec<_>>().join("\n"))
    }

    fn type_of(&self, schema: &Value) -> String {
        if let Some(items) = at(schema, &["items"]) {
            return format!("[]{}", self.type_of(items));
        }
        if let Some(more) = at(schema, &["additionalProperties"]).filter(|more| more.is_object()) {
            return format!("map[string]{}", self.type_of(more));
        }
        let all = list_at(schema, &["allOf"]);
        if all.len() == 1 && at(schema, &["properties"]).is_none() {
            return self.type_of(&all[0]);
        }
        let reference = str_at(schema, &["$ref"]);
        if !reference.is_empty() {
            let resolved = self.resolve(schema);
            let kind = str_at(resolved, &["type"]);
            if kind.is_empty() || kind == "object" {
                let name = reference.rsplit('/').next().unwrap_or("");
                return name.rsplit('.').next().unwrap_or("Object").to_owned();
            }
            return kind.to_owned();
        }
        match str_at(schema, &["type"]) {
            "" | "object" => "Object".to_owned(),
            kind => kind.to_owned(),
        }
    }
}

/// Wraps words at a width; lines of the text stay lines.
fn wrap(text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    for line in text.trim_end_matches('\n').split('\n') {
        let mut words = line.split(' ');
        let mut current = words.next().unwrap_or_default().to_owned();
        for word in words {
            if current.chars().count() + 1 + word.chars().count() <= width {
                current = format!("{current} {word}");
            } else {
                lines.push(std::mem::replace(&mut current, word.to_owned()));
            }
        }
        lines.push(current);
    }
    if text.ends_with('\n') {
        lines.push(String::new());
    }
    lines.join("\n")
}

fn indent(text: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    text.split('\n').map(|line| format!("{pad}{line}")).collect::<Vec<_>>().join("\n")
}
