//! `get`: prints objects, from the server's Table or as `-o` asks.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/get/get.go`.

mod stream;
mod watch;

use std::collections::HashSet;

use apimachinery::discovery::Resource;
use serde::Deserialize;
use serde_json::{Value, json};

use self::watch::watch;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::printers::rows::Table;
use crate::printers::table::{self, TablePrinter};
use crate::printers::tabwriter::TabWriter;
use crate::printers::{Printer, sort};
use crate::resource::{Builder, Found, Info};
use crate::spec::prelude::*;
use crate::text::str_at;

/// `Accept` of a Table.
pub(crate) const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

crate::flags! {
    /// `get`, as typed.
    pub(crate) struct Get {
        /// In all namespaces
        all_namespaces: bool = short('A', "all-namespaces", "false", Nothing, Allowed);
        /// How many objects are asked for at a time; 0: all at once
        chunk_size: i64 = flag("chunk-size", "500", Nothing, Allowed);
        /// Only objects with these fields: a.b=c,d!=e
        field_selector: String = flag("field-selector", "", Nothing, Allowed);
        /// What is not there is no error
        ignore_not_found: bool = flag("ignore-not-found", "false", Nothing, Allowed);
        /// Labels that become columns
        label_columns: Slice = short('L', "label-columns", "", Nothing, Allowed);
        /// Rows without headings
        no_headers: bool = flag("no-headers", "false", Nothing, Allowed);
        /// With -w: what happened stands before each object
        output_watch_events: bool = flag("output-watch-events", "false", Nothing, Allowed);
        /// A path of the API to print as it is answered
        raw: String = flag("raw", "", Nothing, Allowed);
        /// Columns are the server's
        server_print: bool = flag("server-print", "true", Nothing, Allowed);
        /// The kind stands before each name
        show_kind: bool = flag("show-kind", "false", Nothing, Allowed);
        /// All labels as the last column
        show_labels: bool = flag("show-labels", "false", Nothing, Allowed);
        /// A field to sort by, as a JSONPath: {.metadata.name}
        sort_by: String = flag("sort-by", "", Nothing, Allowed);
        /// A part of the object: status, scale
        subresource: String = flag("subresource", "", Nothing, Allowed);
        /// Go on with what changes
        watch: bool = short('w', "watch", "false", Nothing, Allowed);
        /// Only what changes from now on
        watch_only: bool = flag("watch-only", "false", Nothing, Allowed);
    }
    with { words: Positional, print: Print, files: Filename, labels: Selector }
}

impl Command for Get {
    const SPEC: Spec = Spec {
        path: "get",
        aliases: &[],
        suggest_for: &["list", "ls"],
        about: "Display one or many resources",
        usage: " (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE/NAME ...)",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        if self.watches() { Manner::Streams } else { Manner::Ends }
    }

    async fn run(self, cx: &Context) -> Outcome {
        if !self.raw.is_empty() {
            return raw(cx, &self).await;
        }
        if self.watches() && !self.sort_by.is_empty() {
            let text = if self.watch {
                "warning: --watch requested, --sort-by will be ignored for watch events received\n"
            } else {
                "warning: --watch-only requested, --sort-by will be ignored\n"
            };
            cx.err(text).await;
        }
        if !self.watches() && self.words.is_empty() && self.files.filename.is_empty() {
            cx.err("You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of supported resources.\n\n").await;
            return fail(
                "Required resource not specified.\nUse \"kubectl explain <resource>\" for a detailed description of that resource (e.g. kubectl explain pods).\nSee 'kubectl get -h' for help and examples",
            );
        }
        validate(&self)?;
        if self.watches() { watch(cx, &self).await } else { once(cx, &self).await }
    }
}

impl Get {
    fn watches(&self) -> bool {
        self.watch || self.watch_only
    }

    /// Whether what is printed is a table.
    fn human(&self) -> bool {
        let output = self.print.output.as_str();
        (output.is_empty() && self.print.template.is_empty()) || output == "wide"
    }
}

fn validate(args: &Get) -> Outcome {
    let output = args.print.output.as_str();
    if args.show_labels && !output.is_empty() && output != "wide" {
        return fail(format!("--show-labels option cannot be used with {output} printer"));
    }
    if args.output_watch_events && !(args.watches()) {
        return fail("--output-watch-events option can only be used with --watch or --watch-only");
    }
    Ok(())
}

async fn raw(cx: &Context, args: &Get) -> Outcome {
    if !args.words.is_empty() {
        return fail("arguments may not be passed when --raw is specified");
    }
    if args.watches() || !args.labels.selector.is_empty() {
        return fail(
            "--raw may not be specified with other flags that filter the server request or alter the output",
        );
    }
    if !args.print.output.is_empty() {
        return fail("--raw and --output are mutually exclusive");
    }
    let path = args.raw.as_str();
    if !path.starts_with('/') {
        return fail(format!(
            "--raw must be a valid URL path: parse {}: invalid URI for request",
            crate::text::quote(path)
        ));
    }
    let reply = cx.send(Request::get(path)).await?;
    cx.out(reply.body).await;
    Ok(())
}

async fn builder(cx: &Context, args: &Get) -> Outcome<Builder> {
    let builder = Builder::new(cx).await?.words(&args.words).files(&args.files).labelled(&args.labels);
    let mut builder = builder.with_fields(&args.field_selector).everywhere(args.all_namespaces);
    builder.chunk = args.chunk_size;
    builder.empty_selector = true;
    builder.latest = true;
    builder.subresource = args.subresource.as_str().to_owned();
    if args.human() && args.server_print {
        builder.accept = Some(TABLE);
        if !args.sort_by.is_empty() {
            builder.include_object = "Object";
        }
    }
    if !args.sort_by.is_empty() {
        builder.chunk = 0;
    }
    Ok(builder)
}

async fn once(cx: &Context, args: &Get) -> Outcome {
    let mut builder = builder(cx, args).await?;
    let namespace = builder.namespace.clone();
    let plan = builder.plan(cx).await?;
    if let Some(list) = stream::Stream::of(cx, args, &builder, &plan).await? {
        return list.run(cx, args, &namespace).await;
    }
    let mut found = builder.carry_out(cx, plan).await?;
    if args.ignore_not_found {
        found.errors.retain(|failure| !failure.is_not_found());
    }
    match Printer::for_get(cx, &args.print, args.no_headers) {
        Ok(Some(printer)) => generic(cx, args, found, printer).await,
        Ok(None) => tables(cx, args, found, &namespace).await,
        Err(failure) => {
            found.errors.push(failure);
            if found.single {
                found.errors.truncate(1);
            }
            Failure::join(found.errors)
        }
    }
}

/// Table options for objects of one resource.
fn options(args: &Get, resource: &Resource, with_kind: bool) -> table::Options {
    let namespaced = resource.namespaced;
    table::Options {
        no_headers: args.no_headers,
        wide: args.print.output.as_str() == "wide",
        with_namespace: args.all_namespaces && namespaced,
        kind: if with_kind || args.show_kind { resource.group_kind() } else { String::new() },
        show_labels: args.show_labels,
        label_columns: args.label_columns.to_vec(),
    }
}

async fn tables(cx: &Context, args: &Get, mut found: Found, namespace: &str) -> Outcome {
    let kinds: HashSet<(String, String)> =
        found.infos.iter().map(|info| (info.resource.kind.clone(), info.resource.group.clone())).collect();
    let field = args.sort_by.as_str();
    if !field.is_empty() {
        for info in &mut found.infos {
            if let Some(rows) = info.object.get_mut("rows").and_then(Value::as_array_mut) {
                // Upstream drops a table that it cannot sort.
                if sort::sort_by(rows, field, |row| row.get("object").unwrap_or(&Value::Null)).is_err() {
                    rows.clear();
                }
            }
        }
    }
    let mut writer = TabWriter::tables();
    let mut out = String::new();
    let mut all_namespaced = !args.all_namespaces;
    let mut last: Option<(&Info, TablePrinter)> = None;
    for info in &found.infos {
        all_namespaced &= info.resource.namespaced;
        let fresh = last.as_ref().is_none_or(|(old, _)| {
            (&old.resource.plural, &old.resource.group) != (&info.resource.plural, &info.resource.group)
        });
        if fresh {
            flush(&mut writer, &mut out, args.no_headers);
            writer.forget();
            last = Some((info, TablePrinter::new(options(args, &info.resource, kinds.len() > 1))));
        }
        let Some((_, printer)) = &mut last else { continue };
        if str_at(&info.object, &["kind"]) == "Table" {
            printer.print(&table(&info.object)?, None, &mut writer);
        } else {
            printer.print_plain(&info.object, cx.now(), None, &mut writer);
        }
    }
    flush(&mut writer, &mut out, args.no_headers);
    if out.is_empty() && !args.ignore_not_found && found.errors.is_empty() {
        cx.err(nothing(all_namespaced.then_some(namespace))).await;
    }
    cx.out(out).await;
    Failure::join(found.errors)
}

/// What is said when there is nothing, in a namespace or anywhere.
fn nothing(namespace: Option<&str>) -> String {
    match namespace {
        Some(namespace) => format!("No resources found in {namespace} namespace.\n"),
        None => "No resources found\n".to_owned(),
    }
}

/// An object as the Table that it is.
fn table(object: &Value) -> Outcome<Table> {
    Table::deserialize(object).map_err(|error| Failure::Message(error.to_string()))
}

/// Groups of different columns have an empty line between them.
fn flush(writer: &mut TabWriter, out: &mut String, no_headers: bool) {
    let text = writer.flush();
    if !out.is_empty() && !text.is_empty() && !no_headers {
        out.push('\n');
    }
    out.push_str(&text);
}

async fn generic(cx: &Context, args: &Get, mut found: Found, mut printer: Printer) -> Outcome {
    if found.single && !found.errors.is_empty() {
        return Failure::join(found.errors);
    }
    if found.infos.is_empty() && args.ignore_not_found {
        return Failure::join(found.errors);
    }
    let field = args.sort_by.as_str();
    if !field.is_empty() {
        sort::sort_by(&mut found.infos, field, |info| &info.object)?;
    }
    let text = if found.single && found.infos.len() == 1 {
        printer.print(&found.infos[0].object)
    } else {
        let items: Vec<Value> = found.infos.into_iter().map(|info| info.object).collect();
        let list = json!({ "apiVersion": "v1", "kind": "List", "metadata": { "resourceVersion": "" }, "items": items });
        printer.print(&list)
    };
    match text {
        Ok(text) => cx.out(text).await,
        Err(failure) => found.errors.push(failure),
    }
    Failure::join(found.errors)
}
