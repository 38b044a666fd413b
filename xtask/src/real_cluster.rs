//! Builds etcd, the control plane, kubectl, kubeadm and kwok from Go modules, once per machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use crate::paths::{cache, has, root, run};

/// The version that the programs say they are.
const VERSION: &str = "v1.36.3";

/// The folder of the programs: keyed by what they are built from.
pub(crate) fn folder() -> Result<PathBuf> {
    if let Some(dir) = std::env::var_os("WHEELHOUSE_REAL_CLUSTER") {
        return Ok(PathBuf::from(dir));
    }
    let recipes = root().join("tests/real-cluster");
    let mut hash = Sha256::new();
    for file in ["kubernetes/go.mod", "kubernetes/go.sum", "kwok/go.mod", "kwok/go.sum"] {
        hash.update(fs::read(recipes.join(file))?);
    }
    let key: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(cache()?.join("real-cluster").join(key))
}

/// Builds what is missing.
pub(crate) fn build() -> Result<()> {
    let dir = folder()?;
    if dir.join("complete").exists() {
        return Ok(());
    }
    if !has("go") {
        bail!(
            "Go is not installed: the real cluster is built from Go modules (Debian's `golang`, or go.dev); SKIP=cluster leaves those tests out"
        );
    }
    fs::create_dir_all(&dir)?;
    let version = "k8s.io/component-base/version";
    let flags = format!(
        "-s -w -X {version}.gitVersion={VERSION} -X {version}.gitMajor=1 -X {version}.gitMinor=36 -X {version}.gitTreeState=clean"
    );
    println!("building the real Kubernetes {VERSION} (about 8 minutes, once) into {}", dir.display());
    go_build("kubernetes", &dir, &flags)?;
    go_build("kwok", &dir, "-s -w")?;
    fs::write(dir.join("complete"), "")?;
    Ok(())
}

fn go_build(module: &str, dir: &Path, flags: &str) -> Result<()> {
    run(Command::new("go")
        .args(["build", "-o", &format!("{}/", dir.display()), "-ldflags", flags, "tool"])
        .env("CGO_ENABLED", "0")
        .current_dir(root().join("tests/real-cluster").join(module)))
}
