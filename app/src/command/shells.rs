//! What the dock holds: the shells that are open, what is in front, a line that waits for the prompt.

use api::command::RunRequest;
use leptos::prelude::*;

/// What the dock holds.
#[derive(Clone, Copy)]
pub struct Dock {
    pub(super) shells: RwSignal<Vec<Shell>>,
    pub(super) front: RwSignal<Front>,
    next: StoredValue<u32>,
    /// A line that something else on the page asks the prompt to run.
    pub(super) line: RwSignal<String>,
}

/// An open shell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shell {
    pub(super) number: u32,
    pub(super) request: RunRequest,
}

/// What is in front.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Front {
    Nothing,
    Prompt,
    Shell(u32),
}

impl Dock {
    pub(crate) fn new() -> Dock {
        Dock {
            shells: RwSignal::default(),
            front: RwSignal::new(Front::Nothing),
            next: StoredValue::new(1),
            line: RwSignal::default(),
        }
    }

    /// Opens a shell in the dock.
    pub(crate) fn open_shell(&self, request: RunRequest) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        self.shells.update(|shells| shells.push(Shell { number, request }));
        self.front.set(Front::Shell(number));
    }

    /// Runs a line in the prompt.
    pub(crate) fn run_line(&self, line: &str) {
        self.front.set(Front::Prompt);
        self.line.set(line.to_owned());
    }

    pub(super) fn close_shell(&self, number: u32) {
        self.shells.update(|shells| shells.retain(|s| s.number != number));
        self.front
            .set(self.shells.with_untracked(|s| s.last().map_or(Front::Nothing, |s| Front::Shell(s.number))));
    }
}
