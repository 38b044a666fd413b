//! A check: passes by itself, or explains what is missing.

use api::learn::{Blank, Check};
use leptos::prelude::*;

use crate::command::slot::filled;
use crate::frame::reader::Reader;

/// One check of a lesson.
#[component]
pub(crate) fn CheckView(
    check: Check,
    lesson: StoredValue<String>,
    blanks: StoredValue<Vec<Blank>>,
) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(check.id);
    let state = Memo::new(move |_| {
        reader.checks.with(|all| all.iter().find(|c| id.with_value(|i| c.id == *i)).cloned())
    });
    let done = Memo::new(move |_| lesson.with_value(|l| id.with_value(|i| reader.is_done(l, i))));
    let badge = move || match (done.get(), state.get().and_then(|s| s.badge)) {
        (true, _) => reader.words().passed.to_owned(),
        (false, Some(badge)) => badge,
        (false, None) => reader.words().waiting.to_owned(),
    };
    let message = move || match state.get() {
        Some(state) => state.message,
        None => reader.words().watched.to_owned(),
    };
    let answer = (!check.answer.is_empty()).then(|| {
        let lines = StoredValue::new(check.answer);
        let text = move || {
            let line = |line: &Vec<_>| blanks.with_value(|all| filled(reader, line, all));
            lines.with_value(|lines| lines.iter().map(line).collect::<Vec<_>>().join("\n"))
        };
        view! {
            <details class="way">
                <summary>{reader.say(|w| w.one_answer)}</summary>
                <pre><code>{text}</code></pre>
            </details>
        }
    });
    view! {
        <div class="panel check" id=format!("step-{}", id.get_value()) data-done=move || done.get().to_string()>
            <span class="badge" class:ok=done role="status">{badge}</span>
            <div>
                <div class="title" inner_html=check.title></div>
                <div class="why" aria-live="polite">{message}</div>
                {answer}
            </div>
        </div>
    }
}
