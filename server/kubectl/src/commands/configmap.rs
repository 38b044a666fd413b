//! `create configmap`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_configmap.go`.

use serde_json::{Map, Value, json};

use super::create::{Generated, create_generated, known, name_from};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::text::quote;

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let name = name_from(&args)?;
    let others = !args.list("from-file").is_empty() || !args.list("from-literal").is_empty();
    if others && !args.list("from-env-file").is_empty() {
        return fail("from-env-file cannot be combined with from-file or from-literal");
    }
    let mut data: Map<String, Value> = Map::new();
    let mut binary: Map<String, Value> = Map::new();
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
            add(&name, &mut data, &mut binary, key.clone().unwrap_or(base), bytes)?;
        }
    }
    for source in args.list("from-literal") {
        let Some((key, value)) = source.split_once('=').filter(|(key, _)| !key.is_empty()) else {
            return fail(format!("invalid literal source {source}, expected key=value"));
        };
        let value = value.trim_matches(['\'', '"']);
        add(&name, &mut data, &mut binary, key.to_owned(), value.as_bytes().to_vec())?;
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
                add(&name, &mut data, &mut binary, key.to_owned(), value.as_bytes().to_vec())?;
            }
        }
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

fn missing(path: &str, why: &str) -> Failure {
    if why.contains("does not exist") {
        return Failure::Message(format!("error reading {path}: no such file or directory"));
    }
    Failure::Message(format!("error reading {path}: {why}"))
}

fn add(
    name: &str,
    data: &mut Map<String, Value>,
    binary: &mut Map<String, Value>,
    key: String,
    bytes: Vec<u8>,
) -> Outcome {
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if key.is_empty() || !key.chars().all(valid) {
        return fail(format!(
            "{} is not valid key name for a ConfigMap a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
            quote(&key)
        ));
    }
    if data.contains_key(&key) || binary.contains_key(&key) {
        return fail(format!(
            "cannot add key {}, another key by that name already exists in Data for ConfigMap {}",
            quote(&key),
            quote(name)
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => data.insert(key, text.into()),
        Err(raw) => binary.insert(key, crate::base64::encode(raw.as_bytes()).into()),
    };
    Ok(())
}
