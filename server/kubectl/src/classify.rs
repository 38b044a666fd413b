//! Tells, without any I/O, what a command line is: which command, how much it does, how it behaves, and whether a page may
//! run it. What it reaches is another matter: that is found out by [`plan`](crate::plan()).
//!
//! Layer: pure; the portal asks before it runs a line.

use crate::commands::{Found, find};
use crate::page;
use crate::spec::{Effect, Manner};

/// What a command line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// `get`, `rollout undo`; empty when the line names no command that exists.
    pub verb: &'static str,
    /// How much it does.
    pub effect: Effect,
    /// How it behaves while it runs.
    pub manner: Manner,
    /// Why a page does not run it.
    pub refused: Option<String>,
}

impl Impact {
    /// Of a line that only looks, and ends.
    pub fn of_looking(verb: &'static str) -> Impact {
        Impact { verb, effect: Effect::Reads, manner: Manner::Ends, refused: None }
    }

    /// Whether it goes on until it is stopped.
    pub fn streams(&self) -> bool {
        self.manner != Manner::Ends
    }
}

/// Checks a line that stands in a lesson: that it names a command, with flags that the command has. The error is kubectl's first line.
pub fn check_line(line: &str) -> Result<(), String> {
    match find(&crate::parse_line(line).map_err(|error| error.to_string())?) {
        Found::Command(..) | Found::Help(_) | Found::Incomplete(_) => Ok(()),
        Found::Wrong(why) => Err(why.lines().next().unwrap_or_default().to_owned()),
    }
}

/// What a command line (its words without the leading `kubectl`) is.
pub fn classify(args: &[String]) -> Impact {
    let Found::Command(entry, parsed) = find(args) else { return Impact::of_looking("") };
    Impact {
        verb: entry.spec.path,
        effect: (entry.effect)(&parsed),
        manner: (entry.manner)(&parsed),
        refused: page::check(&entry.spec, &parsed).err(),
    }
}

#[cfg(test)]
mod tests;
