//! Asks the server what it serves.
//!
//! Layer: I/O through [`Context`]; what the answers mean is `apimachinery::discovery`. Upstream: `client-go/discovery`.

use apimachinery::discovery::{ACCEPT, versions};
pub(crate) use apimachinery::discovery::{Discovery, Resource};

use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;

/// Everything that the server serves, in its own order.
pub(crate) async fn fetch(cx: &Context) -> Outcome<Discovery> {
    let mut discovery = Discovery::default();
    for root in ["/api", "/apis"] {
        let answer = match cx.json(Request::get(root).accept(ACCEPT)).await {
            Ok(answer) => answer,
            Err(failure) if root == "/api" && failure.is_not_found() => continue,
            Err(failure) => return Err(failure),
        };
        if discovery.add_aggregated(&answer) {
            continue;
        }
        for version in versions(&answer) {
            let list = cx.json(Request::get(version.path())).await?;
            discovery.add_resources(version, &list);
        }
    }
    Ok(discovery)
}
