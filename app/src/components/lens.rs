//! The cluster beside the text: nodes, pods, what just happened.

use api::live::{Happening, Health, Lens, LensNode, LensPod};
use leptos::prelude::*;

use crate::reader::Reader;
use crate::words::Words;

/// The lens.
#[component]
pub(crate) fn LensView() -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <aside class="side lens" aria-label=move || reader.words().your_cluster>
            {move || {
                let w = reader.words();
                reader.lens.with(|lens| match lens {
                    Some(lens) => picture(lens, w).into_any(),
                    None => view! { <h2>{w.your_cluster}</h2><p class="note">{w.lens_waiting}</p> }.into_any(),
                })
            }}
        </aside>
    }
}

fn picture(lens: &Lens, w: &'static Words) -> impl IntoView + use<> {
    let problem = lens.problem.clone().map(|text| view! { <p class="bad" role="status">{text}</p> });
    let only = lens.only_namespace.clone().map(|name| {
        view! { <p class="note">{w.only_namespace} " " <code>{name}</code></p> }
    });
    let waiting = (!lens.waiting.is_empty()).then(|| {
        view! { <div class="node waiting"><b>{w.no_node}</b><div class="pods">{pods(&lens.waiting)}</div></div> }
    });
    let happened = if lens.happened.is_empty() {
        view! { <p class="note">{w.nothing_yet}</p> }.into_any()
    } else {
        view! { <ol class="feed">{lens.happened.iter().map(happening).collect_view()}</ol> }.into_any()
    };
    view! {
        <h2>{w.your_cluster} " " <small>{w.live}</small></h2>
        {problem}
        {only}
        {lens.nodes.iter().map(|n| node(n, w)).collect_view()}
        {waiting}
        <h2>{w.happened}</h2>
        {happened}
    }
}

fn node(node: &LensNode, w: &'static Words) -> impl IntoView + use<> {
    let mut state = vec![if node.ready { w.ready.to_owned() } else { w.not_ready.to_owned() }];
    if node.unschedulable {
        state.push(w.cordoned.to_owned());
    }
    state.extend(node.taints.iter().map(|t| t.rsplit(['/', ':']).next().unwrap_or(t).to_owned()));
    let more = (node.more > 0).then(|| format!("+{} {}", node.more, w.more));
    view! {
        <div class="node" class:bad=!node.ready data-node=node.name.clone()>
            <b>{node.name.clone()}</b>
            <div class="sub">{state.join(" · ")}</div>
            <div class="pods">{pods(&node.pods)}<span class="more">{more}</span></div>
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

fn happening(event: &Happening) -> impl IntoView + use<> {
    view! {
        <li class:warning=event.warning>
            <b>{event.reason.clone()}</b>
            " "
            <code>{event.object.clone()}</code>
            <span>{event.message.clone()}</span>
        </li>
    }
}
