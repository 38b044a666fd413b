//! Tokens of service accounts: made for `TokenRequest` and for pods, and recognised again.
//!
//! Layer: pure but for randomness. Mirrors `pkg/serviceaccount/claims.go`; signed with ES256.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, UnparsedPublicKey,
};
use serde_json::{Value, json};

use crate::json::{int, text};
use crate::kinds;
use crate::world::{World, uuid};

/// For whom tokens are when nobody says.
const ISSUER: &str = "https://kubernetes.default.svc.cluster.local";

/// The key that signs.
#[derive(Default)]
pub(crate) struct Signer(Option<EcdsaKeyPair>);

impl Signer {
    /// A signer with a key in PKCS #8.
    pub(crate) fn new(key: &[u8]) -> Result<Signer, String> {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key, &SystemRandom::new())
            .map(|pair| Signer(Some(pair)))
            .map_err(|error| error.to_string())
    }

    /// A token for an account, and when it runs out.
    pub(crate) fn token(
        &self,
        w: &World,
        account: &Value,
        audiences: &Value,
        seconds: i64,
    ) -> (String, jiff::Timestamp) {
        let now = w.clock.now();
        let until = now + jiff::SignedDuration::from_secs(seconds);
        let (ns, name) = (text(account, "metadata.namespace"), text(account, "metadata.name"));
        let audiences =
            if audiences.as_array().is_none_or(Vec::is_empty) { json!([ISSUER]) } else { audiences.clone() };
        let claims = json!({
            "aud": audiences, "exp": until.as_second(), "iat": now.as_second(), "iss": ISSUER, "jti": uuid(),
            "kubernetes.io": {"namespace": ns, "serviceaccount": {"name": name, "uid": account["metadata"]["uid"]}},
            "nbf": now.as_second(), "sub": format!("system:serviceaccount:{ns}:{name}"),
        });
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","typ":"JWT"}"#),
            URL_SAFE_NO_PAD.encode(claims.to_string())
        );
        let signature = self.0.as_ref().and_then(|k| k.sign(&SystemRandom::new(), signed.as_bytes()).ok());
        let signature = signature.map(|s| URL_SAFE_NO_PAD.encode(s)).unwrap_or_default();
        (format!("{signed}.{signature}"), until)
    }

    /// Namespace and name of the account whose token this is, if it is one of ours, in time, and the account is still the same.
    pub(crate) fn account(&self, w: &World, token: &str) -> Option<(String, String)> {
        let (signed, signature) = token.rsplit_once('.')?;
        let public = self.0.as_ref()?.public_key().as_ref();
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public)
            .verify(signed.as_bytes(), &signature)
            .ok()?;
        let claims = URL_SAFE_NO_PAD.decode(signed.split_once('.')?.1).ok()?;
        let claims: Value = serde_json::from_slice(&claims).ok()?;
        let own = claims.get("kubernetes.io")?;
        let (ns, name) = (text(own, "namespace"), text(own, "serviceaccount.name"));
        let account = w.find(kinds::SERVICE_ACCOUNT, ns, name)?;
        let valid = int(&claims, "exp") > w.clock.now().as_second()
            && claims["aud"].as_array().is_some_and(|a| a.iter().any(|a| a == ISSUER))
            && own["serviceaccount"]["uid"] == account["metadata"]["uid"];
        valid.then(|| (ns.to_owned(), name.to_owned()))
    }
}
