//! The commands, one line each.
//!
//! Layer: data.

mod changing;
mod looking;
mod names;

use super::Command;
pub(crate) use names::{GROUPS, MISSING, ORDER};

macro_rules! command {
    ($path:literal, $usage:literal, $about:literal, [$($flags:expr),*], $run:path $(, aliases $aliases:expr)? $(, suggest $suggest:expr)? $(, required $required:expr)?) => {
        Command {
            path: $path,
            usage: $usage,
            about: $about,
            flags: &[$($flags),*],
            run: |cx, args| Box::pin($run(cx, args)),
            aliases: command!(@or $($aliases)?),
            suggest_for: command!(@or $($suggest)?),
            required: command!(@or $($required)?),
        }
    };
    (@or) => { &[] };
    (@or $value:expr) => { $value };
}

use command;

/// Every command.
pub(crate) fn commands() -> impl Iterator<Item = &'static Command> {
    looking::LOOKING.iter().chain(changing::CHANGING)
}
