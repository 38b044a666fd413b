//! Describes a service.
//!
//! Layer: one kind. Upstream: `describeService`, `formatEndpointSlices`.

use apimachinery::path::{at, int_at, list_at, name_of, namespace_of, str_at};
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, events_of, print_events};
use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;

pub(super) async fn describe(cx: &Context, service: &Value, settings: Settings, out: &mut Writer) -> Outcome {
    let path = format!(
        "/apis/discovery.k8s.io/v1/namespaces/{}/endpointslices",
        apimachinery::escape::segment(namespace_of(service))
    );
    let label = format!("kubernetes.io/service-name={}", name_of(service));
    let slices = cx.json(Request::get(path).query("labelSelector", label)).await;
    let slices = slices.map(|list| list_at(&list, &["items"]).to_vec()).unwrap_or_default();
    let events = events_of(cx, service, "Service", str_at(service, &["metadata", "uid"]), settings).await;
    let spec = |key: &str| str_at(service, &["spec", key]).to_owned();
    let words = |key: &str| {
        let words: Vec<&str> = list_at(service, &["spec", key]).iter().filter_map(Value::as_str).collect();
        words.join(",")
    };
    let or_none = |text: String| if text.is_empty() { "<none>".to_owned() } else { text };
    out.field(0, "Name", name_of(service));
    out.field(0, "Namespace", namespace_of(service));
    out.labels("Labels", at(service, &["metadata", "labels"]));
    out.annotations("Annotations", at(service, &["metadata", "annotations"]));
    out.field(0, "Selector", &crate::printers::labels(at(service, &["spec", "selector"])));
    out.field(0, "Type", &spec("type"));
    if !spec("ipFamilyPolicy").is_empty() {
        out.field(0, "IP Family Policy", &spec("ipFamilyPolicy"));
    }
    out.field(0, "IP Families", &or_none(words("ipFamilies")));
    out.field(0, "IP", &spec("clusterIP"));
    out.field(0, "IPs", &or_none(words("clusterIPs")));
    for (label, text) in [
        ("External IPs", words("externalIPs")),
        ("Desired LoadBalancer IP", spec("loadBalancerIP")),
        ("External Name", spec("externalName")),
        ("LoadBalancer Ingress", ingress(service)),
    ] {
        if !text.is_empty() {
            out.field(0, label, &text);
        }
    }
    for port in list_at(service, &["spec", "ports"]) {
        print_port(port, &slices, out);
    }
    out.field(0, "Session Affinity", &spec("sessionAffinity"));
    for (label, text) in [
        ("External Traffic Policy", spec("externalTrafficPolicy")),
        ("Internal Traffic Policy", spec("internalTrafficPolicy")),
        (
            "HealthCheck NodePort",
            int_at(service, &["spec", "healthCheckNodePort"])
                .map(|port| port.to_string())
                .unwrap_or_default(),
        ),
        ("LoadBalancer Source Ranges", words("loadBalancerSourceRanges")),
        ("Traffic Distribution", spec("trafficDistribution")),
    ] {
        if !text.is_empty() {
            out.field(0, label, &text);
        }
    }
    print_events(events, out);
    Ok(())
}

fn ingress(service: &Value) -> String {
    let all = list_at(service, &["status", "loadBalancer", "ingress"]).iter().map(|one| {
        let (ip, mode) = (str_at(one, &["ip"]), str_at(one, &["ipMode"]));
        match (ip.is_empty(), mode.is_empty()) {
            (true, _) => str_at(one, &["hostname"]).to_owned(),
            (false, true) => ip.to_owned(),
            (false, false) => format!("{ip} ({mode})"),
        }
    });
    all.collect::<Vec<_>>().join(", ")
}

fn print_port(port: &Value, slices: &[Value], out: &mut Writer) {
    let name = str_at(port, &["name"]);
    let shown = if name.is_empty() { "<unset>" } else { name };
    let protocol = str_at(port, &["protocol"]);
    let number = |key: &str| int_at(port, &[key]).unwrap_or(0);
    out.line(0, &format!("Port:\t{shown}\t{}/{protocol}", number("port")));
    let target = port.get("targetPort").map(go_text::value::go_value).unwrap_or_else(|| "0".to_owned());
    out.line(0, &format!("TargetPort:\t{target}/{protocol}"));
    if !str_at(port, &["appProtocol"]).is_empty() {
        out.field(0, "AppProtocol", str_at(port, &["appProtocol"]));
    }
    if number("nodePort") != 0 {
        out.line(0, &format!("NodePort:\t{shown}\t{}/{protocol}", number("nodePort")));
    }
    out.field(0, "Endpoints", &endpoints(slices, name));
}

fn endpoints(slices: &[Value], name: &str) -> String {
    if slices.is_empty() {
        return "<none>".to_owned();
    }
    let mut all = Vec::new();
    for slice in slices {
        let ready = list_at(slice, &["endpoints"])
            .iter()
            .filter(|one| at(one, &["conditions", "ready"]).and_then(Value::as_bool).unwrap_or(true))
            .filter_map(|one| list_at(one, &["addresses"]).first().and_then(Value::as_str));
        let addresses: Vec<&str> = ready.collect();
        let ports = list_at(slice, &["ports"]);
        if ports.is_empty() {
            all.extend(addresses.iter().map(|address| (*address).to_owned()));
        }
        for port in ports.iter().filter(|port| str_at(port, &["name"]) == name) {
            let number = int_at(port, &["port"]).unwrap_or(0);
            all.extend(addresses.iter().map(|address| {
                if address.contains(':') {
                    format!("[{address}]:{number}")
                } else {
                    format!("{address}:{number}")
                }
            }));
        }
    }
    let more = all.len().saturating_sub(3);
    all.truncate(3);
    let text = all.join(",");
    if more > 0 { format!("{text} + {more} more...") } else { text }
}
