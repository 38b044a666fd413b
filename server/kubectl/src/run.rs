//! Runs one command: finds it, checks what this surface allows, runs it, says what went wrong.
//!
//! Layer: the library's front door.

use crate::commands::{self, Found, GROUPS};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::flags::Args;
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
        Found::Command(command, parsed) => {
            let cx = Context::new(session, &parsed);
            let outcome = execute(&cx, command, parsed).await;
            finish(&cx, outcome).await
        }
    }
}

async fn execute(cx: &Context, command: &commands::Command, args: Args) -> Outcome {
    if cx.session.surface == Surface::Page {
        page::check(command.path, &args).map_err(|message| Failure::Verbatim(message, 1))?;
    }
    let cancel = cx.session.cancel.clone();
    tokio::select! {
        outcome = (command.run)(cx, args) => outcome,
        () = stopped(&cancel, command.path) => Err(Failure::Exit(130)),
    }
}

/// `exec` and `attach` end their remote side themselves.
async fn stopped(cancel: &tokio_util::sync::CancellationToken, path: &str) {
    cancel.cancelled().await;
    if matches!(path, "exec" | "attach" | "run") {
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
    if code == 0 && cx.warnings_as_errors && warnings > 0 {
        let word = if warnings == 1 { "warning" } else { "warnings" };
        cx.err(format!("error: {warnings} {word} received\n")).await;
        return 1;
    }
    code
}

/// The help of one command or group; the texts are our own.
fn help(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(overview(path));
    }
    let mut text = String::new();
    if let Some(command) = commands::command_named(path) {
        text += &format!("{}.\n\nUsage:\n  kubectl {}{}\n", command.about, command.path, command.usage);
        let flags: Vec<String> = command
            .flags
            .iter()
            .flat_map(|group| group.iter())
            .map(|flag| match flag.default {
                "" => format!("  {}", flag.called()),
                default => format!("  {} (default {default})", flag.called()),
            })
            .collect();
        if !flags.is_empty() {
            text += &format!("\nFlags:\n{}\n", flags.join("\n"));
        }
        return Some(text);
    }
    let (name, about) = GROUPS.iter().find(|(name, _)| *name == path)?;
    text += &format!("{about}.\n\nCommands:\n");
    for command in commands::commands().filter(|command| command.path.starts_with(&format!("{name} "))) {
        text += &format!("  {:<24} {}\n", command.path, command.about);
    }
    Some(text)
}

fn overview(unknown: &str) -> String {
    let mut text = String::new();
    if !unknown.is_empty() {
        text += &format!("There is no help for \"{unknown}\".\n\n");
    }
    text += "kubectl speaks to a Kubernetes cluster. The commands here:\n\n";
    for command in commands::commands() {
        text += &format!("  {:<24} {}\n", command.path, command.about);
    }
    text + "\n`kubectl COMMAND --help` shows a command's flags.\n"
}
