//! What a server is known to serve, kept for all that asks.
//!
//! Layer: under the context, which [`crate::discover`] fills.

use std::future::Future;
use std::sync::Arc;

use apimachinery::discovery::Discovery;
use tokio::sync::OnceCell;

use crate::failure::Outcome;

/// What a server is known to serve. Clones share it: what one session asked, the next one does not ask again.
#[derive(Clone, Debug, Default)]
pub struct Known(Arc<OnceCell<Discovery>>);

impl Known {
    /// What is known, or what asking brings.
    pub(crate) async fn or_ask(&self, ask: impl Future<Output = Outcome<Discovery>>) -> Outcome<&Discovery> {
        self.0.get_or_try_init(|| ask).await
    }

    /// The kind of a resource, as far as something was asked.
    pub(crate) fn kind_of(&self, group: &str, plural: &str) -> Option<&str> {
        let mut resources = self.0.get()?.resources.iter();
        let found = resources.find(|resource| resource.group == group && resource.plural == plural);
        found.map(|resource| resource.kind.as_str())
    }
}
