//! What a panel holds: it outlives the component, so that a change of language keeps it.

use api::run::{ApiCall, Change, Hint, Question, RunEvent, RunRequest};
use leptos::prelude::*;

use crate::browser::{self, Stop};
use crate::reader::Reader;

/// How much output a panel keeps, in bytes; older output scrolls out.
const KEEP: usize = 256 * 1024;

/// A piece of output.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// From standard error.
    pub error: bool,
}

/// How a panel stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Status {
    /// Nothing was run.
    #[default]
    Idle,
    /// Running.
    Running,
    /// Waiting for the reader's yes.
    Asking(Box<(Question, RunRequest)>),
    /// Ended with this code after these milliseconds.
    Ended(i32, u64),
    /// Stopped by the reader.
    Stopped,
    /// The connection broke: nobody knows how it ended.
    Broken,
}

/// What a panel holds. Clones share the same signals.
#[derive(Clone, Debug, Default)]
pub struct PanelState {
    /// What it printed.
    pub output: ArcRwSignal<Vec<Piece>>,
    /// API calls.
    pub calls: ArcRwSignal<Vec<ApiCall>>,
    /// What a dry run found; `None` when it was no dry run.
    pub changes: ArcRwSignal<Option<Vec<Change>>>,
    /// The usual cause of a failure.
    pub hint: ArcRwSignal<Option<Hint>>,
    /// How it stands.
    pub status: ArcRwSignal<Status>,
    stop: ArcRwSignal<Stop>,
    /// Counts the runs: what an earlier one still says is not heard.
    turn: ArcRwSignal<u32>,
}

/// A request for the cluster in use. `step` is lesson and step id.
pub(crate) fn ask(reader: Reader, step: Option<(String, String)>, line: String, preview: bool) -> RunRequest {
    let (lesson, step) = step.unzip();
    RunRequest {
        cluster: reader.frame.with_untracked(|f| f.cluster.clone()),
        lesson,
        step,
        lang: reader.lang.get_untracked(),
        line,
        preview,
        confirmed: None,
    }
}

impl PanelState {
    /// Runs a request and shows its answer here.
    pub fn run(&self, reader: Reader, request: RunRequest) {
        self.stop.get_untracked().stop();
        self.output.set(Vec::new());
        self.calls.set(Vec::new());
        self.hint.set(None);
        self.changes.set(request.preview.then(Vec::new));
        self.status.set(Status::Running);
        let turn = self.turn.get_untracked() + 1;
        self.turn.set(turn);
        let (state, asked) = (self.clone(), request.clone());
        let stop = browser::run(&request, move |events| {
            if state.turn.get_untracked() != turn {
                return;
            }
            match events {
                Some(events) => events.into_iter().for_each(|event| state.hear(reader, event, &asked)),
                None if state.status.get_untracked() == Status::Running => state.status.set(Status::Broken),
                None => {}
            }
        });
        self.stop.set(stop);
    }

    /// What it printed when it was no dry run, without what it complained of.
    pub(crate) fn printed(&self) -> String {
        if self.changes.get_untracked().is_some() {
            return String::new();
        }
        let pieces = self.output.get_untracked();
        pieces.iter().filter(|piece| !piece.error).map(|piece| piece.text.as_str()).collect()
    }

    /// Stops what runs.
    pub fn stop(&self) {
        self.status.set(Status::Stopped);
        self.stop.get_untracked().stop();
    }

    /// Goes on after a question.
    pub(crate) fn confirm(&self, reader: Reader, answer: String) {
        if let Status::Asking(asked) = self.status.get_untracked() {
            self.run(reader, RunRequest { confirmed: Some(answer), ..asked.1 });
        }
    }

    /// Leaves a question unanswered.
    pub(crate) fn refuse(&self) {
        self.status.set(Status::Idle);
    }

    fn hear(&self, reader: Reader, event: RunEvent, asked: &RunRequest) {
        match event {
            RunEvent::Out { text } => self.print(text, false),
            RunEvent::Err { text } => self.print(text, true),
            RunEvent::Call(call) => self.calls.update(|calls| calls.push(call)),
            RunEvent::Ask(question) => self.status.set(Status::Asking(Box::new((question, asked.clone())))),
            RunEvent::Change(change) => self.changes.update(|c| c.get_or_insert_default().push(change)),
            RunEvent::Hint(hint) => self.hint.set(Some(hint)),
            RunEvent::Done { lesson, step } => reader.mark_done(&lesson, &step),
            RunEvent::Exit { code, millis } => {
                let changed = self.calls.with_untracked(|calls| calls.iter().any(|c| c.method != "GET"));
                if changed && !asked.preview {
                    reader.did_now(&asked.line);
                }
                if self.status.get_untracked() == Status::Running {
                    self.status.set(Status::Ended(code, millis));
                }
            }
        }
    }

    fn print(&self, text: String, error: bool) {
        self.output.update(|pieces| {
            match pieces.last_mut() {
                Some(last) if last.error == error => last.text.push_str(&text),
                _ => pieces.push(Piece { text, error }),
            }
            let mut excess = pieces.iter().map(|p| p.text.len()).sum::<usize>().saturating_sub(KEEP);
            while excess > 0 {
                let first = &mut pieces[0];
                let cut = first.text.ceil_char_boundary(excess.min(first.text.len()));
                first.text.drain(..cut);
                excess = excess.saturating_sub(cut);
                if pieces[0].text.is_empty() {
                    pieces.remove(0);
                }
            }
        });
    }
}
