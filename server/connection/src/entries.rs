//! What kubectl refuses in the entries of a kubeconfig before it asks anybody.
//!
//! Layer: I/O, since the files are opened that they name. Upstream: `client-go/tools/clientcmd/validation.go` (`validateClusterInfo`, `validateAuthInfo`), `rest/transport.go`.

use std::io::ErrorKind;

use go_text::quote;
use kube::config::{AuthInfo, AuthProviderConfig, Cluster, ExecConfig};

use crate::plugin::VERSIONS;

/// The version in which a plug-in's mode may be left out.
const BETA: &str = VERSIONS[1];

/// Whether a user's entry can be used, and the files that it names can be opened.
///
/// # Errors
///
/// kubectl's words.
pub fn check_user(name: &str, user: Option<&AuthInfo>) -> Result<(), String> {
    let Some(user) = user else { return Ok(()) };
    let given = |field: &Option<String>| field.as_ref().is_some_and(|value| !value.is_empty());
    let mut wrong = Vec::new();
    if given(&user.client_certificate) || given(&user.client_certificate_data) {
        if !given(&user.client_key) && user.client_key_data.is_none() {
            wrong.push(format!("client-key-data or client-key must be specified for {name} to use the clientCert authentication method."));
        }
        for (field, file) in [("client-cert", &user.client_certificate), ("client-key", &user.client_key)] {
            wrong.extend(unopened(field, file.as_deref(), name));
        }
    }
    if let Some(exec) = &user.exec {
        if user.auth_provider.is_some() {
            wrong.push(format!(
                "authProvider cannot be provided in combination with an exec plugin for {name}"
            ));
        }
        wrong.extend(check_plugin(name, exec).err());
    }
    if user.token.is_some() && given(&user.username) {
        let found = "found [token basicAuth], only one is allowed";
        wrong.push(format!("more than one authentication method found for {name}; {found}"));
    }
    together(wrong)?;
    if user.token.is_none()
        && let Some(file) = user.token_file.as_deref().filter(|file| !file.is_empty())
    {
        open(file)?;
    }
    user.auth_provider.as_ref().map_or(Ok(()), check_provider)
}

/// Several refusals as kubectl lists them; one stands for itself.
fn together(wrong: Vec<String>) -> Result<(), String> {
    match wrong.as_slice() {
        [] => Ok(()),
        [one] => Err(one.clone()),
        many => Err(format!("Error in configuration: \n* {}", many.join("\n* "))),
    }
}

fn unopened(field: &str, file: Option<&str>, name: &str) -> Option<String> {
    let file = file.filter(|file| !file.is_empty())?;
    open(file).err().map(|why| format!("unable to read {field} {file} for {name} due to {why}"))
}

/// Whether a file can be opened; the error in Go's words.
fn open(file: &str) -> Result<(), String> {
    let why = match std::fs::File::open(file) {
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => "no such file or directory".to_owned(),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => "permission denied".to_owned(),
        Err(error) => error.to_string(),
    };
    Err(format!("open {file}: {why}"))
}

fn check_plugin(name: &str, exec: &ExecConfig) -> Result<(), String> {
    let missing =
        |field: &str| Err(format!("{field} must be specified for {name} to use exec authentication plugin"));
    if exec.command.as_deref().unwrap_or_default().is_empty() {
        return missing("command");
    }
    let version = exec.api_version.as_deref().unwrap_or_default();
    if version.is_empty() {
        return missing("apiVersion");
    }
    let named = |variable: &std::collections::HashMap<String, String>| {
        variable.get("name").is_some_and(|name| !name.is_empty())
    };
    if !exec.env.iter().flatten().all(named) {
        return missing("env variable name");
    }
    if exec.interactive_mode.is_none() && version != BETA {
        return missing("interactiveMode");
    }
    if VERSIONS.contains(&version) {
        return Ok(());
    }
    Err(format!("exec plugin: invalid apiVersion {}", quote(version)))
}

/// Of what was built into kubectl only `oidc` is left; kube would still run the programs of another.
fn check_provider(provider: &AuthProviderConfig) -> Result<(), String> {
    let (instead, page) = match provider.name.as_str() {
        "oidc" => return Ok(()),
        "gcp" => (
            "\"gke-gcloud-auth-plugin\"",
            "https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke",
        ),
        "azure" => (
            "https://github.com/Azure/kubelogin",
            "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins",
        ),
        name => return Err(format!("no Auth Provider found for name {}", quote(name))),
    };
    Err(format!(
        "The {} auth plugin has been removed.\nPlease use the {instead} kubectl/client-go credential plugin instead.\nSee {page} for further details",
        provider.name
    ))
}

/// Whether a cluster's entry can be used.
///
/// # Errors
///
/// kubectl's words.
pub fn check_cluster(name: &str, cluster: Option<&Cluster>) -> Result<(), String> {
    let none = Cluster::default();
    let cluster = cluster.unwrap_or(&none);
    if cluster.server.as_deref().unwrap_or_default().is_empty() {
        return Err(format!("no server found for cluster {}", quote(name)));
    }
    if let Some(why) = unopened("certificate-authority", cluster.certificate_authority.as_deref(), name) {
        return Err(why);
    }
    // What is not spoken to with TLS has no use for it, and kubectl does not look.
    let plain = cluster.server.as_deref().is_some_and(|server| server.starts_with("http://"));
    let Some(authority) = authority_of(cluster)?.filter(|_| !plain) else { return Ok(()) };
    if cluster.insecure_skip_tls_verify == Some(true) {
        return Err("specifying a root certificates file with the insecure flag is not allowed".to_owned());
    }
    // rustls would take it for no authority at all.
    let pem = String::from_utf8_lossy(&authority).contains("-----BEGIN CERTIFICATE-----");
    let why = "unable to load root certificates: unable to parse bytes as PEM block";
    pem.then_some(()).ok_or_else(|| why.to_owned())
}

/// The authority's certificates as they stand in the entry or in its file.
fn authority_of(cluster: &Cluster) -> Result<Option<Vec<u8>>, String> {
    if let Some(data) = cluster.certificate_authority_data.as_deref().filter(|data| !data.is_empty()) {
        return go_text::base64::decode(data).map(Some);
    }
    let file = cluster.certificate_authority.as_deref().filter(|file| !file.is_empty());
    file.map(|file| std::fs::read(file).map_err(|error| format!("open {file}: {error}"))).transpose()
}

/// The URL of a cluster's server. One without a scheme is spoken to with TLS if anything in the entries is about TLS.
///
/// Upstream: `client-go/rest/url_utils.go` (`DefaultServerURL`, `defaultServerUrlFor`).
///
/// # Errors
///
/// kubectl's words for what is neither a URL nor a host.
pub fn server_url(cluster: &Cluster, user: &AuthInfo) -> Result<String, String> {
    let written = cluster.server.as_deref().unwrap_or_default();
    let url = match written.split_once("://") {
        Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() => written.to_owned(),
        _ => {
            let tls = cluster.certificate_authority.is_some()
                || cluster.certificate_authority_data.is_some()
                || cluster.insecure_skip_tls_verify == Some(true)
                || user.client_certificate.is_some()
                || user.client_certificate_data.is_some();
            let scheme = if tls { "https" } else { "http" };
            let rest = written.trim_end_matches('/');
            if rest.contains('/') {
                return Err(format!("host must be a URL or a host:port pair: {}", quote(written)));
            }
            format!("{scheme}://{rest}")
        }
    };
    let usable = url.parse::<http::Uri>().is_ok_and(|url| url.authority().is_some());
    usable.then_some(url).ok_or_else(|| format!("host must be a URL or a host:port pair: {}", quote(written)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_server_without_a_scheme_is_read_as_kubectl_reads_it() {
        let url = |cluster| server_url(&serde_json::from_value(cluster).unwrap(), &AuthInfo::default());
        assert_eq!(url(json!({"server": "10.0.0.1:6443"})).unwrap(), "http://10.0.0.1:6443");
        assert_eq!(url(json!({"server": "localhost:8080"})).unwrap(), "http://localhost:8080");
        let tls = json!({"server": "a.example", "insecure-skip-tls-verify": true});
        assert_eq!(url(tls).unwrap(), "https://a.example");
        assert_eq!(url(json!({"server": "https://a/b"})).unwrap(), "https://a/b");
        let words = "host must be a URL or a host:port pair: \"a:1/b\"";
        assert_eq!(url(json!({"server": "a:1/b"})).unwrap_err(), words);
        assert!(url(json!({"server": "https://a b"})).is_err());
    }

    #[test]
    fn an_authority_beside_skipping_is_refused() {
        let cluster = json!({"server": "https://a", "insecure-skip-tls-verify": true, "certificate-authority-data": "QUJD"});
        let refused = check_cluster("a", Some(&serde_json::from_value(cluster).unwrap())).unwrap_err();
        assert_eq!(refused, "specifying a root certificates file with the insecure flag is not allowed");
    }

    #[test]
    fn a_plug_in_without_what_it_needs_is_refused_in_kubectls_words() {
        let v1 = VERSIONS[0];
        for (exec, words) in [
            (
                json!({"apiVersion": v1, "command": "x"}),
                "interactiveMode must be specified for u to use exec authentication plugin",
            ),
            (
                json!({"command": "x", "interactiveMode": "Never"}),
                "apiVersion must be specified for u to use exec authentication plugin",
            ),
            (
                json!({"apiVersion": v1, "interactiveMode": "Never"}),
                "command must be specified for u to use exec authentication plugin",
            ),
            (
                json!({"apiVersion": "client.authentication.k8s.io/v1alpha1", "command": "x", "interactiveMode": "Never"}),
                "exec plugin: invalid apiVersion \"client.authentication.k8s.io/v1alpha1\"",
            ),
        ] {
            let user = serde_json::from_value(json!({"exec": exec})).unwrap();
            assert_eq!(check_user("u", Some(&user)).unwrap_err(), words);
        }
        let beta = json!({"exec": {"apiVersion": BETA, "command": "x"}});
        check_user("u", Some(&serde_json::from_value(beta).unwrap())).unwrap();
    }
}
