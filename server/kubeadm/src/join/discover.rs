//! Whether this is the cluster that was meant, and whether the token is good.
//!
//! Layer: part of `join`. Upstream: `app/discovery/token/token.go`, `app/util/pubkeypin/pubkeypin.go`.

use go_text::{base64, quote};
use kubectl::toolkit::{Context, Request};

use super::Wanted;
use crate::failure::{Failure, Outcome, Wrap, fail};
use crate::info::ClusterInfo;
use crate::secret::Bootstrap;
use crate::token::{Token, secret_name};

/// Makes sure that this is the cluster that was meant, and that the token is good.
pub(super) async fn check(cx: &Context, wanted: &Wanted) -> Outcome {
    let info = ClusterInfo::fetch(cx).await.wrap("failed to request the cluster-info ConfigMap")?;
    if wanted.endpoint != info.endpoint {
        let host = wanted.endpoint.rsplit_once(':').map_or("", |(host, _)| host);
        let target = format!(
            "https://{}/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s",
            wanted.endpoint
        );
        let why = match host.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
            Ok(_) => format!("dial tcp {}: connect: no route to host", wanted.endpoint),
            Err(_) => format!("dial tcp: lookup {host}: no such host"),
        };
        return fail(format!("failed to request the cluster-info ConfigMap: Get \"{target}\": {why}"));
    }
    signed(cx, &info, &wanted.token).await?;
    pinned(&wanted.pins, wanted.unpinned, &info)
}

/// The cluster signs what it publishes with every token that may sign: only who has the token can tell.
async fn signed(cx: &Context, info: &ClusterInfo, token: &Token) -> Outcome {
    let refused =
        "failed to verify JWS signature of received cluster info object, can't trust this API Server";
    if let Some(signature) = info.signature(&token.id) {
        return if signature == sign(&info.kubeconfig, token) { Ok(()) } else { fail(refused) };
    }
    // A new token's signature follows a moment later; until then its Secret tells.
    let path = format!("/api/v1/namespaces/kube-system/secrets/{}", secret_name(&token.id));
    let known =
        cx.json(Request::get(path)).await.ok().and_then(|secret| Bootstrap::from_secret(&secret).ok());
    match known {
        Some(known)
            if known.expires.is_none_or(|moment| moment > cx.now())
                && known.usages.iter().any(|u| u == "signing") =>
        {
            if known.token == *token {
                Ok(())
            } else {
                fail(refused)
            }
        }
        _ => fail(format!(
            "could not find a JWS signature in the cluster-info ConfigMap for token ID {}",
            quote(&token.id)
        )),
    }
}

/// A detached JWS (RFC 7515, appendix F) with HMAC-SHA256.
fn sign(content: &str, token: &Token) -> String {
    let url = |bytes: &[u8]| base64::encode_raw_url(bytes);
    let head = url(format!("{{\"alg\":\"HS256\",\"kid\":\"{}\"}}", token.id).as_bytes());
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, token.secret.as_bytes());
    let tag = ring::hmac::sign(&key, format!("{head}.{}", url(content.as_bytes())).as_bytes());
    format!("{head}..{}", url(tag.as_ref()))
}

/// One of the pins must be the CA's.
fn pinned(pins: &[String], unpinned: bool, info: &ClusterInfo) -> Outcome {
    let mut allowed = Vec::new();
    for pin in pins {
        allowed.push(allow(pin).wrap("invalid discovery token CA certificate hash")?);
    }
    if allowed.is_empty() && unpinned {
        return Ok(());
    }
    let own = info.pins().map_err(|_| {
        Failure::Kubeadm("failed to parse cluster CA from the cluster-info ConfigMap: data does not contain any valid RSA or ECDSA certificates".to_owned())
    })?;
    if own.iter().any(|pin| allowed.contains(pin)) {
        return Ok(());
    }
    let own: Vec<String> = own.iter().map(|pin| format!("sha256:{pin}")).collect();
    fail(format!(
        "cluster CA found in cluster-info ConfigMap is invalid: none of the public keys {} are pinned",
        quote(&own.join(":"))
    ))
}

/// `sha256:` and 64 hex digits.
fn allow(pin: &str) -> Outcome<String> {
    let Some((format, value)) = pin.split_once(':').filter(|(_, value)| !value.contains(':')) else {
        return fail("invalid hash, expected \"format:hex-value\". Known format(s) are: sha256");
    };
    if !format.eq_ignore_ascii_case("sha256") {
        return fail(format!("unknown hash format {}. Known format(s) are: sha256", quote(format)));
    }
    let why = if value.len() / 2 != 32 {
        format!("expected a 32 byte SHA-256 hash, found {} bytes", value.len() / 2)
    } else if let Some(wrong) = value.chars().find(|c| !c.is_ascii_hexdigit()) {
        format!(
            "could not decode SHA-256 from hex: encoding/hex: invalid byte: U+{:04X} '{wrong}'",
            wrong as u32
        )
    } else {
        return Ok(value.to_lowercase());
    };
    fail(format!("invalid hash {}, {why}", quote(pin)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_read_strictly() {
        assert!(allow(&format!("sha256:{}", "aB".repeat(32))).is_ok());
        for wrong in ["abc", "md5:aa", "sha256:aa", &format!("sha256:{}", "xy".repeat(32))] {
            assert!(allow(wrong).is_err(), "{wrong}");
        }
    }
}
