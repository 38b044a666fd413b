//! Builds what the machines of `tests/machines` are made of, once per machine: a Debian, packages, images. Needs root, as those tests do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::paths::{cache, root, run};
use crate::real_cluster;

/// The recipes, in the order in which they run.
const RECIPES: [&str; 4] = ["programs.sh", "rootfs.sh", "packages.sh", "images.sh"];

/// The folder of what was built: keyed by the recipes and by Kubernetes' programs.
pub(crate) fn folder() -> Result<PathBuf> {
    let recipes = root().join("tests/machines/build");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&recipes)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut hash = Sha256::new();
    hash.update(real_cluster::folder()?.to_string_lossy().as_bytes());
    for file in files {
        hash.update(fs::read(file)?);
    }
    let key: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(cache()?.join("machines").join(key))
}

/// Builds what is missing.
pub(crate) fn build() -> Result<()> {
    let dir = folder()?;
    if dir.join("complete").exists() {
        return Ok(());
    }
    possible()?;
    real_cluster::build()?;
    println!("building Debian machines and their images (about 5 minutes, once) into {}", dir.display());
    // Halves of an earlier build that was cut.
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    let (kubernetes, programs) = (real_cluster::folder()?, dir.join("programs"));
    for recipe in RECIPES {
        let mut command = Command::new("bash");
        command.arg(root().join("tests/machines/build").join(recipe));
        match recipe {
            "programs.sh" => command.arg(&programs),
            "rootfs.sh" => command.arg(&dir),
            _ => command.args([&dir, &kubernetes, &programs]),
        };
        run(command.current_dir(&dir))?;
    }
    fs::write(dir.join("complete"), "")?;
    Ok(())
}

/// Says why the machines cannot be had here, if they cannot.
pub(crate) fn possible() -> Result<()> {
    let id = Command::new("id").arg("-u").output().context("cannot ask who runs this")?;
    if id.stdout.trim_ascii() != b"0" {
        bail!("the machines of tests/machines need root (namespaces, mounts): run as root, or SKIP=machines");
    }
    let own = ["--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--fork", "true"];
    if !Command::new("unshare").args(own).status().is_ok_and(|status| status.success()) {
        bail!("this machine lets nobody make namespaces (unshare fails): SKIP=machines");
    }
    Ok(())
}
