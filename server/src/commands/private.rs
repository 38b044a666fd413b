//! The data directory is its owner's alone: 0700, and what is in it 0600.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use rustix::fs::Mode;

/// What nobody else may do.
const OTHERS: u32 = 0o077;

/// Makes a directory private, with all that is in it, and whatever this process makes from now on. Says where others had rights.
pub(super) fn keep(dir: &Path) -> Result<(), String> {
    rustix::process::umask(Mode::from_raw_mode(OTHERS));
    let made = DirBuilder::new().recursive(true).mode(0o700).create(dir);
    let narrowed = made.and_then(|()| narrow(dir)).map_err(|error| {
        format!("the data directory {} cannot be kept from others: {error}; see --data-dir", dir.display())
    })?;
    if narrowed > 0 {
        let dir = dir.display();
        tracing::warn!(
            "others had rights to {dir} or to what is in it ({narrowed} in all): they have none any more"
        );
    }
    Ok(())
}

/// Takes away the rights of others; returns how many there were to take them from.
fn narrow(path: &Path) -> io::Result<usize> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return Ok(0);
    }
    let mode = metadata.permissions().mode() & 0o7777;
    let mut narrowed = 0;
    if mode & OTHERS != 0 {
        fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS))?;
        narrowed = 1;
    }
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            narrowed += narrow(&entry?.path())?;
        }
    }
    Ok(narrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_of_others_are_taken_away_and_counted() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("data");
        fs::create_dir(&dir).unwrap();
        fs::set_permissions(&dir, Permissions::from_mode(0o755)).unwrap();
        let outside = parent.path().join("outside");
        for file in [dir.join("a"), outside.clone()] {
            fs::write(&file, "x").unwrap();
            fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        }
        std::os::unix::fs::symlink(&outside, dir.join("link")).unwrap();
        assert_eq!(narrow(&dir).unwrap(), 2);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!([mode(&dir), mode(&dir.join("a")), mode(&outside)], [0o700, 0o600, 0o644]);
        assert_eq!(narrow(&dir).unwrap(), 0);
    }
}
