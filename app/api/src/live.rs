//! What a page hears while it is open: the cluster lens and the checks, pushed over `GET /api/live`.

use serde::{Deserialize, Serialize};

/// One event of the live stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveEvent {
    /// Always the first event: which build of the program tells.
    Hello {
        /// Differs whenever the browser half does.
        build: String,
    },
    /// The cluster as it is now.
    Lens(Lens),
    /// How the lesson's checks stand; those that passed are on disk already.
    Checks {
        /// One for each check of the lesson, in order.
        checks: Vec<CheckState>,
        /// Ids of the steps that are done now.
        done: Vec<String>,
        /// Whether the state that the lesson starts from is there.
        ready: bool,
    },
    /// Values that the cluster gives to blanks: name and value.
    Blanks {
        /// Name and value of each blank that the cluster could fill.
        values: Vec<(String, String)>,
    },
    /// What the lesson's text and drawings show of the cluster.
    Drawn(Drawn),
    /// An author edited the notes: load the page again.
    Edited,
    /// The server is stopping: come back in a moment.
    Bye,
}

/// What a lesson's text and drawings show of the cluster.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Live values: name and what the cluster says; empty where it cannot say.
    pub values: Vec<(String, String)>,
    /// Drawings of owners by id; `None` where the object is not there.
    pub owners: Vec<(String, Option<Owned>)>,
    /// Timelines by id, oldest first.
    pub timelines: Vec<(String, Vec<Moment>)>,
    /// Images of the nodes, by id.
    #[serde(default)]
    pub images: Vec<(String, NodeImages)>,
}

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

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Unix time in milliseconds. Most of Kubernetes' times are whole seconds.
    pub at: i64,
    /// The component that did it: `deployment-controller`, `kubelet`; `kube-apiserver` where an object was stored.
    pub who: String,
    /// `pod/web-5c6b8f7d9c-4xk2p`.
    pub object: String,
    /// The event's reason, or `Stored`.
    pub reason: String,
    /// The event's message; empty for `Stored`.
    pub message: String,
}

/// The cluster beside the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lens {
    /// Kubernetes version, `v1.36.3`.
    pub version: String,
    /// The only namespace that is visible, where rights do not reach the whole cluster.
    pub only_namespace: Option<String>,
    /// Nodes by name; empty where they may not be listed.
    pub nodes: Vec<LensNode>,
    /// Components that run as pods of the cluster's own, by name (`kube-apiserver`, `etcd`), and how each looks.
    #[serde(default)]
    pub components: Vec<(String, Health)>,
    /// Pods that have no node (yet).
    pub waiting: Vec<LensPod>,
    /// What happened last, newest first.
    pub happened: Vec<Happening>,
    /// Why nothing can be shown, or why it may be old.
    pub problem: Option<String>,
}

/// A node of the lens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LensNode {
    /// Name.
    pub name: String,
    /// Whether its Ready condition is true.
    pub ready: bool,
    /// Cordoned.
    pub unschedulable: bool,
    /// `key:effect` of each taint.
    pub taints: Vec<String>,
    /// Its pods, at most [`LensNode::MOST`]; the lesson's own first.
    pub pods: Vec<LensPod>,
    /// How many more there are.
    pub more: u32,
}

impl LensNode {
    /// How many pods of a node are named.
    pub const MOST: usize = 40;
}

/// A pod of the lens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LensPod {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
    /// What `kubectl get pods` prints under STATUS.
    pub status: String,
    /// How it looks.
    pub health: Health,
    /// In a namespace of the cluster's own (`kube-*`).
    pub system: bool,
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
    pub warning: bool,
}

/// How a check stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckState {
    /// Step id.
    pub id: String,
    /// Whether the cluster agrees.
    pub passed: bool,
    /// What is missing and why, or what was found: "2 of 3 replicas ready: worker-1 cannot pull nginx:1.99".
    pub message: String,
    /// Short form for the badge: `2 of 3`.
    pub badge: Option<String>,
}
