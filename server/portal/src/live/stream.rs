//! The one stream of a browser: the topics that its pages want, newest state only, so that whoever is slow gets less often but never old
//! news. A stream that breaks is gone on with for a while, from what the browser heard last.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use api::live::Topic;
use serde_json::json;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use super::published::Published;
use super::shared::any_changed;
use crate::{Actor, Portal, PortalError};

/// How often a browser hears that nothing is new: by its own clock it knows when nothing comes any more.
const BEAT: Duration = Duration::from_secs(5);

/// How long a stream that broke can be gone on with, in milliseconds.
const KEPT: i64 = 60_000;

/// The most topics of one browser.
const MOST: usize = 200;

/// How many events may wait for a slow browser.
const WAITING: usize = 4;

/// Something that a browser hears.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// Its number on the stream; what a browser heard last, it says when it comes back.
    pub number: u64,
    /// The event's name, as `api::live` has them.
    pub event: &'static str,
    /// Its data: JSON.
    pub data: String,
}

/// What a browser says when it comes back: the stream's name and the number that it heard last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    /// The stream's name.
    pub stream: String,
    /// The number.
    pub number: u64,
}

/// The streams by name.
#[derive(Default)]
pub(crate) struct Streams(Mutex<HashMap<String, Arc<Stream>>>);

struct Stream {
    actor: Actor,
    wanted: watch::Sender<Vec<String>>,
    progress: Mutex<Progress>,
}

/// How far a stream is.
#[derive(Default)]
struct Progress {
    /// The number of the last event.
    number: u64,
    /// By topic: which state was told last, and the number of the event.
    told: HashMap<String, (u64, u64)>,
    /// Ends the connection that it has now.
    connection: CancellationToken,
    /// When its last connection ended; `None` while it has one.
    left: Option<i64>,
}

impl Stream {
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Streams {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Stream>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The stream that a browser comes back to, or a new one; and its name.
    fn open(&self, actor: &Actor, resume: Option<&Resume>, now: i64) -> (String, Arc<Stream>) {
        let mut streams = self.lock();
        streams.retain(|_, stream| stream.progress().left.is_none_or(|left| now - left < KEPT));
        if let Some(resume) = resume
            && let Some(stream) = streams.get(&resume.stream)
            && stream.actor.session() == actor.session()
        {
            stream.progress().back_at(resume.number);
            return (resume.stream.clone(), stream.clone());
        }
        let name = format!("{:032x}", rand::random::<u128>());
        let (wanted, progress) = (watch::Sender::new(Vec::new()), Mutex::default());
        let stream = Arc::new(Stream { actor: actor.clone(), wanted, progress });
        streams.insert(name.clone(), stream.clone());
        (name, stream)
    }
}

impl Progress {
    /// The browser comes back, having heard so much: what it did not hear was not told.
    fn back_at(&mut self, number: u64) {
        self.connection.cancel();
        self.told.retain(|_, (_, at)| *at <= number);
    }

    /// The event that tells a topic's state, unless it was told.
    fn event(&mut self, topic: &str, state: &Published) -> Option<Heard> {
        let before = self.told.get(topic).map_or(0, |(number, _)| *number);
        if state.number == 0 || state.number == before {
            return None;
        }
        self.number += 1;
        self.told.insert(topic.to_owned(), (state.number, self.number));
        let (event, text) = match &state.change {
            Some((since, change)) if *since == before => ("merge", change),
            _ => ("set", &state.whole),
        };
        let data = format!("{{\"topic\":{},\"state\":{text}}}", json!(topic));
        Some(Heard { number: self.number, event, data })
    }

    fn plain(&self, event: &'static str) -> Heard {
        Heard { number: self.number, event, data: "{}".to_owned() }
    }
}

impl Portal {
    /// Opens the stream of a browser, or goes on with it; returns its name. It ends when the receiver is dropped, and with the session.
    pub fn open_stream(&self, actor: &Actor, resume: Option<&Resume>) -> (String, mpsc::Receiver<Heard>) {
        let (name, stream) = self.inner.streams.open(actor, resume, self.now());
        let (send, receive) = mpsc::channel(WAITING);
        let connection = CancellationToken::new();
        {
            let mut progress = stream.progress();
            progress.connection = connection.clone();
            progress.left = None;
        }
        let portal = self.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = portal.tell_topics(&stream, &send) => {}
                () = connection.cancelled() => return,
                () = stream.actor.ended().cancelled() => {}
                () = send.closed() => {}
            }
            stream.progress().left = Some(portal.now());
        });
        (name, receive)
    }

    /// Says which topics a browser wants to hear of from now on.
    ///
    /// # Errors
    ///
    /// There is no such stream of this session, or it asks for too much.
    pub fn want(&self, actor: &Actor, stream: &str, topics: Vec<String>) -> Result<(), PortalError> {
        let found = self.inner.streams.lock().get(stream).cloned();
        let found = found.filter(|stream| stream.actor.session() == actor.session());
        let stream = found.ok_or_else(|| PortalError::NoSuch("such stream: open it again".to_owned()))?;
        if topics.len() > MOST {
            return Err(PortalError::Bad(format!("a browser hears of at most {MOST} topics")));
        }
        stream.wanted.send_replace(topics);
        Ok(())
    }

    /// Tells a stream's topics until nobody hears.
    async fn tell_topics(&self, stream: &Stream, send: &mpsc::Sender<Heard>) {
        let mut wanted = stream.wanted.subscribe();
        let mut edited = self.notes_edited();
        let mut open: HashMap<String, watch::Receiver<Published>> = HashMap::new();
        let mut beat = tokio::time::interval(BEAT);
        wanted.mark_changed();
        loop {
            let event = tokio::select! {
                _ = wanted.changed() => {
                    let now = wanted.borrow_and_update().clone();
                    for refused in self.renew(&stream.actor, &mut open, &now).await {
                        if send.send(refused).await.is_err() {
                            return;
                        }
                    }
                    stream.progress().told.retain(|topic, _| open.contains_key(topic));
                    None
                }
                () = any_changed(&mut open) => {
                    // One that ended is opened again.
                    if stream.wanted.borrow().len() > open.len() {
                        wanted.mark_changed();
                    }
                    None
                }
                _ = edited.changed() => Some(stream.progress().plain("edited")),
                _ = beat.tick() => Some(stream.progress().plain("beat")),
            };
            let mut events: Vec<Heard> = event.into_iter().collect();
            for (topic, states) in &mut open {
                let state = states.borrow_and_update().clone();
                events.extend(stream.progress().event(topic, &state));
            }
            for event in events {
                if send.send(event).await.is_err() {
                    return;
                }
            }
        }
    }

    /// Opens what is wanted and is not open, closes what is not wanted any more; says what is refused.
    async fn renew(
        &self,
        actor: &Actor,
        open: &mut HashMap<String, watch::Receiver<Published>>,
        wanted: &[String],
    ) -> Vec<Heard> {
        let names: HashSet<&String> = wanted.iter().collect();
        open.retain(|topic, _| names.contains(topic));
        let mut refused = Vec::new();
        for name in names.into_iter().filter(|name| !open.contains_key(*name)).collect::<Vec<_>>() {
            let opened = match serde_json::from_str::<Topic>(name) {
                Ok(topic) => self.subscribe(actor, topic).await.map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            match opened {
                Ok(states) => drop(open.insert(name.clone(), states)),
                Err(why) => {
                    let data = json!({"topic": name, "why": why}).to_string();
                    refused.push(Heard { number: 0, event: "refused", data });
                }
            }
        }
        refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(number: u64, since: Option<u64>) -> Published {
        Published {
            number,
            whole: "{\"a\":1}".into(),
            change: since.map(|since| (since, "{\"a\":2}".into())),
        }
    }

    #[test]
    fn who_heard_the_state_before_hears_what_changed_and_who_did_not_hears_it_whole() {
        let mut progress = Progress::default();
        let told = progress.event("t", &state(1, None)).unwrap();
        assert_eq!((told.event, told.data.as_str()), ("set", r#"{"topic":"t","state":{"a":1}}"#));
        assert_eq!(progress.event("t", &state(1, None)), None);
        assert_eq!(progress.event("t", &state(2, Some(1))).unwrap().event, "merge");
        // One was skipped by a slow browser.
        assert_eq!(progress.event("t", &state(5, Some(4))).unwrap().event, "set");
    }

    #[test]
    fn a_browser_that_comes_back_hears_again_what_it_missed_and_nothing_else() {
        let mut progress = Progress::default();
        let heard = progress.event("t", &state(1, None)).unwrap().number;
        progress.event("u", &state(2, None)).unwrap();
        progress.back_at(heard);
        assert_eq!(progress.event("t", &state(1, None)), None);
        assert_eq!(progress.event("u", &state(2, None)).unwrap().event, "set");
    }
}
