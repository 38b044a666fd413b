//! `cluster-info`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/clusterinfo/clusterinfo.go`.

use serde_json::Value;

use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;
use crate::text::{list_at, name_of, namespace_of, str_at};

crate::flags! {
    /// `cluster-info`, as typed.
    pub(crate) struct ClusterInfo {
    }
    with {}
}

impl Command for ClusterInfo {
    const SPEC: Spec = Spec {
        path: "cluster-info",
        aliases: &["clusterinfo"],
        suggest_for: &[],
        about: "Display cluster information",
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
        show(cx).await
    }
}

async fn show(cx: &Context) -> Outcome {
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
