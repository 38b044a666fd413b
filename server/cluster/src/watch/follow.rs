//! Keeps a feed up to date: lists, watches, begins anew.

use std::time::Duration;

use apimachinery::discovery::Resource;
use futures_util::{Stream, StreamExt};
use kube::api::{Api, ApiResource, DynamicObject, ObjectMeta, PartialObjectMeta};
use kube::core::DynamicResourceScope;
use kube::runtime::watcher::{self, Event};

use super::Place;
use super::feed::Feed;
use super::slim::slim;
use crate::served::Served;

/// How long one watch request lasts, in seconds. A server that hangs is noticed [soon after](connection::for_pages).
const LASTS: u32 = 60;

/// How long it waits after a failure before it begins anew: at first, at most, and at most where rights are missing.
const WAIT: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(5);
const LONGEST_FORBIDDEN: Duration = Duration::from_secs(30);

/// Keeps a feed up to date for ever.
pub(super) async fn follow(served: &Served, place: &Place, feed: &Feed) {
    let mut wait = WAIT;
    loop {
        let failure = attempt(served, place, feed, &mut wait).await;
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
async fn attempt(served: &Served, place: &Place, feed: &Feed, wait: &mut Duration) -> Retry {
    let resource = match served.resource(&place.resource).await {
        Ok(resource) => resource,
        Err(why) => return Retry { why, forbidden: false },
    };
    let namespace = place.namespace.as_deref();
    let config = watcher::Config::default().timeout(LASTS);
    let taking = Taking { served, kind: &resource.kind, feed };
    if place.names {
        let events =
            watcher::watcher(api::<PartialObjectMeta<DynamicObject>>(served, &resource, namespace), config);
        taking.all(events, wait, |object| named(&object.metadata, "{}".into())).await
    } else {
        let events = watcher::watcher(api(served, &resource, namespace), config);
        taking.all(events, wait, |object| kept(&place.resource, object)).await
    }
}

/// Where a watch's news goes.
struct Taking<'a> {
    served: &'a Served,
    kind: &'a str,
    feed: &'a Feed,
}

impl Taking<'_> {
    /// Takes in everything that a watch tells, until it fails.
    async fn all<K>(
        self,
        events: impl Stream<Item = watcher::Result<Event<K>>>,
        wait: &mut Duration,
        keep: impl Fn(K) -> (String, String, Box<str>),
    ) -> Retry {
        let mut events = std::pin::pin!(events);
        let mut listing = Vec::new();
        while let Some(event) = events.next().await {
            match event {
                Ok(Event::Init) => listing.clear(),
                Ok(Event::InitApply(object)) => listing.push(keep(object)),
                Ok(Event::InitDone) => {
                    *wait = WAIT;
                    self.feed.replace(self.kind, std::mem::take(&mut listing));
                }
                Ok(Event::Apply(object)) => {
                    let (namespace, name, text) = keep(object);
                    self.feed.put(&namespace, &name, Some(text));
                }
                Ok(Event::Delete(object)) => {
                    let (namespace, name, _) = keep(object);
                    self.feed.put(&namespace, &name, None);
                }
                // Too old to go on from: it lists once more by itself, in a while, as the server may say so again.
                Err(watcher::Error::WatchError(status)) if status.code == 410 => {
                    tokio::time::sleep(WAIT).await;
                }
                Err(error) => {
                    return Retry {
                        forbidden: is_forbidden(&error),
                        why: words(self.served.server(), &error),
                    };
                }
            }
        }
        Retry { why: "the watch ended".to_owned(), forbidden: false }
    }
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
    let metadata = object.metadata.clone();
    let mut value = serde_json::to_value(object).unwrap_or_default();
    slim(resource, &mut value);
    named(&metadata, value.to_string().into())
}

fn named(metadata: &ObjectMeta, text: Box<str>) -> (String, String, Box<str>) {
    (metadata.namespace.clone().unwrap_or_default(), metadata.name.clone().unwrap_or_default(), text)
}

/// kube's view of a resource, in one namespace where it has any.
pub(super) fn api<K>(served: &Served, resource: &Resource, namespace: Option<&str>) -> Api<K>
where
    K: kube::Resource<DynamicType = ApiResource, Scope = DynamicResourceScope>,
{
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
