//! Describes a namespace with its quotas and limits.
//!
//! Layer: one kind. Upstream: `describeNamespace`, `DescribeResourceQuotas`, `DescribeLimitRanges`.

use apimachinery::path::{at, list_at, name_of, str_at};
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;
use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;

pub(super) async fn describe(cx: &Context, namespace: &Value, out: &mut Writer) -> Outcome {
    let quotas = list(cx, namespace, "resourcequotas").await?;
    let limits = list(cx, namespace, "limitranges").await?;
    out.field(0, "Name", name_of(namespace));
    out.labels("Labels", at(namespace, &["metadata", "labels"]));
    out.annotations("Annotations", at(namespace, &["metadata", "annotations"]));
    out.field(0, "Status", str_at(namespace, &["status", "phase"]));
    let conditions = list_at(namespace, &["status", "conditions"]);
    if !conditions.is_empty() {
        out.line(0, "Conditions:");
        out.line(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage");
        out.line(1, "----\t------\t------------------\t------\t-------");
        for condition in conditions {
            let of = |key: &str| str_at(condition, &[key]).to_owned();
            let time = out.moment(&of("lastTransitionTime"));
            out.line(
                1,
                &format!("{}\t{}\t{time}\t{}\t{}", of("type"), of("status"), of("reason"), of("message")),
            );
        }
    }
    if let Some(quotas) = quotas {
        out.line(0, "");
        print_quotas(&quotas, out);
    }
    if let Some(limits) = limits {
        out.line(0, "");
        print_limits(&limits, out);
    }
    Ok(())
}

async fn list(cx: &Context, namespace: &Value, plural: &str) -> Outcome<Option<Vec<Value>>> {
    let path = format!("/api/v1/namespaces/{}/{plural}", apimachinery::escape::segment(name_of(namespace)));
    match cx.json(Request::get(path).query("limit", "500")).await {
        Ok(list) => Ok(Some(list_at(&list, &["items"]).to_vec())),
        Err(failure) if failure.is_not_found() => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn print_quotas(quotas: &[Value], out: &mut Writer) {
    if quotas.is_empty() {
        out.line(0, "No resource quota.");
        return;
    }
    let mut sorted: Vec<&Value> = quotas.iter().collect();
    sorted.sort_by_key(|quota| name_of(quota));
    out.line(0, "Resource Quotas");
    for quota in sorted {
        out.field(1, "Name", name_of(quota));
        let mut scopes: Vec<&str> =
            list_at(quota, &["spec", "scopes"]).iter().filter_map(Value::as_str).collect();
        if !scopes.is_empty() {
            scopes.sort_unstable();
            out.field(1, "Scopes", &scopes.join(", "));
            for scope in scopes {
                if let Some(words) = scope_words(scope) {
                    out.line(1, &format!("* {words}"));
                }
            }
        }
        out.line(1, "Resource\tUsed\tHard");
        out.line(1, "--------\t---\t---");
        for (name, hard) in at(quota, &["status", "hard"]).and_then(Value::as_object).into_iter().flatten() {
            let used = at(quota, &["status", "used", name]).map_or_else(|| "0".to_owned(), go_value);
            out.line(1, &format!("{name}\t{used}\t{}", go_value(hard)));
        }
    }
}

fn scope_words(scope: &str) -> Option<&'static str> {
    Some(match scope {
        "Terminating" => {
            "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system."
        }
        "NotTerminating" => {
            "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate."
        }
        "BestEffort" => {
            "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service."
        }
        "NotBestEffort" => {
            "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service."
        }
        _ => return None,
    })
}

fn print_limits(ranges: &[Value], out: &mut Writer) {
    if ranges.is_empty() {
        out.line(0, "No LimitRange resource.");
        return;
    }
    out.line(
        0,
        "Resource Limits\n Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio",
    );
    out.line(0, " ----\t--------\t---\t---\t---------------\t-------------\t-----------------------");
    let columns = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"];
    for item in ranges.iter().flat_map(|range| list_at(range, &["spec", "limits"])) {
        let mut names: Vec<&String> = columns
            .iter()
            .filter_map(|key| at(item, &[*key]).and_then(Value::as_object))
            .flat_map(|map| map.keys())
            .collect();
        names.sort();
        names.dedup();
        for name in names {
            let cells: Vec<String> = columns
                .iter()
                .map(|key| at(item, &[*key, name.as_str()]).map_or_else(|| "-".to_owned(), go_value))
                .collect();
            out.line(0, &format!(" {}\t{name}\t{}", str_at(item, &["type"]), cells.join("\t")));
        }
    }
}
