//! `explain`, from the server's OpenAPI v3.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/explain/explain.go`, `kubectl/pkg/explain/v2/templates/plaintext.tmpl`.

mod printer;

use apimachinery::discovery::Resource;

use self::printer::Printer;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;
use crate::text::{quote, str_at};

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
    let mut printer = Printer::of(&document);
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
