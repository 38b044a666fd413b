//! `config view`, `config get-contexts`, `config current-context`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/config/view.go`, `get_contexts.go`, `current_context.go`.

use serde_json::{Value, json};

use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::printers::Printer;
use crate::printers::tabwriter::TabWriter;
use crate::text::{list_at, quote, str_at};

fn load(cx: &Context) -> Outcome<Value> {
    let config = cx.session.clusters.kubeconfig(&cx.connection_flags).map_err(Failure::Message)?;
    serde_json::to_value(config).map_err(|error| Failure::Message(error.to_string()))
}

fn current(cx: &Context, config: &Value) -> String {
    let given = cx.connection_flags.given.iter().rev().find(|(name, _)| name == "context");
    given.map_or_else(|| str_at(config, &["current-context"]).to_owned(), |(_, value)| value.clone())
}

/// `config current-context`.
pub(crate) async fn current_context(cx: &Context, _args: Args) -> Outcome {
    let config = load(cx)?;
    let name = str_at(&config, &["current-context"]);
    if name.is_empty() {
        return fail("current-context is not set");
    }
    cx.out(format!("{name}\n")).await;
    Ok(())
}

/// `config get-contexts`.
pub(crate) async fn get_contexts(cx: &Context, args: Args) -> Outcome {
    let output = args.str("output");
    if !matches!(output, "" | "name") {
        return fail(format!("output must be one of '' or 'name': {output}"));
    }
    let config = load(cx)?;
    let current = str_at(&config, &["current-context"]);
    let mut contexts: Vec<&Value> = list_at(&config, &["contexts"]).iter().collect();
    contexts.sort_by_key(|context| str_at(context, &["name"]));
    let mut problems = Vec::new();
    if !args.positional.is_empty() {
        for name in &args.positional {
            if !contexts.iter().any(|context| str_at(context, &["name"]) == name) {
                problems.push(Failure::Message(format!("context {name} not found")));
            }
        }
        contexts.retain(|context| args.positional.iter().any(|name| name == str_at(context, &["name"])));
    }
    let mut writer = TabWriter::tables();
    if output.is_empty() && !args.bool("no-headers") {
        writer.write("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n");
    }
    for context in contexts {
        let name = str_at(context, &["name"]);
        if output == "name" {
            writer.write(&format!("{name}\n"));
            continue;
        }
        let mark = if name == current { "*" } else { "" };
        let of = |key: &str| str_at(context, &["context", key]).to_owned();
        writer.write(&format!("{mark}\t{name}\t{}\t{}\t{}\n", of("cluster"), of("user"), of("namespace")));
    }
    cx.out(writer.flush()).await;
    Failure::join(problems)
}

/// `config view`.
pub(crate) async fn view(cx: &Context, args: Args) -> Outcome {
    if !args.positional.is_empty() {
        return fail(format!("unexpected arguments: [{}]", args.positional.join(" ")));
    }
    let mut config = load(cx)?;
    if args.bool("minify") {
        minify(cx, &mut config)?;
    }
    let raw = args.bool("raw");
    let sorted = |config: &Value, key: &str| {
        let mut items = list_at(config, &[key]).to_vec();
        items.sort_by_key(|item| str_at(item, &["name"]).to_owned());
        items
    };
    let mut shown = json!({ "apiVersion": "v1", "kind": "Config", "current-context": str_at(&config, &["current-context"]) });
    for (key, inner) in [("clusters", "cluster"), ("contexts", "context"), ("users", "user")] {
        let mut items = sorted(&config, key);
        for item in &mut items {
            if !raw {
                hide(&mut item[inner]);
            }
            drop_nulls(&mut item[inner]);
            if let Some(exec) = item[inner].get_mut("exec").and_then(Value::as_object_mut) {
                // Always written, also when there are none.
                exec.entry("args").or_insert(Value::Null);
                exec.entry("env").or_insert(Value::Null);
            }
        }
        shown[key] = if items.is_empty() { Value::Null } else { Value::Array(items) };
    }
    let mut extensions = sorted(&config, "extensions");
    extensions.iter_mut().for_each(drop_nulls);
    if !extensions.is_empty() {
        shown["extensions"] = extensions.into();
    }
    let mut printer = Printer::for_operation(cx, &args, "")?;
    cx.out(printer.print_typed(&shown)?).await;
    Ok(())
}

fn minify(cx: &Context, config: &mut Value) -> Outcome {
    let name = current(cx, config);
    let contexts = list_at(config, &["contexts"]);
    if name.is_empty() {
        return fail("current-context must exist in order to minify");
    }
    let Some(context) = contexts.iter().find(|context| str_at(context, &["name"]) == name).cloned() else {
        return fail(format!("cannot locate context {}", quote(&name)));
    };
    let (cluster, user) = (str_at(&context, &["context", "cluster"]), str_at(&context, &["context", "user"]));
    let only = |key: &str, wanted: &str| {
        let items = list_at(config, &[key]).iter().filter(|item| str_at(item, &["name"]) == wanted).cloned();
        Value::Array(items.collect())
    };
    let (clusters, users) = (only("clusters", cluster), only("users", user));
    config["clusters"] = clusters;
    config["users"] = users;
    config["current-context"] = name.into();
    config["contexts"] = json!([context]);
    Ok(())
}

/// Hides what is secret.
fn hide(value: &mut Value) {
    if let Some(map) = value.as_object_mut() {
        for (key, value) in map.iter_mut().filter(|(_, value)| !value.is_null()) {
            match key.as_str() {
                "token" | "password" => *value = "REDACTED".into(),
                "certificate-authority-data" | "client-certificate-data" | "client-key-data" => {
                    *value = "DATA+OMITTED".into()
                }
                _ => {}
            }
        }
    }
}

fn drop_nulls(value: &mut Value) {
    if let Some(map) = value.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    if value.is_null() {
        *value = json!({});
    }
}
