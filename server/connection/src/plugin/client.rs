//! A client whose requests go out with what a plug-in gives.
//!
//! Layer: I/O. Upstream: `client-go/plugin/pkg/client/auth/exec/exec.go` (`RoundTrip`).

use std::sync::{Arc, Mutex, PoisonError};

use base64::prelude::{BASE64_STANDARD, Engine};
use http::{Request, StatusCode};
use kube::client::Body;
use kube::config::AuthInfo;
use serde_json::json;
use tower::BoxError;

use super::answer::Credential;
use super::{Login, LoginError};

/// Makes a client of a configuration that runs no program.
type Build = Box<dyn Fn(kube::Config) -> Result<kube::Client, kube::Error> + Send + Sync>;

/// A client as `build` makes it, with the credential of `login`, for which each request waits that needs it.
pub(crate) fn logging_in(mut config: kube::Config, login: Arc<Login>, build: Build) -> kube::Client {
    config.auth_info.exec = None;
    let namespace = config.default_namespace.clone();
    let door = Arc::new(Door { login, config, build, open: Mutex::default() });
    let service = tower::service_fn(move |request: Request<Body>| {
        let door = door.clone();
        async move {
            let credential = door.login.credential().await?;
            let answer = door.client(&credential)?.send(request).await?;
            if answer.status() == StatusCode::UNAUTHORIZED {
                door.login.forget(&credential);
            }
            Ok::<_, BoxError>(answer)
        }
    });
    kube::Client::new(service, namespace)
}

/// How the cluster is reached once there is a credential.
struct Door {
    login: Arc<Login>,
    config: kube::Config,
    build: Build,
    /// The client of the last credential.
    open: Mutex<Option<(Arc<Credential>, kube::Client)>>,
}

impl Door {
    fn client(&self, credential: &Arc<Credential>) -> Result<kube::Client, LoginError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, client)) = &*open
            && Arc::ptr_eq(of, credential)
        {
            return Ok(client.clone());
        }
        let failed = |why: String| LoginError::from(format!("failed parsing client key/certificate: {why}"));
        let mut config = self.config.clone();
        config.auth_info =
            with(&self.config.auth_info, credential).map_err(|error| failed(error.to_string()))?;
        let client = (self.build)(config).map_err(|error| failed(error.to_string()))?;
        *open = Some((credential.clone(), client.clone()));
        Ok(client)
    }
}

/// The user with a credential.
fn with(user: &AuthInfo, credential: &Credential) -> serde_json::Result<AuthInfo> {
    let pair = credential.certificate.as_ref();
    let given = json!({
        "token": credential.token,
        "client-certificate-data": pair.map(|(certificate, _)| BASE64_STANDARD.encode(certificate)),
        "client-key-data": pair.map(|(_, key)| BASE64_STANDARD.encode(key)),
    });
    let given: AuthInfo = serde_json::from_value(given)?;
    let mut user = user.clone();
    user.token = given.token;
    user.client_certificate_data = given.client_certificate_data;
    user.client_key_data = given.client_key_data;
    Ok(user)
}
