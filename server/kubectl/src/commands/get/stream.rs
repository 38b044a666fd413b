//! `get` of all objects of one type: each page is printed, or made into rows, before the next is asked for.
//!
//! Layer: command. Upstream holds every object until the last has come (`kubectl/pkg/cmd/get/get.go`); the text is the same.

use serde::Deserialize;
use serde_json::Value;

use super::{Get, flush, nothing, options};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::printers::Printer;
use crate::printers::items::ItemWriter;
use crate::printers::rows::Table;
use crate::printers::table::TablePrinter;
use crate::printers::tabwriter::TabWriter;
use crate::resource::{Builder, Plan, items_of};
use apimachinery::discovery::Resource;

/// A list on its way.
pub(super) struct Stream<'b> {
    builder: &'b Builder,
    resource: Resource,
    /// `None`: rows.
    items: Option<ItemWriter>,
}

impl<'b> Stream<'b> {
    /// Only lists of one type, in the order in which they come.
    pub(super) async fn of(
        cx: &Context,
        args: &Get,
        builder: &'b Builder,
        plan: &Plan,
    ) -> Outcome<Option<Stream<'b>>> {
        if !args.sort_by.is_empty() {
            return Ok(None);
        }
        let items = match Printer::for_get(cx, &args.print, args.no_headers) {
            Ok(None) if args.human() => None,
            Ok(Some(Printer::Json(managed))) => Some(ItemWriter::new(false, managed)),
            Ok(Some(Printer::Yaml(managed, _))) => Some(ItemWriter::new(true, managed)),
            _ => return Ok(None),
        };
        let resource = builder.only_list(cx, plan).await?;
        Ok(resource.map(|resource| Stream { builder, resource, items }))
    }

    /// Prints it.
    pub(super) async fn run(mut self, cx: &Context, args: &Get, namespace: &str) -> Outcome {
        match self.items.take() {
            Some(writer) => self.objects(cx, args, writer).await,
            None => self.rows(cx, args, namespace).await,
        }
    }

    async fn objects(&self, cx: &Context, args: &Get, mut writer: ItemWriter) -> Outcome {
        let (kind, version) = (self.resource.kind.as_str(), self.resource.api_version());
        let mut next = String::new();
        let mut any = false;
        let outcome = loop {
            let page = match self.builder.page(cx, &self.resource, &next).await {
                Ok(body) => writer.page(&body, kind, &version).map_err(Failure::Message),
                Err(failure) => Err(failure),
            };
            match page {
                Ok(more) => next = more,
                Err(failure) => break Err(failure),
            }
            let text = writer.take();
            any |= !text.is_empty();
            cx.out(text).await;
            if next.is_empty() {
                break Ok(());
            }
        };
        let missing = outcome.as_ref().is_err_and(Failure::is_not_found) && args.ignore_not_found;
        let outcome = if missing { Ok(()) } else { outcome };
        if any || !args.ignore_not_found {
            cx.out(writer.end()).await;
        }
        outcome
    }

    async fn rows(&self, cx: &Context, args: &Get, namespace: &str) -> Outcome {
        let mut printer = TablePrinter::new(options(args, &self.resource, false));
        let mut writer = TabWriter::tables();
        let mut next = String::new();
        let outcome = loop {
            match self.page_of_rows(cx, &next, &mut printer, &mut writer).await {
                Ok(more) if more.is_empty() => break Ok(()),
                Ok(more) => next = more,
                Err(failure) => break Err(failure),
            }
        };
        let mut out = String::new();
        flush(&mut writer, &mut out, args.no_headers);
        let missing = outcome.as_ref().is_err_and(Failure::is_not_found) && args.ignore_not_found;
        let outcome = if missing { Ok(()) } else { outcome };
        if out.is_empty() && !args.ignore_not_found && outcome.is_ok() {
            let here = !args.all_namespaces && self.resource.namespaced;
            cx.err(nothing(here.then_some(namespace))).await;
        }
        cx.out(out).await;
        outcome
    }

    async fn page_of_rows(
        &self,
        cx: &Context,
        next: &str,
        printer: &mut TablePrinter,
        writer: &mut TabWriter,
    ) -> Outcome<String> {
        let wrong = |error: serde_json::Error| Failure::Message(error.to_string());
        let body = self.builder.page(cx, &self.resource, next).await?;
        let table: Table = serde_json::from_slice(&body).map_err(wrong)?;
        if table.kind == "Table" {
            printer.print(&table, None, writer);
            return Ok(table.metadata.next);
        }
        // A server that makes no Tables.
        let list = Value::deserialize(&mut serde_json::Deserializer::from_slice(&body)).map_err(wrong)?;
        for object in items_of(&list) {
            printer.print_plain(&object, cx.now(), None, writer);
        }
        Ok(table.metadata.next)
    }
}
