//! The Secret in kube-system that a bootstrap token is.
//!
//! Layer: pure. Upstream: `app/apis/bootstraptoken/v1/utils.go`, `cluster-bootstrap/token/api/types.go`.

use go_text::{base64, quote};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::token::{Token, secret_name};

/// The type of such Secrets.
pub(crate) const TYPE: &str = "bootstrap.kubernetes.io/token";

/// What tokens may be good for.
pub(crate) const USAGES: [&str; 2] = ["signing", "authentication"];

/// A token and what is known of it.
#[derive(Clone)]
pub(crate) struct Bootstrap {
    /// The token.
    pub(crate) token: Token,
    /// What it is for, in somebody's words.
    pub(crate) description: String,
    /// When it ends; `None`: never.
    pub(crate) expires: Option<Timestamp>,
    /// `authentication`, `signing`.
    pub(crate) usages: Vec<String>,
    /// The groups that its bearer is in.
    pub(crate) groups: Vec<String>,
}

/// Go's `time.RFC3339`, in UTC.
pub(crate) fn rfc3339(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl Bootstrap {
    /// The Secret.
    pub(crate) fn to_secret(&self) -> Value {
        let mut data = Map::new();
        let mut put = |key: String, text: &str| {
            if !text.is_empty() {
                data.insert(key, base64::encode(text.as_bytes()).into());
            }
        };
        put("token-id".to_owned(), &self.token.id);
        put("token-secret".to_owned(), &self.token.secret);
        put("description".to_owned(), &self.description);
        put("expiration".to_owned(), &self.expires.map(rfc3339).unwrap_or_default());
        for usage in &self.usages {
            put(format!("usage-bootstrap-{usage}"), "true");
        }
        put("auth-extra-groups".to_owned(), &self.groups.join(","));
        json!({
            "apiVersion": "v1", "kind": "Secret", "type": TYPE, "data": data,
            "metadata": {"name": self.token.secret_name(), "namespace": "kube-system"},
        })
    }

    /// Reads a Secret; the error is kubeadm's.
    pub(crate) fn from_secret(secret: &Value) -> Result<Bootstrap, String> {
        let name = secret.pointer("/metadata/name").and_then(Value::as_str).unwrap_or("");
        let data = |key: &str| field(secret, key);
        let id = data("token-id");
        if id.is_empty() {
            return Err(format!("bootstrap Token Secret has no token-id data: {name}"));
        }
        if name != secret_name(&id) {
            let (actual, expected) = (quote(name), quote(&secret_name(&id)));
            return Err(format!(
                "bootstrap token name is not of the form 'bootstrap-token-(token-id)'. Actual: {actual}. Expected: {expected}"
            ));
        }
        let word = data("token-secret");
        if word.is_empty() {
            return Err(format!("bootstrap Token Secret has no token-secret data: {name}"));
        }
        let token = Token::parse(&format!("{id}.{word}"))
            .map_err(|why| format!("bootstrap Token Secret is invalid and couldn't be parsed: {why}"))?;
        let until = data("expiration");
        let expires = match until.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|_| {
                format!("can't parse expiration time of bootstrap token {}: {}", quote(name), go_time(text))
            })?),
        };
        let mut usages: Vec<String> = secret["data"]
            .as_object()
            .into_iter()
            .flat_map(Map::keys)
            .filter(|key| data(key) == "true")
            .filter_map(|key| key.strip_prefix("usage-bootstrap-"))
            .map(str::to_owned)
            .collect();
        usages.sort();
        let groups = data("auth-extra-groups");
        let groups = if groups.starts_with(',') || groups.is_empty() { "" } else { &groups };
        let groups = groups.split(',').filter(|_| !groups.is_empty()).map(str::to_owned).collect();
        Ok(Bootstrap { token, description: data("description"), expires, usages, groups })
    }
}

fn field(secret: &Value, key: &str) -> String {
    let bytes = secret["data"]
        .get(key)
        .and_then(Value::as_str)
        .and_then(|text| base64::decode(text).ok())
        .unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What Go says of a moment that is none.
fn go_time(text: &str) -> String {
    let layout = "2006-01-02T15:04:05Z07:00";
    format!("parsing time {} as {}: cannot parse {} as \"2006\"", quote(text), quote(layout), quote(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_secret() {
        let bootstrap = Bootstrap {
            token: Token::parse("abcdef.0123456789abcdef").unwrap(),
            description: "for worker-3".to_owned(),
            expires: Some("2026-11-24T16:07:33Z".parse().unwrap()),
            usages: vec!["authentication".to_owned(), "signing".to_owned()],
            groups: vec!["system:bootstrappers:kubeadm:default-node-token".to_owned()],
        };
        let read = Bootstrap::from_secret(&bootstrap.to_secret()).unwrap();
        assert_eq!(read.to_secret(), bootstrap.to_secret());
        assert_eq!(rfc3339(read.expires.unwrap()), "2026-11-24T16:07:33Z");
    }

    #[test]
    fn a_secret_of_another_name_is_no_token() {
        let secret = json!({"metadata": {"name": "x"}, "data": {"token-id": base64::encode(b"abcdef")}});
        let why = Bootstrap::from_secret(&secret).err().unwrap();
        assert!(why.ends_with(r#"Actual: "x". Expected: "bootstrap-token-abcdef""#), "{why}");
    }
}
