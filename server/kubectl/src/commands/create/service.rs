//! `create service clusterip|nodeport|loadbalancer|externalname`: one command upstream, too.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/create/create_service.go`.

use apimachinery::names::{dns1123_subdomain, port_name};
use go_text::parse_uint;
use serde_json::{Value, json};

use super::{Generated, known, name_from};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;

crate::flags! {
    /// `create service clusterip`, as typed.
    pub(crate) struct ClusterIp {
        /// Its address; None: it has none
        clusterip: String = flag("clusterip", "", Nothing, Allowed);
        /// Ports: PORT or PORT:TARGET
        tcp: Slice = flag("tcp", "", Nothing, Allowed);
    }
    with { words: Positional, creating: Creating }
}

impl Command for ClusterIp {
    const SPEC: Spec = Spec {
        path: "create service clusterip",
        aliases: &[],
        suggest_for: &[],
        about: "Create a ClusterIP service",
        usage: " NAME [--tcp=<port>:<targetPort>]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.creating.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        let name = name_from(Self::SPEC.path, &self.words)?;
        let made = Made {
            kind: "ClusterIP",
            refused: "failed to create ClusterIP service: ",
            address: &self.clusterip,
            external: "",
            pairs: &self.tcp,
            node_port: 0,
        };
        create(cx, &self.creating, name, made).await
    }
}

crate::flags! {
    /// `create service nodeport`, as typed.
    pub(crate) struct NodePort {
        /// Port on each node; 0: the server's choice
        node_port: i64 = flag("node-port", "0", Nothing, Allowed);
        /// Ports: PORT or PORT:TARGET
        tcp: Slice = flag("tcp", "", Nothing, Allowed);
    }
    with { words: Positional, creating: Creating }
}

impl Command for NodePort {
    const SPEC: Spec = Spec {
        path: "create service nodeport",
        aliases: &[],
        suggest_for: &[],
        about: "Create a NodePort service",
        usage: " NAME [--tcp=port:targetPort]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.creating.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        let name = name_from(Self::SPEC.path, &self.words)?;
        let made = Made {
            kind: "NodePort",
            refused: "failed to create NodePort service: ",
            address: "",
            external: "",
            pairs: &self.tcp,
            node_port: self.node_port,
        };
        create(cx, &self.creating, name, made).await
    }
}

crate::flags! {
    /// `create service loadbalancer`, as typed.
    pub(crate) struct LoadBalancer {
        /// Ports: PORT or PORT:TARGET
        tcp: Slice = flag("tcp", "", Nothing, Allowed);
    }
    with { words: Positional, creating: Creating }
}

impl Command for LoadBalancer {
    const SPEC: Spec = Spec {
        path: "create service loadbalancer",
        aliases: &[],
        suggest_for: &[],
        about: "Create a LoadBalancer service",
        usage: " NAME [--tcp=port:targetPort]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.creating.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        let name = name_from(Self::SPEC.path, &self.words)?;
        let made = Made {
            kind: "LoadBalancer",
            refused: "failed to create LoadBalancer service: ",
            address: "",
            external: "",
            pairs: &self.tcp,
            node_port: 0,
        };
        create(cx, &self.creating, name, made).await
    }
}

crate::flags! {
    /// `create service externalname`, as typed.
    pub(crate) struct ExternalName {
        /// The name that it stands for
        external_name: String = flag("external-name", "", Nothing, Allowed).required();
        /// Ports: PORT or PORT:TARGET
        tcp: Slice = flag("tcp", "", Nothing, Allowed);
    }
    with { words: Positional, creating: Creating }
}

impl Command for ExternalName {
    const SPEC: Spec = Spec {
        path: "create service externalname",
        aliases: &[],
        suggest_for: &[],
        about: "Create an ExternalName service",
        usage: " NAME --external-name external.name",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.creating.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        let name = name_from(Self::SPEC.path, &self.words)?;
        let made = Made {
            kind: "ExternalName",
            refused: "failed to create ExternalName service: ",
            address: "",
            external: &self.external_name,
            pairs: &self.tcp,
            node_port: 0,
        };
        create(cx, &self.creating, name, made).await
    }
}

/// What a service of each type is made of.
struct Made<'a> {
    kind: &'static str,
    refused: &'static str,
    address: &'a str,
    external: &'a str,
    pairs: &'a [String],
    node_port: i64,
}

async fn create(cx: &Context, creating: &Creating, name: String, made: Made<'_>) -> Outcome {
    let Made { kind, refused, address, external, pairs, node_port } = made;
    if address != "None" && pairs.is_empty() && kind != "ExternalName" {
        return fail("at least one tcp port specifier must be provided");
    }
    if kind == "ExternalName" && !dns1123_subdomain(external).is_empty() {
        return fail(format!("invalid service external name {external}"));
    }
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
    creating.make(cx, Generated { resource, object, refused }).await
}

/// `80`, `80:8080`, `80:http`.
fn port(pair: &str, node_port: i64) -> Outcome<Value> {
    let mut parts = pair.split(':');
    let first = parts.next().unwrap_or_default();
    let number = parse_uint(first, 16).map_err(Failure::Message)?;
    let target = match parts.next() {
        None => number.into(),
        Some(target) => match target.parse::<i64>() {
            Ok(target @ 1..=65535) => target.into(),
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

fn named(name: &str) -> Outcome<Value> {
    let wrong = port_name(name);
    if wrong.is_empty() { Ok(name.into()) } else { fail(wrong.join(",")) }
}
