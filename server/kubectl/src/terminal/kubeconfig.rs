//! Changes the kubeconfig's files: read, changed, written beside and put in place, so that a reader sees the old or the
//! new one. Fields that kubectl does not know stay, where its own would lose them; comments go, as with its own.
//!
//! Layer: I/O shell. Upstream: `client-go/tools/clientcmd/config.go` (`ModifyConfig`), `loader.go` (`WriteToFile`).

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use apimachinery::path::{list_at, str_at};
use go_text::quote;
use serde_json::{Map, Value, json};

use crate::{Changed, KubeconfigChange};

/// Changes one of these files, the first of which counts most.
pub(super) fn change(paths: &[PathBuf], change: &KubeconfigChange) -> Result<Changed, String> {
    let files: Vec<(&PathBuf, Value)> =
        paths.iter().map(|path| Ok((path, read(path)?))).collect::<Result<_, String>>()?;
    let current =
        files.iter().map(|(_, config)| str_at(config, &["current-context"])).find(|name| !name.is_empty());
    let home =
        |name: &str| files.iter().find(|(_, config)| context(config, name).is_some()).map(|(path, _)| *path);
    match change {
        KubeconfigChange::UseContext(name) => {
            if home(name).is_none() {
                return Err(format!("no context exists with the name: {}", quote(name)));
            }
            if current != Some(name) {
                rewrite(default_file(paths)?, |config| config["current-context"] = name.as_str().into())?;
            }
            Ok(Changed { name: name.clone(), created: false })
        }
        KubeconfigChange::SetContext { name, fields } => {
            let name = name.as_deref().or(current).ok_or("no current context is set")?;
            let path = match home(name) {
                Some(path) => path,
                None => default_file(paths)?,
            };
            rewrite(path, |config| set_context(config, name, fields))?;
            Ok(Changed { name: name.to_owned(), created: home(name).is_none() })
        }
    }
}

/// Where something goes that is in no file yet: the first one that exists, or else the last.
fn default_file(paths: &[PathBuf]) -> Result<&Path, String> {
    let found = paths.iter().find(|path| path.exists()).or(paths.last());
    found.map(PathBuf::as_path).ok_or_else(|| "no kubeconfig file is named, and HOME is not set".to_owned())
}

fn context<'c>(config: &'c Value, name: &str) -> Option<&'c Value> {
    list_at(config, &["contexts"]).iter().find(|context| str_at(context, &["name"]) == name)
}

fn set_context(config: &mut Value, name: &str, fields: &[(&'static str, String)]) {
    if context(config, name).is_none() {
        let new = json!({ "name": name, "context": { "cluster": "", "user": "" } });
        match config["contexts"].as_array_mut() {
            Some(contexts) => contexts.push(new),
            None => config["contexts"] = json!([new]),
        }
    }
    let contexts = config["contexts"].as_array_mut().into_iter().flatten();
    for context in contexts.filter(|context| str_at(context, &["name"]) == name) {
        for (field, value) in fields {
            context["context"][*field] = value.as_str().into();
        }
        if let Some(inner) = context["context"].as_object_mut()
            && inner.get("namespace").and_then(Value::as_str) == Some("")
        {
            inner.remove("namespace");
        }
    }
}

/// A file as it is; one that is not there is empty.
pub(super) fn read(path: &Path) -> Result<Value, String> {
    let shown = path.display().to_string();
    let failed = |why: &dyn std::fmt::Display| format!("error loading config file {}: {why}", quote(&shown));
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(failed(&error)),
    };
    match crate::yaml::parse(&bytes).map_err(|why| failed(&why))? {
        Value::Null => Ok(json!({})),
        config @ Value::Object(_) => Ok(config),
        _ => Err(failed(&"it is no object")),
    }
}

/// Reads a file again under its lock, changes it, and writes it if that made a difference.
fn rewrite(path: &Path, change: impl FnOnce(&mut Value)) -> Result<(), String> {
    // A link stays a link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| format!("mkdir {}: {error}", folder.display()))?;
    let _lock = Lock::take(&path)?;
    let before = read(&path)?;
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return Ok(());
    }
    normalize(&mut after);
    put(folder, &path, crate::printers::yaml::to_yaml(&after).as_bytes())
        .map_err(|error| format!("open {}: {error}", path.display()))
}

/// Writes a file beside and puts it in place.
fn put(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mode = fs::metadata(path).map_or(0o600, |meta| meta.permissions().mode() & 0o777);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    if written.is_err() {
        // What is left of it helps nobody; that it could not be written is what is told.
        let _gone = fs::remove_file(&beside);
    }
    written
}

/// kubectl's own lock: a file beside, which is there while the kubeconfig is changed.
struct Lock(PathBuf);

impl Lock {
    fn take(path: &Path) -> Result<Lock, String> {
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let lock = PathBuf::from(name);
        match OpenOptions::new().write(true).create_new(true).mode(0o0).open(&lock) {
            Ok(_) => Ok(Lock(lock)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(format!("open {}: file exists", lock.display()))
            }
            Err(error) => Err(format!("open {}: {error}", lock.display())),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock that stays is told by the next command that wants it.
        let _gone = fs::remove_file(&self.0);
    }
}

/// As kubectl writes it: entries by name, and fields that are always there.
fn normalize(config: &mut Value) {
    let Some(map) = config.as_object_mut() else { return };
    for (key, value) in [("apiVersion", "v1"), ("kind", "Config"), ("current-context", "")] {
        map.entry(key).or_insert(value.into());
    }
    for (list, inner, fields) in [
        ("clusters", "cluster", &["server"][..]),
        ("contexts", "context", &["cluster", "user"]),
        ("users", "user", &[]),
    ] {
        let entries = map.entry(list).or_insert(Value::Null);
        for entry in entries.as_array_mut().into_iter().flatten() {
            if !entry[inner].is_object() {
                entry[inner] = json!({});
            }
            for field in fields {
                if entry[inner].get(*field).is_none() {
                    entry[inner][*field] = "".into();
                }
            }
            if let Some(exec) = entry[inner].get_mut("exec").and_then(Value::as_object_mut) {
                program(exec);
            }
        }
    }
    for list in ["clusters", "contexts", "users", "extensions"] {
        if let Some(entries) = map.get_mut(list).and_then(Value::as_array_mut) {
            entries.sort_by(|a, b| str_at(a, &["name"]).cmp(str_at(b, &["name"])));
        }
    }
}

/// The fields of a credential plug-in that are always written.
fn program(exec: &mut Map<String, Value>) {
    for (field, value) in
        [("args", Value::Null), ("env", Value::Null), ("provideClusterInfo", Value::Bool(false))]
    {
        exec.entry(field).or_insert(value);
    }
}
