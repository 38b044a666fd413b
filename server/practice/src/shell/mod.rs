//! A small shell and its commands, simulated: nothing typed here reaches a process, a path or a socket of the host.
//!
//! Layer: simulation. [`parse`] makes a tree, [`run`] walks it, [`commands`] are the programs, [`files`] the file system.

pub(crate) mod commands;
mod expand;
pub(crate) mod files;
pub(crate) mod io;
mod parse;
mod run;
pub(crate) mod terminal;
mod tokens;

use std::sync::Arc;

use crate::kubelet::Process;
pub(crate) use io::{Input, Io, Output};
pub(crate) use run::Shell;

/// Runs a container's own command, its output in the container's log; the exit code.
pub(crate) async fn run_main(process: &Arc<Process>) -> i32 {
    let io = Io { stdin: Input::empty(), stdout: Output::log(process), stderr: Output::log(process) };
    let mut shell = Shell::new(process.clone());
    shell.main = true;
    let argv = process.argv.clone();
    let code = shell.exec(&argv, &io).await;
    shell.exited.unwrap_or(code)
}
