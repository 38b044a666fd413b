//! `expose`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/expose/expose.go`.

use serde_json::{Map, Value, json};

use super::common::{Change, DryRun};
use super::create::known;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::{Builder, Info};
use crate::text::{at, int_at, list_at, quote, str_at};

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let mut printer = dry.printer(cx, &args, "exposed")?;
    if args.changed("overrides") {
        return fail("--overrides is not available here");
    }
    let builder = Builder { selector: None, ..Builder::new(cx, &args).await? };
    let found = builder.find(cx).await?;
    let mut problems = found.errors;
    for info in found.infos {
        match one(cx, &args, &info, dry).await {
            Ok(object) => cx.out(printer.print_typed(&object)?).await,
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)
}

async fn one(cx: &Context, args: &Args, info: &Info, dry: DryRun) -> Outcome<Value> {
    let kind = info.resource.kind.as_str();
    if !matches!(kind, "Service" | "ReplicationController" | "Pod" | "Deployment" | "ReplicaSet") {
        let group = &info.resource.group;
        let shown = if group.is_empty() { kind.to_owned() } else { format!("{kind}.{group}") };
        return fail(format!("cannot expose a {shown}"));
    }
    let mut name = if args.str("name").is_empty() { info.name.clone() } else { args.str("name").to_owned() };
    if name.len() > 63 && args.str("name").is_empty() {
        name.truncate(63);
    }
    if name.is_empty() {
        return fail("name must be specified");
    }
    let selector = selector(args, info).map_err(|why| {
        Failure::Message(format!(
            "couldn't retrieve selectors via --selector flag or introspection: {}",
            why.text()
        ))
    })?;
    let headless = args.str("cluster-ip") == "None";
    let given = args.str("port").to_owned();
    let ports: Vec<String> = if given.is_empty() {
        let own = container_ports(info);
        if own.is_empty() && !headless {
            return fail("couldn't find port via --port flag or introspection");
        }
        own.iter()
            .map(|port| int_at(port, &["containerPort"]).or(int_at(port, &["port"])).unwrap_or(0).to_string())
            .collect()
    } else {
        given.split(',').map(str::to_owned).collect()
    };
    let mut object = json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": name }, "spec": { "selector": selector }, "status": { "loadBalancer": {} },
    });
    let labels = labels(args, info)?;
    if labels.as_object().is_some_and(|map| !map.is_empty()) {
        object["metadata"]["labels"] = labels;
    }
    object["spec"]["ports"] = Value::Array(service_ports(args, info, &ports)?);
    if ports.is_empty() {
        object["spec"].as_object_mut().map(|spec| spec.remove("ports"));
    }
    if !args.str("type").is_empty() {
        object["spec"]["type"] = args.str("type").into();
    }
    for (flag, key) in [("cluster-ip", "clusterIP"), ("load-balancer-ip", "loadBalancerIP")] {
        if !args.str(flag).is_empty() {
            object["spec"][key] = args.str(flag).into();
        }
    }
    if !args.str("external-ip").is_empty() {
        object["spec"]["externalIPs"] = json!([args.str("external-ip")]);
    }
    match args.str("session-affinity") {
        "" => {}
        affinity @ ("None" | "ClientIP") => object["spec"]["sessionAffinity"] = affinity.into(),
        other => return fail(format!("unknown session affinity: {other}")),
    }
    if dry == DryRun::Client {
        return Ok(object);
    }
    object["metadata"]["namespace"] = info.namespace.clone().into();
    let target =
        Info { resource: known("", "services", "Service", true), name, object: Value::Null, ..info.clone() };
    let change = Change { dry, manager: args.str("field-manager"), validation: "" };
    change.create(cx, &target, &object).await
}

fn pairs(text: &str) -> Outcome<Value> {
    let mut map = Map::new();
    for pair in text.split(',') {
        match pair.split_once('=') {
            Some(("", _)) => return fail("unexpected empty label key"),
            Some((key, value)) => map.insert(key.to_owned(), value.into()),
            None => return fail(format!("unexpected label spec: {pair}")),
        };
    }
    Ok(Value::Object(map))
}

fn labels(args: &Args, info: &Info) -> Outcome<Value> {
    match args.str("labels") {
        "" => Ok(at(&info.object, &["metadata", "labels"]).cloned().unwrap_or_else(|| json!({}))),
        given => pairs(given),
    }
}

fn selector(args: &Args, info: &Info) -> Outcome<Value> {
    if !args.str("selector").is_empty() {
        return pairs(args.str("selector"));
    }
    let object = &info.object;
    match info.resource.kind.as_str() {
        "Pod" => match at(object, &["metadata", "labels"])
            .filter(|labels| labels.as_object().is_some_and(|map| !map.is_empty()))
        {
            Some(labels) => Ok(labels.clone()),
            None => fail("the pod has no labels and cannot be exposed"),
        },
        "Service" | "ReplicationController" => match at(object, &["spec", "selector"]) {
            Some(selector) => Ok(selector.clone()),
            None => fail("the service has no pod selector set"),
        },
        _ => {
            let expressions = list_at(object, &["spec", "selector", "matchExpressions"]);
            if !expressions.is_empty() {
                return fail(format!(
                    "couldn't convert expressions - {} to map-based selector format",
                    quote(&Value::Array(expressions.to_vec()).to_string())
                ));
            }
            Ok(at(object, &["spec", "selector", "matchLabels"]).cloned().unwrap_or_else(|| json!({})))
        }
    }
}

fn container_ports(info: &Info) -> Vec<Value> {
    let object = &info.object;
    if info.resource.kind == "Service" {
        return list_at(object, &["spec", "ports"]).to_vec();
    }
    let path: &[&str] = if info.resource.kind == "Pod" {
        &["spec", "containers"]
    } else {
        &["spec", "template", "spec", "containers"]
    };
    list_at(object, path).iter().flat_map(|one| list_at(one, &["ports"]).to_vec()).collect()
}

fn service_ports(args: &Args, info: &Info, ports: &[String]) -> Outcome<Vec<Value>> {
    let known = container_ports(info);
    let mut all = Vec::new();
    for (i, text) in ports.iter().enumerate() {
        let Ok(port) = text.parse::<i64>() else {
            return fail(format!("strconv.Atoi: parsing {}: invalid syntax", quote(text)));
        };
        let own =
            known.iter().find(|one| int_at(one, &["containerPort"]).or(int_at(one, &["port"])) == Some(port));
        let protocol = match args.str("protocol") {
            "" => own.map_or("TCP", |one| str_at(one, &["protocol"])),
            given => given,
        };
        let target = match args.str("target-port") {
            "" => json!(port),
            given => given.parse::<i64>().map_or_else(|_| json!(given), |number| json!(number)),
        };
        let protocol = if protocol.is_empty() { "TCP" } else { protocol };
        let mut entry = json!({ "port": port, "protocol": protocol, "targetPort": target });
        if ports.len() > 1 {
            entry["name"] = format!("port-{}", i + 1).into();
        }
        all.push(entry);
    }
    Ok(all)
}
