//! The entries of a kubeconfig's file, each read for itself: one that is wrong is told by where it stands and takes no other with it.
//!
//! Layer: pure. What a file says is never in an error: it may be a token. Upstream: `client-go/tools/clientcmd/loader.go`
//! (`ResolveLocalPaths`), `api/v1/conversion.go`.

use std::path::Path;

use apimachinery::path::str_at;
use go_text::quote;
use kube::config::{Kubeconfig, NamedAuthInfo, NamedCluster, NamedContext};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The fields of a cluster and of a user that name files.
const FILES: [&str; 4] = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

/// The fields whose value is in base64.
const BASE64: [&str; 3] = ["certificate-authority-data", "client-certificate-data", "client-key-data"];

/// An entry that cannot be used.
#[derive(Debug)]
pub(super) struct Broken {
    /// `clusters`, `contexts`, `users`.
    pub(super) list: &'static str,
    /// The entry's name.
    pub(super) name: String,
    /// What is wrong with it.
    pub(super) why: String,
}

/// A file's entries, relative paths from its folder where one is given, and those that cannot be used.
pub(super) fn typed(mut file: Value, folder: Option<&Path>) -> (Kubeconfig, Vec<Broken>) {
    let mut broken = Vec::new();
    let clusters: Vec<NamedCluster> =
        entries(&mut file, "clusters", "cluster", &mut broken, |cluster| tidy(cluster, folder));
    let contexts: Vec<NamedContext> = entries(&mut file, "contexts", "context", &mut broken, |context| {
        // As kubectl reads one that names none.
        if context.is_object() && context.get("cluster").is_none_or(Value::is_null) {
            context["cluster"] = "".into();
        }
    });
    let auth_infos: Vec<NamedAuthInfo> =
        entries(&mut file, "users", "user", &mut broken, |user| tidy(user, folder));
    let mut config = serde_json::from_value(file.clone()).unwrap_or_else(|error| {
        broken.push(Broken { list: "fields", name: String::new(), why: expected(&error) });
        Kubeconfig::default()
    });
    (config.clusters, config.contexts, config.auth_infos) = (clusters, contexts, auth_infos);
    config.current_context =
        Some(str_at(&file, &["current-context"]).to_owned()).filter(|name| !name.is_empty());
    (config, broken)
}

/// One list of a file.
fn entries<T: DeserializeOwned>(
    file: &mut Value,
    list: &'static str,
    inner: &str,
    broken: &mut Vec<Broken>,
    tidy: impl Fn(&mut Value),
) -> Vec<T> {
    let entries = file.get_mut(list).map(Value::take).unwrap_or_default();
    let Value::Array(entries) = entries else { return Vec::new() };
    let read = |mut entry: Value| {
        let name = str_at(&entry, &["name"]).to_owned();
        if let Some(inner) = entry.get_mut(inner) {
            tidy(inner);
        }
        let wrong = entry.get(inner).and_then(undecodable).or_else(|| mode(&name, &entry));
        let wrong = wrong.map_or_else(|| serde_json::from_value(entry).map_err(|e| expected(&e)), Err);
        wrong.map_err(|why| broken.push(Broken { list, name, why })).ok()
    };
    entries.into_iter().filter_map(read).collect()
}

/// Go's refusal of what is not in base64.
fn undecodable(entry: &Value) -> Option<String> {
    let fields = BASE64.iter().filter_map(|field| entry.get(field)?.as_str());
    fields.filter_map(|data| go_text::base64::decode(data).err()).next()
}

/// kubectl's refusal of a plug-in's mode that there is not.
fn mode(name: &str, entry: &Value) -> Option<String> {
    let mode = str_at(entry, &["user", "exec", "interactiveMode"]);
    let known = ["", "Never", "IfAvailable", "Always"].contains(&mode);
    (!known).then(|| format!("invalid interactiveMode for {name}: {}", quote(mode)))
}

/// Paths from the file's folder; base64 without its line breaks, which Go passes over.
fn tidy(entry: &mut Value, folder: Option<&Path>) {
    for field in BASE64 {
        if let Some(Value::String(data)) = entry.get_mut(field) {
            data.retain(|c| c != '\r' && c != '\n');
        }
    }
    let Some(folder) = folder else { return };
    for field in FILES {
        absolute(entry.get_mut(field), folder, |_| true);
    }
    // A word without a slash is looked for in PATH.
    absolute(entry.pointer_mut("/exec/command"), folder, |command| command.contains('/'));
}

fn absolute(path: Option<&mut Value>, folder: &Path, which: impl Fn(&str) -> bool) {
    if let Some(Value::String(path)) = path
        && !path.is_empty()
        && which(path)
    {
        *path = folder.join(&*path).display().to_string();
    }
}

/// What serde expected, without what it found.
fn expected(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(", expected ") {
        Some((_, expected)) => format!("one of its fields is of another type: expected {expected}"),
        None if text.starts_with("missing field") => text,
        None => "one of its fields is of another type than kubectl reads".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_broken_entry_takes_no_other_with_it_and_tells_no_secret() {
        let file = json!({
            "clusters": [
                {"name": "a", "cluster": {"server": "https://a", "certificate-authority": "ca.pem", "certificate-authority-data": "QUJD\nREVG\r\n"}},
                {"name": "b", "cluster": {"server": 5}},
            ],
            "contexts": [{"name": "none", "context": {"user": "u"}}, {"name": "a", "context": {"cluster": "a"}}],
            "users": [
                {"name": "u", "user": {"client-certificate-data": ["s3cret"], "token": "s3cret"}},
                {"name": "v", "user": {"exec": {"command": "bin/x", "interactiveMode": "Foo"}}},
                {"name": "w", "user": {"exec": {"command": "./x", "interactiveMode": "Never"}}},
            ],
        });
        let (config, broken) = typed(file, Some(Path::new("/etc/k")));
        let names: Vec<&str> = broken.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["b", "u", "v"]);
        assert!(!format!("{broken:?}").contains("s3cret"), "{broken:?}");
        assert_eq!(broken[2].why, "invalid interactiveMode for v: \"Foo\"");
        let cluster = config.clusters[0].cluster.as_ref().unwrap();
        assert_eq!(cluster.certificate_authority.as_deref(), Some("/etc/k/ca.pem"));
        assert_eq!(cluster.certificate_authority_data.as_deref(), Some("QUJDREVG"));
        assert_eq!(config.contexts.len(), 2);
        let exec = config.auth_infos[0].auth_info.as_ref().unwrap().exec.as_ref().unwrap();
        assert_eq!(exec.command.as_deref(), Some("/etc/k/./x"));
    }
}
