//! Describes a node.
//!
//! Layer: one kind. Upstream: `describeNode`, `describeNodeResource`, `describeNodeLease`.

use std::collections::BTreeMap;

use apimachinery::path::{at, list_at, name_of, namespace_of, str_at};
use apimachinery::quantity::Quantity;
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, events_of, print_events};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome};

pub(super) async fn describe(cx: &Context, node: &Value, settings: Settings, out: &mut Writer) -> Outcome {
    let fields = format!("spec.nodeName={},status.phase!=Succeeded,status.phase!=Failed", name_of(node));
    let pods = match cx.json(Request::get("/api/v1/pods").query("fieldSelector", fields)).await {
        Ok(pods) => Some(list_at(&pods, &["items"]).to_vec()),
        Err(failure) if failure.reason() == "Forbidden" => None,
        Err(failure) => return Err(failure),
    };
    let mut events = events_of(cx, node, "Node", str_at(node, &["metadata", "uid"]), settings).await;
    if let Some(events) = &mut events {
        events.extend(events_of(cx, node, "Node", name_of(node), settings).await.unwrap_or_default());
    }
    let lease_path = format!(
        "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/{}",
        apimachinery::escape::segment(name_of(node))
    );
    let lease = cx.json(Request::get(lease_path)).await;
    head(node, lease, out);
    conditions(node, out);
    out.line(0, "Addresses:");
    for address in list_at(node, &["status", "addresses"]) {
        out.field(1, str_at(address, &["type"]), str_at(address, &["address"]));
    }
    for (title, key) in [("Capacity", "capacity"), ("Allocatable", "allocatable")] {
        if let Some(map) = at(node, &["status", key]).and_then(Value::as_object).filter(|map| !map.is_empty())
        {
            out.line(0, &format!("{title}:"));
            for (name, amount) in map {
                out.line(0, &format!("  {name}:\t{}", go_value(amount)));
            }
        }
    }
    system(node, out);
    match pods {
        Some(pods) => resources(node, &pods, out),
        None => out.field(0, "Pods", "not authorized"),
    }
    print_events(events, out);
    Ok(())
}

fn head(node: &Value, lease: Result<Value, Failure>, out: &mut Writer) {
    out.field(0, "Name", name_of(node));
    let labels = at(node, &["metadata", "labels"]);
    let mut roles: Vec<&str> = Vec::new();
    for (key, value) in labels.and_then(Value::as_object).into_iter().flatten() {
        if let Some(role) = key.strip_prefix("node-role.kubernetes.io/").filter(|role| !role.is_empty()) {
            roles.push(role);
        } else if key == "kubernetes.io/role" && value != "" {
            roles.extend(value.as_str());
        }
    }
    roles.sort_unstable();
    roles.dedup();
    out.field(0, "Roles", if roles.is_empty() { "<none>".to_owned() } else { roles.join(",") }.as_str());
    out.labels("Labels", labels);
    out.annotations("Annotations", at(node, &["metadata", "annotations"]));
    out.field(0, "CreationTimestamp", &out.moment(str_at(node, &["metadata", "creationTimestamp"])));
    taints(list_at(node, &["spec", "taints"]), out);
    let unschedulable = at(node, &["spec", "unschedulable"]).and_then(Value::as_bool).unwrap_or(false);
    out.field(0, "Unschedulable", &unschedulable.to_string());
    match lease {
        Ok(lease) => {
            let time = |key: &str| {
                let text = str_at(&lease, &["spec", key]);
                if text.is_empty() { "<unset>".to_owned() } else { out.moment(text) }
            };
            let holder = str_at(&lease, &["spec", "holderIdentity"]);
            let (acquired, renewed) = (time("acquireTime"), time("renewTime"));
            out.line(0, "Lease:");
            out.field(1, "HolderIdentity", if holder.is_empty() { "<unset>" } else { holder });
            out.field(1, "AcquireTime", &acquired);
            out.field(1, "RenewTime", &renewed);
        }
        Err(failure) => out.field(0, "Lease", &format!("Failed to get lease: {}", failure.text())),
    }
}

fn taints(taints: &[Value], out: &mut Writer) {
    out.put(0, "Taints:\t");
    if taints.is_empty() {
        out.line(0, "<none>");
    }
    let mut sorted: Vec<&Value> = taints.iter().collect();
    sorted.sort_by_key(|taint| format!("{},{}", str_at(taint, &["effect"]), str_at(taint, &["key"])));
    for (i, taint) in sorted.into_iter().enumerate() {
        let tab = if i == 0 { "" } else { "\t" };
        out.line(0, &format!("{tab}{}", taint_text(taint)));
    }
}

/// `key=value:Effect`.
fn taint_text(taint: &Value) -> String {
    let (key, value, effect) =
        (str_at(taint, &["key"]), str_at(taint, &["value"]), str_at(taint, &["effect"]));
    match (value.is_empty(), effect.is_empty()) {
        (true, true) => key.to_owned(),
        (true, false) => format!("{key}:{effect}"),
        (false, true) => format!("{key}={value}:"),
        (false, false) => format!("{key}={value}:{effect}"),
    }
}

fn conditions(node: &Value, out: &mut Writer) {
    let conditions = list_at(node, &["status", "conditions"]);
    if conditions.is_empty() {
        return;
    }
    out.line(0, "Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
    out.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
    for condition in conditions {
        let of = |key: &str| str_at(condition, &[key]).to_owned();
        let line = format!(
            "{} \t{} \t{} \t{} \t{} \t{}",
            of("type"),
            of("status"),
            out.moment(&of("lastHeartbeatTime")),
            out.moment(&of("lastTransitionTime")),
            of("reason"),
            of("message")
        );
        out.line(1, &line);
    }
}

fn system(node: &Value, out: &mut Writer) {
    out.line(0, "System Info:");
    let fields = [
        ("Machine ID", "machineID"),
        ("System UUID", "systemUUID"),
        ("Boot ID", "bootID"),
        ("Kernel Version", "kernelVersion"),
        ("OS Image", "osImage"),
        ("Operating System", "operatingSystem"),
        ("Architecture", "architecture"),
        ("Container Runtime Version", "containerRuntimeVersion"),
        ("Kubelet Version", "kubeletVersion"),
    ];
    for (label, key) in fields {
        out.line(0, &format!("  {label}:\t{}", str_at(node, &["status", "nodeInfo", key])));
    }
    if !str_at(node, &["spec", "podCIDR"]).is_empty() {
        out.field(0, "PodCIDR", str_at(node, &["spec", "podCIDR"]));
    }
    let cidrs: Vec<&str> = list_at(node, &["spec", "podCIDRs"]).iter().filter_map(Value::as_str).collect();
    if !cidrs.is_empty() {
        out.field(0, "PodCIDRs", &cidrs.join(","));
    }
    if !str_at(node, &["spec", "providerID"]).is_empty() {
        out.field(0, "ProviderID", str_at(node, &["spec", "providerID"]));
    }
}

type Amounts = BTreeMap<String, Quantity>;

/// The amounts of a map of the API.
fn amounts(value: &Value, path: &[&str]) -> Amounts {
    let map = at(value, path).and_then(Value::as_object);
    map.into_iter()
        .flatten()
        .filter_map(|(name, amount)| Some((name.clone(), Quantity::of(amount)?)))
        .collect()
}

/// What a pod asks for (`requests`) or may use (`limits`): its containers together, or its largest init container.
fn pod_amounts(pod: &Value, kind: &str) -> Amounts {
    let of = |container: &Value| amounts(container, &["resources", kind]);
    let mut sum = Amounts::new();
    for container in list_at(pod, &["spec", "containers"]) {
        add(&mut sum, of(container));
    }
    let mut side = Amounts::new();
    for container in list_at(pod, &["spec", "initContainers"]) {
        if str_at(container, &["restartPolicy"]) == "Always" {
            add(&mut sum, of(container));
            add(&mut side, of(container));
            continue;
        }
        let mut needs = of(container);
        add(&mut needs, side.clone());
        for (name, amount) in needs {
            let old = sum.remove(&name).unwrap_or_default();
            sum.insert(name, old.max(amount));
        }
    }
    if let Some(spec) = pod.get("spec") {
        sum.extend(of(spec));
    }
    if kind == "requests" || !sum.is_empty() {
        add(&mut sum, amounts(pod, &["spec", "overhead"]));
    }
    sum
}

fn add(sum: &mut Amounts, more: Amounts) {
    for (name, amount) in more {
        let old = sum.remove(&name).unwrap_or_default();
        sum.insert(name, old.plus(&amount));
    }
}

/// How much of the whole an amount is, in percent, rounded towards zero as upstream does: CPU in thousandths, the rest in units.
fn percent(name: &str, amount: &Quantity, whole: &Quantity) -> i64 {
    let number = |amount: &Quantity| if name == "cpu" { amount.milli() } else { amount.value() };
    match number(whole) {
        0 => 0,
        whole => (number(amount) as f64 / whole as f64 * 100.0) as i64,
    }
}

fn resources(node: &Value, pods: &[Value], out: &mut Writer) {
    out.line(0, &format!("Non-terminated Pods:\t({} in total)", pods.len()));
    out.line(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
    out.line(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
    let given = at(node, &["status", "allocatable"]).map_or("capacity", |_| "allocatable");
    let whole = amounts(node, &["status", given]);
    let of = |amounts: &Amounts, name: &str| amounts.get(name).cloned().unwrap_or_default();
    let share =
        |amount: Quantity, name: &str| format!("{amount} ({}%)", percent(name, &amount, &of(&whole, name)));
    let (mut requests, mut limits) = (Amounts::new(), Amounts::new());
    for pod in pods {
        let (request, limit) = (pod_amounts(pod, "requests"), pod_amounts(pod, "limits"));
        let age = crate::time::since(str_at(pod, &["metadata", "creationTimestamp"]), out.now());
        let line = format!(
            "{}\t{}\t\t{}\t{}\t{}\t{}\t{age}",
            namespace_of(pod),
            name_of(pod),
            share(of(&request, "cpu"), "cpu"),
            share(of(&limit, "cpu"), "cpu"),
            share(of(&request, "memory"), "memory"),
            share(of(&limit, "memory"), "memory")
        );
        out.line(1, &line);
        add(&mut requests, request);
        add(&mut limits, limit);
    }
    out.line(0, "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)");
    out.line(1, "Resource\tRequests\tLimits");
    out.line(1, "--------\t--------\t------");
    let huge = whole.keys().filter(|name| name.starts_with("hugepages-")).map(String::as_str);
    for name in ["cpu", "memory", "ephemeral-storage"].into_iter().chain(huge) {
        out.line(
            1,
            &format!("{name}\t{}\t{}", share(of(&requests, name), name), share(of(&limits, name), name)),
        );
    }
    let standard = ["cpu", "memory", "ephemeral-storage", "pods"];
    for name in
        whole.keys().filter(|name| !standard.contains(&name.as_str()) && !name.starts_with("hugepages-"))
    {
        out.line(1, &format!("{name}\t{}\t{}", of(&requests, name), of(&limits, name)));
    }
}
