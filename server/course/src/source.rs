//! Where the files of `content/` come from: the binary itself, or a folder that an author edits.

use std::path::{Component, Path, PathBuf};

/// Files by path, relative to the content's root, with `/` between parts.
pub trait Source: Sync {
    /// The text of a file; `None` where there is none or it is not UTF-8.
    fn read(&self, path: &str) -> Option<String>;
    /// The names (not paths) of the files directly in a folder, sorted. Empty where there is none.
    fn list(&self, dir: &str) -> Vec<String>;
}

/// The content that was compiled into the binary.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;

/// Path and text of every file.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

impl Source for Embedded {
    fn read(&self, path: &str) -> Option<String> {
        FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_owned())
    }

    fn list(&self, dir: &str) -> Vec<String> {
        let prefix = format!("{dir}/");
        FILES
            .iter()
            .filter_map(|(name, _)| name.strip_prefix(&prefix))
            .filter(|name| !name.contains('/'))
            .map(str::to_owned)
            .collect()
    }
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Dir(pub PathBuf);

impl Dir {
    /// The path below the root; `None` for one that would leave it.
    fn inside(&self, path: &str) -> Option<PathBuf> {
        let path = Path::new(path);
        path.components().all(|c| matches!(c, Component::Normal(_))).then(|| self.0.join(path))
    }
}

impl Source for Dir {
    fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.inside(path)?).ok()
    }

    fn list(&self, dir: &str) -> Vec<String> {
        let Some(Ok(entries)) = self.inside(dir).map(std::fs::read_dir) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().is_file())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }
}

/// Files in memory, for tests.
#[cfg(test)]
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(pub(crate) std::collections::BTreeMap<String, String>);

#[cfg(test)]
impl Source for Memory {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }

    fn list(&self, dir: &str) -> Vec<String> {
        let prefix = format!("{dir}/");
        self.0.keys().filter_map(|k| k.strip_prefix(&prefix)).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_folder_reads_nothing() {
        let dir = Dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        assert!(dir.read("lib.rs").is_some());
        assert!(dir.read("../Cargo.toml").is_none());
        assert!(dir.read("/etc/hostname").is_none());
        assert!(dir.list("..").is_empty());
    }

    #[test]
    fn the_binary_carries_the_same_files_as_the_folder() {
        let dir = Dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"));
        assert_eq!(Embedded.list("en"), dir.list("en"));
        assert_eq!(Embedded.read("course.yaml"), dir.read("course.yaml"));
    }
}
