//! The disk, and what is behind URLs.
//!
//! Layer: I/O shell. Upstream: `cli-runtime/pkg/resource/builder.go` (`expandIfFilePattern`), `visitor.go`.

use std::io;
use std::path::{Component, Path, PathBuf};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use go_text::quote;

use super::pattern;
use crate::failure::Failure;
use crate::{Fetched, Files, Manifest};

/// The disk.
pub(super) struct Disk;

impl Files for Disk {
    fn read(&self, name: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let path = Path::new(name);
        if !metadata(path)?.is_dir() {
            return Ok(vec![(name.to_owned(), bytes(path)?)]);
        }
        let mut files = entries(path).map_err(|error| format!("error reading {}: {error}", quote(name)))?;
        files.retain(|file| file.is_file());
        files.into_iter().map(|file| Ok((file.display().to_string(), bytes(&file)?))).collect()
    }

    fn manifests(&self, name: &str, recursive: bool) -> Result<Vec<Manifest>, String> {
        let paths = match metadata(Path::new(name)) {
            Err(why) if !Path::new(name).exists() => pattern::expand(name).ok_or(why)?,
            _ => vec![name.to_owned()],
        };
        let mut found = Vec::new();
        for path in paths {
            let path = Path::new(&path);
            if !metadata(path)?.is_dir() {
                found.push(path.to_path_buf());
                continue;
            }
            walk(&clean(path), recursive, &mut found)
                .map_err(|error| format!("error reading {}: {error}", quote(name)))?;
        }
        let read = |path: PathBuf| Manifest { text: bytes(&path), name: path.display().to_string() };
        Ok(found.into_iter().map(read).collect())
    }

    fn fetch<'a>(&'a self, url: &'a str) -> BoxFuture<'a, Result<Fetched, Failure>> {
        async move {
            match connection::fetch(url).await {
                Ok(connection::Answer { code, status, body }) => Ok(Fetched { code, status, body }),
                Err(error) => Err(crate::api::unreachable(url, error.as_ref())),
            }
        }
        .boxed()
    }
}

fn metadata(path: &Path) -> Result<std::fs::Metadata, String> {
    let name = quote(&path.display().to_string());
    std::fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("the path {name} does not exist"),
        _ => format!("the path {name} cannot be accessed: {error}"),
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("open {}: {}", path.display(), words(&error)))
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    entries.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    Ok(entries)
}

/// The manifests of a folder in the order of their names. Links to folders are not followed.
fn walk(folder: &Path, recursive: bool, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for path in entries(folder)? {
        let path = clean(&path);
        if std::fs::symlink_metadata(&path)?.is_dir() {
            if recursive {
                walk(&path, true, found)?;
            }
        } else if path
            .extension()
            .is_some_and(|ext| ["json", "yaml", "yml"].iter().any(|known| ext == *known))
        {
            found.push(path);
        }
    }
    Ok(())
}

/// A path without `.` and what `..` takes back, as Go's `filepath.Join` writes it.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

/// An error of the disk in Go's words.
fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
