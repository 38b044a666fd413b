//! The dock at the bottom: a prompt that takes any kubectl command, and the shells that are open.

mod prompt;
mod shell;

use leptos::prelude::*;

use super::shells::Front;
use crate::frame::reader::Reader;
use crate::parts::later::later;
use prompt::Prompt;
use shell::ShellTab;

/// The prompt; its code is loaded when it is opened for the first time.
#[lazy]
fn prompt(asked: RwSignal<String>) -> AnyView {
    view! { <Prompt asked /> }.into_any()
}

/// The dock.
#[component]
pub(crate) fn DockView() -> impl IntoView {
    let reader = Reader::of_page();
    let dock = reader.dock;
    let prompted = Memo::new(move |before: Option<&bool>| {
        let now = dock.front.get() == Front::Prompt;
        now || before.is_some_and(|before| *before)
    });
    let toggle = move |front| {
        let now = dock.front.get_untracked();
        dock.front.set(if now == front { Front::Nothing } else { front });
    };
    view! {
        <section class="dock needs-js" class:open=move || dock.front.get() != Front::Nothing aria-label=reader.say(|w| w.dock)>
            <div class="bar">
                <button aria-expanded=move || (dock.front.get() == Front::Prompt).to_string() on:click=move |_| toggle(Front::Prompt)>
                    "$ " {reader.say(|w| w.prompt)}
                </button>
                <For each=move || dock.shells.get() key=|s| s.number let:shell>
                    {
                        let number = shell.number;
                        view! {
                            <button
                                aria-expanded=move || (dock.front.get() == Front::Shell(number)).to_string()
                                on:click=move |_| toggle(Front::Shell(number))
                            >
                                {shell.request.line}
                            </button>
                        }
                    }
                </For>
            </div>
            <div class="body" class:hidden=move || dock.front.get() != Front::Prompt>
                {later(move || prompted.get(), move || prompt(dock.line))}
            </div>
            <For each=move || dock.shells.get() key=|s| s.number let:shell>
                {
                    let number = shell.number;
                    view! {
                        <div class="body" class:hidden=move || dock.front.get() != Front::Shell(number)>
                            {view! { <ShellTab request=shell.request on_close=move || dock.close_shell(number) /> }.into_any()}
                        </div>
                    }
                }
            </For>
        </section>
    }
}
