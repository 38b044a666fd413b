//! From a topic's name to its states: who may hear it, and with whom it is shared.

use api::frame::Lang;
use api::live::Topic;
use cluster::ClusterId;
use store::PersonId;
use tokio::sync::watch;

use super::lesson::LessonTopic;
use super::shared::Shared;
use super::{Publisher, own};
use crate::cluster::lens;
use crate::frame::{Action, Identity, Target, authorize};
use crate::live::published::Published;
use crate::{Actor, Portal, PortalError};

/// What is told to all who hear the same: of whom, of which cluster, and as whom it is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Hearing {
    Lens { cluster: ClusterId, identity: Identity, namespace: String },
    Lesson { person: PersonId, cluster: ClusterId, lesson: String, lang: Lang },
    Own(PersonId),
}

/// The topics that somebody hears.
#[derive(Default)]
pub(crate) struct Topics(Shared<Hearing, Published>);

impl Portal {
    /// A topic's states, newest only.
    ///
    /// # Errors
    ///
    /// The person may not hear it, or there is no such cluster or lesson.
    pub(crate) async fn subscribe(
        &self,
        actor: &Actor,
        topic: Topic,
    ) -> Result<watch::Receiver<Published>, PortalError> {
        let topics = &self.inner.topics.0;
        match topic {
            Topic::Own => {
                let person = authorize(actor, Action::Keep, Target::Own)?;
                let portal = self.clone();
                Ok(topics.join(&Hearing::Own(person), |send| own::run(portal, person, Publisher::new(send))))
            }
            Topic::Lens { cluster, namespace } => {
                let cluster = ClusterId::from(cluster.as_str());
                authorize(actor, Action::Look, Target::Cluster(&cluster))?;
                let identity = actor.identity(&cluster);
                let found = self.inner.clusters.get(&cluster).await?;
                let hearing = Hearing::Lens { cluster, identity, namespace: namespace.clone() };
                let clock = self.inner.clock.clone();
                Ok(topics.join(&hearing, |send| lens::follow(found, namespace, clock, Publisher::new(send))))
            }
            Topic::Lesson { cluster, lesson, lang } => {
                let cluster = ClusterId::from(cluster.as_str());
                let person = authorize(actor, Action::Look, Target::Cluster(&cluster))?;
                let found = self.inner.clusters.get(&cluster).await?;
                let topic = LessonTopic {
                    portal: self.clone(),
                    actor: actor.clone(),
                    person,
                    cluster: found,
                    lesson: lesson.clone(),
                    lang,
                };
                topic.known()?;
                let hearing = Hearing::Lesson { person, cluster, lesson, lang };
                Ok(topics.join(&hearing, |send| topic.run(Publisher::new(send))))
            }
        }
    }
}
