//! Service. Mirrors `pkg/registry/core/service/strategy.go` and `printService`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::meta::NameRule;
use super::table::{AGE, Column, NAME, RowCx, col, labels, wide};
use super::{Kind, Meta};
use crate::json::{at, default, has, int, list, list_mut, set, text};
use crate::status::Errors;

pub(crate) struct Service;

static META: Meta = Meta::namespaced("", "v1", "Service", "services").short(&["svc"]).in_all().with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Type", "@spec.type"),
    col("Cluster-IP", "@spec.clusterIP"),
    col("External-IP", "@spec.externalIPs"),
    col("Port(s)", "@spec.ports"),
    AGE,
    wide("Selector", "@spec.selector"),
];

impl Kind for Service {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn name_rule(&self) -> NameRule {
        NameRule::Label1035
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.sessionAffinity", "None");
        default(obj, "spec.type", "ClusterIP");
        if text(obj, "spec.sessionAffinity") == "ClientIP" {
            default(obj, "spec.sessionAffinityConfig.clientIP.timeoutSeconds", 10800);
        }
        let kind = text(obj, "spec.type").to_owned();
        if kind != "ExternalName" {
            default(obj, "spec.internalTrafficPolicy", "Cluster");
            default(obj, "spec.ipFamilyPolicy", "SingleStack");
            if !has(obj, "spec.ipFamilies") {
                set(obj, "spec.ipFamilies", json!(["IPv4"]));
            }
        }
        if kind == "NodePort" || kind == "LoadBalancer" {
            default(obj, "spec.externalTrafficPolicy", "Cluster");
        }
        if kind == "LoadBalancer" {
            default(obj, "spec.allocateLoadBalancerNodePorts", true);
        }
        for port in list_mut(obj, "spec.ports") {
            default(port, "protocol", "TCP");
            if at(port, "targetPort").is_null() {
                let number = int(port, "port");
                set(port, "targetPort", number);
            }
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({"loadBalancer": {}}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        let ports = list(obj, "spec.ports");
        if ports.is_empty()
            && text(obj, "spec.clusterIP") != "None"
            && text(obj, "spec.type") != "ExternalName"
        {
            errors.required("spec.ports", "");
        }
        let mut names: Vec<&str> = Vec::new();
        for (i, port) in ports.iter().enumerate() {
            let (name, number) = (text(port, "name"), int(port, "port"));
            if ports.len() > 1 && name.is_empty() {
                errors.required(format!("spec.ports[{i}].name"), "");
            }
            if !name.is_empty() && names.contains(&name) {
                errors.duplicate(format!("spec.ports[{i}].name"), name);
            }
            names.push(name);
            if !(1..=65535).contains(&number) {
                errors.invalid(
                    format!("spec.ports[{i}].port"),
                    number,
                    "must be between 1 and 65535, inclusive",
                );
            }
            let target = at(port, "targetPort");
            if let Some(n) = target.as_i64()
                && !(1..=65535).contains(&n)
            {
                errors.invalid(
                    format!("spec.ports[{i}].targetPort"),
                    n,
                    "must be between 1 and 65535, inclusive",
                );
            }
            let node_port = int(port, "nodePort");
            if node_port != 0 && !(30000..=32767).contains(&node_port) {
                errors.invalid(
                    format!("spec.ports[{i}].nodePort"),
                    node_port,
                    "provided port is not in the valid range. The range of valid ports is 30000-32767",
                );
            }
        }
        let kind = text(obj, "spec.type");
        if !["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"].contains(&kind) {
            errors.not_supported(
                "spec.type",
                kind,
                &["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"],
            );
        }
        super::meta::labels(obj, "spec.selector", errors);
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
        if text(new, "spec.type") != "ExternalName" && !has(new, "spec.clusterIP") {
            for field in ["spec.clusterIP", "spec.clusterIPs"] {
                if has(old, field) {
                    set(new, field, at(old, field).clone());
                }
            }
        }
        if has(new, "spec.clusterIP") && text(new, "spec.clusterIP") != text(old, "spec.clusterIP") {
            let ip = text(new, "spec.clusterIP").to_owned();
            set(new, "spec.clusterIPs", json!([ip]));
        }
        let old_ports = list(old, "spec.ports").to_vec();
        let external = ["NodePort", "LoadBalancer"].contains(&text(new, "spec.type"));
        for port in list_mut(new, "spec.ports") {
            if external
                && int(port, "nodePort") == 0
                && let Some(before) =
                    old_ports.iter().find(|p| p["port"] == port["port"] && p["protocol"] == port["protocol"])
                && int(before, "nodePort") != 0
            {
                port["nodePort"] = before["nodePort"].clone();
            }
        }
    }

    fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
        if text(old, "spec.type") != "ExternalName"
            && text(new, "spec.type") != "ExternalName"
            && has(old, "spec.clusterIP")
            && text(new, "spec.clusterIP") != text(old, "spec.clusterIP")
        {
            let ips = at(new, "spec.clusterIPs").clone();
            errors.invalid("spec.clusterIPs[0]", ips, "may not change once set");
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let kind = text(obj, "spec.type");
        let ip = if has(obj, "spec.clusterIP") { text(obj, "spec.clusterIP") } else { "<none>" };
        let given =
            list(obj, "spec.externalIPs").iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",");
        let external = match kind {
            "LoadBalancer" => {
                let lb: Vec<&str> = list(obj, "status.loadBalancer.ingress")
                    .iter()
                    .map(|i| if has(i, "ip") { text(i, "ip") } else { text(i, "hostname") })
                    .collect();
                match (lb.is_empty(), given.is_empty()) {
                    (true, true) => "<pending>".to_owned(),
                    (true, false) => given,
                    (false, true) => lb.join(","),
                    (false, false) => format!("{},{given}", lb.join(",")),
                }
            }
            "ExternalName" => text(obj, "spec.externalName").to_owned(),
            _ if given.is_empty() => "<none>".to_owned(),
            _ => given,
        };
        let ports: Vec<String> = list(obj, "spec.ports")
            .iter()
            .map(|p| {
                let (port, node, protocol) = (int(p, "port"), int(p, "nodePort"), text(p, "protocol"));
                if node > 0 { format!("{port}:{node}/{protocol}") } else { format!("{port}/{protocol}") }
            })
            .collect();
        let ports = if ports.is_empty() { "<none>".into() } else { ports.join(",") };
        vec![
            cx.name(obj),
            kind.into(),
            ip.into(),
            external.into(),
            ports.into(),
            cx.age(obj),
            labels(at(obj, "spec.selector")).into(),
        ]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &["spec.clusterIP", "spec.type"]
    }
}
