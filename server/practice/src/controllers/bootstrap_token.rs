//! Bootstrap tokens: those that have run out are deleted, and `cluster-info` is signed with each that may sign.
//!
//! Layer: state. Mirrors `pkg/controller/bootstrap` (tokencleaner, bootstrapsigner) and `k8s.io/cluster-bootstrap/token/jws`.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value;

use super::Work;
use crate::json::{map, object, text};
use crate::kinds;
use crate::registry::{self, Delete};
use crate::store::Key;
use crate::world::World;

const TYPE: &str = "bootstrap.kubernetes.io/token";
const PREFIX: &str = "jws-kubeconfig-";

/// A Secret changed.
pub(super) fn changed(w: &mut World, key: &Key, secret: &Value) {
    if key.ns.as_ref() == "kube-system" && text(secret, "type") == TYPE {
        w.enqueue(Work::Token(key.clone()));
        w.enqueue(Work::Sign);
    }
}

/// A value of a token's Secret.
pub(crate) fn field(secret: &Value, name: &str) -> String {
    let bytes = map(secret, "data").and_then(|d| d.get(name)).and_then(Value::as_str).unwrap_or("");
    String::from_utf8(STANDARD.decode(bytes).unwrap_or_default()).unwrap_or_default()
}

/// Whether a token serves this use (`signing`, `authentication`) and has not run out.
pub(crate) fn serves(w: &World, secret: &Value, usage: &str) -> bool {
    text(secret, "type") == TYPE
        && text(secret, "metadata.name") == format!("bootstrap-token-{}", field(secret, "token-id"))
        && field(secret, &format!("usage-bootstrap-{usage}")) == "true"
        && until(secret).is_none_or(|until| until > w.clock.now())
}

fn until(secret: &Value) -> Option<jiff::Timestamp> {
    crate::clock::parse(&field(secret, "expiration"))
}

/// Deletes a token that has run out.
pub(super) fn clean(w: &mut World, key: &Key) {
    let Some(until) = w.store.value(key).filter(|s| text(s, "type") == TYPE).and_then(|s| until(&s)) else {
        return;
    };
    if until > w.clock.now() {
        w.enqueue_at(until, Work::Token(key.clone()));
    } else if let Err(error) = registry::delete(w, key, &Delete::default()) {
        tracing::debug!(%error, "a token was gone before it ran out");
    }
}

/// Signs `cluster-info`.
pub(super) fn sign(w: &mut World) {
    let key = Key::new(kinds::CONFIG_MAP, "kube-public", "cluster-info");
    let Some(info) = w.store.value(&key) else { return };
    let Some(kubeconfig) = map(&info, "data").and_then(|d| d.get("kubeconfig")).and_then(Value::as_str)
    else {
        return;
    };
    let wanted: BTreeMap<String, String> = w
        .store
        .values(kinds::SECRET, Some("kube-system"))
        .iter()
        .filter(|s| serves(w, s, "signing"))
        .map(|s| {
            let id = field(s, "token-id");
            let signature = detached(kubeconfig, &id, &field(s, "token-secret"));
            (format!("{PREFIX}{id}"), signature)
        })
        .collect();
    w.change(&key, |info| {
        let data = object(info, "data");
        data.retain(|k, _| !k.starts_with(PREFIX) || wanted.contains_key(k));
        data.extend(wanted.into_iter().map(|(k, v)| (k, v.into())));
    });
}

/// A JWS without its content.
fn detached(content: &str, id: &str, secret: &str) -> String {
    let head = URL_SAFE_NO_PAD.encode(format!("{{\"alg\":\"HS256\",\"kid\":\"{id}\"}}"));
    let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(content));
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
    format!("{head}..{}", URL_SAFE_NO_PAD.encode(ring::hmac::sign(&key, signed.as_bytes())))
}

#[test]
fn a_signature_is_that_of_cluster_bootstrap() {
    // jws.ComputeDetachedSignature("content\n", "abcdef", "0123456789abcdef")
    assert_eq!(
        detached("content\n", "abcdef", "0123456789abcdef"),
        "eyJhbGciOiJIUzI1NiIsImtpZCI6ImFiY2RlZiJ9..xkPhz9qtNRQXCP_XEz8Is8VscWZrJTQNmIw5ldJ_3kk"
    );
}
