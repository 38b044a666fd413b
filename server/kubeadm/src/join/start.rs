//! The kubelet of a machine that joins starts and registers its node.
//!
//! Layer: part of `join`. Upstream: `app/cmd/phases/join/kubelet.go`. There is no machine: what it prints was recorded from one.

use std::time::{Duration, Instant};

use go_text::quote;
use kubectl::toolkit::{Context, Request};
use serde_json::{Value, json};

use super::say;
use crate::ask::ask;
use crate::failure::{Outcome, fail};

/// How long a kubelet takes to start.
const START: Duration = Duration::from_millis(500);

/// A machine's own name would be used; the next worker's, since there is no machine.
pub(super) fn free_name(nodes: &Value) -> String {
    let taken: Vec<&str> = nodes["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| node.pointer("/metadata/name").and_then(Value::as_str))
        .collect();
    let mut number = 1;
    loop {
        let name = format!("worker-{number}");
        if !taken.contains(&name.as_str()) {
            return name;
        }
        number += 1;
    }
}

/// The kubelet starts and registers the node.
pub(super) async fn kubelet(cx: &Context, name: &str, nodes: &Value) -> Outcome {
    let same = |node: &&Value| node.pointer("/metadata/name").and_then(Value::as_str) == Some(name);
    let there = nodes["items"].as_array().into_iter().flatten().find(same);
    let ready = there.and_then(|node| node["status"]["conditions"].as_array()).into_iter().flatten();
    if ready.into_iter().any(|c| c["type"] == "Ready" && c["status"] == "True") {
        return fail(format!(
            "a Node with name {} and status \"Ready\" already exists in the cluster. You must delete the existing Node or change the name of this new joining Node",
            quote(name)
        ));
    }
    say(cx, "[kubelet-start] Writing kubelet configuration to file \"/var/lib/kubelet/instance-config.yaml\"\n[patches] Applied patch of type \"application/strategic-merge-patch+json\" to target \"kubeletconfiguration\"\n[kubelet-start] Writing kubelet configuration to file \"/var/lib/kubelet/config.yaml\"\n[kubelet-start] Writing kubelet environment file with flags to file \"/var/lib/kubelet/kubeadm-flags.env\"\n[kubelet-start] Starting the kubelet\n[kubelet-check] Waiting for a healthy kubelet at http://127.0.0.1:10248/healthz. This can take up to 4m0s\n").await;
    let started = Instant::now();
    if !cx.session.preview {
        tokio::time::sleep(START).await;
    }
    let healthy = started.elapsed();
    if there.is_none() {
        ask(cx, "Post", "/api/v1/nodes", Request::post("/api/v1/nodes", &node(name))).await?;
    }
    say(cx, &format!("[kubelet-check] The kubelet is healthy after {}\n[kubelet-start] Waiting for the kubelet to perform the TLS Bootstrap\n", go_duration(healthy))).await;
    say(cx, "\nThis node has joined the cluster:\n* Certificate signing request was sent to apiserver and a response was received.\n* The Kubelet was informed of the new secure connection details.\n\nRun 'kubectl get nodes' on the control-plane to see this node join the cluster.\n\n").await;
    Ok(())
}

/// `501.234567ms`, as Go prints it.
fn go_duration(time: Duration) -> String {
    let (nanos, unit) = if time < Duration::from_secs(1) { (1_000_000, "ms") } else { (1_000_000_000, "s") };
    let (whole, rest) = (time.as_nanos() / nanos, time.as_nanos() % nanos);
    let width = nanos.ilog10() as usize;
    let text = format!("{whole}.{rest:0width$}");
    format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The node as its kubelet registers it.
fn node(name: &str) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Node",
        "metadata": {"name": name, "labels": {
            "beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
            "kubernetes.io/hostname": name, "kubernetes.io/os": "linux",
        }},
        "spec": {},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_gos() {
        assert_eq!(go_duration(Duration::from_nanos(1_026_860_185)), "1.026860185s");
        assert_eq!(go_duration(Duration::from_micros(500_100)), "500.1ms");
    }
}
