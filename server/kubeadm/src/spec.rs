//! What a command states about itself beside what kubectl's commands state; nothing has a default.
//!
//! Layer: between flags and commands. Upstream: `cobra.Command`.

use std::future::Future;

use futures_util::future::BoxFuture;
use kubectl::Effect;
use kubectl::toolkit::{Context, Flags, Parsed, Spec, Table};

use crate::Place;
use crate::doubt::Doubt;
use crate::failure::Outcome;

/// A command: a struct of its flags and words, and what it states and does.
pub(crate) trait Command: Flags + Send + Sync + 'static {
    /// What is fixed.
    const SPEC: Spec;

    /// How many words may follow its name, and how one too many is refused.
    const WORDS: Most;

    /// How much these arguments do. Only `place` knows whether a machine that joins is simulated.
    fn effect(&self, place: Place) -> Effect;

    /// Why they are refused unless the reader insists.
    fn doubt(&self) -> Option<Doubt>;

    /// Runs it.
    fn run(self, cx: &Context, place: Place) -> impl Future<Output = Outcome> + Send;
}

/// How many words may follow a command's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Most {
    /// None: the first is taken for a command that there is not.
    None,
    /// Any number.
    Any,
}

/// How an entry runs.
type Run = for<'a> fn(&'a Context, &Parsed, Place) -> BoxFuture<'a, Outcome>;

/// A command in the list of all.
pub(crate) struct Entry {
    /// What is fixed.
    pub(crate) spec: Spec,
    /// Its flags, besides the global ones.
    pub(crate) table: Table,
    /// How many words may follow.
    pub(crate) most: Most,
    /// How much these arguments do.
    pub(crate) effect: fn(&Parsed, Place) -> Effect,
    /// Why they are doubted.
    pub(crate) doubt: fn(&Parsed) -> Option<Doubt>,
    /// Runs it.
    pub(crate) run: Run,
}

/// The entry of a command.
pub(crate) const fn entry<C: Command>() -> Entry {
    Entry {
        spec: C::SPEC,
        table: C::TABLE,
        most: C::WORDS,
        effect: |parsed, place| C::read(parsed).effect(place),
        doubt: |parsed| C::read(parsed).doubt(),
        run: |cx, parsed, place| Box::pin(C::read(parsed).run(cx, place)),
    }
}
