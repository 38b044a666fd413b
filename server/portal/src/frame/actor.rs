//! Who asks: carried by every use case, so that rights, audit and progress hang on one thing.

use std::collections::BTreeMap;
use std::sync::Arc;

use cluster::ClusterId;
use store::{PersonId, SessionId};
use tokio_util::sync::CancellationToken;

/// What somebody is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// People, clusters, settings.
    Administrator,
    /// Opens workshops.
    Instructor,
    /// Learns and works.
    Member,
    /// Looks.
    Viewer,
}

/// As whom requests go to a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// As the one whose kubeconfig it is.
    Operator,
}

/// Which clusters somebody may look at, and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of this server's, as the operator.
    All,
    /// These.
    Only(BTreeMap<ClusterId, Identity>),
}

/// The person on whose behalf something is done. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Actor {
    person: PersonId,
    roles: Arc<[Role]>,
    reach: Arc<Reach>,
    session: SessionId,
    ended: CancellationToken,
}

impl Actor {
    /// The one person of the loopback mode, who may everything.
    pub(super) fn local(person: PersonId, session: SessionId, ended: CancellationToken) -> Actor {
        Actor { person, roles: [Role::Administrator].into(), reach: Reach::All.into(), session, ended }
    }

    /// The person. Only [`super::authorize`] asks.
    pub(super) fn person(&self) -> PersonId {
        self.person
    }

    /// What they are.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether they may look at a cluster.
    pub(super) fn reaches(&self, cluster: &ClusterId) -> bool {
        match &*self.reach {
            Reach::All => true,
            Reach::Only(clusters) => clusters.contains_key(cluster),
        }
    }

    /// As whom they look at a cluster.
    pub(crate) fn identity(&self, cluster: &ClusterId) -> Identity {
        match &*self.reach {
            Reach::All => Identity::Operator,
            Reach::Only(clusters) => clusters.get(cluster).cloned().unwrap_or(Identity::Operator),
        }
    }

    /// The session in which they ask.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// Cancelled when that session ends: what is open in it ends too.
    pub fn ended(&self) -> &CancellationToken {
        &self.ended
    }

    #[cfg(test)]
    pub(super) fn local_for_tests() -> Actor {
        Actor::local(PersonId::for_tests(), SessionId::for_tests(), CancellationToken::new())
    }

    #[cfg(test)]
    pub(super) fn with_roles(self, roles: Vec<Role>) -> Actor {
        Actor { roles: roles.into(), ..self }
    }

    #[cfg(test)]
    pub(super) fn with_reach(self, reach: Reach) -> Actor {
        Actor { reach: reach.into(), ..self }
    }
}
