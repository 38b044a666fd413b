//! Where the keys of a config map and of a Secret come from: literals, files, environment files.
//!
//! Layer: shared by two commands. Upstream: `kubectl/pkg/cmd/create/create_configmap.go`, `create_secret.go`.

use std::collections::BTreeMap;

use apimachinery::names::config_key;

use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;
use crate::text::quote;

/// Keys and their bytes.
pub(super) type Data = BTreeMap<String, Vec<u8>>;

crate::flags! {
    /// Where keys come from.
    pub(crate) struct Sources {
        /// The name ends in a hash of what is in it
        append_hash: bool = flag("append-hash", "false", Nothing, Allowed);
        /// Files with lines of KEY=VALUE
        from_env_file: Slice = flag("from-env-file", "", Nothing, Files);
        /// Files or folders: [KEY=]FILE
        from_file: Slice = flag("from-file", "", Nothing, KeyAndFile);
        /// KEY=VALUE; may be given several times
        from_literal: Array = flag("from-literal", "", Pair, Allowed);
    }
    with {}
}

impl Sources {
    /// What the flags name.
    pub(super) fn collect(&self, cx: &Context, kind: &str, name: &str) -> Outcome<Data> {
        if self.append_hash {
            return fail("--append-hash is not available here");
        }
        let others = !self.from_file.is_empty() || !self.from_literal.is_empty();
        if others && !self.from_env_file.is_empty() {
            return fail("from-env-file cannot be combined with from-file or from-literal");
        }
        let mut data = Data::new();
        for source in self.from_file.iter() {
            let (key, path) = key_and_path(source)?;
            let files = cx.session.files.read(&path).map_err(|why| missing(&path, &why))?;
            for (file, bytes) in files {
                let base = file.rsplit('/').next().unwrap_or(&file).to_owned();
                add(kind, name, &mut data, key.clone().unwrap_or(base), bytes)?;
            }
        }
        for source in self.from_literal.iter() {
            let Some((key, value)) = source.split_once('=').filter(|(key, _)| !key.is_empty()) else {
                return fail(format!("invalid literal source {source}, expected key=value"));
            };
            let value = value.trim_matches(['\'', '"']);
            add(kind, name, &mut data, key.to_owned(), value.as_bytes().to_vec())?;
        }
        for path in self.from_env_file.iter() {
            for (_, bytes) in cx.session.files.read(path).map_err(|why| missing(path, &why))? {
                environment(kind, name, &mut data, &bytes)?;
            }
        }
        Ok(data)
    }
}

/// `[KEY=]FILE`.
fn key_and_path(source: &str) -> Outcome<(Option<String>, String)> {
    match source.split('=').collect::<Vec<_>>().as_slice() {
        [path] => Ok((None, (*path).to_owned())),
        ["", _] => fail(format!("key name for file path {} missing", source.trim_start_matches('='))),
        [key, ""] => fail(format!("file path for key name {key} missing")),
        [key, path] => Ok((Some((*key).to_owned()), (*path).to_owned())),
        _ => fail("key names or file paths cannot contain '='"),
    }
}

/// The lines of an environment file.
fn environment(kind: &str, name: &str, data: &mut Data, bytes: &[u8]) -> Outcome {
    for line in String::from_utf8_lossy(bytes).lines() {
        let line = line.trim_start();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        add(kind, name, data, key.to_owned(), value.as_bytes().to_vec())?;
    }
    Ok(())
}

fn missing(path: &str, why: &str) -> Failure {
    if why.contains("does not exist") {
        return Failure::Message(format!("error reading {path}: no such file or directory"));
    }
    Failure::Message(format!("error reading {path}: {why}"))
}

fn add(kind: &str, name: &str, data: &mut Data, key: String, bytes: Vec<u8>) -> Outcome {
    let quoted = quote(&key);
    let wrong = config_key(&key);
    if !wrong.is_empty() {
        return fail(if kind == "Secret" {
            format!("{quoted} is not valid key name for a Secret {}", wrong.join(";"))
        } else {
            format!("{quoted} is not a valid key name for a ConfigMap: {}", wrong.join(","))
        });
    }
    if data.contains_key(&key) {
        return fail(if kind == "Secret" {
            format!("cannot add key {key}, another key by that name already exists")
        } else {
            let name = quote(name);
            format!(
                "cannot add key {quoted}, another key by that name already exists in Data for ConfigMap {name}"
            )
        });
    }
    data.insert(key, bytes);
    Ok(())
}
