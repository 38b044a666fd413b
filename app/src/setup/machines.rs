//! The machines: a row of fields for each, one more, one less.

use api::setup::{Machine, Offer};
use leptos::prelude::*;

use super::desk::Desk;
use super::form::wrong;

/// Every machine.
#[component]
pub(super) fn MachinesView(desk: Desk) -> impl IntoView {
    let reader = desk.reader;
    view! {
        <ul class="machines">
            <For each=move || desk.keys.get() key=|key| *key let:key>
                {view! { <Row desk key /> }.into_any()}
            </For>
        </ul>
        <button type="button" class="needs-js" on:click=move |_| desk.add_machine()>
            {reader.say(|w| w.add_machine)}
        </button>
    }
}

#[component]
fn Row(desk: Desk, key: u32) -> impl IntoView {
    let reader = desk.reader;
    let first = untrack(|| desk.machine(key));
    let machine = Memo::new(move |_| desk.machine(key));
    let role = move |control_plane: bool| {
        view! {
            <option value=control_plane.to_string() selected=move || machine.with(|m| m.control_plane == control_plane)>
                {move || if control_plane { reader.words().role_control_plane } else { reader.words().role_worker }}
            </option>
        }
    };
    let system = move |offer: Offer| {
        let id = offer.id.clone();
        view! { <option value=offer.id selected=move || machine.with(|m| m.system == id)>{offer.label}</option> }
    };
    let arch = move |arch: &'static str| {
        view! { <option value=arch selected=move || machine.with(|m| m.arch == arch)>{arch}</option> }
    };
    let change = move |with: fn(&mut Machine, String), value: String| {
        desk.change_machine(key, |machine| with(machine, value));
    };
    let at = move |field: &'static str| {
        Signal::derive(move || {
            desk.place(key).map_or_else(String::new, |place| format!("machines/{place}/{field}"))
        })
    };
    let (name, address) = (at("name"), at("address"));
    view! {
        <li>
            <label class="field">
                {reader.say(|w| w.machine_name)}
                <input
                    value=first.name
                    prop:value=move || machine.with(|m| m.name.clone())
                    on:input:target=move |e| change(|m, value| value.trim().clone_into(&mut m.name), e.target().value())
                    aria-invalid=move || desk.is_wrong(name).to_string()
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
            </label>
            <label class="field">
                {reader.say(|w| w.machine_address)}
                <input
                    value=first.address
                    prop:value=move || machine.with(|m| m.address.clone())
                    on:input:target=move |e| change(|m, value| value.trim().clone_into(&mut m.address), e.target().value())
                    aria-invalid=move || desk.is_wrong(address).to_string()
                    autocomplete="off" spellcheck="false" />
            </label>
            <label class="field">
                {reader.say(|w| w.machine_role)}
                <select on:change:target=move |e| change(|m, value| m.control_plane = value == "true", e.target().value())>
                    {role(true)}
                    {role(false)}
                </select>
            </label>
            <label class="field">
                {reader.say(|w| w.machine_system)}
                <select on:change:target=move |e| change(|m, value| m.system = value, e.target().value())>
                    {desk.offers.with_value(|offers| offers.systems.clone()).into_iter().map(system).collect_view()}
                </select>
            </label>
            <label class="field">
                {reader.say(|w| w.machine_arch)}
                <select on:change:target=move |e| change(|m, value| m.arch = value, e.target().value())>
                    {["amd64", "arm64"].map(arch).collect_view()}
                </select>
            </label>
            <button
                type="button"
                class="needs-js remove"
                aria-label=move || format!("{} {}", reader.words().remove_machine, machine.with(|m| m.name.clone()))
                on:click=move |_| desk.remove_machine(key)>
                "×"
            </button>
            <div class="wrong">{wrong(desk, name)} {wrong(desk, address)}</div>
        </li>
    }
}
