//! `events`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/events/events.go`, `event_printer.go`.

use serde_json::{Value, json};

use super::watch::Watch;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::printers::Printer;
use crate::printers::tabwriter::TabWriter;
use crate::spec::prelude::*;
use crate::text::{list_at, namespace_of, str_at};

crate::flags! {
    /// `events`, as typed.
    pub(crate) struct Events {
        /// In all namespaces
        all_namespaces: bool = short('A', "all-namespaces", "false", Nothing, Allowed);
        /// How many objects are asked for at a time; 0: all at once
        chunk_size: i64 = flag("chunk-size", "500", Nothing, Allowed);
        /// Only of this object: TYPE/NAME
        of: String = flag("for", "", Nothing, Allowed);
        /// Rows without headings
        no_headers: bool = flag("no-headers", "false", Nothing, Allowed);
        /// Only Normal, or only Warning
        types: Slice = flag("types", "", Nothing, Allowed);
        /// Go on with what happens
        watch: bool = short('w', "watch", "false", Nothing, Allowed);
    }
    with { words: Positional, print: Print }
}

impl Command for Events {
    const SPEC: Spec = Spec {
        path: "events",
        aliases: &[],
        suggest_for: &[],
        about: "List events",
        usage: " [--for TYPE/NAME] [--watch]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        if self.watch { Manner::Streams } else { Manner::Ends }
    }

    async fn run(self, cx: &Context) -> Outcome {
        list(cx, &self).await
    }
}

async fn list(cx: &Context, args: &Events) -> Outcome {
    if !args.words.is_empty() {
        return fail(format!(
            "unknown command {} for \"kubectl events\"",
            crate::text::quote(&args.words[0])
        ));
    }
    let (own, _) = cx.namespace().await?;
    let fields = if args.of.is_empty() { String::new() } else { about(cx, &args.of).await? };
    for kind in args.types.iter() {
        if !kind.eq_ignore_ascii_case("Normal") && !kind.eq_ignore_ascii_case("Warning") {
            return fail("valid --types are Normal or Warning");
        }
    }
    let printer = match args.print.output.as_str() {
        "" => None,
        _ => Some(Printer::for_operation(cx, &args.print, "")?),
    };
    let path = if args.all_namespaces {
        "/api/v1/events".to_owned()
    } else {
        format!("/api/v1/namespaces/{}/events", crate::api::segment(&own))
    };
    let request = Request::get(path).query("fieldSelector", fields);
    let table =
        Table { writer: TabWriter::tables(), headers: !args.no_headers, namespace: args.all_namespaces };
    if args.watch {
        follow(cx, args, request, printer, table).await
    } else {
        once(cx, args, request, printer, table, &own).await
    }
}

impl Events {
    fn wants(&self, event: &Value) -> bool {
        let kind = str_at(event, &["type"]);
        self.types.is_empty() || self.types.iter().any(|wanted| wanted.eq_ignore_ascii_case(kind))
    }
}

/// Prints events as they happen.
async fn follow(
    cx: &Context,
    args: &Events,
    request: Request,
    mut printer: Option<Printer>,
    mut table: Table,
) -> Outcome {
    let mut watch = Watch::open(cx, request.query("watch", "true")).await?;
    while let Some((kind, event)) = watch.next().await? {
        if kind == "ERROR" {
            return Err(Failure::Status(Box::new(event)));
        }
        if kind == "DELETED" || !args.wants(&event) {
            continue;
        }
        let text = match &mut printer {
            Some(printer) => printer.print(&event)?,
            None => table.print(cx, &[event]),
        };
        cx.out(text).await;
    }
    Ok(())
}

/// Prints the events that there are, the oldest first.
async fn once(
    cx: &Context,
    args: &Events,
    mut request: Request,
    printer: Option<Printer>,
    mut table: Table,
    own: &str,
) -> Outcome {
    if args.chunk_size > 0 {
        request = request.query("limit", args.chunk_size.to_string());
    }
    let list = cx.json(request).await?;
    let mut events: Vec<Value> =
        list_at(&list, &["items"]).iter().filter(|event| args.wants(event)).cloned().collect();
    if events.is_empty() {
        let place = if args.all_namespaces { String::new() } else { format!(" in {own} namespace") };
        cx.err(format!("No events found{place}.\n")).await;
        return Ok(());
    }
    events.sort_by_key(|event| {
        moment(event).and_then(crate::time::parse).map_or(i64::MIN, |time| time.as_millisecond())
    });
    let Some(mut printer) = printer else {
        cx.out(table.print(cx, &events)).await;
        return Ok(());
    };
    for event in &mut events {
        event["apiVersion"] = "v1".into();
        event["kind"] = "Event".into();
    }
    let list = json!({ "apiVersion": "v1", "kind": "EventList", "metadata": {}, "items": events });
    cx.out(printer.print(&list)?).await;
    Ok(())
}

/// The field selector of `--for type/name`.
async fn about(cx: &Context, text: &str) -> Outcome<String> {
    let parts: Vec<&str> = text.split('/').collect();
    match parts.as_slice() {
        [_] => fail("--for must be in resource/name form"),
        [kind, name] => {
            let lower = kind.to_lowercase();
            let Some(resource) = cx.discovery().await?.resource_for(&lower) else {
                return Err(Failure::NoResource(
                    lower.split('.').next().unwrap_or("").to_owned(),
                    lower.split_once('.').map_or("", |(_, group)| group).to_owned(),
                    String::new(),
                ));
            };
            Ok(format!("involvedObject.kind={},involvedObject.name={name}", resource.kind))
        }
        _ => fail("arguments in resource/name form may not have more than one slash"),
    }
}

fn moment(event: &Value) -> Option<&str> {
    [&["series", "lastObservedTime"][..], &["lastTimestamp"], &["eventTime"]]
        .into_iter()
        .map(|path| str_at(event, path))
        .find(|text| !text.is_empty())
}

struct Table {
    writer: TabWriter,
    headers: bool,
    namespace: bool,
}

impl Table {
    fn print(&mut self, cx: &Context, events: &[Value]) -> String {
        if std::mem::take(&mut self.headers) {
            let first = if self.namespace { "NAMESPACE\t" } else { "" };
            self.writer.write(&format!("{first}LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n"));
        }
        for event in events {
            let first = if self.namespace { format!("{}\t", namespace_of(event)) } else { String::new() };
            let object = format!(
                "{}/{}",
                str_at(event, &["involvedObject", "kind"]),
                str_at(event, &["involvedObject", "name"])
            );
            let age = crate::describe::event_age(event, cx.now());
            let (kind, reason) = (str_at(event, &["type"]), str_at(event, &["reason"]));
            let message = str_at(event, &["message"]).trim();
            self.writer.write(&format!("{first}{age}\t{kind}\t{reason}\t{object}\t{message}\n"));
        }
        self.writer.flush()
    }
}
