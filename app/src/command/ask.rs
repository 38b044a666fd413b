//! Asks the server to run a line, and takes what it answers into a panel's state.

use api::command::{RunEvent, RunRequest};
use leptos::prelude::*;

use super::call;
use super::state::{PanelState, Status};
use crate::frame::reader::Reader;

/// A request for the cluster in use. `step` is lesson and step id.
pub(crate) fn request(
    reader: Reader,
    step: Option<(String, String)>,
    line: String,
    preview: bool,
) -> RunRequest {
    let (lesson, step) = step.unzip();
    RunRequest {
        cluster: reader.frame.with_untracked(|f| f.cluster.clone()),
        lesson,
        step,
        lang: reader.lang.get_untracked(),
        line,
        preview,
        confirmed: None,
    }
}

/// Runs a request and shows its answer in `state`.
pub(crate) fn run(state: &PanelState, reader: Reader, request: RunRequest) {
    let turn = state.begin(request.preview);
    let (heard, asked) = (state.clone(), request.clone());
    let stop = call::run(&request, move |events| {
        if heard.turn.get_untracked() != turn {
            return;
        }
        match events {
            Some(events) => events.into_iter().for_each(|event| hear(&heard, reader, event, &asked)),
            None if heard.status.get_untracked() == Status::Running => heard.status.set(Status::Broken),
            None => {}
        }
    });
    state.stop.set(stop);
}

/// Goes on after a question.
pub(crate) fn confirm(state: &PanelState, reader: Reader, answer: String) {
    if let Status::Asking(asked) = state.status.get_untracked() {
        run(state, reader, RunRequest { confirmed: Some(answer), ..asked.1 });
    }
}

fn hear(state: &PanelState, reader: Reader, event: RunEvent, asked: &RunRequest) {
    match event {
        RunEvent::Out { text } => state.print(text, false),
        RunEvent::Err { text } => state.print(text, true),
        RunEvent::Call(call) => state.calls.update(|calls| calls.push(call)),
        RunEvent::Ask(question) => state.status.set(Status::Asking(Box::new((question, asked.clone())))),
        RunEvent::Change(change) => state.changes.update(|c| c.get_or_insert_default().push(change)),
        RunEvent::Hint(hint) => state.hint.set(Some(hint)),
        RunEvent::Done { lesson, step } => reader.mark_done(&lesson, &step),
        RunEvent::Exit { code, millis } => {
            let changed = state.calls.with_untracked(|calls| calls.iter().any(|c| c.method != "GET"));
            if changed && !asked.preview {
                reader.did_now(&asked.line);
            }
            if state.status.get_untracked() == Status::Running {
                state.status.set(Status::Ended(code, millis));
            }
        }
    }
}
