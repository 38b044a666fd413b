//! `version`, `cluster-info`, `api-versions`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/version/version.go`, `clusterinfo/clusterinfo.go`, `apiresources/apiversions.go`.

use serde_json::{Value, json};

use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::printers::{json, yaml};
use crate::text::{list_at, name_of, namespace_of, str_at};

/// The version whose words we speak.
const CLIENT: &str = "v1.36.3";
/// The kustomize inside that version.
const KUSTOMIZE: &str = "v5.8.1";

/// `version`.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    if !args.positional.is_empty() {
        return fail(format!("extra arguments: [{}]", args.positional.join(" ")));
    }
    let output = args.str("output");
    if !matches!(output, "" | "yaml" | "json") {
        return fail("--output must be 'yaml' or 'json'");
    }
    let mut answer = json!({
        "clientVersion": {
            "buildDate": "1970-01-01T00:00:00Z", "compiler": "rustc", "gitCommit": "", "gitTreeState": "clean",
            "gitVersion": CLIENT, "goVersion": "", "major": "1", "minor": "36",
            "platform": format!("{}/{}", std::env::consts::OS, platform()),
        },
        "kustomizeVersion": KUSTOMIZE,
    });
    let mut failure = None;
    if !args.bool("client") {
        match cx.json(Request::get("/version")).await {
            Ok(server) => answer["serverVersion"] = server,
            Err(why) => failure = Some(why),
        }
    }
    let text = match output {
        "yaml" => yaml::to_yaml(&answer),
        "json" => json::to_json(&answer).replace("    ", "  "),
        _ => {
            let mut text = format!("Client Version: {CLIENT}\nKustomize Version: {KUSTOMIZE}\n");
            let server = str_at(&answer, &["serverVersion", "gitVersion"]);
            if !server.is_empty() {
                text += &format!("Server Version: {server}\n");
            }
            text
        }
    };
    cx.out(text).await;
    if let Some(text) = skew(str_at(&answer, &["serverVersion", "gitVersion"])) {
        cx.err(text).await;
    }
    failure.map_or(Ok(()), Err)
}

fn platform() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

/// The warning about versions that are too far apart.
fn skew(server: &str) -> Option<String> {
    let minor: i64 = server.strip_prefix("v1.")?.split('.').next()?.parse().ok()?;
    let short = format!("1.{minor}");
    let diff = (36 - minor).abs();
    (diff > 1).then(|| {
        format!(
            "Warning: version difference between client (1.36) and server ({short}) exceeds the supported minor version skew of +/-1\n"
        )
    })
}

/// `api-versions`.
pub(crate) async fn api_versions(cx: &Context, args: Args) -> Outcome {
    if !args.positional.is_empty() {
        return fail(format!(
            "unexpected arguments: [{}]\nSee 'kubectl api-versions -h' for help and examples",
            args.positional.join(" ")
        ));
    }
    let discovery = cx.discovery().await.map_err(|failure| match failure {
        Failure::Message(text) => {
            Failure::Message(format!("couldn't get available api versions from server: {text}"))
        }
        other => other,
    })?;
    let mut names: Vec<String> = discovery
        .versions
        .iter()
        .map(|one| {
            if one.group.is_empty() { one.version.clone() } else { format!("{}/{}", one.group, one.version) }
        })
        .collect();
    names.sort();
    cx.out(names.join("\n") + "\n").await;
    Ok(())
}

/// `cluster-info`.
pub(crate) async fn cluster_info(cx: &Context, _args: Args) -> Outcome {
    let server = cx.connection().await?.server.clone();
    let request = Request::get("/api/v1/namespaces/kube-system/services")
        .query("labelSelector", "kubernetes.io/cluster-service=true")
        .query("limit", "500");
    cx.discovery().await?;
    let services = cx.json(request).await;
    let color = cx.session.terminal.is_some();
    let paint = |code: &str, text: &str| {
        if color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let green = |text: &str| paint("0;32", text);
    let yellow = |text: &str| paint("0;33", text);
    let services = services?;
    let mut text = format!("{} is running at {}\n", green("Kubernetes control plane"), yellow(&server));
    for service in list_at(&services, &["items"]) {
        let link = link_of(&server, service);
        let mut name = str_at(service, &["metadata", "labels", "kubernetes.io/name"]);
        if name.is_empty() {
            name = name_of(service);
        }
        text += &format!("{} is running at {}\n", green(name), yellow(&link));
    }
    text += "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n";
    cx.out(text).await;
    Ok(())
}

fn link_of(server: &str, service: &Value) -> String {
    let ingress = list_at(service, &["status", "loadBalancer", "ingress"]).first();
    if let Some(ingress) = ingress {
        let ip = str_at(ingress, &["ip"]);
        let host = if ip.is_empty() { str_at(ingress, &["hostname"]) } else { ip };
        let links: Vec<String> = list_at(service, &["spec", "ports"])
            .iter()
            .map(|port| format!("http://{host}:{} ", port.get("port").and_then(Value::as_i64).unwrap_or(0)))
            .collect();
        return links.concat();
    }
    let ports = list_at(service, &["spec", "ports"]);
    let mut name = name_of(service).to_owned();
    if let Some(port) = ports.first() {
        let number = port.get("port").and_then(Value::as_i64).unwrap_or(0);
        let port_name = str_at(port, &["name"]);
        let scheme = if port_name == "https" || number == 443 { "https:" } else { "" };
        let suffix =
            if port_name.is_empty() && scheme.is_empty() { String::new() } else { format!(":{port_name}") };
        name = format!("{scheme}{name}{suffix}");
    }
    format!("{server}/api/v1/namespaces/{}/services/{name}/proxy", namespace_of(service))
}
