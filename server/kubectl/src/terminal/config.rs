//! The kubeconfig as kubectl finds it, and connections made from it.
//!
//! Layer: I/O shell. Upstream: `client-go/tools/clientcmd/loader.go`, `client_config.go`, `overrides.go`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use go_text::quote;
use kube::config::{
    AuthInfo, Cluster, Context, KubeConfigOptions, Kubeconfig, NamedAuthInfo, NamedCluster, NamedContext,
};
use serde_json::{Value, json};

use crate::{Changed, Clusters, Connection, ConnectionFlags, KubeconfigChange};

/// The name of what flags add to a kubeconfig.
const OVERRIDE: &str = "wheelhouse-flags";

/// The process's own kubeconfig.
pub(super) struct Local;

impl Clusters for Local {
    fn kubeconfig(&self, flags: &ConnectionFlags) -> Result<Kubeconfig, String> {
        load(flags, as_written)
    }

    fn connect<'a>(&'a self, flags: &'a ConnectionFlags) -> BoxFuture<'a, Result<Connection, String>> {
        async move { connect(load(flags, read)?, flags).await }.boxed()
    }

    fn change_kubeconfig(
        &self,
        flags: &ConnectionFlags,
        change: &KubeconfigChange,
    ) -> Result<Changed, String> {
        super::kubeconfig::change(&paths(&flags.kubeconfig).0, change)
    }
}

/// What a flag says, unless that is nothing.
fn given(flag: &str) -> Option<&str> {
    Some(flag).filter(|value| !value.is_empty())
}

/// The kubeconfig's files in the order in which they count, and whether there is just the one that was named.
pub(super) fn paths(flag: &str) -> (Vec<PathBuf>, bool) {
    if let Some(path) = given(flag) {
        return (vec![path.into()], true);
    }
    let paths = match std::env::var_os("KUBECONFIG").filter(|value| !value.is_empty()) {
        Some(list) => std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()).collect(),
        None => std::env::var_os("HOME")
            .map(|home| PathBuf::from(home).join(".kube/config"))
            .into_iter()
            .collect(),
    };
    (paths, false)
}

fn load(
    flags: &ConnectionFlags,
    read: fn(PathBuf) -> Result<Kubeconfig, String>,
) -> Result<Kubeconfig, String> {
    let (paths, named) = paths(&flags.kubeconfig);
    if let Some(missing) = paths.iter().find(|path| named && !path.exists()) {
        return Err(format!("stat {}: no such file or directory", missing.display()));
    }
    let mut merged = Kubeconfig::default();
    for path in paths.into_iter().filter(|path| path.exists()) {
        merged =
            if named { read(path)? } else { merged.merge(read(path)?).map_err(|error| error.to_string())? };
    }
    Ok(merged)
}

/// A file with its relative paths as they are, to be shown.
fn as_written(path: PathBuf) -> Result<Kubeconfig, String> {
    whole(&path, None)
}

/// A file whose relative paths begin at its folder, to be used.
fn read(path: PathBuf) -> Result<Kubeconfig, String> {
    whole(&path, path.parent())
}

/// A file all of which can be read, as kubectl wants it.
fn whole(path: &Path, folder: Option<&Path>) -> Result<Kubeconfig, String> {
    let (config, broken) = super::entries::typed(super::kubeconfig::read(path)?, folder);
    match broken.first() {
        None => Ok(config),
        Some(one) => {
            let (file, name) = (quote(&path.display().to_string()), quote(&one.name));
            Err(format!("error loading config file {file}: {}: {name}: {}", one.list, one.why))
        }
    }
}

async fn connect(mut kubeconfig: Kubeconfig, flags: &ConnectionFlags) -> Result<Connection, String> {
    let name = given(&flags.context)
        .map(str::to_owned)
        .or_else(|| kubeconfig.current_context.clone())
        .unwrap_or_default();
    let found = kubeconfig
        .contexts
        .iter()
        .find(|context| context.name == name)
        .and_then(|named| named.context.clone());
    if found.is_none() && !name.is_empty() {
        return Err(format!("Error in configuration: context was not found for specified context: {name}"));
    }
    let mut context = found.unwrap_or(Context {
        cluster: String::new(),
        user: None,
        namespace: None,
        extensions: None,
        other: Default::default(),
    });
    if let Some(cluster) = given(&flags.cluster) {
        context.cluster = cluster.to_owned();
    }
    if let Some(user) = given(&flags.user) {
        context.user = Some(user.to_owned());
    }
    if let Some(namespace) = given(&flags.namespace) {
        context.namespace = Some(namespace.to_owned());
    }
    let cluster = cluster(&kubeconfig, flags, &context.cluster)?;
    let user = user(&kubeconfig, flags, context.user.as_deref().unwrap_or(""))?;
    connection::check_user(context.user.as_deref().unwrap_or(""), Some(&user))?;
    let mut cluster: Cluster = serde_json::from_value(cluster).map_err(|error| error.to_string())?;
    connection::check_cluster(&context.cluster, Some(&cluster))?;
    let server = connection::server_url(&cluster, &user)?;
    cluster.server = Some(server.clone());
    context.cluster = OVERRIDE.to_owned();
    context.user = Some(OVERRIDE.to_owned());
    kubeconfig.clusters.push(NamedCluster {
        name: OVERRIDE.to_owned(),
        cluster: Some(cluster),
        other: Default::default(),
    });
    kubeconfig.auth_infos.push(NamedAuthInfo {
        name: OVERRIDE.to_owned(),
        auth_info: Some(user),
        other: Default::default(),
    });
    kubeconfig.contexts.push(NamedContext {
        name: OVERRIDE.to_owned(),
        context: Some(context),
        other: Default::default(),
    });
    let options = KubeConfigOptions { context: Some(OVERRIDE.to_owned()), ..KubeConfigOptions::default() };
    let mut config =
        kube::Config::from_custom_kubeconfig(kubeconfig, &options).await.map_err(|error| chain(&error))?;
    config.connect_timeout = Some(Duration::from_secs(30));
    let namespace = config.default_namespace.clone();
    let client = connection::for_terminal(config).map_err(|error| chain(&error))?;
    Ok(Connection { client, namespace, server })
}

/// An error with all that caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let more = inner.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = inner.source();
    }
    text
}

/// The cluster as JSON, with what flags say.
fn cluster(kubeconfig: &Kubeconfig, flags: &ConnectionFlags, name: &str) -> Result<Value, String> {
    let named = kubeconfig
        .clusters
        .iter()
        .find(|cluster| cluster.name == name)
        .and_then(|named| named.cluster.as_ref());
    if named.is_none() && given(&flags.cluster).is_some() {
        return Err(format!("no server found for cluster {}", quote(name)));
    }
    let mut cluster = match named {
        Some(cluster) => serde_json::to_value(cluster).map_err(|error| error.to_string())?,
        None => json!({}),
    };
    if cluster.get("server").and_then(Value::as_str).is_none_or(str::is_empty) {
        cluster["server"] = "http://localhost:8080".into();
    }
    if let Some(server) = given(&flags.server) {
        cluster["server"] = server.into();
    }
    if let Some(file) = given(&flags.certificate_authority) {
        cluster["certificate-authority"] = file.into();
        if let Some(map) = cluster.as_object_mut() {
            map.remove("certificate-authority-data");
        }
    }
    if flags.insecure_skip_tls_verify.given {
        cluster["insecure-skip-tls-verify"] = flags.insecure_skip_tls_verify.value.into();
        if let Some(map) = cluster.as_object_mut() {
            map.remove("certificate-authority-data");
            map.remove("certificate-authority");
        }
    }
    if let Some(name) = given(&flags.tls_server_name) {
        cluster["tls-server-name"] = name.into();
    }
    Ok(cluster)
}

/// The user, with what flags say.
fn user(kubeconfig: &Kubeconfig, flags: &ConnectionFlags, name: &str) -> Result<AuthInfo, String> {
    let named =
        kubeconfig.auth_infos.iter().find(|user| user.name == name).and_then(|named| named.auth_info.clone());
    if named.is_none() && !name.is_empty() && given(&flags.user).is_some() {
        return Err(format!("auth info {} does not exist", quote(name)));
    }
    let mut user = named.unwrap_or_default();
    let typed = json!({
        "token": given(&flags.token), "username": given(&flags.username), "password": given(&flags.password),
    });
    let typed: AuthInfo = serde_json::from_value(typed).map_err(|error| error.to_string())?;
    if typed.token.is_some() {
        user = AuthInfo { token: typed.token, ..AuthInfo::default() };
    }
    if typed.username.is_some() {
        (user.username, user.password) = (typed.username, typed.password);
    }
    if let Some(file) = given(&flags.client_certificate) {
        (user.client_certificate, user.client_certificate_data) = (Some(file.to_owned()), None);
    }
    if let Some(file) = given(&flags.client_key) {
        (user.client_key, user.client_key_data) = (Some(file.to_owned()), None);
    }
    let groups = flags.as_group.to_vec();
    if let Some(other) = given(&flags.as_user) {
        user.impersonate = Some(other.to_owned());
    } else if !groups.is_empty() {
        return Err(format!("requesting uid, groups or user-extra for {name} without impersonating a user"));
    }
    if !groups.is_empty() {
        user.impersonate_groups = Some(groups);
    }
    if let Some(uid) = given(&flags.as_uid) {
        user.impersonate_uid = Some(uid.to_owned());
    }
    Ok(user)
}
