//! The commands behind `make`: builds the browser half, the outside programs, and runs what CI runs.
//!
//! `cargo xtask NAME...` runs the named tasks in order.

mod browser;
mod check;
mod licences;
mod machines;
mod needs;
mod paths;
mod real_cluster;
mod run;
mod test;
mod unused;

use std::process::ExitCode;

use anyhow::{Result, bail};

/// What a task is.
type Task = fn() -> Result<()>;

/// Every task: its name, what it does, the function.
const TASKS: &[(&str, &str, Task)] = &[
    ("run", "build (development profile) and serve", run::serve),
    ("build", "leave the release binary at target/release/wheelhouse", run::release),
    ("browser", "build the browser half (development profile)", || browser::build(browser::Profile::Dev)),
    ("browser-release", "build the browser half (release profile)", || {
        browser::build(browser::Profile::Release)
    }),
    ("real-cluster", "build the real Kubernetes programs that tests compare with", real_cluster::build),
    ("machines", "build what the machines of tests/machines are made of (as root)", machines::build),
    ("fmt", "check formatting", check::fmt),
    ("clippy", "lint both halves", check::clippy),
    ("deny", "check licenses, bans and sources of dependencies", check::deny),
    ("machete", "check that every dependency is used", check::machete),
    ("licences", "write docs/licences.txt, what the About page shows", licences::write),
    ("licences-check", "fail when docs/licences.txt is out of date", licences::check),
    ("tidy", "check the house rules that no compiler knows", check::tidy),
    (
        "test",
        "run every test, browser and real cluster included (SKIP=browser,cluster,machines leaves out)",
        test::all,
    ),
    ("coverage", "write docs/coverage.md, where the course covers what", test::coverage),
    ("bench", "measure beside what people use today", test::bench),
];

fn main() -> ExitCode {
    match tasks() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the tasks that the command line names, in its order.
fn tasks() -> Result<()> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    if names.is_empty() {
        println!("usage: cargo xtask NAME...\n");
        for (name, what, _) in TASKS {
            println!("  {name:16} {what}");
        }
        return Ok(());
    }
    for name in &names {
        match TASKS.iter().find(|(known, ..)| known == name) {
            Some((.., task)) => task()?,
            None => bail!("no task {name:?}: `cargo xtask` lists them"),
        }
    }
    Ok(())
}
