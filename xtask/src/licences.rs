//! Writes docs/licences.txt: what the About page shows of the crates, packages and fonts inside.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::paths::root;

/// What comes from npm into the pages (esbuild and binaryen only build).
const PACKAGES: &[&str] =
    &["@codemirror", "@lezer", "@marijn", "@xterm", "crelt", "style-mod", "w3c-keyname"];

/// The fonts inside.
const FONTS: &str = "Inter (SIL Open Font License 1.1, The Inter Project Authors, https://github.com/rsms/inter; text at /pkg/inter.LICENSE.txt)\n\
    JetBrains Mono (SIL Open Font License 1.1, The JetBrains Mono Project Authors, https://github.com/JetBrains/JetBrainsMono; text at /pkg/jetbrains-mono.LICENSE.txt)\n";

/// Writes the list.
pub(crate) fn write() -> Result<()> {
    fs::write(file(), list()?)?;
    Ok(())
}

/// Fails when the list is not that of Cargo.lock and package-lock.json.
pub(crate) fn check() -> Result<()> {
    if fs::read_to_string(file()).unwrap_or_default() != list()? {
        bail!("docs/licences.txt is out of date: run `cargo xtask licences`");
    }
    Ok(())
}

fn file() -> std::path::PathBuf {
    root().join("docs/licences.txt")
}

fn list() -> Result<String> {
    Ok(format!("Fonts\n\n{FONTS}\nCrates\n\n{}\nnpm packages\n\n{}", crates()?, packages()?))
}

/// Every crate that the binary or the browser half is built from.
fn crates() -> Result<String> {
    let mut lines = BTreeSet::new();
    for features in [["--package=wheelhouse", "--edges=normal"], ["--package=app", "--edges=normal"]] {
        let tree = Command::new("cargo")
            .args(["tree", "--prefix=none", "--format={p}|{l}|{r}", "--locked"])
            .args(features)
            .current_dir(root())
            .output()?;
        for line in String::from_utf8(tree.stdout)?.lines() {
            let line = line.trim_end_matches(" (*)");
            let mut parts = line.split('|');
            let (Some(name), Some(licence)) = (parts.next(), parts.next()) else { continue };
            // Our own crates have a path behind their version.
            if !name.contains('(') || name.ends_with("(proc-macro)") {
                lines.insert(format!("{} ({licence})\n", name.trim_end_matches(" (proc-macro)")));
            }
        }
    }
    Ok(lines.into_iter().collect())
}

fn packages() -> Result<String> {
    let lock: Value = serde_json::from_slice(&fs::read(root().join("app/web/package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("package-lock.json has no packages")?;
    let lines = packages.iter().filter_map(|(path, package)| {
        let name = path.strip_prefix("node_modules/")?;
        let ours = PACKAGES.iter().any(|p| name == *p || name.starts_with(&format!("{p}/")));
        let licence = package["license"].as_str().unwrap_or("MIT");
        ours.then(|| format!("{name} {} ({licence})\n", package["version"].as_str().unwrap_or_default()))
    });
    Ok(lines.collect())
}
