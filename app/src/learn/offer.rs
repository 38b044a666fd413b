//! A lesson opened out of order: offers to set up the state that it starts from, and shows the commands that do so.

use api::command::{RunEvent, RunRequest};
use leptos::prelude::*;

use crate::command::call::run;
use crate::frame::reader::Reader;

/// The offer; shown only while something is missing.
#[component]
pub(crate) fn SetupOffer(commands: Vec<String>, lesson: StoredValue<String>) -> impl IntoView {
    let reader = Reader::of_page();
    let problem = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let commands = StoredValue::new(commands);
    let start = move |_| {
        problem.set(String::new());
        busy.set(true);
        next(reader, lesson, commands, 0, problem, busy);
    };
    view! {
        <Show when=move || !reader.ready.get()>
            <section class="panel setup" role="status">
                <p>{reader.say(|w| w.setup_needed)}</p>
                <p class="note">{reader.say(|w| w.setup_shows)}</p>
                <pre class="out" tabindex="0">{commands.with_value(|c| c.join("\n"))}</pre>
                <div class="foot">
                    <button class="run" disabled=move || busy.get() on:click=start>{reader.say(|w| w.setup_do)}</button>
                    <span class="bad">{move || problem.get()}</span>
                </div>
            </section>
        </Show>
    }
}

/// Runs the commands one after the other. One that fails because its object is there already is no failure.
fn next(
    reader: Reader,
    lesson: StoredValue<String>,
    commands: StoredValue<Vec<String>>,
    at: usize,
    problem: RwSignal<String>,
    busy: RwSignal<bool>,
) {
    let Some(line) = commands.with_value(|c| c.get(at).cloned()) else {
        busy.set(false);
        return;
    };
    let request = RunRequest {
        cluster: untrack(|| reader.cluster()),
        lesson: Some(lesson.get_value()),
        step: None,
        lang: reader.lang.get_untracked(),
        line,
        preview: false,
        confirmed: None,
    };
    let said = StoredValue::new(String::new());
    run(&request, move |events| match events {
        Some(events) => {
            for event in events {
                if let RunEvent::Err { text } = event {
                    said.update_value(|s| s.push_str(&text));
                }
            }
        }
        None => {
            let complaint = said.get_value();
            if !complaint.is_empty() && !complaint.contains("(AlreadyExists)") {
                problem.set(complaint);
            }
            next(reader, lesson, commands, at + 1, problem, busy);
        }
    });
}
