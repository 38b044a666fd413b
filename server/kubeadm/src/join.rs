//! `join`: on a practice cluster a new node, with the words that a real machine prints.
//!
//! Layer: command. Upstream: `app/cmd/join.go`, `app/discovery/token/token.go`, `app/cmd/phases/join`. There is no machine:
//! the cluster gives the node that is made here a simulated kubelet. What stands between the calls is what kubeadm prints
//! on a host where nothing is wrong, recorded from one.

mod discover;
mod start;

use go_text::quote;
use kubectl::toolkit::Request;

use crate::ask::ask;
use crate::failure::{Failure, Outcome, Wrap, fail};
use crate::flags::prelude::*;
use crate::token;

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
    discover::check(cx, &wanted)
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
    let name = wanted.name.clone().unwrap_or_else(|| start::free_name(&nodes));
    start::kubelet(cx, &name, &nodes).await.wrap("error execution phase kubelet-start")
}

/// Prints what a real machine prints.
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
