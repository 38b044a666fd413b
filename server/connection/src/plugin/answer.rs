//! What a plug-in is told and what it answers: `ExecCredential` of `client.authentication.k8s.io`.
//!
//! Layer: pure. Upstream: `client-go/plugin/pkg/client/auth/exec/exec.go` (`refreshCredsLocked`). What a plug-in wrote is never in an
//! error: it may hold a token.

use apimachinery::path::str_at;
use jiff::Timestamp;
use kube::config::ExecConfig;
use serde_json::{Value, json};

/// The versions that are spoken.
pub(crate) const VERSIONS: [&str; 2] =
    ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

/// The version that Go sees in an answer which names none.
const UNNAMED: &str = "client.authentication.k8s.io/__internal";

/// What a plug-in gave: a token, a certificate with its key (PEM), or both.
#[derive(PartialEq)]
pub(crate) struct Credential {
    pub(crate) token: Option<String>,
    pub(crate) certificate: Option<(String, String)>,
    /// When it ends; `None`: never.
    pub(crate) expires: Option<Timestamp>,
}

/// `KUBERNETES_EXEC_INFO`, with the end of line that Go's encoder writes.
pub(crate) fn question(exec: &ExecConfig, interactive: bool) -> String {
    let mut spec = json!({ "interactive": interactive });
    if exec.provide_cluster_info
        && let Some(cluster) = &exec.cluster
    {
        spec["cluster"] = json!(cluster);
        // Go writes it always.
        if spec["cluster"].get("config").is_none() {
            spec["cluster"]["config"] = Value::Null;
        }
    }
    json!({ "kind": "ExecCredential", "apiVersion": exec.api_version, "spec": spec }).to_string() + "\n"
}

/// The credential in what a plug-in configured for this version wrote on standard output: JSON, or YAML.
pub(crate) fn credential(version: &str, written: &[u8]) -> Result<Credential, String> {
    let answer: Value = serde_yaml_ng::from_slice(written)
        .ok()
        .filter(Value::is_object)
        .ok_or("decoding stdout: couldn't get version/kind; it is neither a JSON nor a YAML object")?;
    check_version(version, &answer)?;
    if !answer["status"].is_object() {
        return Err("exec plugin didn't return a status field".to_owned());
    }
    let text = |field| Some(str_at(&answer, &["status", field])).filter(|text| !text.is_empty());
    let token = text("token").map(str::to_owned);
    let certificate = match (text("clientCertificateData"), text("clientKeyData")) {
        (Some(certificate), Some(key)) => Some((pem(certificate, "certificate")?, pem(key, "key")?)),
        (None, None) if token.is_none() => {
            return Err("exec plugin didn't return a token or cert/key pair".to_owned());
        }
        (None, None) => None,
        _ => return Err("exec plugin returned only certificate or key, not both".to_owned()),
    };
    let expires = text("expirationTimestamp").map(str::parse).transpose();
    let expires = expires.map_err(|_| "decoding stdout: expirationTimestamp is no moment of RFC 3339")?;
    Ok(Credential { token, certificate, expires })
}

/// A part of the pair, if there is anything of PEM in it.
fn pem(text: &str, part: &str) -> Result<String, String> {
    let why = "failed parsing client key/certificate: tls: failed to find any PEM data in";
    text.contains("-----BEGIN ").then(|| text.to_owned()).ok_or_else(|| format!("{why} {part} input"))
}

fn check_version(configured: &str, answer: &Value) -> Result<(), String> {
    let (version, kind) = (str_at(answer, &["apiVersion"]), str_at(answer, &["kind"]));
    let returned = if version.is_empty() && kind.is_empty() { UNNAMED } else { version };
    let known = returned == UNNAMED || VERSIONS.contains(&returned);
    if !known || !["", "ExecCredential"].contains(&kind) {
        let (kind, returned) = (go_text::quote(kind), go_text::quote(returned));
        return Err(format!(
            "decoding stdout: no kind {kind} is registered for version {returned} in scheme \"pkg/runtime/scheme.go:111\""
        ));
    }
    if returned != configured {
        return Err(format!(
            "exec plugin is configured to use API version {configured}, plugin returned version {returned}"
        ));
    }
    Ok(())
}
