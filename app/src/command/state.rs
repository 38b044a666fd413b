//! What a panel holds: it outlives the component, so that a change of language keeps it.

use api::command::{ApiCall, Change, Hint, Question, RunRequest};
use leptos::prelude::*;

use super::call::Stop;

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
    pub(super) stop: ArcRwSignal<Stop>,
    /// Counts the runs: what an earlier one still says is not heard.
    pub(super) turn: ArcRwSignal<u32>,
}

impl PanelState {
    /// Makes room for another run; returns its number.
    pub(super) fn begin(&self, preview: bool) -> u32 {
        self.stop.get_untracked().stop();
        self.output.set(Vec::new());
        self.calls.set(Vec::new());
        self.hint.set(None);
        self.changes.set(preview.then(Vec::new));
        self.status.set(Status::Running);
        let turn = self.turn.get_untracked() + 1;
        self.turn.set(turn);
        turn
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

    /// Leaves a question unanswered.
    pub(crate) fn refuse(&self) {
        self.status.set(Status::Idle);
    }

    pub(super) fn print(&self, text: String, error: bool) {
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
