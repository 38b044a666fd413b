//! The cluster's certificate authority: the server's identity, the administrator's certificate, the kubeconfig.
//!
//! Layer: I/O; keys are kept in the data directory, readable by their owner alone.

use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;

use crate::open::{OpenError, io};

/// What a listener shows itself with, and whom it lets in.
#[derive(Clone)]
pub struct Identity {
    certificate: String,
    key: String,
    ca: String,
}

/// The certificate authority.
#[derive(Clone)]
pub(crate) struct Authority {
    ca: String,
    ca_key: String,
    client: String,
    client_key: String,
    token: String,
    account_key: String,
}

fn wrong(e: impl std::fmt::Display) -> OpenError {
    OpenError::Tls(e.to_string())
}

/// The authority's certificate but for its key: the same each time, so that the key is all that must be kept to issue.
fn ca_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "kubernetes");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages =
        vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::CrlSign];
    params
}

impl Authority {
    /// Reads the authority of a data directory, or makes one.
    pub(crate) fn open(dir: Option<&Path>) -> Result<Authority, OpenError> {
        let Some(dir) = dir else { return Authority::fresh() };
        let path = dir.join("practice.pki");
        let kept =
            std::fs::read_to_string(&path).ok().and_then(|t| serde_json::from_str::<Vec<String>>(&t).ok());
        let mut a = Authority::fresh()?;
        // A folder of an earlier version has no key for the tokens of accounts.
        if let Some([ca, ca_key, client, client_key, token, rest @ ..]) = kept.as_deref() {
            let account_key = rest.first().unwrap_or(&a.account_key).clone();
            let [ca, ca_key, client, client_key, token] =
                [ca, ca_key, client, client_key, token].map(String::clone);
            a = Authority { ca, ca_key, client, client_key, token, account_key };
            if !rest.is_empty() {
                return Ok(a);
            }
        }
        let parts = [&a.ca, &a.ca_key, &a.client, &a.client_key, &a.token, &a.account_key];
        let text = serde_json::to_string(&parts).map_err(wrong)?;
        write_private(&path, &text).map_err(io(&path))?;
        Ok(a)
    }

    fn fresh() -> Result<Authority, OpenError> {
        let ca_key = KeyPair::generate().map_err(wrong)?;
        let ca = ca_params().self_signed(&ca_key).map_err(wrong)?;
        let client_key = KeyPair::generate().map_err(wrong)?;
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::OrganizationName, "kubeadm:cluster-admins");
        params.distinguished_name.push(DnType::CommonName, "kubernetes-admin");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let ca_pem = ca.pem();
        let issuer = Issuer::new(ca_params(), &ca_key);
        let client = params.signed_by(&client_key, &issuer).map_err(wrong)?;
        let token = format!("{}{}", crate::world::uuid(), crate::world::uuid()).replace('-', "");
        Ok(Authority {
            ca: ca_pem,
            ca_key: ca_key.serialize_pem(),
            client: client.pem(),
            client_key: client_key.serialize_pem(),
            token,
            account_key: KeyPair::generate().map_err(wrong)?.serialize_pem(),
        })
    }

    /// The authority's certificate.
    pub(crate) fn ca_pem(&self) -> &str {
        &self.ca
    }

    /// What signs the tokens of service accounts.
    pub(crate) fn signer(&self) -> Result<crate::accounts::Signer, OpenError> {
        let key = KeyPair::from_pem(&self.account_key).map_err(wrong)?;
        crate::accounts::Signer::new(&key.serialize_der()).map_err(OpenError::Tls)
    }

    /// The administrator's bearer token.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// A server certificate for these names and addresses.
    pub(crate) fn identity(&self, names: &[String]) -> Result<Identity, OpenError> {
        let ca_key = KeyPair::from_pem(&self.ca_key).map_err(wrong)?;
        let issuer = Issuer::new(ca_params(), ca_key);
        let mut all: Vec<String> = [
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "localhost",
            "127.0.0.1",
            "10.96.0.1",
        ]
        .map(str::to_owned)
        .to_vec();
        all.extend(names.iter().cloned());
        all.dedup();
        let mut params = CertificateParams::new(all).map_err(wrong)?;
        params.distinguished_name.push(DnType::CommonName, "kube-apiserver");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let key = KeyPair::generate().map_err(wrong)?;
        let certificate = params.signed_by(&key, &issuer).map_err(wrong)?;
        Ok(Identity { certificate: certificate.pem(), key: key.serialize_pem(), ca: self.ca.clone() })
    }

    /// A kubeconfig with the client certificate in it.
    pub(crate) fn kubeconfig(&self, server: &str) -> String {
        let b64 = |s: &str| base64::engine::general_purpose::STANDARD.encode(s);
        format!(
            "apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    certificate-authority-data: {}\n    server: {server}\n  name: practice\ncontexts:\n- context:\n    cluster: practice\n    user: kubernetes-admin\n  name: practice\ncurrent-context: practice\nusers:\n- name: kubernetes-admin\n  user:\n    client-certificate-data: {}\n    client-key-data: {}\n",
            b64(&self.ca),
            b64(&self.client),
            b64(&self.client_key)
        )
    }
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file =
        std::fs::OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(path, text)
}

/// Accepts TLS connections; a client certificate, if there is one, must be ours.
pub(crate) fn acceptor(identity: Identity) -> Result<tokio_rustls::TlsAcceptor, String> {
    let text = |e: &dyn std::fmt::Display| e.to_string();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = rustls::RootCertStore::empty();
    for cert in CertificateDer::pem_slice_iter(identity.ca.as_bytes()) {
        roots.add(cert.map_err(|e| text(&e))?).map_err(|e| text(&e))?;
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone())
        .allow_unauthenticated()
        .build()
        .map_err(|e| text(&e))?;
    let chain: Vec<_> = CertificateDer::pem_slice_iter(identity.certificate.as_bytes())
        .collect::<Result<_, _>>()
        .map_err(|e| text(&e))?;
    let key = PrivateKeyDer::from_pem_slice(identity.key.as_bytes()).map_err(|e| text(&e))?;
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| text(&e))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain, key)
        .map_err(|e| text(&e))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(tokio_rustls::TlsAcceptor::from(Arc::new(config)))
}
