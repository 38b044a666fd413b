//! Puts `target/site/pkg` (made by `cargo xtask browser`) into the binary: writes a list of names and `include_bytes!`.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=CARGO_TARGET_DIR");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| manifest.join("../target"), PathBuf::from);
    let pkg = target.join("site/pkg");
    println!("cargo::rerun-if-changed={}", pkg.display());
    let mut files = Vec::new();
    collect(&pkg, "", &mut files);
    if files.is_empty() {
        println!(
            "cargo::warning=the browser half is not built: pages will have no style; run `cargo xtask browser` first"
        );
    }
    files.sort();
    let mut list = String::from("&[\n");
    for (name, path) in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let _ = writeln!(list, "    ({name:?}, include_bytes!({:?})),", path.display().to_string());
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("assets.rs");
    if let Err(error) = fs::write(out, list) {
        println!("cargo::error=cannot write the list of assets: {error}");
    }
}

fn collect(dir: &PathBuf, prefix: &str, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else if !name.starts_with('.') {
            files.push((format!("{prefix}{name}"), path));
        }
    }
}
