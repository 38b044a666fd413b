//! `expose`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/expose/expose.go`.

use serde_json::{Map, Value, json};

use super::common::{Change, DryRun};
use super::create::known;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::{at, int_at, list_at, quote, str_at};

crate::flags! {
    /// `expose`, as typed.
    pub(crate) struct Expose {
        /// Its address; None: it has none
        cluster_ip: String = flag("cluster-ip", "", Nothing, Allowed);
        /// An address of others that leads to it
        external_ip: String = flag("external-ip", "", Nothing, Allowed);
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-expose", Nothing, Allowed);
        /// Labels: a=b,c=d; without it those of the object
        service_labels: String = short('l', "labels", "", Nothing, Allowed);
        /// Address of the load balancer
        load_balancer_ip: String = flag("load-balancer-ip", "", Nothing, Allowed);
        /// Its name; without it that of the object
        name: String = flag("name", "", Nothing, Allowed);
        /// JSON that goes over the generated object
        overrides: Given<String> = flag("overrides", "", Whole, Allowed);
        /// Its port; without it those of the object
        port: String = flag("port", "", Nothing, Allowed);
        /// TCP, UDP or SCTP
        protocol: String = flag("protocol", "", Nothing, Allowed);
        /// Labels of its pods: a=b,c=d; without it those of the object
        pods: String = flag("selector", "", Nothing, Allowed);
        /// None or ClientIP
        session_affinity: String = flag("session-affinity", "", Nothing, Allowed);
        /// Port of its pods, by number or name
        target_port: String = flag("target-port", "", Nothing, Allowed);
        /// ClusterIP, NodePort, LoadBalancer or ExternalName
        kind: String = flag("type", "", Nothing, Allowed);
    }
    with { words: Positional, print: Print, files: Filename, dry: DryRunFlag }
    ignored {
        /// How --overrides is meant: merge, json or strategic
        String = flag("override-type", "merge", Nothing, Allowed);
        /// Keep what was created in the annotation that apply compares with
        bool = flag("save-config", "false", Nothing, Allowed);
    }
}

impl Command for Expose {
    const SPEC: Spec = Spec {
        path: "expose",
        aliases: &[],
        suggest_for: &[],
        about: "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
        usage: " (-f FILENAME | TYPE NAME) [--port=port] [--target-port=number-or-name]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        expose(cx, &self).await
    }
}

async fn expose(cx: &Context, args: &Expose) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let mut printer = dry.printer(cx, &args.print, "exposed")?;
    if args.overrides.given {
        return fail("--overrides is not available here");
    }
    let found = Builder::new(cx).await?.words(&args.words).files(&args.files).find(cx).await?;
    let mut problems = found.errors;
    for info in found.infos {
        match one(cx, args, &info, dry).await {
            Ok(object) => cx.out(printer.print_typed(&object)?).await,
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)
}

async fn one(cx: &Context, args: &Expose, info: &Info, dry: DryRun) -> Outcome<Value> {
    let kind = info.resource.kind.as_str();
    if !matches!(kind, "Service" | "ReplicationController" | "Pod" | "Deployment" | "ReplicaSet") {
        let group = &info.resource.group;
        let shown = if group.is_empty() { kind.to_owned() } else { format!("{kind}.{group}") };
        return fail(format!("cannot expose a {shown}"));
    }
    let (name, mut object) = service(args, info)?;
    if dry == DryRun::Client {
        return Ok(object);
    }
    object["metadata"]["namespace"] = info.namespace.clone().into();
    let target =
        Info { resource: known("", "services", "Service", true), name, object: Value::Null, ..info.clone() };
    let change = Change { dry, manager: &args.field_manager, validation: "" };
    change.create(cx, &target, &object).await
}

/// The service that exposes an object, and its name.
fn service(args: &Expose, info: &Info) -> Outcome<(String, Value)> {
    let name = name(args, info)?;
    let selector = selector(args, info).map_err(|why| {
        Failure::Message(format!(
            "couldn't retrieve selectors via --selector flag or introspection: {}",
            why.text()
        ))
    })?;
    let ports = ports(args, info)?;
    let mut object = json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": name }, "spec": { "selector": selector }, "status": { "loadBalancer": {} },
    });
    let labels = labels(args, info)?;
    if labels.as_object().is_some_and(|map| !map.is_empty()) {
        object["metadata"]["labels"] = labels;
    }
    if !ports.is_empty() {
        object["spec"]["ports"] = Value::Array(service_ports(args, info, &ports)?);
    }
    for (value, key) in
        [(&args.kind, "type"), (&args.cluster_ip, "clusterIP"), (&args.load_balancer_ip, "loadBalancerIP")]
    {
        if !value.is_empty() {
            object["spec"][key] = value.as_str().into();
        }
    }
    if !args.external_ip.is_empty() {
        object["spec"]["externalIPs"] = json!([args.external_ip]);
    }
    match args.session_affinity.as_str() {
        "" => {}
        affinity @ ("None" | "ClientIP") => object["spec"]["sessionAffinity"] = affinity.into(),
        other => return fail(format!("unknown session affinity: {other}")),
    }
    Ok((name, object))
}

/// The service's name: the one that was given, or the object's, cut to what a service's may be.
fn name(args: &Expose, info: &Info) -> Outcome<String> {
    let mut name = if args.name.is_empty() { info.name.clone() } else { args.name.clone() };
    if name.len() > 63 && args.name.is_empty() {
        name.truncate(63);
    }
    if name.is_empty() { fail("name must be specified") } else { Ok(name) }
}

/// The service's ports: those that were given, or the object's.
fn ports(args: &Expose, info: &Info) -> Outcome<Vec<String>> {
    if !args.port.is_empty() {
        return Ok(args.port.split(',').map(str::to_owned).collect());
    }
    let own = container_ports(info);
    if own.is_empty() && args.cluster_ip != "None" {
        return fail("couldn't find port via --port flag or introspection");
    }
    let number = |port: &Value| int_at(port, &["containerPort"]).or(int_at(port, &["port"])).unwrap_or(0);
    Ok(own.iter().map(|port| number(port).to_string()).collect())
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

fn labels(args: &Expose, info: &Info) -> Outcome<Value> {
    match args.service_labels.as_str() {
        "" => Ok(at(&info.object, &["metadata", "labels"]).cloned().unwrap_or_else(|| json!({}))),
        given => pairs(given),
    }
}

fn selector(args: &Expose, info: &Info) -> Outcome<Value> {
    if !args.pods.is_empty() {
        return pairs(args.pods.as_str());
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

fn service_ports(args: &Expose, info: &Info, ports: &[String]) -> Outcome<Vec<Value>> {
    let known = container_ports(info);
    let mut all = Vec::new();
    for (i, text) in ports.iter().enumerate() {
        let Ok(port) = text.parse::<i64>() else {
            return fail(format!("strconv.Atoi: parsing {}: invalid syntax", quote(text)));
        };
        let own =
            known.iter().find(|one| int_at(one, &["containerPort"]).or(int_at(one, &["port"])) == Some(port));
        let protocol = match args.protocol.as_str() {
            "" => own.map_or("TCP", |one| str_at(one, &["protocol"])),
            given => given,
        };
        let target = match args.target_port.as_str() {
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
