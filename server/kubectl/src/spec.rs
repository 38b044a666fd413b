//! What a command states about itself. There are no defaults: a command that leaves something out does not compile.
//! Parsing, help, the page's refusals, the question before a change, the audit record and `docs/secrets.md` read it here.
//!
//! Layer: between flags and commands. Upstream: `cobra.Command`.

use std::future::Future;

use futures_util::future::BoxFuture;

use crate::context::Context;
use crate::failure::Outcome;
use crate::flags::{Flags, Parsed, Table, Words};

/// How much a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It only looks.
    Reads,
    /// It runs something in a container.
    Runs,
    /// It changes something.
    Changes,
    /// It deletes, or evicts.
    Destroys,
}

impl Effect {
    /// The same unless it is only pretended.
    pub(crate) fn unless(self, pretended: bool) -> Effect {
        if pretended { Effect::Reads } else { self }
    }
}

/// How a command behaves while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It answers and ends.
    Ends,
    /// It goes on until it is stopped: `-w`, `-f`.
    Streams,
    /// It wants a terminal or standard input, and goes on: `exec -it`, `attach`.
    Interactive,
}

/// Where a command may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// On a terminal and in a page.
    Anywhere,
    /// On a terminal only, for this reason.
    Terminal(&'static str),
}

/// What is fixed of a command.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its words: `rollout status`.
    pub path: &'static str,
    /// Other names of the last word.
    pub aliases: &'static [&'static str],
    /// Words that mean it when somebody types them: only for suggestions.
    pub suggest_for: &'static [&'static str],
    /// One line of help.
    pub about: &'static str,
    /// What follows the name, for help.
    pub usage: &'static str,
    /// What its words that are no flags may be.
    pub words: Words,
    /// Where it may be used.
    pub place: Where,
}

/// A command: a struct of its flags and words, and what it states and does.
pub(crate) trait Command: Flags + Send + Sync + 'static {
    /// What is fixed.
    const SPEC: Spec;

    /// How much these arguments do.
    fn effect(&self) -> Effect;

    /// How it behaves with these arguments.
    fn manner(&self) -> Manner;

    /// Runs it.
    fn run(self, cx: &Context) -> impl Future<Output = Outcome> + Send;
}

/// How an entry runs.
type Run = for<'a> fn(&'a Context, &Parsed) -> BoxFuture<'a, Outcome>;

/// A command in the list of all.
pub(crate) struct Entry {
    /// What is fixed.
    pub(crate) spec: Spec,
    /// Its flags, besides the global ones.
    pub(crate) table: Table,
    /// How much these arguments do.
    pub(crate) effect: fn(&Parsed) -> Effect,
    /// How it behaves with these arguments.
    pub(crate) manner: fn(&Parsed) -> Manner,
    /// Runs it.
    pub(crate) run: Run,
}

/// The entry of a command.
pub(crate) const fn entry<C: Command>() -> Entry {
    Entry {
        spec: C::SPEC,
        table: C::TABLE,
        effect: |parsed| C::read(parsed).effect(),
        manner: |parsed| C::read(parsed).manner(),
        run: |cx, parsed| {
            let command = C::read(parsed);
            Box::pin(command.run(cx))
        },
    }
}

/// All that a command's file states itself with.
pub(crate) mod prelude {
    pub(crate) use super::{Command, Effect, Manner, Spec, Where};
    pub(crate) use crate::flags::Page::{Allowed, Files, Format, KeyAndFile, Refused, TextOfFormat};
    pub(crate) use crate::flags::Secret::{Body, Nothing, Pair, Whole};
    pub(crate) use crate::flags::groups::{Creating, DryRunFlag, Filename, Print, Selector, Validate};
    pub(crate) use crate::flags::{Array, Given, Length, Positional, Slice, Words, flag, short};
}
