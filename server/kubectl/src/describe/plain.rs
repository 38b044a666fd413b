//! Describes secrets and endpoint slices.
//!
//! Layer: two kinds. Upstream: `describeSecret`, `describeEndpointSliceV1`.

use apimachinery::path::{at, list_at, name_of, namespace_of, str_at};
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, events_of, print_events};
use crate::context::Context;
use crate::failure::Outcome;

const UNSET: &str = "<unset>";

fn head(object: &Value, out: &mut Writer) {
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
}

/// `Secret`: the sizes of its values, and a service account's token.
pub(super) fn secret(object: &Value, out: &mut Writer) {
    head(object, out);
    let kind = str_at(object, &["type"]);
    out.line(0, &format!("\nType:\t{kind}"));
    out.put(0, "\nData\n====\n");
    for (key, value) in at(object, &["data"]).and_then(Value::as_object).into_iter().flatten() {
        let bytes = go_text::base64::decode(value.as_str().unwrap_or("")).unwrap_or_default();
        if key == "token" && kind == "kubernetes.io/service-account-token" {
            out.field(0, key, &String::from_utf8_lossy(&bytes));
        } else {
            out.field(0, key, &format!("{} bytes", bytes.len()));
        }
    }
}

/// `EndpointSlice`.
pub(super) async fn endpoint_slice(
    cx: &Context,
    object: &Value,
    settings: Settings,
    out: &mut Writer,
) -> Outcome {
    let uid = str_at(object, &["metadata", "uid"]);
    let events = events_of(cx, object, "EndpointSlice", uid, settings).await;
    head(object, out);
    out.field(0, "AddressType", str_at(object, &["addressType"]));
    let ports = list_at(object, &["ports"]);
    if ports.is_empty() {
        out.line(0, "Ports: <unset>");
    } else {
        out.line(0, "Ports:");
        out.line(1, "Name\tPort\tProtocol");
        out.line(1, "----\t----\t--------");
        for port in ports {
            let name = Some(str_at(port, &["name"])).filter(|name| !name.is_empty()).unwrap_or(UNSET);
            let number = at(port, &["port"]).map_or_else(|| UNSET.to_owned(), go_value);
            out.line(1, &format!("{name}\t{number}\t{}", str_at(port, &["protocol"])));
        }
    }
    let endpoints = list_at(object, &["endpoints"]);
    out.line(0, if endpoints.is_empty() { "Endpoints: <none>" } else { "Endpoints:" });
    for endpoint in endpoints {
        one(endpoint, out);
    }
    print_events(events, out);
    Ok(())
}

fn one(endpoint: &Value, out: &mut Writer) {
    let addresses: Vec<&str> = list_at(endpoint, &["addresses"]).iter().filter_map(Value::as_str).collect();
    let text = if addresses.is_empty() { "<none>".to_owned() } else { addresses.join(", ") };
    out.line(1, &format!("- Addresses:\t{text}"));
    let of = |path: &[&str]| at(endpoint, path).map_or_else(|| UNSET.to_owned(), go_value);
    out.line(2, "Conditions:");
    out.field(3, "Ready", &of(&["conditions", "ready"]));
    out.field(2, "Hostname", &of(&["hostname"]));
    if let Some(target) = at(endpoint, &["targetRef"]) {
        out.field(2, "TargetRef", &format!("{}/{}", str_at(target, &["kind"]), str_at(target, &["name"])));
    }
    out.field(2, "NodeName", &of(&["nodeName"]));
    out.field(2, "Zone", &of(&["zone"]));
}
