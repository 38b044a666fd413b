//! Writes the table of `content/`'s files that [`Embedded`](src/source.rs) serves, so that the binary carries its lessons.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Asked when it runs, not when it was built: two checkouts may share one target folder.
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| io::Error::other("cargo sets CARGO_MANIFEST_DIR"))?;
    let content = Path::new(&manifest).join("../../content").canonicalize()?;
    println!("cargo::rerun-if-changed={}", content.display());
    let mut files = Vec::new();
    collect(&content, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&content).map_err(io::Error::other)?;
        let _ = writeln!(
            table,
            "    ({:?}, include_str!({:?})),",
            name.to_string_lossy(),
            file.to_string_lossy()
        );
    }
    table.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("content.rs"), table)
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "md" || e == "yaml" || e == "svg") {
            files.push(path);
        }
    }
    Ok(())
}
