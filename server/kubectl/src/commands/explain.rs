//! `explain`, from the server's OpenAPI v3.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/explain/explain.go`, `kubectl/pkg/explain/v2/templates/plaintext.tmpl`.

use serde_json::Value;

use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;
use crate::text::{at, list_at, quote, str_at};
use apimachinery::discovery::Resource;

crate::flags! {
    /// `explain`, as typed.
    pub(crate) struct Explain {
        /// Of this group and version: apps/v1
        api_version: String = flag("api-version", "", Nothing, Allowed);
        /// Output format: plaintext
        output: String = short('o', "output", "plaintext", Nothing, Format);
        /// All fields, and theirs
        recursive: bool = short('R', "recursive", "false", Nothing, Allowed);
    }
    with { words: Positional }
}

impl Command for Explain {
    const SPEC: Spec = Spec {
        path: "explain",
        aliases: &[],
        suggest_for: &[],
        about: "Get documentation for a resource",
        usage: " TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        explain(cx, &self).await
    }
}

async fn explain(cx: &Context, args: &Explain) -> Outcome {
    match args.words.len() {
        0 => {
            return fail(
                "You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources.\n",
            );
        }
        1 => {}
        _ => return fail("We accept only this format: explain RESOURCE\n"),
    }
    if !matches!(args.output.as_str(), "plaintext" | "plaintext-openapiv2") {
        return fail(format!("unrecognized format: {}", args.output.as_str()));
    }
    if args.words[0].starts_with('.') {
        return fail("invalid jsonpath syntax, first node must be field node");
    }
    let (resource, fields) = find(cx, args).await?;
    let index = cx.json(Request::get("/openapi/v3")).await?;
    let root = if resource.group.is_empty() { "api" } else { "apis" };
    let key = format!("{root}/{}", resource.api_version());
    let url = str_at(&index, &["paths", &key, "serverRelativeURL"]);
    if url.is_empty() {
        let gvr = format!("{}/{}, Resource={}", resource.group, resource.version, resource.plural);
        return fail(format!("couldn't find resource for {}", quote(&gvr)));
    }
    let document = cx.json(Request::get(url)).await?;
    let mut printer = Printer { document: &document, out: String::new() };
    let schema = printer.schema_of(&resource).ok_or_else(|| {
        let text =
            format!("map[group:{} kind:{} version:{}]", resource.group, resource.kind, resource.version);
        Failure::Message(format!("error: GVK {text} not found in OpenAPI schema"))
    })?;
    if !resource.group.is_empty() {
        printer.out += &format!("GROUP:      {}\n", resource.group);
    }
    printer.out += &format!("KIND:       {}\nVERSION:    {}\n\n", resource.kind, resource.version);
    let before = printer.out.len();
    printer.output(&schema, &fields, args.recursive);
    if printer.out.len() == before {
        cx.out(printer.out).await;
        return fail(format!("field {} does not exist", quote(fields.last().map_or("", String::as_str))));
    }
    printer.out.push('\n');
    let text = std::mem::take(&mut printer.out);
    cx.out(text).await;
    Ok(())
}

async fn find(cx: &Context, args: &Explain) -> Outcome<(Resource, Vec<String>)> {
    let discovery = cx.discovery().await?;
    let mut parts = args.words[0].trim_end_matches('.').split('.').map(str::to_owned);
    let mut name = parts.next().unwrap_or_default();
    let mut fields: Vec<String> = parts.collect();
    let mut resource = discovery.resource_for(&name).cloned();
    if resource.is_none() {
        for count in (1..=fields.len()).rev() {
            let word = format!("{name}.{}", fields[..count].join("."));
            if let Some(found) = discovery.resource_for(&word) {
                resource = Some(found.clone());
                fields.drain(..count);
                break;
            }
        }
    } else {
        for count in (1..=fields.len()).rev() {
            let word = format!("{name}.{}", fields[..count].join("."));
            if let Some(found) = discovery
                .resources
                .iter()
                .find(|one| one.group_resource() == word && count > 0 && !one.group.is_empty())
            {
                resource = Some(found.clone());
                fields.drain(..count);
                break;
            }
        }
    }
    let Some(mut resource) = resource else {
        let group = String::new();
        return Err(Failure::NoResource(std::mem::take(&mut name), group, String::new()));
    };
    let version = args.api_version.as_str();
    if !version.is_empty() {
        let (group, only) = version.split_once('/').unwrap_or(("", version));
        match discovery.kind(group, only, &resource.kind) {
            Some(found) => resource = found.clone(),
            None => {
                let gvk = format!("{version}, Resource={}", resource.plural);
                let gvk = if group.is_empty() { format!("/{gvk}") } else { gvk };
                return fail(format!("couldn't find resource for {}", quote(&gvk)));
            }
        }
    }
    Ok((resource, fields))
}

struct Printer<'a> {
    document: &'a Value,
    out: String,
}

impl Printer<'_> {
    fn schema_of(&self, resource: &Resource) -> Option<Value> {
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
    fn output(&mut self, schema: &Value, fields: &[String], recursive: bool) {
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
