//! `config view`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/config/view.go`.

use serde_json::{Value, json};

use super::{current, load};
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::printers::Printer;
use crate::spec::prelude::*;
use crate::text::{list_at, quote, str_at};

crate::flags! {
    /// `config view`, as typed.
    pub(crate) struct View {
        /// Fields that a template names and the object has not are left out instead of being an error
        allow_missing_template_keys: bool = flag("allow-missing-template-keys", "true", Nothing, Allowed);
        /// Only what the current context uses
        minify: bool = flag("minify", "false", Nothing, Allowed);
        /// Output format: json, yaml, name, go-template, jsonpath, ...
        output: Given<String> = short('o', "output", "yaml", Nothing, Format);
        /// Also show keys and certificates
        raw: bool = flag("raw", "false", Nothing, Allowed);
        /// Also show who manages which field
        show_managed_fields: bool = flag("show-managed-fields", "false", Nothing, Allowed);
        /// The template of -o go-template and -o jsonpath
        template: String = flag("template", "", Nothing, TextOfFormat);
    }
    with { words: Positional }
    ignored {
        /// Put files into the output
        bool = flag("flatten", "false", Nothing, Allowed);
        /// Show all files as one
        bool = flag("merge", "true", Nothing, Allowed);
    }
}

impl Command for View {
    const SPEC: Spec = Spec {
        path: "config view",
        aliases: &[],
        suggest_for: &[],
        about: "Display merged kubeconfig settings",
        usage: "",
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
        view(cx, &self).await
    }
}

impl View {
    fn print(&self) -> Print {
        Print {
            allow_missing_template_keys: self.allow_missing_template_keys,
            output: self.output.clone(),
            show_managed_fields: self.show_managed_fields,
            template: self.template.clone(),
        }
    }
}

async fn view(cx: &Context, args: &View) -> Outcome {
    if !args.words.is_empty() {
        return fail(format!("unexpected arguments: [{}]", args.words.join(" ")));
    }
    let mut config = load(cx)?;
    if args.minify {
        minify(cx, &mut config)?;
    }
    let raw = args.raw;
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
    let mut printer = Printer::for_operation(cx, &args.print(), "")?;
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
