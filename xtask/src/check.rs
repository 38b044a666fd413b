//! Formatting, lints, dependency rules and house rules: what CI runs besides the tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::paths::{cache, has, root, run};

/// The cargo-deny that is installed when there is none.
const CARGO_DENY: &str = "0.20.2";

/// The cargo-machete that is installed when there is none.
const CARGO_MACHETE: &str = "0.9.2";

/// `cargo fmt --check`.
pub(crate) fn fmt() -> Result<()> {
    run(Command::new("cargo").args(["fmt", "--all", "--check"]))
}

/// Clippy over the server's half (`app` with `ssr`, since the binary asks for it), then over the browser's; never in one
/// call, features would mix.
pub(crate) fn clippy() -> Result<()> {
    run(Command::new("cargo").args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-Dwarnings",
    ]))?;
    run(Command::new("cargo").args([
        "clippy",
        "--quiet",
        "--workspace",
        "--exclude=app",
        "--all-targets",
        "--",
        "-Dwarnings",
    ]))?;
    run(Command::new("cargo").args([
        "clippy",
        "--quiet",
        "--package=app",
        "--features=ssr",
        "--",
        "-Dwarnings",
    ]))?;
    run(Command::new("cargo").args([
        "clippy",
        "--quiet",
        "--package=app",
        "--no-default-features",
        "--features=hydrate",
        "--target=wasm32-unknown-unknown",
        "--profile=wasm-dev",
        "--",
        "-Dwarnings",
    ]))
}

/// `cargo deny check bans licenses sources`; advisories clone a repository and have a command of their own.
pub(crate) fn deny() -> Result<()> {
    let program = tool("cargo-deny", CARGO_DENY)?;
    run(Command::new(program).args(["--log-level=error", "check", "bans", "licenses", "sources"]))
}

/// Every dependency that a manifest lists is used.
pub(crate) fn machete() -> Result<()> {
    let program = tool("cargo-machete", CARGO_MACHETE)?;
    run(Command::new(program).arg(root()))
}

/// A cargo tool: the one that is installed, else one built once and kept outside the tree.
fn tool(name: &str, version: &str) -> Result<PathBuf> {
    if has(name) {
        return Ok(PathBuf::from(name));
    }
    let dir = cache()?.join(format!("{name}-{version}"));
    let program = dir.join("bin").join(name);
    if !program.exists() {
        let spec = format!("{name}@{version}");
        run(Command::new("cargo")
            .args(["install", "--quiet", "--no-default-features", "--root"])
            .arg(&dir)
            .arg(spec))?;
    }
    Ok(program)
}

/// The longest that a Rust source file may be, in lines.
const LONGEST: usize = 500;

/// Every Rust file opens with what it is for, none is longer than [`LONGEST`], and no word is left behind.
pub(crate) fn tidy() -> Result<()> {
    let mut problems = Vec::new();
    for folder in ["app", "server", "tests", "xtask"] {
        walk(&root().join(folder), &mut |path| {
            if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(path)?;
                problems.extend(untidy(&text).into_iter().map(|what| format!("{}: {what}", path.display())));
            }
            Ok(())
        })?;
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(())
}

fn untidy(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !text.starts_with("//!") {
        problems.push("open it with a `//!` comment: what it is for, which layer it is in".to_owned());
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        problems.push(format!("{lines} lines: find the missing room, {LONGEST} is the longest"));
    }
    for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")] {
        if text.contains(word) {
            problems.push(format!("{word} left behind: do it, or say in the docs that it is missing"));
        }
    }
    problems
}

fn walk(dir: &Path, visit: &mut impl FnMut(&Path) -> Result<()>) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                walk(&path, visit)?;
            }
        } else {
            visit(&path)?;
        }
    }
    Ok(())
}
