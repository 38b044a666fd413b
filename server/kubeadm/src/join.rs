//! `join`: on a practice cluster a new node, with the words that a real machine prints.
//!
//! Layer: command. Upstream: `app/cmd/join.go`, `app/discovery/token/token.go`, `app/cmd/phases/join`. There is no machine:
//! the cluster gives the node that is made here a simulated kubelet. What stands between the calls is what kubeadm prints
//! on a host where nothing is wrong, recorded from one.

use std::time::{Duration, Instant};

use go_text::{base64, quote};
use kubectl::toolkit::Request;
use serde_json::{Value, json};

use crate::ask::ask;
use crate::failure::{Failure, Outcome, Wrap, fail};
use crate::flags::prelude::*;
use crate::info::ClusterInfo;
use crate::secret::Bootstrap;
use crate::token::{self, secret_name};

/// How long a kubelet takes to start.
const START: Duration = Duration::from_millis(500);

const ELSEWHERE: &str = "kubeadm join turns the machine where it is typed into a node, and this cluster is a real one: copy the command to the machine that is to join. On the practice cluster it runs here, and the machine is simulated";

const CONTROL_PLANE: &str = "a control-plane node cannot join here: the practice cluster has one control-plane node, whose etcd and API server are simulated as one. On real machines the same command does it; what you see after a worker has joined is the same too";

kubectl::flags! {
    /// `join`, as typed.
    pub(crate) struct Join {
        /// Join as a control-plane node
        control_plane: bool = flag("control-plane", "false", Nothing, Allowed);
        /// The token that the cluster's address is checked with
        discovery_token: String = flag("discovery-token", "", Part(crate::token::kept), Allowed);
        /// Hashes of the certificate authority: sha256:HEX
        discovery_token_ca_cert_hash: Slice = flag("discovery-token-ca-cert-hash", "", Nothing, Allowed);
        /// Trust any certificate authority
        discovery_token_unsafe_skip_ca_verification: bool = flag("discovery-token-unsafe-skip-ca-verification", "false", Nothing, Allowed);
        /// The node's name
        node_name: String = flag("node-name", "", Nothing, Allowed);
        /// The token that the kubelet asks for its certificate with
        tls_bootstrap_token: String = flag("tls-bootstrap-token", "", Part(crate::token::kept), Allowed);
        /// Both tokens in one
        token: String = flag("token", "", Part(crate::token::kept), Allowed);
    }
    with { words: Positional }
    ignored {
        /// Address of a control-plane node's API server
        String = flag("apiserver-advertise-address", "", Nothing, Allowed);
        /// Port of a control-plane node's API server
        i32 = flag("apiserver-bind-port", "6443", Nothing, Allowed);
        /// The key of the certificates that a control-plane node takes
        String = flag("certificate-key", "", Whole, Allowed);
        /// File with the configuration
        String = flag("config", "", Nothing, Nowhere("it names a file of the host"));
        /// Socket of the container runtime
        String = flag("cri-socket", "", Nothing, Allowed);
        /// File with the cluster's address and certificate authority
        String = flag("discovery-file", "", Nothing, Nowhere("it names a file of the host"));
        /// Only say what would be done
        bool = flag("dry-run", "false", Nothing, Nowhere("a dry run is the panel's own button"));
        /// Checks whose failure is no error
        Slice = flag("ignore-preflight-errors", "", Nothing, Allowed);
        /// Folder with patches
        String = flag("patches", "", Nothing, Nowhere("it names a folder of the host"));
        /// Phases to leave out
        Slice = flag("skip-phases", "", Nothing, Allowed);
    }
}

impl Command for Join {
    const SPEC: Spec = Spec {
        path: "join",
        aliases: &[],
        suggest_for: &[],
        about: "Join a machine to a cluster as a node",
        usage: " [api-server-endpoint]",
        words: Words { secret: Kept::Each(Part(crate::token::unless_token)), page: Allowed },
        place: Where::Anywhere,
    };

    const WORDS: Most = Most::Any;

    fn effect(&self, place: Place) -> Effect {
        if place.practice { Effect::Changes } else { Effect::Reads }
    }

    fn doubt(&self) -> Option<Doubt> {
        None
    }

    async fn run(self, cx: &Context, place: Place) -> Outcome {
        join(cx, &self, place).await
    }
}

async fn join(cx: &Context, args: &Join, place: Place) -> Outcome {
    if !place.practice {
        return Err(Failure::Ours(ELSEWHERE.to_owned()));
    }
    if args.control_plane {
        return Err(Failure::Ours(CONTROL_PLANE.to_owned()));
    }
    let wanted = Wanted::read(args)?;
    say(cx, "[preflight] Running pre-flight checks\n").await;
    discover(cx, &wanted)
        .await
        .wrap("couldn't validate the identity of the API Server")
        .wrap("error execution phase preflight")?;
    say(cx, "[preflight] Reading configuration from the \"kubeadm-config\" ConfigMap in namespace \"kube-system\"...\n[preflight] Use 'kubeadm init phase upload-config kubeadm --config your-config-file' to re-upload it.\n").await;
    let path = "/api/v1/namespaces/kube-system/configmaps/kubeadm-config";
    ask(cx, "Get", path, Request::get(path))
        .await
        .wrap("failed to get config map")
        .wrap("unable to fetch the kubeadm-config ConfigMap")
        .wrap("error execution phase preflight")?;
    let nodes = ask(cx, "Get", "/api/v1/nodes", Request::get("/api/v1/nodes"))
        .await
        .wrap("error execution phase kubelet-start")?;
    let name = wanted.name.clone().unwrap_or_else(|| free_name(&nodes));
    start(cx, &name, &nodes).await.wrap("error execution phase kubelet-start")
}

async fn say(cx: &Context, text: &str) {
    cx.out(text.to_owned()).await;
}

/// What the line asks for.
struct Wanted {
    endpoint: String,
    token: token::Token,
    pins: Vec<String>,
    unpinned: bool,
    name: Option<String>,
}

impl Wanted {
    /// Reads and validates; complaints are kubeadm's.
    fn read(args: &Join) -> Outcome<Wanted> {
        let Some(endpoint) = args.words.first() else {
            return fail("discovery: Invalid value: \"\": bootstrapToken or file must be set");
        };
        let or = |own: &'_ String| if own.is_empty() { args.token.clone() } else { own.clone() };
        let (discovery, bootstrap) = (&or(&args.discovery_token), &or(&args.tls_bootstrap_token));
        let pins = args.discovery_token_ca_cert_hash.to_vec();
        let unpinned = args.discovery_token_unsafe_skip_ca_verification;
        let mut wrong = Vec::new();
        if pins.is_empty() && !unpinned {
            wrong.push("discovery.bootstrapToken.caCertHashes: Invalid value: \"\": using token-based discovery without caCertHashes can be unsafe. Set unsafeSkipCAVerification as true in your kubeadm config file or pass --discovery-token-unsafe-skip-ca-verification flag to continue".to_owned());
        }
        let invalid =
            |path: &str, text: &str, why: &str| format!("{path}: Invalid value: {}: {why}", quote(text));
        if token::Token::parse(discovery).is_err() {
            wrong.push(invalid(
                "discovery.bootstrapToken.token",
                discovery,
                "the bootstrap token is invalid",
            ));
        }
        if endpoint.rsplit_once(':').is_none_or(|(_, port)| port.parse::<u16>().is_err()) {
            let why = format!("address {endpoint}: missing port in address");
            wrong.push(invalid("discovery.bootstrapToken.apiServerEndpoint", endpoint, &why));
        }
        if token::Token::parse(bootstrap).is_err() {
            wrong.push(invalid("discovery.tlsBootstrapToken", bootstrap, "the bootstrap token is invalid"));
        }
        match wrong.as_slice() {
            [] => {}
            [one] => return fail(one.clone()),
            many => return fail(format!("[{}]", many.join(", "))),
        }
        let token = token::Token::parse(discovery).map_err(Failure::Kubeadm)?;
        let name = Some(args.node_name.to_lowercase()).filter(|name| !name.is_empty());
        Ok(Wanted { endpoint: endpoint.clone(), token, pins, unpinned, name })
    }
}

/// Makes sure that this is the cluster that was meant, and that the token is good.
async fn discover(cx: &Context, wanted: &Wanted) -> Outcome {
    let info = ClusterInfo::fetch(cx).await.wrap("failed to request the cluster-info ConfigMap")?;
    if wanted.endpoint != info.endpoint {
        let host = wanted.endpoint.rsplit_once(':').map_or("", |(host, _)| host);
        let target = format!(
            "https://{}/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s",
            wanted.endpoint
        );
        let why = match host.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
            Ok(_) => format!("dial tcp {}: connect: no route to host", wanted.endpoint),
            Err(_) => format!("dial tcp: lookup {host}: no such host"),
        };
        return fail(format!("failed to request the cluster-info ConfigMap: Get \"{target}\": {why}"));
    }
    signed(cx, &info, &wanted.token).await?;
    pinned(&wanted.pins, wanted.unpinned, &info)
}

/// The cluster signs what it publishes with every token that may sign: only who has the token can tell.
async fn signed(cx: &Context, info: &ClusterInfo, token: &token::Token) -> Outcome {
    let refused =
        "failed to verify JWS signature of received cluster info object, can't trust this API Server";
    if let Some(signature) = info.signature(&token.id) {
        return if signature == sign(&info.kubeconfig, token) { Ok(()) } else { fail(refused) };
    }
    // A new token's signature follows a moment later; until then its Secret tells.
    let path = format!("/api/v1/namespaces/kube-system/secrets/{}", secret_name(&token.id));
    let known =
        cx.json(Request::get(path)).await.ok().and_then(|secret| Bootstrap::from_secret(&secret).ok());
    match known {
        Some(known)
            if known.expires.is_none_or(|moment| moment > cx.now())
                && known.usages.iter().any(|u| u == "signing") =>
        {
            if known.token == *token {
                Ok(())
            } else {
                fail(refused)
            }
        }
        _ => fail(format!(
            "could not find a JWS signature in the cluster-info ConfigMap for token ID {}",
            quote(&token.id)
        )),
    }
}

/// A detached JWS (RFC 7515, appendix F) with HMAC-SHA256.
fn sign(content: &str, token: &token::Token) -> String {
    let url = |bytes: &[u8]| base64::encode_raw_url(bytes);
    let head = url(format!("{{\"alg\":\"HS256\",\"kid\":\"{}\"}}", token.id).as_bytes());
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, token.secret.as_bytes());
    let tag = ring::hmac::sign(&key, format!("{head}.{}", url(content.as_bytes())).as_bytes());
    format!("{head}..{}", url(tag.as_ref()))
}

/// One of the pins must be the CA's.
fn pinned(pins: &[String], unpinned: bool, info: &ClusterInfo) -> Outcome {
    let mut allowed = Vec::new();
    for pin in pins {
        allowed.push(allow(pin).wrap("invalid discovery token CA certificate hash")?);
    }
    if allowed.is_empty() && unpinned {
        return Ok(());
    }
    let own = info.pins().map_err(|_| {
        Failure::Kubeadm("failed to parse cluster CA from the cluster-info ConfigMap: data does not contain any valid RSA or ECDSA certificates".to_owned())
    })?;
    if own.iter().any(|pin| allowed.contains(pin)) {
        return Ok(());
    }
    let own: Vec<String> = own.iter().map(|pin| format!("sha256:{pin}")).collect();
    fail(format!(
        "cluster CA found in cluster-info ConfigMap is invalid: none of the public keys {} are pinned",
        quote(&own.join(":"))
    ))
}

/// `sha256:` and 64 hex digits.
fn allow(pin: &str) -> Outcome<String> {
    let Some((format, value)) = pin.split_once(':').filter(|(_, value)| !value.contains(':')) else {
        return fail("invalid hash, expected \"format:hex-value\". Known format(s) are: sha256");
    };
    if !format.eq_ignore_ascii_case("sha256") {
        return fail(format!("unknown hash format {}. Known format(s) are: sha256", quote(format)));
    }
    let why = if value.len() / 2 != 32 {
        format!("expected a 32 byte SHA-256 hash, found {} bytes", value.len() / 2)
    } else if let Some(wrong) = value.chars().find(|c| !c.is_ascii_hexdigit()) {
        format!(
            "could not decode SHA-256 from hex: encoding/hex: invalid byte: U+{:04X} '{wrong}'",
            wrong as u32
        )
    } else {
        return Ok(value.to_lowercase());
    };
    fail(format!("invalid hash {}, {why}", quote(pin)))
}

/// A machine's own name would be used; the next worker's, since there is no machine.
fn free_name(nodes: &Value) -> String {
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
async fn start(cx: &Context, name: &str, nodes: &Value) -> Outcome {
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

    #[test]
    fn a_pin_is_read_strictly() {
        assert!(allow(&format!("sha256:{}", "aB".repeat(32))).is_ok());
        for wrong in ["abc", "md5:aa", "sha256:aa", &format!("sha256:{}", "xy".repeat(32))] {
            assert!(allow(wrong).is_err(), "{wrong}");
        }
    }
}
