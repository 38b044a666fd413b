//! What each command of the binary does, one file each.

mod course;
mod edited;
mod export;
pub(crate) mod kubectl;
mod port;
mod practice;
mod private;
mod serve;

use std::io::IsTerminal;
use std::time::Duration;

use tracing_subscriber::EnvFilter;

use crate::cli::{Cli, Command};

/// How long a server that was asked to stop may take.
const PATIENCE: Duration = Duration::from_millis(4500);

/// How long threads that still wait for something are waited for at the end.
const LEFTOVERS: Duration = Duration::from_millis(200);

/// Runs a command and returns the process' exit code.
pub(crate) fn run(cli: Cli) -> i32 {
    logs();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    end_whatever_hangs(&cli.command);
    let done = runtime.block_on(async {
        match cli.command {
            None => serve::run(cli.serve).await,
            Some(Command::Serve(args)) => serve::run(args).await,
            Some(Command::Kubectl { args }) => return Ok(::kubectl::terminal::main(args).await),
            Some(Command::Practice(args)) => practice::run(args).await,
            Some(Command::Course(args)) => return course::run(args.action).await,
        }
        .map(|()| 0)
    });
    // What blocks a thread for ever is left where it is.
    runtime.shutdown_timeout(LEFTOVERS);
    done.unwrap_or_else(|why| fail(&why))
}

/// Ends a server that was asked to stop and does not, from a thread that nothing else runs on.
fn end_whatever_hangs(command: &Option<Command>) {
    if !matches!(command, None | Some(Command::Serve(_) | Command::Practice(_))) {
        return;
    }
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => runtime.block_on(asked_to_stop()),
            Err(error) => return tracing::warn!(%error, "nothing will end this server if it hangs"),
        }
        std::thread::sleep(PATIENCE);
        tracing::error!("stopping took too long: what was not saved by now is lost");
        std::process::exit(1);
    });
}

fn fail(why: &str) -> i32 {
    eprintln!("wheelhouse: {why}");
    1
}

/// Logs go to standard error; `WHEELHOUSE_LOG=debug` shows more, `WHEELHOUSE_LOG_FORMAT=json` writes JSON.
fn logs() {
    let filter =
        EnvFilter::try_from_env("WHEELHOUSE_LOG").unwrap_or_else(|_| EnvFilter::new("info,kube_client=off"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    if std::env::var("WHEELHOUSE_LOG_FORMAT").is_ok_and(|format| format == "json") {
        builder.json().init();
    } else {
        builder.init();
    }
}

/// Resolves when the process is asked to stop: Ctrl-C or SIGTERM.
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
