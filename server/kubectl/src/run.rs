//! Runs one command: finds it, checks what this surface allows, runs it, says what went wrong.
//!
//! Layer: the library's front door.

use crate::commands::{self, Found};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::flags::groups::Globals;
use crate::flags::{Flags, Parsed};
use crate::help::{help, overview};
use crate::spec::{Effect, Entry, Manner};
use crate::{Event, Session, Surface, page};

/// Runs a command (its words without the leading `kubectl`) and returns its exit code.
pub async fn run(args: &[String], session: Session) -> i32 {
    match commands::find(args) {
        Found::Wrong(message) => {
            let (text, code) = Failure::Message(message).report();
            // Nobody listening is no failure of the command.
            let _sent = session.out.send(Event::Stderr(text.into())).await;
            code
        }
        Found::Help(path) => {
            let known = path.is_empty() || help(&path).is_some();
            let text = help(&path).unwrap_or_else(|| overview(&path));
            let _sent = session.out.send(Event::Stdout(text.into())).await;
            i32::from(!known)
        }
        Found::Incomplete(group) => {
            let text = help(&group).unwrap_or_else(|| overview(&group));
            // Where kubectl writes it: `DefaultSubCommandRun` of `rollout` has the output, of the others the errors.
            let event =
                if group == "rollout" { Event::Stdout(text.into()) } else { Event::Stderr(text.into()) };
            let _sent = session.out.send(event).await;
            1
        }
        Found::Command(entry, parsed) => {
            let cx = Context::new(session, Globals::read(&parsed));
            let outcome = execute(&cx, entry, &parsed).await;
            finish(&cx, outcome).await
        }
    }
}

async fn execute(cx: &Context, entry: &Entry, parsed: &Parsed) -> Outcome {
    if cx.session.surface == Surface::Page {
        page::check(&entry.spec, parsed).map_err(|message| Failure::Verbatim(message, 1))?;
    }
    let cancel = cx.session.cancel.clone();
    tokio::select! {
        outcome = (entry.run)(cx, parsed) => outcome,
        () = stopped(&cancel, talks(entry, parsed)) => Err(Failure::Exit(130)),
    }
}

/// Whether it talks to a container.
fn talks(entry: &Entry, parsed: &Parsed) -> bool {
    match (entry.effect)(parsed) {
        Effect::Runs => true,
        Effect::Changes => (entry.manner)(parsed) != Manner::Ends,
        Effect::Reads | Effect::Destroys => false,
    }
}

/// What talks to a container is given the time to end its remote side itself.
async fn stopped(cancel: &tokio_util::sync::CancellationToken, talks: bool) {
    cancel.cancelled().await;
    if talks {
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    }
}

async fn finish(cx: &Context, outcome: Outcome) -> i32 {
    let code = match outcome {
        Ok(()) => 0,
        Err(failure) => {
            let (text, code) = failure.report();
            cx.err(text).await;
            code
        }
    };
    let warnings = cx.warning_count();
    if code == 0 && cx.globals.warnings_as_errors && warnings > 0 {
        let word = if warnings == 1 { "warning" } else { "warnings" };
        cx.err(format!("error: {warnings} {word} received\n")).await;
        return 1;
    }
    code
}
