//! The cluster beside the text: nodes, pods, what just happened.

use std::collections::BTreeMap;
use std::time::Duration;

use api::cluster::Fresh;
use api::cluster::{Happening, Health, Lens, LensNode, LensPod};
use apimachinery::duration::human;
use leptos::prelude::*;

use crate::browser::{clock, now};
use crate::frame::reader::Reader;
use crate::frame::words::Words;

/// How many entries the feed shows.
const FEED: usize = 14;

/// The lens.
#[component]
pub(crate) fn LensView() -> impl IntoView {
    let reader = Reader::of_page();
    let now = use_seconds();
    view! {
        <aside class="side lens" tabindex="0" aria-label=reader.say(|w| w.your_cluster)>
            {move || {
                let w = reader.words();
                let home = reader.namespace();
                reader.lens.with(|lens| match lens {
                    Some(lens) => picture(lens, &home, w).into_any(),
                    None => view! { <h2>{w.your_cluster}</h2><p class="note">{w.lens_waiting}</p> }.into_any(),
                })
            }}
            {move || feed(reader, now)}
        </aside>
    }
}

/// The time in milliseconds, new every second.
///
/// # Server-Side Rendering
/// Stands still.
fn use_seconds() -> RwSignal<i64> {
    let time = RwSignal::new(now());
    Effect::new(move |_| {
        time.set(now());
        if let Ok(ticking) = set_interval_with_handle(
            move || {
                time.try_set(now());
            },
            Duration::from_secs(1),
        ) {
            on_cleanup(move || ticking.clear());
        }
    });
    time
}

fn picture(lens: &Lens, home: &str, w: &'static Words) -> impl IntoView + use<> {
    let problem = lens.problem().map(|text| view! { <p class="bad" role="status">{text.to_owned()}</p> });
    let only = lens.only_namespace.clone().map(|name| {
        view! { <p class="note">{w.only_namespace} " " <code>{name}</code></p> }
    });
    let waiting = (!lens.waiting.is_empty()).then(|| {
        let more = more(lens.more_waiting, w);
        view! { <div class="node waiting"><b>{w.no_node}</b><div class="pods">{pods(&lens.waiting, home)}{more}</div></div> }
    });
    let (others, not_ready) = lens.more;
    let others = (others > 0).then(|| {
        let bad = (not_ready > 0).then(|| format!(" · {not_ready} {}", w.not_ready));
        view! { <p class="note more-nodes">{format!("+{others} {}", w.more_nodes)} {bad}</p> }
    });
    view! {
        <h2>{w.your_cluster} " " <small>{seen(&lens.fresh, w)}</small></h2>
        {problem}
        {only}
        {lens.nodes.iter().map(|(name, n)| node(name, n, home, w)).collect_view()}
        {others}
        {waiting}
    }
}

/// How fresh the picture is, in words.
fn seen(fresh: &Fresh, w: &'static Words) -> String {
    match fresh {
        Fresh::Live => w.live.to_owned(),
        Fresh::Waiting => "…".to_owned(),
        Fresh::AsOf { at, .. } => format!("{} {}", w.as_of, clock(*at)),
        Fresh::Missing { since, .. } => format!("{} {}", w.not_answering_since, clock(*since)),
    }
}

/// What just happened: the cluster's events and what was done on this page, newest first.
fn feed(reader: Reader, now: RwSignal<i64>) -> impl IntoView {
    let w = reader.words();
    let mut entries: Vec<(i64, AnyView)> = reader.lens.with(|lens| {
        lens.as_ref().map(|lens| lens.happened.values().map(|h| (h.at, happening(h, now))).collect())
    })?;
    reader.did.with(|did| entries.extend(did.iter().map(|(at, line)| (*at, done(*at, line, w, now)))));
    entries.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    entries.truncate(FEED);
    let list = if entries.is_empty() {
        view! { <p class="note">{w.nothing_yet}</p> }.into_any()
    } else {
        view! { <ol class="feed">{entries.into_iter().map(|(_, view)| view).collect_view()}</ol> }.into_any()
    };
    Some(view! { <h2>{w.happened}</h2> {list} })
}

fn node(name: &str, node: &LensNode, home: &str, w: &'static Words) -> impl IntoView + use<> {
    let mut state = vec![if node.ready { w.ready.to_owned() } else { w.not_ready.to_owned() }];
    if node.unschedulable {
        state.push(w.cordoned.to_owned());
    }
    state.extend(
        node.taints.iter().map(|t| format!("{} {}", w.taint, t.rsplit(['/', ':']).next().unwrap_or(t))),
    );
    let number = node.pods.len() + usize::try_from(node.more).unwrap_or_default();
    state.push(format!("{number} {}", if number == 1 { w.pod } else { w.pods }));
    let more = more(node.more, w);
    view! {
        <div class="node" class:bad=!node.ready data-node=name.to_owned()>
            <b>{name.to_owned()}</b>
            <div class="sub">{state.join(" · ")}</div>
            <div class="pods">{pods(&node.pods, home)}{more}</div>
        </div>
    }
}

fn more(count: u32, w: &'static Words) -> Option<impl IntoView + use<>> {
    (count > 0).then(|| view! { <span class="more">{format!("+{count} {}", w.more)}</span> })
}

/// Pods, those of the lessons' namespace first, the cluster's own last.
fn pods(pods: &BTreeMap<String, LensPod>, home: &str) -> impl IntoView + use<> {
    let mut pods: Vec<(&str, &str, &LensPod)> = pods
        .iter()
        .map(|(key, pod)| {
            let (namespace, name) = key.split_once('/').unwrap_or(("", key));
            (namespace, name, pod)
        })
        .collect();
    pods.sort_by_key(|(namespace, name, _)| (*namespace != home, LensPod::is_system(namespace), *name));
    pods.into_iter()
        .map(|(namespace, name, pod)| {
            let look = match (pod.health, LensPod::is_system(namespace)) {
                (Health::Bad, _) => "pod bad",
                (Health::Moving, _) => "pod new",
                (Health::Good, true) => "pod sys",
                (Health::Good, false) => "pod",
            };
            let title = format!("{namespace}/{name}: {}", pod.status);
            view! { <span class=look title=title data-status=pod.status.clone()>{name.to_owned()}</span> }
        })
        .collect_view()
}

fn happening(event: &Happening, now: RwSignal<i64>) -> AnyView {
    view! {
        <li class:warning=event.warning>
            {time(event.at, now)}
            <b>{event.reason.clone()}</b>
            " "
            <code>{event.object.clone()}</code>
            <span>{event.message.clone()}</span>
        </li>
    }
    .into_any()
}

fn done(at: i64, line: &str, w: &'static Words, now: RwSignal<i64>) -> AnyView {
    view! { <li class="own">{time(at, now)} <b>{w.you}</b> " " <code>{line.to_owned()}</code></li> }
        .into_any()
}

fn time(at: i64, now: RwSignal<i64>) -> impl IntoView {
    // The clock goes with the page, and the lens may be told anew while the page goes.
    view! { <small class="age">{move || now.try_get().map(|now| age(now - at))}</small> }
}

/// How long ago, as kubectl writes ages: `4s`, `3m5s`, `2h`, `5d`. A clock that is behind the cluster's says `0s`.
fn age(millis: i64) -> String {
    human((millis / 1000).max(0))
}

#[cfg(test)]
mod tests {
    use super::age;

    #[test]
    fn ages_are_kubectls_and_never_negative() {
        assert_eq!([-5000, 4_000, 185_000, 8_000_000].map(age), ["0s", "4s", "3m5s", "133m"]);
    }
}
