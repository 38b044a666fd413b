//! Asks a server what it serves, once for all that a line does.
//!
//! Layer: I/O through the API. Upstream: `client-go/discovery/discovery_client.go`.

use serde_json::Value;

use crate::api::Request;
use crate::context::Context;
use crate::discovery::{Discovery, strings};
use crate::failure::Outcome;
use crate::text::{list_at, str_at};

const ACCEPT: &str = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,\
application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

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
            if str_at(&answer, &["kind"]) == "APIGroupDiscoveryList" {
                discovery.read(&answer);
                continue;
            }
            for (group, version) in versions(&answer) {
                let within = if group.is_empty() { String::new() } else { format!("{group}/") };
                let list = self.json(Request::get(format!("{root}/{within}{version}"))).await?;
                discovery.read_legacy(&group, &version, &list);
            }
        }
        Ok(discovery)
    }
}

/// The groups and versions of a server that knows no aggregated discovery, preferred versions first.
fn versions(answer: &Value) -> Vec<(String, String)> {
    let mut versions: Vec<(String, String)> =
        strings(answer, "versions").into_iter().map(|version| (String::new(), version)).collect();
    for group in list_at(answer, &["groups"]) {
        let preferred = str_at(group, &["preferredVersion", "version"]);
        let name = str_at(group, &["name"]);
        let mut all: Vec<&str> =
            list_at(group, &["versions"]).iter().map(|version| str_at(version, &["version"])).collect();
        all.sort_by_key(|version| *version != preferred);
        versions.extend(all.into_iter().map(|version| (name.to_owned(), version.to_owned())));
    }
    versions
}
