//! A command panel: the line with its blanks, Run, what it prints, the API calls it made.

use api::learn::{Blank, Panel, PanelTraits};
use leptos::prelude::*;

use super::answer::AnswerView;
use super::ask;
use super::state::{PanelState, Status};
use crate::command::slot::{Line, filled};
use crate::frame::reader::Reader;
use crate::parts::copy_button::CopyButton;

/// One command panel of a lesson.
#[component]
pub(crate) fn CommandPanel(
    panel: Panel,
    traits: PanelTraits,
    lesson: StoredValue<String>,
    blanks: StoredValue<Vec<Blank>>,
) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(panel.id.clone());
    let line = StoredValue::new(panel.line.clone());
    let state = StoredValue::new(lesson.with_value(|l| reader.panel(l, &panel.id)));
    let text = move || line.with_value(|line| blanks.with_value(|blanks| filled(reader, line, blanks)));
    let done = Memo::new(move |_| lesson.with_value(|l| id.with_value(|i| reader.is_done(l, i))));
    let request =
        move |preview| ask::request(reader, Some((lesson.get_value(), id.get_value())), text(), preview);
    let interactive = traits.interactive;
    let run = move || {
        if interactive {
            reader.dock.open_shell(request(false));
        } else {
            ask::run(&state.get_value(), reader, request(false));
        }
    };
    Effect::new(move |_| {
        if state.with_value(|s| matches!(s.status.get(), Status::Ended(0, _))) {
            let printed = state.with_value(PanelState::printed);
            blanks.with_value(|blanks| copy(reader, &id.get_value(), &printed, blanks));
        }
    });
    view! {
        <div class="panel" id=format!("step-{}", panel.id) data-done=move || done.get().to_string()>
            <form class="cmd" on:submit=move |e| { e.prevent_default(); run(); }>
                <span class="p" aria-hidden="true">"$"</span>
                <code class="line"><Line line=panel.line blanks /></code>
                <span class="tick" aria-hidden="true">{move || if done.get() { "✓" } else { "" }}</span>
                <CopyButton text />
                {traits.changes.then(|| view! {
                    <button type="button" class="needs-js" on:click=move |_| ask::run(&state.get_value(), reader, request(true))>
                        {reader.say(|w| w.dry_run)}
                    </button>
                })}
                {view! { <RunOrStop state interactive /> }.into_any()}
            </form>
            {view! { <AnswerView state /> }.into_any()}
        </div>
    }
}

/// Fills the blanks that a panel prints.
fn copy(reader: Reader, panel: &str, printed: &str, blanks: &[Blank]) {
    let found = blanks.iter().filter_map(|blank| {
        let value = blank.printed.as_ref().filter(|p| p.panel == panel)?.find(printed)?;
        Some((blank.name.clone(), value))
    });
    let found: Vec<_> = found.collect();
    if !found.is_empty() {
        reader.copied.update(|copied| copied.extend(found));
    }
}

/// The button that runs and, while something runs, stops.
#[component]
fn RunOrStop(state: StoredValue<PanelState>, interactive: bool) -> impl IntoView {
    let reader = Reader::of_page();
    let running = move || state.with_value(|s| s.status.get() == Status::Running);
    let label = move || match (running(), interactive) {
        (true, _) => reader.words().stop,
        (false, true) => reader.words().open_shell,
        (false, false) => reader.words().run,
    };
    // One element for both, so that the keyboard's focus stays where it is.
    view! {
        <button
            type="submit"
            class="go needs-js"
            class:run=move || !running()
            class:stop=running
            on:click=move |e| {
                if untrack(running) {
                    e.prevent_default();
                    state.get_value().stop();
                }
            }
        >
            {label}
        </button>
    }
}
