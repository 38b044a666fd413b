//! The form: the cluster, its machines, the choices with what one should know of each; and what has to be mended.

use api::setup::{Offer, Offers, Site};
use leptos::prelude::*;

use super::desk::Desk;
use super::machines::MachinesView;
use crate::frame::words::Words;

/// The form. What is typed is saved when typing rests.
#[component]
pub(crate) fn FormView(desk: Desk) -> impl IntoView {
    let reader = desk.reader;
    let state = move || match (desk.refused.get().is_some(), desk.saved.get()) {
        (true, _) => "",
        (false, true) => reader.words().saved,
        (false, false) => "…",
    };
    view! {
        <form class="site" on:submit=|event| event.prevent_default()>
            <h2 id="machines">{reader.say(|w| w.machines)}</h2>
            {view! { <MachinesView desk /> }.into_any()}
            <h2 id="choices">{reader.say(|w| w.choices)}</h2>
            <div class="fields">
                {choice(desk, |w| w.choose_version, |o| &o.versions, |s| &mut s.kubernetes)}
                {choice(desk, |w| w.choose_runtime, |o| &o.runtimes, |s| &mut s.runtime)}
                {choice(desk, |w| w.choose_network, |o| &o.networks, |s| &mut s.network)}
                {choice(desk, |w| w.choose_mirror, |o| &o.mirrors, |s| &mut s.mirror)}
                {text(desk, "name", |w| w.site_name, |w| w.site_name_note, |s| &mut s.name)}
                {choice(desk, |w| w.choose_balancer, |o| &o.balancers, |s| &mut s.balancer)}
                {text(desk, "endpoint", |w| w.endpoint, |w| w.endpoint_note, |s| &mut s.endpoint)}
                {text(desk, "pod_cidr", |w| w.pod_cidr, |w| w.cidr_note, |s| &mut s.pod_cidr)}
                {text(desk, "service_cidr", |w| w.service_cidr, |w| w.cidr_note, |s| &mut s.service_cidr)}
            </div>
            <p class="note" role="status">{state}</p>
            <div role="alert">
                {move || desk.refused.get().map(|why| view! { <p class="bad">{why}</p> })}
            </div>
            <div role="status" class="problems">
                <Show when=move || desk.runbook.with(|r| !r.problems.is_empty())>
                    <p>{reader.say(|w| w.to_mend)}</p>
                    <ul>
                        {move || desk.runbook.with(|r| r.problems.clone()).into_iter().map(|problem| view! { <li>{problem.text}</li> }).collect_view()}
                    </ul>
                </Show>
            </div>
        </form>
    }
}

/// One thing to choose, with what one should know of what is chosen.
fn choice(
    desk: Desk,
    label: fn(&Words) -> &'static str,
    list: fn(&Offers) -> &Vec<Offer>,
    field: fn(&mut Site) -> &mut String,
) -> AnyView {
    let reader = desk.reader;
    let chosen = Memo::new(move |_| desk.site.with(|site| field(&mut site.clone()).clone()));
    let option = move |offer: Offer| {
        let id = offer.id.clone();
        view! { <option value=offer.id selected=move || chosen.with(|c| *c == id)>{offer.label}</option> }
    };
    let known = move || {
        let offer = desk
            .offers
            .with_value(|offers| chosen.with(|c| list(offers).iter().find(|o| o.id == *c).cloned()));
        offer.map(|offer| {
            view! {
                <p class="note">
                    {offer.note} " "
                    <a href=offer.source.clone() rel="noreferrer">{reader.say(|w| w.source)}</a>
                    {move || match &offer.checked {
                        Some(day) => format!(" ({} {day})", reader.words().looked_up),
                        None => format!(" ({})", reader.words().not_looked_up),
                    }}
                </p>
            }
        })
    };
    view! {
        <div>
            <label class="field">
                {move || label(reader.words())}
                <select on:change:target=move |e| desk.change(|site| *field(site) = e.target().value())>
                    {desk.offers.with_value(|offers| list(offers).clone()).into_iter().map(option).collect_view()}
                </select>
            </label>
            {known}
        </div>
    }
    .into_any()
}

/// One thing to type. Whatever is pasted is taken whole, without the blanks around it.
fn text(
    desk: Desk,
    name: &'static str,
    label: fn(&Words) -> &'static str,
    note: fn(&Words) -> &'static str,
    field: fn(&mut Site) -> &mut String,
) -> AnyView {
    let reader = desk.reader;
    let value = Memo::new(move |_| desk.site.with(|site| field(&mut site.clone()).clone()));
    let at = Signal::stored(name.to_owned());
    view! {
        <div>
            <label class="field">
                {move || label(reader.words())}
                <input
                    value=value.get_untracked()
                    prop:value=value
                    on:input:target=move |e| desk.change(|site| e.target().value().trim().clone_into(field(site)))
                    aria-invalid=move || desk.is_wrong(at).to_string()
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
            </label>
            {wrong(desk, at)}
            <p class="note">{move || note(reader.words())}</p>
        </div>
    }
    .into_any()
}

/// What has to be mended at a field.
pub(super) fn wrong(desk: Desk, field: Signal<String>) -> AnyView {
    (move || desk.wrong(field).into_iter().map(|text| view! { <p class="bad">{text}</p> }).collect_view())
        .into_any()
}
