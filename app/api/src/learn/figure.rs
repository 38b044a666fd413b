//! What a lesson shows besides text and panels: pictures, and drawings that follow the reader's cluster.

use serde::{Deserialize, Serialize};

/// A picture with the words of one language in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Id, unique in the lesson.
    pub id: String,
    /// Its name: plain text.
    pub title: String,
    /// One frame, or several that are shown one after the other.
    pub frames: Vec<Frame>,
}

/// One frame of a [`Picture`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The drawing: an `<svg>` element, written anew from the few elements and attributes that pictures may have.
    pub svg: String,
    /// What stands below it: HTML of one line; empty for a picture of one frame.
    pub caption: String,
}

/// What owns what, drawn live: an object, what it owns, and so on down to pods.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Owners {
    /// Id, unique in the lesson.
    pub id: String,
    /// Its name: plain text.
    pub title: String,
    /// Resource of the object at the top: `deployments.apps`.
    pub resource: String,
    /// Its name; blanks (`<name>`) are allowed.
    pub name: String,
}

/// Everything that happens to objects whose names begin with a given one, live and in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Id, unique in the lesson.
    pub id: String,
    /// Its name: plain text.
    pub title: String,
    /// What the names of the objects begin with; blanks are allowed.
    pub name: String,
}

/// Which images kubeadm wants on which node, and which of them are there, live.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Images {
    /// Id, unique in the lesson.
    pub id: String,
    /// Its name: plain text.
    pub title: String,
}

/// A value that the cluster puts into the text: the number of objects that match, or a value of the first one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LiveValue {
    /// Name, unique in the lesson.
    pub name: String,
    /// Resource, as `kubectl get` takes it.
    pub resource: String,
    /// Label selector; empty: all.
    pub selector: String,
    /// Namespace, if another than the lesson's.
    pub namespace: Option<String>,
    /// Path of the value in the first object, as in [`crate::lesson::Expect`]; `None`: the number of objects.
    pub path: Option<String>,
    /// What stands there until the cluster answers.
    pub default: String,
}

/// What a host command does to a machine, how it fails, and how it is undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// On which machines it runs.
    pub machines: Machines,
    /// What it changes: HTML of one line.
    pub changes: String,
    /// How it is undone: HTML of one line; `None` where there is nothing to undo.
    pub undo: Option<String>,
    /// What it prints when it goes wrong, and what to do then.
    pub fails: Vec<Failure>,
}

/// On which machines a host command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Machines {
    /// Every machine of the cluster.
    All,
    /// A control-plane node.
    ControlPlane,
    /// A worker node.
    Worker,
    /// The machine that somebody works at.
    Workstation,
}

/// One way in which a host command goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// What it prints then.
    pub prints: String,
    /// What to do: HTML of one line.
    pub remedy: String,
}

/// A term of the glossary in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Stable id, the same in every language; its anchor on the glossary's page.
    pub id: String,
    /// The word.
    pub term: String,
    /// What it means: HTML of one paragraph.
    pub html: String,
    /// Other words that somebody looking for it types.
    pub also: Vec<String>,
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
