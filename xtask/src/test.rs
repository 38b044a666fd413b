//! `make test` and `make bench`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::browser::{self, Profile};
use crate::paths::{has, root, run, target};
use crate::{real_cluster, run as build};

/// Every test. What cannot run fails and says how to get it, unless `SKIP` names it.
pub(crate) fn all() -> Result<()> {
    let skip = std::env::var("SKIP").unwrap_or_default();
    let skips = |what: &str| skip.split(',').any(|s| s == what);
    if !skips("browser") && !has("chromium") {
        bail!("chromium is not installed: `apt-get install chromium` (or SKIP=browser)");
    }
    if !skips("shell") && !has("shellcheck") {
        bail!("shellcheck is not installed: `apt-get install shellcheck` (or SKIP=shell)");
    }
    if !skips("cluster") {
        real_cluster::build()?;
    }
    browser::build(Profile::Dev)?;
    // Builds the binary too, which everything below runs.
    run(Command::new("cargo").args(["test", "--quiet", "--workspace"]))?;
    if !skips("shell") {
        run(Command::new("cargo").args(["test", "--quiet", "--package=runbook", "--", "--ignored"]))?;
    }
    run(Command::new(target().join("debug/wheelhouse")).args(["course", "test", "content"]))?;
    if !skips("cluster") {
        run(Command::new("cargo")
            .args([
                "test",
                "--quiet",
                "--workspace",
                "--test=differential",
                "--test=conformance",
                "--test=course",
                "--test=kubeadm",
                "--",
                "--ignored",
            ])
            .env("WHEELHOUSE_REAL_CLUSTER", real_cluster::folder()?)
            .env("WHEELHOUSE_BIN", target().join("debug/wheelhouse")))?;
    }
    if !skips("browser") {
        run(Command::new("npm")
            .arg("test")
            .current_dir(browser_tests()?)
            .env("WHEELHOUSE_BIN", target().join("debug/wheelhouse")))?;
    }
    Ok(())
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
