//! The runbook: machine by machine, step by step.

use api::learn::Failure;
use api::setup::Step;
use leptos::prelude::*;

use super::desk::{Desk, SET_UP};
use crate::frame::reader::Reader;
use crate::learn::check::CheckView;
use crate::parts::copy_button::CopyButton;
use crate::parts::message::message;
use crate::setup::data::tick_setup;

/// The whole runbook, or nothing while something has to be mended.
#[component]
pub(crate) fn RunbookView(desk: Desk) -> impl IntoView {
    let reader = desk.reader;
    let machines = move || {
        let steps = desk.runbook.with(|runbook| runbook.steps.clone());
        steps
            .chunk_by(|a, b| (&a.machine, a.later) == (&b.machine, b.later))
            .map(|steps| machine(reader, steps.to_vec()))
            .collect_view()
    };
    view! {
        <Show when=move || desk.runbook.with(|r| !r.steps.is_empty())>
            <section class="runbook">
                <h2 id="runbook">{reader.say(|w| w.runbook)}</h2>
                <p>{reader.say(|w| w.runbook_intro)}</p>
                {progress(desk)}
                {machines}
            </section>
        </Show>
    }
}

/// How much of it is done.
fn progress(desk: Desk) -> AnyView {
    let reader = desk.reader;
    let counts = Memo::new(move |_| {
        desk.runbook.with(|runbook| {
            let done = runbook.steps.iter().filter(|step| reader.is_done(SET_UP, &step.id)).count();
            (done, runbook.steps.len())
        })
    });
    view! {
        <p class="progress">
            <progress max=move || counts.get().1.to_string() value=move || counts.get().0.to_string() aria-labelledby="runbook-done"></progress>
            <span id="runbook-done">{move || format!("{} / {} {}", counts.get().0, counts.get().1, reader.words().steps_done)}</span>
        </p>
    }
    .into_any()
}

fn machine(reader: Reader, steps: Vec<Step>) -> AnyView {
    let name = steps.first().map(|step| step.machine.clone()).unwrap_or_default();
    let script = {
        let name = name.clone();
        move || format!("/api/setup/script/{name}?lang={}", reader.lang.get().code())
    };
    let later = steps.first().is_some_and(|step| step.later);
    let id = format!("{}-{name}", if later { "weeks" } else { "machine" });
    let head = name.clone();
    view! {
        <section class="machine">
            <h3 id=id>
                {head}
                {later.then(|| view! { ": " {reader.say(|w| w.first_weeks)} })}
            </h3>
            {(!later).then(|| view! {
                <a class="button" href=script download=format!("{name}.sh") rel="external">
                    {reader.say(|w| w.script)} " " {name.clone()}
                </a>
            })}
            <ol>{steps.into_iter().map(|step| view! { <li>{one(reader, step)}</li> }).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn one(reader: Reader, step: Step) -> AnyView {
    match step.check.clone() {
        Some(check) => {
            let (lesson, blanks) = (StoredValue::new(SET_UP.to_owned()), StoredValue::new(Vec::new()));
            view! {
                <h4>{step.title}</h4>
                <p>{prose(&step.why)}</p>
                <CheckView check lesson blanks />
            }
            .into_any()
        }
        None => by_hand(reader, step),
    }
}

/// A step on a host, which the reader ticks.
fn by_hand(reader: Reader, step: Step) -> AnyView {
    let id = StoredValue::new(step.id.clone());
    let done = Memo::new(move |_| id.with_value(|id| reader.is_done(SET_UP, id)));
    let commands = step.commands.clone();
    let asks_only = commands.is_empty();
    view! {
        <section class="panel step" id=format!("step-{}", step.id) data-done=move || done.get().to_string()>
            <h4>{step.title.clone()}</h4>
            <p>{prose(&step.why)}</p>
            {(!step.commands.is_empty()).then(|| view! {
                <div class="commands">
                    <pre tabindex="0"><code>{step.commands}</code></pre>
                    <CopyButton text=move || commands.clone() />
                </div>
            })}
            {(!step.prints.is_empty()).then(|| view! {
                <p class="label">{reader.say(|w| w.prints)}</p>
                <pre class="out" tabindex="0">{step.prints}</pre>
            })}
            {step.verify.map(|(ask, answer)| verify(reader, ask, answer, asks_only))}
            {(!step.fails.is_empty()).then(|| view! {
                <details class="fails">
                    <summary>{reader.say(|w| w.when_it_fails)}</summary>
                    {step.fails.iter().map(failure).collect_view()}
                </details>
            })}
            {(!step.undo.is_empty()).then(|| view! {
                <p class="undo"><b>{reader.say(|w| w.undo)}</b> " " {prose(&step.undo)}</p>
            })}
            {tick(reader, id, done)}
        </section>
    }
    .into_any()
}

/// The box that is ticked: on disk first, then on the page.
fn tick(reader: Reader, id: StoredValue<String>, done: Memo<bool>) -> AnyView {
    let failed = RwSignal::new(None::<String>);
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let wanted = !done.get_untracked();
        leptos::task::spawn_local(async move {
            match tick_setup(id.get_value(), wanted).await {
                Ok(()) if wanted => id.with_value(|id| reader.mark_done(SET_UP, id)),
                Ok(()) => id.with_value(|id| reader.mark_undone(SET_UP, id)),
                Err(error) => failed.set(Some(message(&error))),
            }
        });
    };
    view! {
        <label class="foot">
            <input type="checkbox" checked=done.get_untracked() prop:checked=done on:click=press />
            {reader.say(|w| w.step_is_done)}
        </label>
        {move || failed.get().map(|why| view! { <p class="bad" role="alert">{why}</p> })}
    }
    .into_any()
}

/// How one asks whether a step is done; in sight where the step is nothing else.
fn verify(reader: Reader, ask: String, answer: String, open: bool) -> AnyView {
    let text = ask.clone();
    view! {
        <details class="asks" open=open>
            <summary>{reader.say(|w| w.ask_whether_done)}</summary>
            <div class="commands">
                <pre tabindex="0"><code>{ask}</code></pre>
                <CopyButton text=move || text.clone() />
            </div>
            <p class="label">{reader.say(|w| w.it_answers)} " " <code>{answer}</code></p>
        </details>
    }
    .into_any()
}

fn failure(failure: &Failure) -> AnyView {
    view! { <pre class="out" tabindex="0">{failure.prints.clone()}</pre> <p>{prose(&failure.remedy)}</p> }
        .into_any()
}

/// Plain text in which what stands between backticks is code.
fn prose(text: &str) -> AnyView {
    let piece = |(at, piece): (usize, &str)| {
        let piece = piece.to_owned();
        if at % 2 == 1 { view! { <code>{piece}</code> }.into_any() } else { piece.into_any() }
    };
    text.split('`').enumerate().map(piece).collect_view().into_any()
}
