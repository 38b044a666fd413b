//! What is kept of the people who are here, in memory: read once, read again after a change, which only that person's pages hear of.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use store::{PersonId, Step, StoreError};
use tokio::sync::watch;

use crate::{Portal, PortalError};

/// What is kept of one person.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Choices by name.
    pub(crate) preferences: BTreeMap<String, String>,
    /// What was typed into blanks, by name.
    pub(crate) blanks: BTreeMap<String, String>,
    /// Steps that are done.
    pub(crate) steps: Vec<Step>,
    /// When each step comes up for review, in Unix milliseconds; the earliest first.
    pub(crate) reviews: Vec<(i64, Step)>,
}

/// The people of whom something was asked since the start.
#[derive(Default)]
pub(crate) struct People(Mutex<HashMap<PersonId, Person>>);

struct Person {
    /// Rises with each change.
    changes: watch::Sender<u64>,
    /// What was read, and after which change.
    read: Option<(u64, Arc<Kept>)>,
}

impl People {
    fn with<T>(&self, person: PersonId, work: impl FnOnce(&mut Person) -> T) -> T {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Person { changes: watch::Sender::new(0), read: None };
        work(people.entry(person).or_insert_with(new))
    }

    fn changes(&self, person: PersonId) -> watch::Receiver<u64> {
        self.with(person, |person| person.changes.subscribe())
    }

    fn touch(&self, person: PersonId) {
        self.with(person, |person| person.changes.send_modify(|n| *n += 1));
    }
}

impl Portal {
    /// What is kept of a person.
    pub(crate) async fn of_person(&self, person: PersonId) -> Result<Arc<Kept>, PortalError> {
        let (now, read) = self.inner.people.with(person, |p| (*p.changes.borrow(), p.read.clone()));
        if let Some((_, kept)) = read.filter(|(at, _)| *at == now) {
            return Ok(kept);
        }
        let store = &self.inner.store;
        let mut blanks = store.blanks(person).await?;
        blanks.extend(self.inner.unwritten.blanks(person));
        let kept = Arc::new(Kept {
            preferences: store.preferences(person).await?,
            blanks,
            steps: store.steps(person).await?,
            reviews: store.reviews(person).await?,
        });
        // What changed meanwhile has another number, and is read again.
        self.inner.people.with(person, |p| p.read = Some((now, kept.clone())));
        Ok(kept)
    }

    /// Hears of each later change of what is kept of a person.
    pub(crate) fn changes_of(&self, person: PersonId) -> watch::Receiver<u64> {
        self.inner.people.changes(person)
    }

    /// Writes something that is kept of a person: the one door to it, so that their pages hear of it.
    pub(crate) async fn kept<T>(
        &self,
        person: PersonId,
        write: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, PortalError> {
        let written = write.await;
        self.inner.people.touch(person);
        Ok(written?)
    }

    /// Remembers a choice; one that is remembered already is not written again.
    pub(crate) async fn prefer(&self, person: PersonId, name: &str, value: &str) -> Result<(), PortalError> {
        if self.of_person(person).await?.preferences.get(name).is_some_and(|now| now == value) {
            return Ok(());
        }
        self.kept(person, self.inner.store.save_preference(person, name, value)).await
    }
}
