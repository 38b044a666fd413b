//! The prompt: any kubectl command on the cluster in use, with a history.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::command::answer::AnswerView;
use crate::command::ask;
use crate::command::state::{PanelState, Status};
use crate::frame::reader::Reader;

/// How many lines the history keeps.
const HISTORY: usize = 200;

/// How many answers stay on the screen.
const ANSWERS: usize = 30;

/// The prompt with its answers; a line in `asked` is run as if it had been typed.
#[component]
pub(crate) fn Prompt(asked: RwSignal<String>) -> impl IntoView {
    let reader = Reader::of_page();
    let history = RwSignal::new(Vec::<String>::new());
    let answers = RwSignal::new(Vec::<(usize, String, PanelState)>::new());
    let typed = RwSignal::new(String::new());
    let back = RwSignal::new(0usize);
    let submit = move || {
        let line = typed.get_untracked().trim().to_owned();
        if line.is_empty() {
            return;
        }
        history.update(|h| {
            h.push(line.clone());
            if h.len() > HISTORY {
                h.remove(0);
            }
        });
        let state = PanelState::default();
        ask::run(&state, reader, ask::request(reader, None, line.clone(), false));
        answers.update(|all| {
            let number = all.last().map_or(0, |(number, ..)| number + 1);
            all.push((number, line, state));
            if all.len() > ANSWERS {
                all.remove(0).2.stop();
            }
        });
        typed.set(String::new());
        back.set(0);
    };
    Effect::new(move |_| {
        let line = asked.get();
        if !line.is_empty() {
            typed.set(line);
            submit();
            asked.set(String::new());
        }
    });
    let recall = move |e: KeyboardEvent| {
        let lines = history.get_untracked();
        let now = back.get_untracked();
        let next = match e.key().as_str() {
            "ArrowUp" => (now + 1).min(lines.len()),
            "ArrowDown" => now.saturating_sub(1),
            _ => return,
        };
        e.prevent_default();
        back.set(next);
        typed.set(if next == 0 { String::new() } else { lines[lines.len() - next].clone() });
    };
    view! {
        <div class="prompt">
            <div class="answers">
                <Show when=move || answers.with(Vec::is_empty)><p class="note">{reader.say(|w| w.prompt_hint)}</p></Show>
                <div>
                    <For each=move || answers.get() key=|(number, ..)| *number let:entry>
                        <PastAnswer line=entry.1 state=entry.2 />
                    </For>
                </div>
            </div>
            <form class="cmd" on:submit=move |e| { e.prevent_default(); submit(); }>
                <span class="p" aria-hidden="true">"$"</span>
                <input
                    class="line"
                    aria-label=reader.say(|w| w.prompt_label)
                    placeholder="kubectl get pods"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    prop:value=typed
                    on:input:target=move |e| typed.set(e.target().value())
                    on:keydown=recall
                />
                <button type="submit" class="run">{reader.say(|w| w.run)}</button>
            </form>
        </div>
    }
}

#[component]
fn PastAnswer(line: String, state: PanelState) -> impl IntoView {
    let reader = Reader::of_page();
    let state = StoredValue::new(state);
    let running = move || state.with_value(|s| s.status.get() == Status::Running);
    view! {
        <div class="past">
            <div class="cmd">
                <span class="p" aria-hidden="true">"$"</span>
                <code class="line">{line}</code>
                <Show when=running>
                    <button class="stop" on:click=move |_| state.get_value().stop()>{reader.say(|w| w.stop)}</button>
                </Show>
            </div>
            {view! { <AnswerView state /> }.into_any()}
        </div>
    }
}
