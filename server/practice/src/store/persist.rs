//! The state on disk: one append-only file of checked records, rewritten when it has grown too long.
//!
//! Layer: I/O. A record is a length, a checksum and JSON. A torn tail (a power cut, kill -9) is cut off; anything else that
//! cannot be read is set aside under another name, never deleted; a newer format is refused untouched. A request is answered
//! after its records were handed to the operating system, which a kill of this process does not undo; the disk has them soon
//! after.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Key, Obj, Store};
use crate::kinds;
use crate::open::{Inner, OpenError, io};

/// The format that this version writes.
const FORMAT: u32 = 1;
const MAGIC: &str = "practice cluster state, format ";
/// How long a file may grow beyond its last rewriting.
const SLACK: u64 = 8 << 20;

/// The open file and the lock on its directory.
pub(crate) struct File {
    path: PathBuf,
    file: fs::File,
    written: u64,
    base: u64,
    _lock: fs::File,
}

impl File {
    /// Locks the directory and reads what is there into the store.
    pub(crate) fn open(dir: &Path, store: &mut Store, notices: &mut Vec<String>) -> Result<File, OpenError> {
        fs::create_dir_all(dir).map_err(io(dir))?;
        let lock_path = dir.join("practice.lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(io(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(OpenError::InUse(dir.to_owned())),
            Err(fs::TryLockError::Error(e)) => return Err(io(&lock_path)(e)),
        }
        let path = dir.join("practice.state");
        let mut bytes = Vec::new();
        if path.exists() {
            fs::File::open(&path).and_then(|mut f| f.read_to_end(&mut bytes)).map_err(io(&path))?;
        }
        let mut good = 0;
        if !bytes.is_empty() {
            match read(&bytes, &path, store)? {
                Some(end) => good = end as u64,
                None => {
                    let aside = dir.join(format!(
                        "practice.state.unreadable-{}",
                        jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ")
                    ));
                    fs::rename(&path, &aside).map_err(io(&path))?;
                    *store = Store::new();
                    let words = format!(
                        "the practice cluster's state could not be read; it was kept as {} and a fresh cluster was made",
                        aside.display()
                    );
                    tracing::warn!("{words}");
                    notices.push(words);
                }
            }
        }
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .read(true)
            .open(&path)
            .map_err(io(&path))?;
        file.set_len(good).map_err(io(&path))?;
        if good == 0 {
            let head = format!("{MAGIC}{FORMAT}\n");
            file.write_all(head.as_bytes()).map_err(io(&path))?;
            file.sync_data().map_err(io(&path))?;
            good = head.len() as u64;
        } else {
            use std::io::Seek as _;
            file.seek(std::io::SeekFrom::End(0)).map_err(io(&path))?;
        }
        Ok(File { path, file, written: good, base: good, _lock: lock })
    }

    /// Hands what changed to the operating system.
    pub(crate) fn append(&mut self, changed: &HashMap<Key, Option<Obj>>) -> std::io::Result<()> {
        let mut out = Vec::new();
        let mut records: Vec<_> = changed.iter().collect();
        records.sort_by_key(|(key, obj)| (obj.as_ref().map_or(0, |o| o.rev), (*key).clone()));
        for (key, obj) in records {
            record(&mut out, key, obj.as_ref());
        }
        let done = self.file.write_all(&out);
        if done.is_err() {
            // Half a record must not stand in the middle of the file.
            use std::io::Seek as _;
            self.file.set_len(self.written)?;
            self.file.seek(std::io::SeekFrom::End(0))?;
            return done;
        }
        self.written += out.len() as u64;
        Ok(())
    }

    /// A handle with which the disk is waited for while others write.
    pub(crate) fn handle(&self) -> std::io::Result<fs::File> {
        self.file.try_clone()
    }

    /// Whether the file has grown too long.
    pub(crate) fn is_long(&self) -> bool {
        self.written > self.base + SLACK
    }

    /// Writes the file anew with these objects, all that there are.
    pub(crate) fn rewrite(&mut self, objects: &[(Key, Obj)]) -> std::io::Result<()> {
        let temporary = self.path.with_extension("state.new");
        let mut out = format!("{MAGIC}{FORMAT}\n").into_bytes();
        for (key, obj) in objects {
            record(&mut out, key, Some(obj));
        }
        let mut file =
            OpenOptions::new().create(true).truncate(true).write(true).read(true).open(&temporary)?;
        file.write_all(&out)?;
        file.sync_all()?;
        fs::rename(&temporary, &self.path)?;
        if let Some(dir) = self.path.parent() {
            fs::File::open(dir)?.sync_all()?;
        }
        self.file = file;
        self.written = out.len() as u64;
        self.base = self.written;
        Ok(())
    }
}

/// All objects of a store.
pub(crate) fn everything(store: &Store) -> Vec<(Key, Obj)> {
    let mut out = Vec::new();
    for kind in kinds::all() {
        for obj in store.list(kind, None) {
            let (ns, name) = (
                crate::json::text(&obj.v, "metadata.namespace").to_owned(),
                crate::json::text(&obj.v, "metadata.name").to_owned(),
            );
            out.push((Key::new(kind, &ns, &name), obj));
        }
    }
    out
}

fn record(out: &mut Vec<u8>, key: &Key, obj: Option<&Obj>) {
    let m = key.kind.meta();
    let kind = if m.group.is_empty() { m.plural.to_owned() } else { format!("{}.{}", m.plural, m.group) };
    let body = match obj {
        None => json!([kind, key.ns.as_ref(), key.name.as_ref()]),
        Some(o) => json!([kind, key.ns.as_ref(), key.name.as_ref(), o.rev, *o.v, o.managed.as_deref()]),
    };
    let bytes = body.to_string().into_bytes();
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend(checksum(&bytes).to_le_bytes());
    out.extend(bytes);
}

/// FNV-1a: finds torn and mixed-up records, not malice.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Reads all whole records; where they end. `None`: this is not our file, or it is broken in the middle.
fn read(bytes: &[u8], path: &Path, store: &mut Store) -> Result<Option<usize>, OpenError> {
    let Some(head) =
        bytes.iter().position(|b| *b == b'\n').and_then(|i| std::str::from_utf8(&bytes[..i]).ok())
    else {
        return Ok(None);
    };
    let Some(format) = head.strip_prefix(MAGIC).and_then(|f| f.parse::<u32>().ok()) else { return Ok(None) };
    if format > FORMAT {
        return Err(OpenError::Newer { path: path.to_owned(), found: format, known: FORMAT });
    }
    let mut at = head.len() + 1;
    let mut found: HashMap<Key, Obj> = HashMap::new();
    while let Some(start) = bytes.get(at..at + 12) {
        let len = u32::from_le_bytes([start[0], start[1], start[2], start[3]]) as usize;
        let sum = u64::from_le_bytes([
            start[4], start[5], start[6], start[7], start[8], start[9], start[10], start[11],
        ]);
        let Some(body) = bytes.get(at + 12..at + 12 + len) else { break };
        if checksum(body) != sum {
            // Broken at the end is a torn write; broken before the end is not.
            if at + 12 + len < bytes.len() {
                return Ok(None);
            }
            break;
        }
        let Ok(value) = serde_json::from_slice::<Value>(body) else { return Ok(None) };
        let word = |i: usize| value.get(i).and_then(Value::as_str).unwrap_or("");
        if let Some(kind) = kinds::by_qualified(word(0)) {
            let key = Key::new(kind, word(1), word(2));
            match value.get(4) {
                None => drop(found.remove(&key)),
                Some(v) => {
                    let managed: Option<Arc<str>> = value.get(5).and_then(Value::as_str).map(Arc::from);
                    found.insert(
                        key,
                        Obj {
                            v: Arc::new(v.clone()),
                            managed,
                            rev: value.get(3).and_then(Value::as_u64).unwrap_or(1),
                        },
                    );
                }
            }
        }
        at += 12 + len;
    }
    for (key, obj) in found {
        store.load(&key, obj);
    }
    Ok(Some(at))
}

/// Writes what the cluster itself changed, and waits for the disk, until everything ends.
pub(crate) async fn write_often(inner: Arc<Inner>) {
    let mut changes = inner.changes();
    loop {
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = inner.cancel.cancelled() => return,
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
        let saver = inner.clone();
        if let Err(error) = tokio::task::spawn_blocking(move || saver.settle()).await {
            tracing::error!(%error, "a write did not finish");
        }
    }
}
