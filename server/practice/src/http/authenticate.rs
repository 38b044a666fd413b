//! Who calls: a bearer token's owner, nobody, or somebody that a caller speaks for.
//!
//! Layer: I/O shell. Mirrors `apiserver/pkg/endpoints/filters/{authentication,impersonation}.go`.

use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::Caller;
use super::authorize::{self, Attributes};
use crate::controllers::bootstrap_token;
use crate::kinds;
use crate::open::Inner;
use crate::status::{Outcome, Status};
use crate::world::World;

impl Caller {
    /// Nobody in particular.
    pub(crate) fn anonymous() -> Caller {
        Caller { user: "system:anonymous".into(), groups: vec!["system:unauthenticated".into()] }
    }

    /// A service account.
    pub(crate) fn account(ns: &str, name: &str) -> Caller {
        Caller {
            user: format!("system:serviceaccount:{ns}:{name}"),
            groups: vec![
                "system:serviceaccounts".into(),
                format!("system:serviceaccounts:{ns}"),
                "system:authenticated".into(),
            ],
        }
    }
}

/// Who sent a request. `known`: whom the connection itself names.
pub(super) fn caller(inner: &Inner, known: Option<Caller>, headers: &HeaderMap) -> Outcome<Caller> {
    let bearer =
        headers.get(AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    let caller = match (known, bearer) {
        (Some(caller), _) => caller,
        (None, Some(token)) => owner(inner, token).ok_or_else(Status::unauthorized)?,
        (None, None) => Caller::anonymous(),
    };
    impersonated(inner, caller, headers)
}

fn owner(inner: &Inner, token: &str) -> Option<Caller> {
    if inner.is_admin(token) {
        return Some(Caller::admin());
    }
    inner.with(|w| {
        if let Some((ns, name)) = w.signer.account(w, token) {
            return Some(Caller::account(&ns, &name));
        }
        let (id, secret) = token.split_once('.')?;
        let stored = w.find(kinds::SECRET, "kube-system", &format!("bootstrap-token-{id}"))?;
        let fits = bootstrap_token::serves(w, &stored, "authentication")
            && bootstrap_token::field(&stored, "token-secret") == secret;
        fits.then(|| {
            let mut groups = vec!["system:bootstrappers".to_owned()];
            let extra = bootstrap_token::field(&stored, "auth-extra-groups");
            groups.extend(extra.split(',').filter(|g| !g.is_empty()).map(str::to_owned));
            groups.push("system:authenticated".into());
            Caller { user: format!("system:bootstrap:{id}"), groups }
        })
    })
}

/// Whom a caller speaks for, if it may.
fn impersonated(inner: &Inner, caller: Caller, headers: &HeaderMap) -> Outcome<Caller> {
    let all = |name: &str| headers.get_all(name).iter().filter_map(|v| v.to_str().ok()).map(str::to_owned);
    let groups: Vec<String> = all("impersonate-group").collect();
    let Some(user) = all("impersonate-user").next() else {
        if groups.is_empty() {
            return Ok(caller);
        }
        return Err(Status::internal_plain(format!(
            "Internal Server Error: requested {groups:?} without impersonating a user"
        )));
    };
    inner.with(|w| {
        let account = user.strip_prefix("system:serviceaccount:").and_then(|a| a.split_once(':'));
        match account {
            Some((ns, name)) => may(w, &caller, "serviceaccounts", ns, name)?,
            None => may(w, &caller, "users", "", &user)?,
        }
        for group in &groups {
            may(w, &caller, "groups", "", group)?;
        }
        let mut out = match account {
            Some((ns, name)) if groups.is_empty() => Caller::account(ns, name),
            _ => Caller { user: user.clone(), groups },
        };
        let everyone =
            if user == "system:anonymous" { "system:unauthenticated" } else { "system:authenticated" };
        if !out.groups.iter().any(|g| g == everyone) {
            out.groups.push(everyone.into());
        }
        Ok(out)
    })
}

fn may(w: &World, caller: &Caller, resource: &str, ns: &str, name: &str) -> Outcome<()> {
    let (resource, ns, name) = (resource.to_owned(), ns.to_owned(), name.to_owned());
    let wanted = Attributes { verb: "impersonate".into(), resource, ns, name, ..Attributes::default() };
    authorize::check(w, caller, &wanted)
}
