//! Which cluster: one of the practice clusters of this process, or a context of the kubeconfig.
//!
//! Layer: pure. The text form is what pages, addresses and the database know a cluster by: `practice`, `practice/anna`, the context's name,
//! and `kubeconfig/NAME` for a context that is called like one of the others.

use std::fmt;

use apimachinery::names::dns1123_label;

/// What every practice cluster's text form begins with.
const PRACTICE: &str = "practice";

/// What is put before a context that could be taken for something else.
const CONTEXT: &str = "kubeconfig/";

/// A cluster.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClusterId {
    /// A practice cluster.
    Practice(PracticeId),
    /// A context of the kubeconfig, by its name there.
    Context(String),
}

/// One of the practice clusters: each person, each workshop may have one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PracticeId(Option<String>);

impl PracticeId {
    /// The one of the person at home: it lies in the data directory itself.
    pub const HOME: PracticeId = PracticeId(None);

    /// One with a name: a label of RFC 1123, since a folder and a part of addresses are called so.
    pub fn named(name: &str) -> Option<PracticeId> {
        dns1123_label(name).is_empty().then(|| PracticeId(Some(name.to_owned())))
    }

    /// Its name; `None` for [`PracticeId::HOME`].
    pub fn name(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl ClusterId {
    /// The practice cluster of the person at home.
    pub const HOME: ClusterId = ClusterId::Practice(PracticeId::HOME);

    /// Whether it is a practice cluster.
    pub fn is_practice(&self) -> bool {
        matches!(self, ClusterId::Practice(_))
    }
}

impl From<&str> for ClusterId {
    fn from(text: &str) -> ClusterId {
        let context = text.strip_prefix(CONTEXT).unwrap_or(text);
        let practice = match text.strip_prefix(PRACTICE) {
            Some("") => Some(PracticeId::HOME),
            Some(rest) => rest.strip_prefix('/').and_then(PracticeId::named),
            None => None,
        };
        practice.map_or_else(|| ClusterId::Context(context.to_owned()), ClusterId::Practice)
    }
}

impl fmt::Display for ClusterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClusterId::Practice(PracticeId(None)) => f.write_str(PRACTICE),
            ClusterId::Practice(PracticeId(Some(name))) => write!(f, "{PRACTICE}/{name}"),
            ClusterId::Context(name)
                if name.starts_with(CONTEXT) || ClusterId::from(name.as_str()).is_practice() =>
            {
                write!(f, "{CONTEXT}{name}")
            }
            ClusterId::Context(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_form_is_read_back_whatever_a_context_is_called() {
        let named = PracticeId::named("anna").unwrap();
        let contexts = ["kind", "practice", "practice/anna", "kubeconfig/kind", "arn:aws:eks:x/y", ""];
        let contexts = contexts.map(|name| ClusterId::Context(name.to_owned()));
        for id in [ClusterId::HOME, ClusterId::Practice(named)].into_iter().chain(contexts) {
            assert_eq!(ClusterId::from(id.to_string().as_str()), id, "{id}");
        }
        assert_eq!(ClusterId::Context("practice".into()).to_string(), "kubeconfig/practice");
    }

    #[test]
    fn what_would_leave_its_folder_is_no_practice_cluster() {
        for text in ["practice/../x", "practice/", "practice/A", "practice/a b"] {
            assert!(!ClusterId::from(text).is_practice(), "{text}");
        }
    }
}
