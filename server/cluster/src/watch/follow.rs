//! Keeps a feed up to date: lists, watches, begins anew.

use std::time::Duration;

use apimachinery::discovery::Resource;
use futures_util::StreamExt;
use kube::api::{Api, ApiResource, DynamicObject};
use kube::runtime::watcher::{self, Event};

use super::feed::Feed;
use super::slim::slim;
use crate::served::Served;

/// How long one watch request lasts, in seconds. A server that hangs is noticed [soon after](connection::for_pages).
const LASTS: u32 = 60;

/// How long it waits after a failure before it begins anew: at first, at most, and at most where rights are missing.
const WAIT: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(5);
const LONGEST_FORBIDDEN: Duration = Duration::from_secs(30);

/// Keeps a feed up to date for ever: a resource (`pods`, `deployments.apps`), in one namespace or, with `None`, everywhere.
pub(super) async fn follow(served: &Served, resource: &str, namespace: Option<&str>, feed: &Feed) {
    let mut wait = WAIT;
    loop {
        let failure = attempt(served, resource, namespace, feed, &mut wait).await;
        let longest = if failure.forbidden { LONGEST_FORBIDDEN } else { LONGEST };
        feed.fail(failure.why, failure.forbidden);
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(longest);
    }
}

/// Why a watch has to begin anew.
struct Retry {
    why: String,
    forbidden: bool,
}

/// Lists and watches until something fails; `wait` is set back once the list is there.
async fn attempt(
    served: &Served,
    word: &str,
    namespace: Option<&str>,
    feed: &Feed,
    wait: &mut Duration,
) -> Retry {
    let resource = match served.resource(word).await {
        Ok(resource) => resource,
        Err(why) => return Retry { why, forbidden: false },
    };
    let api = api(served, &resource, namespace);
    let mut events = watcher::watcher(api, watcher::Config::default().timeout(LASTS)).boxed();
    let mut listing = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(Event::Init) => listing.clear(),
            Ok(Event::InitApply(object)) => listing.push(kept(word, object)),
            Ok(Event::InitDone) => {
                *wait = WAIT;
                feed.replace(&resource.kind, std::mem::take(&mut listing));
            }
            Ok(Event::Apply(object)) => {
                let (namespace, name, text) = kept(word, object);
                feed.put(&namespace, &name, Some(text));
            }
            Ok(Event::Delete(object)) => {
                let metadata = object.metadata;
                feed.put(&metadata.namespace.unwrap_or_default(), &metadata.name.unwrap_or_default(), None);
            }
            // Too old to go on from: it lists once more by itself, in a while, as the server may say so again.
            Err(watcher::Error::WatchError(status)) if status.code == 410 => tokio::time::sleep(WAIT).await,
            Err(error) => {
                return Retry { forbidden: is_forbidden(&error), why: words(served.server(), &error) };
            }
        }
    }
    Retry { why: "the watch ended".to_owned(), forbidden: false }
}

/// What is said of a failure.
fn words(server: &str, error: &watcher::Error) -> String {
    match error {
        watcher::Error::InitialListFailed(source)
        | watcher::Error::WatchStartFailed(source)
        | watcher::Error::WatchFailed(source) => connection::complaint(server, source),
        error => error.to_string(),
    }
}

fn is_forbidden(error: &watcher::Error) -> bool {
    let (watcher::Error::InitialListFailed(source)
    | watcher::Error::WatchStartFailed(source)
    | watcher::Error::WatchFailed(source)) = error
    else {
        return false;
    };
    matches!(source, kube::Error::Api(status) if status.code == 403)
}

/// Namespace, name, and what is kept of an object as text.
fn kept(resource: &str, mut object: DynamicObject) -> (String, String, Box<str>) {
    object.metadata.managed_fields = None;
    let namespace = object.metadata.namespace.clone().unwrap_or_default();
    let name = object.metadata.name.clone().unwrap_or_default();
    let mut value = serde_json::to_value(object).unwrap_or_default();
    slim(resource, &mut value);
    (namespace, name, value.to_string().into())
}

/// kube's view of a resource, in one namespace where it has any.
pub(super) fn api(served: &Served, resource: &Resource, namespace: Option<&str>) -> Api<DynamicObject> {
    let known = ApiResource {
        group: resource.group.clone(),
        version: resource.version.clone(),
        api_version: resource.api_version(),
        kind: resource.kind.clone(),
        plural: resource.plural.clone(),
    };
    match namespace.filter(|_| resource.namespaced) {
        Some(namespace) => Api::namespaced_with(served.client(), namespace, &known),
        None => Api::all_with(served.client(), &known),
    }
}
