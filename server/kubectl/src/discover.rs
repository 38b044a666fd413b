//! Asks a server what it serves, once for all that a line does.
//!
//! Layer: I/O through the API; what the answers mean is `apimachinery::discovery`. Upstream: `client-go/discovery`.

use apimachinery::discovery::{ACCEPT, Discovery, versions};

use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;

impl Context {
    /// What the server serves, asked once.
    pub(crate) async fn discovery(&self) -> Outcome<&Discovery> {
        self.known.or_ask(self.discover()).await
    }

    async fn discover(&self) -> Outcome<Discovery> {
        let mut discovery = Discovery::default();
        for root in ["/api", "/apis"] {
            let answer = match self.json(Request::get(root).accept(ACCEPT)).await {
                Ok(answer) => answer,
                Err(failure) if root == "/api" && failure.is_not_found() => continue,
                Err(failure) => return Err(failure),
            };
            if discovery.add_aggregated(&answer) {
                continue;
            }
            for version in versions(&answer) {
                let list = self.json(Request::get(version.path())).await?;
                discovery.add_resources(version, &list);
            }
        }
        Ok(discovery)
    }
}
