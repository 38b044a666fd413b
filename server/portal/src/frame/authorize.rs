//! Who may do what: the one function at the head of every use case. What is kept of a person, and every cluster, is reached with
//! the [`PersonId`] that it hands out, and with nothing else.

use cluster::ClusterId;
use store::PersonId;

use super::Actor;
use super::actor::Role;
use crate::PortalError;

/// What a use case does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Reads and writes what is kept of the person: progress, choices, sessions.
    Keep,
    /// Looks at a cluster.
    Look,
    /// Runs a command on a cluster; what the command may do, the cluster's own rights say.
    Run,
    /// Changes what the person has on a cluster: starts over, chooses or removes the lessons' namespace.
    Arrange,
}

/// What it does it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// What is the person's own.
    Own,
    /// A cluster.
    Cluster(&'a ClusterId),
}

/// Whether somebody may do something; the person then.
///
/// # Errors
///
/// [`PortalError::Forbidden`], with the reason.
pub(crate) fn authorize(actor: &Actor, action: Action, target: Target<'_>) -> Result<PersonId, PortalError> {
    let role = actor.roles().iter().any(|role| allows(*role, action));
    let reach = match target {
        Target::Own => true,
        Target::Cluster(id) => actor.reaches(id),
    };
    if role && reach {
        return Ok(actor.person());
    }
    let what = match (role, target) {
        (false, _) => format!("your role does not allow it ({action:?})"),
        (true, Target::Cluster(id)) => format!("the cluster {:?} is not one of yours", id.to_string()),
        (true, Target::Own) => "it is not yours".to_owned(),
    };
    Err(PortalError::Forbidden(what))
}

/// What a role allows; each of its rights in one line.
fn allows(role: Role, action: Action) -> bool {
    match action {
        Action::Keep | Action::Look => true,
        Action::Run | Action::Arrange => role != Role::Viewer,
    }
}

#[cfg(test)]
mod tests {
    use super::super::actor::{Identity, Reach};
    use super::*;

    #[test]
    fn the_local_person_may_everything_and_a_viewer_only_looks() {
        let local = Actor::local_for_tests();
        for action in [Action::Keep, Action::Look, Action::Run, Action::Arrange] {
            assert!(authorize(&local, action, Target::Cluster(&ClusterId::HOME)).is_ok());
        }
        let viewer = local.clone().with_roles(vec![Role::Viewer]);
        assert!(authorize(&viewer, Action::Look, Target::Cluster(&ClusterId::HOME)).is_ok());
        let refused =
            authorize(&viewer, Action::Run, Target::Cluster(&ClusterId::HOME)).unwrap_err().to_string();
        assert_eq!(refused, "this is not allowed: your role does not allow it (Run)");
    }

    #[test]
    fn a_cluster_that_is_not_ones_own_is_refused_by_name() {
        let reach = Reach::Only([(ClusterId::from("kind"), Identity::Operator)].into());
        let member = Actor::local_for_tests().with_reach(reach);
        assert!(authorize(&member, Action::Run, Target::Cluster(&ClusterId::from("kind"))).is_ok());
        let refused = authorize(&member, Action::Look, Target::Cluster(&ClusterId::from("prod")))
            .unwrap_err()
            .to_string();
        assert_eq!(refused, "this is not allowed: the cluster \"prod\" is not one of yours");
    }
}
