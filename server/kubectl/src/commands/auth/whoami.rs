//! `auth whoami`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/auth/whoami.go`.

use serde_json::{Value, json};

use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;
use crate::printers::Printer;
use crate::printers::tabwriter::TabWriter;
use crate::spec::prelude::*;
use crate::text::{at, list_at, str_at};

crate::flags! {
    /// `auth whoami`, as typed.
    pub(crate) struct Whoami {
    }
    with { print: Print }
}

impl Command for Whoami {
    const SPEC: Spec = Spec {
        path: "auth whoami",
        aliases: &[],
        suggest_for: &[],
        about: "Check self subject attributes",
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
        show(cx, &self).await
    }
}

async fn show(cx: &Context, args: &Whoami) -> Outcome {
    let review = json!({ "apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview" });
    let answer = cx.json(Request::ask("/apis/authentication.k8s.io/v1/selfsubjectreviews", &review)).await?;
    if !args.print.output.is_empty() {
        let mut printer = Printer::for_operation(cx, &args.print, "")?;
        cx.out(printer.print_typed(&answer)?).await;
        return Ok(());
    }
    let info = at(&answer, &["status", "userInfo"]).unwrap_or(&Value::Null);
    let mut writer = TabWriter::tables();
    writer.write("ATTRIBUTE\tVALUE\n");
    for (label, key) in [("Username", "username"), ("UID", "uid")] {
        if !str_at(info, &[key]).is_empty() {
            writer.write(&format!("{label}\t{}\n", str_at(info, &[key])));
        }
    }
    let words = |values: &[Value]| values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
    let groups = list_at(info, &["groups"]);
    if !groups.is_empty() {
        writer.write(&format!("Groups\t[{}]\n", words(groups)));
    }
    for (key, values) in at(info, &["extra"]).and_then(Value::as_object).into_iter().flatten() {
        let values = values.as_array().map_or(&[][..], Vec::as_slice);
        writer.write(&format!("Extra: {key}\t[{}]\n", words(values)));
    }
    cx.out(writer.flush()).await;
    Ok(())
}
