//! The cluster beside the text: nodes, pods, what just happened.

use std::time::Duration;

use api::cluster::{Happening, Health, Lens, LensNode, LensPod};
use leptos::prelude::*;

use crate::browser::now;
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
                reader.lens.with(|lens| match lens {
                    Some(lens) => picture(lens, w).into_any(),
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

fn picture(lens: &Lens, w: &'static Words) -> impl IntoView + use<> {
    let seen = if lens.problem.is_none() { w.live } else { w.as_last_seen };
    let problem = lens.problem.clone().map(|text| view! { <p class="bad" role="status">{text}</p> });
    let only = lens.only_namespace.clone().map(|name| {
        view! { <p class="note">{w.only_namespace} " " <code>{name}</code></p> }
    });
    let waiting = (!lens.waiting.is_empty()).then(|| {
        view! { <div class="node waiting"><b>{w.no_node}</b><div class="pods">{pods(&lens.waiting)}</div></div> }
    });
    view! {
        <h2>{w.your_cluster} " " <small>{seen}</small></h2>
        {problem}
        {only}
        {lens.nodes.iter().map(|n| node(n, w)).collect_view()}
        {waiting}
    }
}

/// What just happened: the cluster's events and what was done on this page, newest first.
fn feed(reader: Reader, now: RwSignal<i64>) -> impl IntoView {
    let w = reader.words();
    let mut entries: Vec<(i64, AnyView)> = reader.lens.with(|lens| {
        lens.as_ref().map(|lens| lens.happened.iter().map(|h| (h.at, happening(h, now))).collect())
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

fn node(node: &LensNode, w: &'static Words) -> impl IntoView + use<> {
    let mut state = vec![if node.ready { w.ready.to_owned() } else { w.not_ready.to_owned() }];
    if node.unschedulable {
        state.push(w.cordoned.to_owned());
    }
    state.extend(
        node.taints.iter().map(|t| format!("{} {}", w.taint, t.rsplit(['/', ':']).next().unwrap_or(t))),
    );
    let number = node.pods.len() + usize::try_from(node.more).unwrap_or_default();
    state.push(format!("{number} {}", if number == 1 { w.pod } else { w.pods }));
    let more =
        (node.more > 0).then(|| view! { <span class="more">{format!("+{} {}", node.more, w.more)}</span> });
    view! {
        <div class="node" class:bad=!node.ready data-node=node.name.clone()>
            <b>{node.name.clone()}</b>
            <div class="sub">{state.join(" · ")}</div>
            <div class="pods">{pods(&node.pods)}{more}</div>
        </div>
    }
}

fn pods(pods: &[LensPod]) -> impl IntoView + use<> {
    pods.iter()
        .map(|pod| {
            let look = match (pod.health, pod.system) {
                (Health::Bad, _) => "pod bad",
                (Health::Moving, _) => "pod new",
                (Health::Good, true) => "pod sys",
                (Health::Good, false) => "pod",
            };
            let title = format!("{}/{}: {}", pod.namespace, pod.name, pod.status);
            view! { <span class=look title=title data-status=pod.status.clone()>{pod.name.clone()}</span> }
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
    view! { <small class="age">{move || age(now.get() - at)}</small> }
}

/// How long ago, as kubectl writes ages: `4s`, `3m`, `2h`, `5d`.
fn age(millis: i64) -> String {
    let seconds = (millis / 1000).max(0);
    match seconds {
        0..120 => format!("{seconds}s"),
        120..7_200 => format!("{}m", seconds / 60),
        7_200..172_800 => format!("{}h", seconds / 3_600),
        _ => format!("{}d", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::age;

    #[test]
    fn ages_are_short_and_never_negative() {
        assert_eq!([-5, 4_000, 185_000, 8_000_000, 500_000_000].map(age), ["0s", "4s", "3m", "2h", "5d"]);
    }
}
