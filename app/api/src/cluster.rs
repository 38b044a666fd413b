//! The cluster beside the text: nodes and pods at a glance, what happened, who owns what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Which images kubeadm wants, and which of them each node has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NodeImages {
    /// Full names, in kubeadm's order.
    pub images: Vec<String>,
    /// Those that lack something first, then by name.
    pub nodes: Vec<NodeHas>,
    /// How many nodes more there are than are shown.
    pub more: u32,
    /// Why kubeadm cannot say which images this cluster wants.
    pub problem: Option<String>,
}

/// The images of one node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeHas {
    /// Its name.
    pub name: String,
    /// One for each of [`NodeImages::images`].
    pub images: Vec<OnNode>,
}

/// Whether an image is on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnNode {
    /// It is there: its size in bytes, packed.
    Has(u64),
    /// It is not there, and the node needs it.
    Lacks,
    /// It is not there, and need not be.
    Spare,
    /// The node's list is as long as it may be: it may be there.
    Untold,
}

/// An object and what it owns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Owned {
    /// `Deployment`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// A pod's status, `2/3` for what keeps pods.
    pub status: String,
    /// How it looks.
    pub health: Health,
    /// What it owns, oldest first.
    pub owns: Vec<Owned>,
}

/// The cluster beside the text. Of a large cluster it names what matters most; the rest is counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lens {
    /// Kubernetes version, `v1.36.3`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The only namespace that is visible, where rights do not reach the whole cluster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_namespace: Option<String>,
    /// Nodes by name, at most [`Lens::MOST`]; empty where they may not be listed.
    #[serde(default)]
    pub nodes: BTreeMap<String, LensNode>,
    /// How many more nodes there are, and how many of those are not ready.
    #[serde(default)]
    pub more: (u32, u32),
    /// Components that run as pods of the cluster's own, by name (`kube-apiserver`, `etcd`), and how each looks.
    #[serde(default)]
    pub components: BTreeMap<String, Health>,
    /// Pods that have no node (yet), by [`LensPod::key`].
    #[serde(default)]
    pub waiting: BTreeMap<String, LensPod>,
    /// How many more of those there are.
    #[serde(default)]
    pub more_waiting: u32,
    /// What happened last, by a key of its own.
    #[serde(default)]
    pub happened: BTreeMap<String, Happening>,
    /// How fresh this is.
    #[serde(default)]
    pub fresh: Fresh,
}

impl Lens {
    /// How many nodes are named.
    pub const MOST: usize = 40;

    /// Why nothing can be shown, or why it may be old.
    pub fn problem(&self) -> Option<&str> {
        match &self.fresh {
            Fresh::AsOf { why, .. } | Fresh::Missing { why, .. } => Some(why),
            Fresh::Waiting | Fresh::Live => None,
        }
    }
}

/// A node of the lens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LensNode {
    /// Whether its Ready condition is true.
    pub ready: bool,
    /// Cordoned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unschedulable: bool,
    /// `key:effect` of each taint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taints: Vec<String>,
    /// Its pods by [`LensPod::key`], the lesson's own first when they do not all fit.
    #[serde(default)]
    pub pods: BTreeMap<String, LensPod>,
    /// How many more there are.
    #[serde(default)]
    pub more: u32,
}

impl LensNode {
    /// How many pods of a node are named.
    pub const MOST: usize = 40;
}

/// A pod of the lens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LensPod {
    /// What `kubectl get pods` prints under STATUS.
    pub status: String,
    /// How it looks.
    pub health: Health,
}

impl LensPod {
    /// By what it stands in maps: namespace and name.
    pub fn key(namespace: &str, name: &str) -> String {
        format!("{namespace}/{name}")
    }

    /// Whether a namespace is one of the cluster's own.
    pub fn is_system(namespace: &str) -> bool {
        namespace.starts_with("kube-")
    }
}

/// How a pod looks at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Running and ready, or completed.
    Good,
    /// On its way: pending, starting, ending.
    Moving,
    /// Failing.
    Bad,
}

/// Something that happened, from the cluster's events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// Unix time in milliseconds.
    pub at: i64,
    /// `pod/web-5c6b8f7d9c-4xk2p`.
    pub object: String,
    /// The event's reason: `ScalingReplicaSet`.
    pub reason: String,
    /// The event's message.
    pub message: String,
    /// A warning.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub warning: bool,
}

/// How fresh something is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fresh {
    /// Not there yet.
    #[default]
    Waiting,
    /// The watch is open and answers.
    Live,
    /// As it was when the watch broke.
    AsOf {
        /// When that was: Unix time in milliseconds.
        at: i64,
        /// Why.
        why: String,
    },
    /// It never came.
    Missing {
        /// Since when it is asked for: Unix time in milliseconds.
        since: i64,
        /// Why.
        why: String,
    },
}
