//! `create service clusterip|nodeport|loadbalancer|externalname`.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/create/create_service.go`.

use serde_json::{Value, json};

use super::create::{Generated, create_generated, known, name_from};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::text::quote;

/// `create service clusterip`.
pub(crate) async fn cluster_ip(cx: &Context, args: Args) -> Outcome {
    create(cx, &args, "ClusterIP", args.str("clusterip"), "").await
}

/// `create service nodeport`.
pub(crate) async fn node_port(cx: &Context, args: Args) -> Outcome {
    create(cx, &args, "NodePort", "", "").await
}

/// `create service loadbalancer`.
pub(crate) async fn load_balancer(cx: &Context, args: Args) -> Outcome {
    create(cx, &args, "LoadBalancer", "", "").await
}

/// `create service externalname`.
pub(crate) async fn external_name(cx: &Context, args: Args) -> Outcome {
    create(cx, &args, "ExternalName", "", args.str("external-name")).await
}

async fn create(cx: &Context, args: &Args, kind: &str, address: &str, external: &str) -> Outcome {
    let name = name_from(args)?;
    let pairs = args.list("tcp");
    if address != "None" && pairs.is_empty() && kind != "ExternalName" {
        return fail("at least one tcp port specifier must be provided");
    }
    if kind == "ExternalName" && !is_domain(external) {
        return fail(format!("invalid service external name {external}"));
    }
    let node_port = args.int("node-port");
    let ports = pairs.iter().map(|pair| port(pair, node_port)).collect::<Outcome<Vec<Value>>>()?;
    let mut spec = json!({ "selector": { "app": name }, "type": kind });
    if !ports.is_empty() {
        spec["ports"] = ports.into();
    }
    if !address.is_empty() {
        spec["clusterIP"] = address.into();
    }
    if !external.is_empty() {
        spec["externalName"] = external.into();
    }
    let object = json!({
        "apiVersion": "v1", "kind": "Service", "metadata": { "name": name, "labels": { "app": name } },
        "spec": spec, "status": { "loadBalancer": {} },
    });
    let resource = known("", "services", "Service", true);
    create_generated(cx, args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}

/// `80`, `80:8080`, `80:http`.
fn port(pair: &str, node_port: i64) -> Outcome<Value> {
    let mut parts = pair.split(':');
    let first = parts.next().unwrap_or_default();
    let number = whole(first).map_err(Failure::Message)?;
    let target = match parts.next() {
        None => number.into(),
        Some(target) => match target.parse::<i64>() {
            Ok(1..=65535) => target.parse::<i64>().unwrap_or_default().into(),
            Ok(_) => return fail("must be between 1 and 65535, inclusive"),
            Err(_) => named(target)?,
        },
    };
    let mut port =
        json!({ "name": pair.replace(':', "-"), "port": number, "protocol": "TCP", "targetPort": target });
    if node_port != 0 {
        port["nodePort"] = node_port.into();
    }
    Ok(port)
}

/// Go's `strconv.ParseUint(text, 10, 16)`.
fn whole(text: &str) -> Result<u16, String> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let why = if digits { "value out of range" } else { "invalid syntax" };
    text.parse()
        .ok()
        .filter(|_| digits)
        .ok_or_else(|| format!("strconv.ParseUint: parsing {}: {why}", quote(text)))
}

/// `IsValidPortName`.
fn named(name: &str) -> Outcome<Value> {
    let mut wrong = Vec::new();
    if name.len() > 15 {
        wrong.push("must be no more than 15 bytes");
    }
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        wrong.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if !name.bytes().any(|b| b.is_ascii_lowercase()) {
        wrong.push("must contain at least one letter (a-z)");
    }
    if name.contains("--") {
        wrong.push("must not contain consecutive hyphens");
    }
    if name.starts_with('-') || name.ends_with('-') {
        wrong.push("must not begin or end with a hyphen");
    }
    if wrong.is_empty() { Ok(name.into()) } else { fail(wrong.join(",")) }
}

/// RFC 1123 subdomain.
fn is_domain(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    name.len() <= 253
        && name.split('.').all(|part| {
            let bytes = part.as_bytes();
            matches!((bytes.first(), bytes.last()), (Some(a), Some(z)) if inner(*a) && inner(*z))
                && bytes.iter().all(|b| inner(*b) || *b == b'-')
        })
}
