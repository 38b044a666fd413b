//! The dock at the bottom: a prompt that takes any kubectl command, and the shells that are open.

mod prompt;
mod shell;

use api::run::RunRequest;
use leptos::prelude::*;

use crate::components::later::later;
use crate::reader::Reader;
use prompt::Prompt;
use shell::ShellTab;

/// What the dock holds.
#[derive(Clone, Copy)]
pub struct Dock {
    shells: RwSignal<Vec<Shell>>,
    front: RwSignal<Front>,
    next: StoredValue<u32>,
    /// A line that something else on the page asks the prompt to run.
    line: RwSignal<String>,
}

/// An open shell.
#[derive(Clone, Debug, PartialEq)]
struct Shell {
    number: u32,
    request: RunRequest,
}

/// What is in front.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Front {
    Nothing,
    Prompt,
    Shell(u32),
}

impl Dock {
    pub(crate) fn new() -> Dock {
        Dock {
            shells: RwSignal::default(),
            front: RwSignal::new(Front::Nothing),
            next: StoredValue::new(1),
            line: RwSignal::default(),
        }
    }

    /// Opens a shell in the dock.
    pub(crate) fn open_shell(&self, request: RunRequest) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        self.shells.update(|shells| shells.push(Shell { number, request }));
        self.front.set(Front::Shell(number));
    }

    /// Runs a line in the prompt.
    pub(crate) fn run_line(&self, line: &str) {
        self.front.set(Front::Prompt);
        self.line.set(line.to_owned());
    }

    fn close_shell(&self, number: u32) {
        self.shells.update(|shells| shells.retain(|s| s.number != number));
        self.front
            .set(self.shells.with_untracked(|s| s.last().map_or(Front::Nothing, |s| Front::Shell(s.number))));
    }
}

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
