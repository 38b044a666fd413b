//! A command for a machine: copied with its blanks filled in, never run here. Beside it what it changes, how it fails and
//! how it is undone.

use api::learn::{About, Blank, Failure, Host, Machines};
use leptos::prelude::*;

use crate::command::slot::{Line, filled};
use crate::frame::reader::Reader;
use crate::parts::copy_button::CopyButton;

/// The panel of a host command.
#[component]
pub(crate) fn HostPanel(host: Host, blanks: StoredValue<Vec<Blank>>) -> impl IntoView {
    let reader = Reader::of_page();
    let line = StoredValue::new(host.line.clone());
    let text = move || line.with_value(|line| blanks.with_value(|blanks| filled(reader, line, blanks)));
    view! {
        <div class="panel host" id=format!("step-{}", host.id)>
            <div class="cmd">
                <span class="p" aria-hidden="true">"#"</span>
                <code class="line"><Line line=host.line blanks /></code>
                <CopyButton text />
            </div>
            {host.prints.map(|prints| view! { <pre class="out" tabindex="0">{prints}</pre> })}
            {host.about.map(|about| view! { <AboutView about /> })}
            <div class="foot">{reader.say(|w| w.host_note)}</div>
        </div>
    }
}

#[component]
fn AboutView(about: About) -> impl IntoView {
    let reader = Reader::of_page();
    let machines = move || match about.machines {
        Machines::All => reader.words().on_all,
        Machines::ControlPlane => reader.words().on_control_plane,
        Machines::Worker => reader.words().on_worker,
        Machines::Workstation => reader.words().on_workstation,
    };
    let fails = (!about.fails.is_empty()).then(|| {
        view! {
            <details class="fails">
                <summary>{reader.say(|w| w.when_it_fails)}</summary>
                {about.fails.into_iter().map(failure).collect_view()}
            </details>
        }
    });
    view! {
        <dl class="about">
            <div><dt>{reader.say(|w| w.run_on)}</dt><dd>{machines}</dd></div>
            <div><dt>{reader.say(|w| w.changes)}</dt><dd inner_html=about.changes></dd></div>
            {about.undo.map(|undo| view! {
                <div><dt>{reader.say(|w| w.undo)}</dt><dd inner_html=undo></dd></div>
            })}
        </dl>
        {fails}
    }
}

fn failure(failure: Failure) -> impl IntoView {
    view! { <pre class="out" tabindex="0">{failure.prints}</pre> <p inner_html=failure.remedy></p> }
}
