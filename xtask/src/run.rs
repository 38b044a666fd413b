//! `make run` and `make build`.

use std::process::Command;

use anyhow::Result;

use crate::browser::{self, Profile};
use crate::paths::{run, target};

/// Builds both halves in the development profile and serves; arguments after `--` would go through `WHEELHOUSE_*`.
pub(crate) fn serve() -> Result<()> {
    build_dev()?;
    run(&mut Command::new(target().join("debug/wheelhouse")))
}

/// Builds both halves in the development profile.
pub(crate) fn build_dev() -> Result<()> {
    browser::build(Profile::Dev)?;
    run(Command::new("cargo").args(["build", "--package=wheelhouse"]))
}

/// The release binary: both halves small, everything inside.
pub(crate) fn release() -> Result<()> {
    browser::build(Profile::Release)?;
    run(Command::new("cargo").args(["build", "--release", "--package=wheelhouse"]))
}
