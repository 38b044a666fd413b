//! What kubectl refuses in the entries of a kubeconfig before it asks anybody.
//!
//! Layer: pure. Upstream: `client-go/tools/clientcmd/validation.go` (`validateClusterInfo`, `validateAuthInfo`), `rest/transport.go`.

use go_text::quote;
use kube::config::{AuthInfo, AuthProviderConfig, Cluster, ExecConfig};

use crate::plugin::VERSIONS;

/// The version in which a plug-in's mode may be left out.
const BETA: &str = VERSIONS[1];

/// Whether a user's entry can be used.
///
/// # Errors
///
/// kubectl's words.
pub fn check_user(name: &str, user: Option<&AuthInfo>) -> Result<(), String> {
    let Some(user) = user else { return Ok(()) };
    let given = |field: &Option<String>| field.as_ref().is_some_and(|value| !value.is_empty());
    if (given(&user.client_certificate) || given(&user.client_certificate_data))
        && !given(&user.client_key)
        && user.client_key_data.is_none()
    {
        return Err(format!(
            "client-key-data or client-key must be specified for {name} to use the clientCert authentication method."
        ));
    }
    if let Some(exec) = &user.exec {
        if user.auth_provider.is_some() {
            return Err(format!(
                "authProvider cannot be provided in combination with an exec plugin for {name}"
            ));
        }
        check_plugin(name, exec)?;
    }
    if user.token.is_some() && given(&user.username) {
        let found = "found [token basicAuth], only one is allowed";
        return Err(format!("more than one authentication method found for {name}; {found}"));
    }
    user.auth_provider.as_ref().map_or(Ok(()), check_provider)
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
    let authority = cluster.certificate_authority.is_some() || cluster.certificate_authority_data.is_some();
    if authority && cluster.insecure_skip_tls_verify == Some(true) {
        return Err("specifying a root certificates file with the insecure flag is not allowed".to_owned());
    }
    Ok(())
}
