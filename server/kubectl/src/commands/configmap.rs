//! `create configmap`, `create secret generic`.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/create/create_configmap.go`, `create_secret.go`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::create::{Generated, create_generated, known, name_from};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::text::quote;

/// Keys and their bytes.
type Data = BTreeMap<String, Vec<u8>>;

/// `create configmap`.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let name = name_from(&args)?;
    let (mut data, mut binary): (Map<String, Value>, Map<String, Value>) = Default::default();
    for (key, bytes) in collect(cx, &args, "ConfigMap", &name)? {
        match String::from_utf8(bytes) {
            Ok(text) => data.insert(key, text.into()),
            Err(raw) => binary.insert(key, crate::base64::encode(raw.as_bytes()).into()),
        };
    }
    let mut object = json!({ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": name } });
    if !data.is_empty() {
        object["data"] = Value::Object(data);
    }
    if !binary.is_empty() {
        object["binaryData"] = Value::Object(binary);
    }
    let resource = known("", "configmaps", "ConfigMap", true);
    create_generated(cx, &args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}

/// `create secret generic`.
pub(crate) async fn secret(cx: &Context, args: Args) -> Outcome {
    let name = name_from(&args)?;
    let mut object = json!({ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": name } });
    let data = collect(cx, &args, "Secret", &name)?;
    if !data.is_empty() {
        let data = data.into_iter().map(|(key, bytes)| (key, crate::base64::encode(&bytes).into()));
        object["data"] = Value::Object(data.collect());
    }
    if !args.str("type").is_empty() {
        object["type"] = args.str("type").into();
    }
    let resource = known("", "secrets", "Secret", true);
    create_generated(cx, &args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}

/// What the flags name.
fn collect(cx: &Context, args: &Args, kind: &str, name: &str) -> Outcome<Data> {
    if args.bool("append-hash") {
        return fail("--append-hash is not available here");
    }
    let others = !args.list("from-file").is_empty() || !args.list("from-literal").is_empty();
    if others && !args.list("from-env-file").is_empty() {
        return fail("from-env-file cannot be combined with from-file or from-literal");
    }
    let mut data = Data::new();
    for source in args.list("from-file") {
        let (key, path) = match source.split('=').collect::<Vec<_>>().as_slice() {
            [path] => (None, (*path).to_owned()),
            ["", _] => {
                return fail(format!("key name for file path {} missing", source.trim_start_matches('=')));
            }
            [key, ""] => return fail(format!("file path for key name {key} missing")),
            [key, path] => (Some((*key).to_owned()), (*path).to_owned()),
            _ => return fail("key names or file paths cannot contain '='"),
        };
        let files = cx.session.files.read(&path).map_err(|why| missing(&path, &why))?;
        for (file, bytes) in files {
            let base = file.rsplit('/').next().unwrap_or(&file).to_owned();
            add(kind, name, &mut data, key.clone().unwrap_or(base), bytes)?;
        }
    }
    for source in args.list("from-literal") {
        let Some((key, value)) = source.split_once('=').filter(|(key, _)| !key.is_empty()) else {
            return fail(format!("invalid literal source {source}, expected key=value"));
        };
        let value = value.trim_matches(['\'', '"']);
        add(kind, name, &mut data, key.to_owned(), value.as_bytes().to_vec())?;
    }
    for path in args.list("from-env-file") {
        let files = cx.session.files.read(path).map_err(|why| missing(path, &why))?;
        for (_, bytes) in files {
            for line in String::from_utf8_lossy(&bytes).lines() {
                let line = line.trim_start();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                let (key, value) = line.split_once('=').unwrap_or((line, ""));
                add(kind, name, &mut data, key.to_owned(), value.as_bytes().to_vec())?;
            }
        }
    }
    Ok(data)
}

fn missing(path: &str, why: &str) -> Failure {
    if why.contains("does not exist") {
        return Failure::Message(format!("error reading {path}: no such file or directory"));
    }
    Failure::Message(format!("error reading {path}: {why}"))
}

fn add(kind: &str, name: &str, data: &mut Data, key: String, bytes: Vec<u8>) -> Outcome {
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let quoted = quote(&key);
    if key.is_empty() || !key.chars().all(valid) {
        let verdict = if kind == "Secret" {
            "is not valid key name for a Secret"
        } else {
            "is not a valid key name for a ConfigMap:"
        };
        return fail(format!(
            "{quoted} {verdict} a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
        ));
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
