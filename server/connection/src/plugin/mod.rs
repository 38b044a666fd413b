//! Credential plug-ins of a kubeconfig (`exec`): run beside the runtime's workers, once at a time for each, for no longer than a page
//! waits, and asked again when what they gave ends.
//!
//! Layer: I/O. kube itself runs them on a worker, with no end. Upstream: `client-go/plugin/pkg/client/auth/exec/exec.go`.

mod answer;
mod client;
mod error;
mod login;
mod process;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kube::config::{AuthInfo, ExecConfig};
use serde_json::json;

pub(crate) use answer::VERSIONS;
pub(crate) use client::logging_in;
pub(crate) use error::LoginError;
pub(crate) use login::Login;

/// How long a plug-in may take while pages wait for it.
const DEADLINE: Duration = Duration::from_secs(30);

/// Who waits for a plug-in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Audience {
    /// Pages: nobody can be asked anything, what it says is kept for its error, and it is stopped after this long.
    Pages(Duration),
    /// A person at this process's own terminal.
    Terminal,
}

/// The plug-ins that pages use, each by what it is asked: two contexts with the same user share one, as in client-go.
#[derive(Default)]
pub struct Logins(Mutex<HashMap<String, Arc<Login>>>);

impl Logins {
    /// The plug-in of a user, if it is who asks.
    pub(crate) fn of(&self, user: &AuthInfo) -> Option<Arc<Login>> {
        let exec = needed(user)?;
        let key = json!([exec, exec.cluster]).to_string();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Login::new(exec.clone(), Audience::Pages(DEADLINE)));
        Some(known.entry(key).or_insert_with(new).clone())
    }
}

/// The plug-in of a user, unless another credential stands beside it, which goes before.
pub(crate) fn needed(user: &AuthInfo) -> Option<&ExecConfig> {
    let another = user.token.is_some()
        || user.token_file.is_some()
        || user.username.is_some()
        || user.client_certificate.is_some()
        || user.client_certificate_data.is_some();
    user.exec.as_ref().filter(|_| !another)
}
