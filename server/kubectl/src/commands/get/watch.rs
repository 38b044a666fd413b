//! `get -w`: goes on with what changes.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/get/get.go` (`watch`).

use serde_json::{Value, json};

use super::{Get, TABLE, builder, options, table};
use crate::api::Request;
use crate::commands::watch::Watch;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::printers::Printer;
use crate::printers::table::TablePrinter;
use crate::printers::tabwriter::TabWriter;
use crate::resource::Info;
use crate::text::str_at;

/// Runs it.
pub(super) async fn watch(cx: &Context, args: &Get) -> Outcome {
    let mut builder = builder(cx, args).await?;
    builder.single_type = true;
    builder.flatten = false;
    builder.continue_on_error = false;
    let selectors =
        (builder.selector.clone().unwrap_or_default(), builder.field_selector.clone().unwrap_or_default());
    let found = builder.find(cx).await?;
    if args.ignore_not_found && found.errors.iter().any(Failure::is_not_found) {
        return Ok(());
    }
    let infos = found.strict()?;
    let Some(info) = infos.first() else { return Ok(()) };
    let list = info.name.is_empty();
    let events = args.output_watch_events;
    let mut printer = WatchPrinter::new(cx, args, info)?;
    if !args.watch_only {
        for object in infos.iter().flat_map(|info| objects(&info.object)) {
            let text = printer.print(cx, &object, events.then_some("ADDED"))?;
            cx.out(text).await;
        }
    }
    let version =
        if list { str_at(&info.object, &["metadata", "resourceVersion"]).to_owned() } else { "0".to_owned() };
    let fields = if list { selectors.1 } else { format!("metadata.name={}", info.name) };
    let accept = if args.human() { TABLE } else { "application/json" };
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
    fn new(cx: &Context, args: &Get, info: &Info) -> Outcome<WatchPrinter> {
        let printer = Printer::for_get(cx, &args.print, args.no_headers)?;
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
