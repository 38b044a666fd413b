//! Runs one line: finds the command, checks what makes sense without a host, runs it, says what went wrong.
//!
//! Layer: the library's front door.

use kubectl::toolkit::{Context, Flags, Parsed};
use kubectl::{Event, Session};

use crate::command::{self, Found};
use crate::failure::{Failure, Outcome};
use crate::flags::Token;
use crate::info::ClusterInfo;
use crate::spec::Entry;
use crate::{Place, line};

/// Runs a line's arguments, as [`crate::parse_line`] gives them, and returns the exit code.
pub async fn run(args: &[String], session: Session, place: Place) -> i32 {
    if line::is_pipe(args) {
        let cx = Context::of_kubeconfig(session, "");
        let outcome = hash(&cx).await;
        return finish(&cx, outcome).await;
    }
    let (text, code) = match command::find(args) {
        Found::Command(entry, parsed) => {
            // Of a line's flags only the kubeconfig says how to connect: kubectl knows a `--token`, too, but means another one.
            let cx = Context::of_kubeconfig(session, &Token::read(&parsed).kubeconfig);
            let cancel = cx.session.cancel.clone();
            let outcome = tokio::select! {
                outcome = execute(&cx, entry, &parsed, place) => outcome,
                () = cancel.cancelled() => Err(Failure::Stopped),
            };
            return finish(&cx, outcome).await;
        }
        Found::Help(path) => {
            // Nobody listening is no failure of the command.
            let _sent = session.out.send(Event::Stdout(command::help(&path).into())).await;
            match path.as_str() {
                "token" | "config" | "config images" => {
                    (Failure::Kubeadm("\nerror: subcommand is required".to_owned()).report(), 1)
                }
                _ => return 0,
            }
        }
        Found::Wrong(why) => (Failure::Kubeadm(why).report(), 1),
        Found::Missing(why) => (Failure::Ours(why).report(), 1),
    };
    let _sent = session.out.send(Event::Stderr(text.into())).await;
    code
}

async fn finish(cx: &Context, outcome: Outcome) -> i32 {
    match outcome {
        Ok(()) => 0,
        Err(Failure::Stopped) => 130,
        Err(failure) => {
            cx.err(failure.report()).await;
            1
        }
    }
}

async fn execute(cx: &Context, entry: &Entry, parsed: &Parsed, place: Place) -> Outcome {
    let page = cx.session.surface == kubectl::Surface::Page;
    command::allowed(parsed, page).map_err(Failure::Ours)?;
    if let Some(doubt) = (entry.doubt)(parsed).filter(|_| !place.insisted) {
        return Err(Failure::Ours(doubt.english().to_owned()));
    }
    (entry.run)(cx, parsed, place).await
}

/// The pipe: the hash alone.
async fn hash(cx: &Context) -> Outcome {
    // On the host the certificate is a file; here the cluster itself has published it.
    let pins = ClusterInfo::fetch(cx).await.and_then(|info| info.pins());
    let pins = pins.map_err(|failure| match failure {
        Failure::Kubeadm(why) => {
            Failure::Ours(format!("the cluster's CA is not in kube-public/cluster-info: {why}"))
        }
        other => other,
    })?;
    cx.out(pins.first().map(|pin| format!("{pin}\n")).unwrap_or_default()).await;
    Ok(())
}
