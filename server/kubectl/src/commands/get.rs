//! `get`: prints objects, from the server's Table or as `-o` asks.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/get/get.go`.

mod stream;

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::watch::Watch;
use crate::api::Request;
use crate::context::Context;
use crate::discovery::Resource;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::printers::rows::Table;
use crate::printers::table::{self, TablePrinter};
use crate::printers::tabwriter::TabWriter;
use crate::printers::{Printer, sort};
use crate::resource::{Builder, Found, Info};
use crate::text::str_at;

/// `Accept` of a Table.
pub(crate) const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    if !args.str("raw").is_empty() {
        return raw(cx, &args).await;
    }
    let watching = args.bool("watch") || args.bool("watch-only");
    if watching && !args.str("sort-by").is_empty() {
        let text = if args.bool("watch") {
            "warning: --watch requested, --sort-by will be ignored for watch events received\n"
        } else {
            "warning: --watch-only requested, --sort-by will be ignored\n"
        };
        cx.err(text).await;
    }
    if !watching && args.positional.is_empty() && args.list("filename").is_empty() {
        cx.err("You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of supported resources.\n\n").await;
        return fail(
            "Required resource not specified.\nUse \"kubectl explain <resource>\" for a detailed description of that resource (e.g. kubectl explain pods).\nSee 'kubectl get -h' for help and examples",
        );
    }
    validate(&args)?;
    if watching { watch(cx, &args).await } else { once(cx, &args).await }
}

fn validate(args: &Args) -> Outcome {
    let output = args.str("output");
    if args.bool("show-labels") && !output.is_empty() && output != "wide" {
        return fail(format!("--show-labels option cannot be used with {output} printer"));
    }
    if args.bool("output-watch-events") && !(args.bool("watch") || args.bool("watch-only")) {
        return fail("--output-watch-events option can only be used with --watch or --watch-only");
    }
    Ok(())
}

async fn raw(cx: &Context, args: &Args) -> Outcome {
    if !args.positional.is_empty() {
        return fail("arguments may not be passed when --raw is specified");
    }
    if args.bool("watch") || args.bool("watch-only") || !args.str("selector").is_empty() {
        return fail(
            "--raw may not be specified with other flags that filter the server request or alter the output",
        );
    }
    if !args.str("output").is_empty() {
        return fail("--raw and --output are mutually exclusive");
    }
    let path = args.str("raw");
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

fn human(args: &Args) -> bool {
    let output = args.str("output");
    (output.is_empty() && args.str("template").is_empty()) || output == "wide"
}

async fn builder(cx: &Context, args: &Args) -> Outcome<Builder> {
    let mut builder = Builder::new(cx, args).await?;
    builder.empty_selector = true;
    builder.latest = true;
    builder.subresource = args.str("subresource").to_owned();
    if human(args) && args.bool("server-print") {
        builder.accept = Some(TABLE);
        if !args.str("sort-by").is_empty() {
            builder.include_object = "Object";
        }
    }
    if !args.str("sort-by").is_empty() {
        builder.chunk = 0;
    }
    Ok(builder)
}

async fn once(cx: &Context, args: &Args) -> Outcome {
    let mut builder = builder(cx, args).await?;
    let namespace = builder.namespace.clone();
    let plan = builder.plan(cx).await?;
    if let Some(list) = stream::Stream::of(cx, args, &builder, &plan).await? {
        return list.run(cx, args, &namespace).await;
    }
    let mut found = builder.carry_out(cx, plan).await?;
    if args.bool("ignore-not-found") {
        found.errors.retain(|failure| !failure.is_not_found());
    }
    match Printer::for_get(cx, args) {
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
fn options(args: &Args, resource: &Resource, with_kind: bool) -> table::Options {
    let namespaced = resource.namespaced;
    table::Options {
        no_headers: args.bool("no-headers"),
        wide: args.str("output") == "wide",
        with_namespace: args.bool("all-namespaces") && namespaced,
        kind: if with_kind || args.bool("show-kind") { resource.group_kind() } else { String::new() },
        show_labels: args.bool("show-labels"),
        label_columns: args.list("label-columns").to_vec(),
    }
}

async fn tables(cx: &Context, args: &Args, mut found: Found, namespace: &str) -> Outcome {
    let kinds: HashSet<(String, String)> =
        found.infos.iter().map(|info| (info.resource.kind.clone(), info.resource.group.clone())).collect();
    let field = args.str("sort-by");
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
    let mut all_namespaced = !args.bool("all-namespaces");
    let mut last: Option<(&Info, TablePrinter)> = None;
    for info in &found.infos {
        all_namespaced &= info.resource.namespaced;
        let fresh = last.as_ref().is_none_or(|(old, _)| {
            (&old.resource.plural, &old.resource.group) != (&info.resource.plural, &info.resource.group)
        });
        if fresh {
            flush(&mut writer, &mut out, args.bool("no-headers"));
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
    flush(&mut writer, &mut out, args.bool("no-headers"));
    if out.is_empty() && !args.bool("ignore-not-found") && found.errors.is_empty() {
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

async fn generic(cx: &Context, args: &Args, mut found: Found, mut printer: Printer) -> Outcome {
    if found.single && !found.errors.is_empty() {
        return Failure::join(found.errors);
    }
    if found.infos.is_empty() && args.bool("ignore-not-found") {
        return Failure::join(found.errors);
    }
    let field = args.str("sort-by");
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

async fn watch(cx: &Context, args: &Args) -> Outcome {
    let mut builder = builder(cx, args).await?;
    builder.single_type = true;
    builder.flatten = false;
    builder.continue_on_error = false;
    let selectors =
        (builder.selector.clone().unwrap_or_default(), builder.field_selector.clone().unwrap_or_default());
    let found = builder.find(cx).await?;
    if args.bool("ignore-not-found") && found.errors.iter().any(Failure::is_not_found) {
        return Ok(());
    }
    let infos = found.strict()?;
    let Some(info) = infos.first() else { return Ok(()) };
    let list = info.name.is_empty();
    let events = args.bool("output-watch-events");
    let mut printer = WatchPrinter::new(cx, args, info)?;
    if !args.bool("watch-only") {
        for object in infos.iter().flat_map(|info| objects(&info.object)) {
            let text = printer.print(cx, &object, events.then_some("ADDED"))?;
            cx.out(text).await;
        }
    }
    let version =
        if list { str_at(&info.object, &["metadata", "resourceVersion"]).to_owned() } else { "0".to_owned() };
    let fields = if list { selectors.1 } else { format!("metadata.name={}", info.name) };
    let accept = if human(args) { TABLE } else { "application/json" };
    let request = Request::get(info.resource.path(&info.namespace))
        .accept(accept)
        .query("watch", "true")
        .query("resourceVersion", version)
        .query("labelSelector", selectors.0)
        .query("fieldSelector", fields);
    let mut watch = Watch::open(cx, request).await?;
    let mut skip = !list;
    while let Some((kind, object)) = watch.next().await? {
        if kind == "ERROR" {
            return Err(Failure::Status(Box::new(object)));
        }
        let text = printer.print(cx, &object, events.then_some(kind.as_str()))?;
        if !std::mem::replace(&mut skip, false) {
            cx.out(text).await;
        }
    }
    Ok(())
}

fn objects(value: &Value) -> Vec<Value> {
    if str_at(value, &["kind"]) != "Table" && value.get("items").is_some() {
        return crate::resource::items_of(value);
    }
    vec![value.clone()]
}

struct WatchPrinter {
    printer: Option<Printer>,
    table: TablePrinter,
    writer: TabWriter,
}

impl WatchPrinter {
    fn new(cx: &Context, args: &Args, info: &Info) -> Outcome<WatchPrinter> {
        let printer = Printer::for_get(cx, args)?;
        Ok(WatchPrinter {
            printer,
            table: TablePrinter::new(options(args, &info.resource, false)),
            writer: TabWriter::tables(),
        })
    }

    fn print(&mut self, cx: &Context, object: &Value, event: Option<&str>) -> Outcome<String> {
        if let Some(printer) = &mut self.printer {
            return match event {
                Some(kind) => printer.print(&json!({ "type": kind, "object": object })),
                None => printer.print(object),
            };
        }
        if str_at(object, &["kind"]) == "Table" {
            self.table.print(&table(object)?, event, &mut self.writer);
        } else {
            self.table.print_plain(object, cx.now(), event, &mut self.writer);
        }
        Ok(self.writer.flush())
    }
}
