//! `make test` and `make bench`.

use std::path::PathBuf;
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use crate::browser::{self, Profile};
use crate::paths::{root, run, run_aside, target};
use crate::{machines, needs, real_cluster, run as build};

/// Every test. What they need is installed first where it may be, or named; `SKIP` leaves suites out.
pub(crate) fn all() -> Result<()> {
    let skip = std::env::var("SKIP").unwrap_or_default();
    let skips = |what: &str| skip.split(',').any(|s| s == what);
    needs::ready(&skips)?;
    if !skips("cluster") {
        real_cluster::build()?;
    }
    if !skips("machines") {
        machines::build()?;
    }
    browser::build(Profile::Dev)?;
    // Builds the binary too, which everything below runs.
    run(Command::new("cargo").args(["test", "--quiet", "--workspace", "--no-run"]))?;
    thread::scope(|scope| {
        // A real cluster is waited for more than it works: its tests run beside the others, two clusters at a time.
        let lanes = [["differential", "course"], ["kubeadm", "conformance"]];
        let lanes = lanes
            .map(|suites| (!skips("cluster")).then(|| scope.spawn(move || beside_the_real_cluster(suites))));
        let machines = (!skips("machines")).then(|| scope.spawn(on_real_machines));
        let here = on_this_machine(&skips);
        for lane in lanes.into_iter().flatten().chain(machines) {
            lane.join().map_err(|_| anyhow!("a test beside the real cluster ended in a panic"))??;
        }
        here
    })
}

/// What needs no other cluster than ours.
fn on_this_machine(skips: &dyn Fn(&str) -> bool) -> Result<()> {
    run(Command::new("cargo").args(["test", "--quiet", "--workspace"]))?;
    if !skips("shell") {
        run(Command::new("cargo").args([
            "test",
            "--quiet",
            "--workspace",
            "--test=runbook",
            "--",
            "--ignored",
        ]))?;
    }
    run(Command::new(wheelhouse()).args(["course", "test", "content"]))?;
    if !skips("browser") {
        run(Command::new("npm")
            .arg("test")
            .current_dir(browser_tests()?)
            .env("WHEELHOUSE_BIN", wheelhouse()))?;
    }
    Ok(())
}

/// Suites of `tests/` that start a real cluster each, one after the other; told of when they have ended.
fn beside_the_real_cluster(suites: [&str; 2]) -> Result<()> {
    for suite in suites {
        run_aside(
            Command::new("cargo")
                .args(["test", "--quiet", "--workspace", "--test", suite, "--", "--ignored"])
                .env("WHEELHOUSE_REAL_CLUSTER", real_cluster::folder()?)
                .env("WHEELHOUSE_BIN", wheelhouse()),
        )?;
    }
    Ok(())
}

/// The set-up page's scripts on Debian machines in namespaces: two stories side by side, five machines at most, which is what a host's
/// inotify instances are enough for.
fn on_real_machines() -> Result<()> {
    run_aside(
        Command::new("cargo")
            .args([
                "test",
                "--quiet",
                "--workspace",
                "--test=machines",
                "--",
                "--ignored",
                "--test-threads=2",
            ])
            .env("WHEELHOUSE_MACHINES", machines::folder()?),
    )
}

fn wheelhouse() -> PathBuf {
    target().join("debug/wheelhouse")
}

/// The folder of the browser tests, with what they need installed.
fn browser_tests() -> Result<PathBuf> {
    let tests = root().join("tests/browser");
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&tests))?;
    Ok(tests)
}

/// Writes docs/coverage.md.
pub(crate) fn coverage() -> Result<()> {
    run(Command::new("cargo").args(["run", "--quiet", "--package=tests", "--bin=coverage"]))
}

/// Measures beside what people use today: see `tests/src/bin/bench/`.
pub(crate) fn bench() -> Result<()> {
    real_cluster::build()?;
    browser_tests()?;
    build::release()?;
    run(Command::new("cargo")
        .args(["run", "--quiet", "--release", "--package=tests", "--bin=bench"])
        .env("WHEELHOUSE_REAL_CLUSTER", real_cluster::folder()?)
        .env("WHEELHOUSE_BIN", target().join("release/wheelhouse")))
}
