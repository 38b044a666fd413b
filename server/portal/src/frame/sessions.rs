//! Sessions: a browser that comes without one gets one that lives in memory, and is written down when the browser comes back with it.
//! So whoever throws cookies away, as crawlers do, leaves nothing behind.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use store::{SessionId, SessionRow};
use tokio_util::sync::CancellationToken;

use super::{Action, Actor, Target, authorize};
use crate::{Portal, PortalError};

/// How long a session lasts without being used: 30 days, in milliseconds.
pub(crate) const LIFETIME: i64 = 30 * 24 * 3_600_000;

/// How often it is written down that a session is used, in milliseconds: what a person sees of it is a day.
const NOTED: i64 = 3_600_000;

/// How long a browser may take to come back with its first cookie, in milliseconds.
const PENDING: i64 = 10 * 60_000;

/// How many browsers may be on their way at once.
const MOST_PENDING: usize = 4096;

/// How long a session that was looked up is believed, in milliseconds: an end that another process wrote counts then.
const BELIEVED: i64 = 5_000;

/// The sessions in memory.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Handed out, not seen again yet: by token, and when.
    pending: HashMap<String, i64>,
    /// In use, by token.
    open: HashMap<String, Open>,
}

struct Open {
    actor: Actor,
    looked_up: i64,
}

impl Sessions {
    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An open one that was looked up a moment ago.
    fn fresh(&self, token: &str, now: i64) -> Option<Actor> {
        self.lock().open.get(token).filter(|open| now - open.looked_up < BELIEVED).map(|o| o.actor.clone())
    }

    fn close(&self, session: SessionId) {
        self.lock().open.retain(|_, open| {
            let gone = open.actor.session() == session;
            if gone {
                open.actor.ended().cancel();
            }
            !gone
        });
    }
}

impl Known {
    fn hand_out(&mut self, token: &str, now: i64) {
        self.pending.retain(|_, at| now - *at < PENDING);
        if self.pending.len() >= MOST_PENDING
            && let Some(oldest) =
                self.pending.iter().min_by_key(|(_, at)| **at).map(|(token, _)| token.clone())
        {
            self.pending.remove(&oldest);
        }
        self.pending.insert(token.to_owned(), now);
    }

    fn open(&mut self, token: &str, found: &SessionRow, now: i64) -> Actor {
        self.open.retain(|_, open| now - open.looked_up < LIFETIME);
        let entry = self.open.entry(token.to_owned()).or_insert_with(|| Open {
            actor: Actor::local(found.person, found.session, CancellationToken::new()),
            looked_up: now,
        });
        entry.looked_up = now;
        entry.actor.clone()
    }
}

impl Portal {
    /// Whose session a cookie's value opens; `None` for one that opens none, or has ended.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub async fn actor_of(&self, token: &str) -> Result<Option<Actor>, PortalError> {
        let now = self.now();
        if let Some(actor) = self.inner.sessions.fresh(token, now) {
            return Ok(Some(actor));
        }
        let pending = self.inner.sessions.lock().pending.get(token).copied();
        if pending.is_some_and(|at| now - at < PENDING) {
            let person = self.inner.store.local_person(now).await?;
            self.inner.store.start_session(token, person, now).await?;
            self.inner.sessions.lock().pending.remove(token);
        }
        let found = self.inner.store.session(token).await?;
        let Some(found) = found.filter(|found| now - found.seen_at < LIFETIME) else {
            if let Some(gone) = self.inner.sessions.lock().open.remove(token) {
                gone.actor.ended().cancel();
            }
            return Ok(None);
        };
        if now - found.seen_at > NOTED {
            // Reading goes on where nothing can be written.
            if let Err(error) = self.inner.store.use_session(found.session, now).await {
                tracing::warn!(%error, "the use of a session was not noted");
            }
        }
        Ok(Some(self.inner.sessions.lock().open(token, &found, now)))
    }

    /// Single-user mode: lets a browser in as the local person; returns its new cookie's value. Nothing is written before the browser
    /// comes back with it.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub async fn let_in(&self) -> Result<(Actor, String), PortalError> {
        let now = self.now();
        let person = self.inner.store.local_person(now).await?;
        let token: String = (0..4).map(|_| format!("{:016x}", rand::random::<u64>())).collect();
        self.inner.sessions.lock().hand_out(&token, now);
        Ok((Actor::local(person, SessionId::default(), CancellationToken::new()), token))
    }

    /// The person's open sessions, the one used last first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub async fn sessions(&self, actor: &Actor) -> Result<Vec<SessionRow>, PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let mut sessions = self.inner.store.sessions(person).await?;
        sessions.retain(|session| self.now() - session.seen_at < LIFETIME);
        Ok(sessions)
    }

    /// Ends one of the person's sessions, and what is open in it.
    ///
    /// # Errors
    ///
    /// They have no such session, or it cannot be written.
    pub async fn end_session(&self, actor: &Actor, session: SessionId) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        if !self.inner.store.end_session(person, session).await? {
            return Err(PortalError::NoSuch("such session".to_owned()));
        }
        self.inner.sessions.close(session);
        Ok(())
    }
}
