//! What the scripts ask the network for, answered on this machine: two package repositories, a registry of images and
//! flannel's manifest, under the names and with the paths of the real ones.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::serve::Listener;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// The names that are answered for: the projects' own servers, and mirrors of them.
const NAMES: &[&str] = &[
    "deb.debian.org",
    "pkgs.k8s.io",
    "registry.k8s.io",
    "ghcr.io",
    "raw.githubusercontent.com",
    "mirrors.aliyun.com",
    "registry.aliyuncs.com",
    "m.daocloud.io",
    "files.m.daocloud.io",
];

/// What it serves, and what of it is out of reach.
pub(crate) struct Server {
    /// What `cargo xtask machines` built.
    folder: PathBuf,
    away: Mutex<Vec<&'static str>>,
}

impl Server {
    /// Starts to answer on the ports 80 and 443; the CA that its certificate is of, as PEM.
    pub(crate) fn start(folder: &Path) -> (Arc<Server>, String) {
        let server = Arc::new(Server { folder: folder.to_owned(), away: Mutex::default() });
        let (ca, tls) = certificates();
        let app = Router::new().fallback(answer).with_state(Arc::clone(&server));
        let [plain, tcp] = ["0.0.0.0:80", "0.0.0.0:443"].map(|at| std::net::TcpListener::bind(at).unwrap());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let [plain, tcp] = [plain, tcp].map(|listener| {
                    listener.set_nonblocking(true).unwrap();
                    TcpListener::from_std(listener).unwrap()
                });
                let secure = Secure { tcp, tls: TlsAcceptor::from(Arc::new(tls)) };
                let _ = tokio::join!(axum::serve(plain, app.clone()), axum::serve(secure, app));
            });
        });
        (server, ca)
    }

    /// These names, and no others, are out of reach from now on.
    pub(crate) fn away(&self, names: &[&'static str]) {
        names.clone_into(&mut self.away.lock().unwrap());
    }

    /// The file that a request is for.
    fn file(&self, host: &str, path: &str) -> Option<(PathBuf, &'static str)> {
        if path.split('/').any(|part| part == "..") || self.away.lock().unwrap().contains(&host) {
            return None;
        }
        let packages = |rest: &str| self.folder.join("kubernetes").join(rest);
        let flannel = |rest: &str| Some(self.folder.join("programs").join(rest.rsplit_once('/')?.1));
        let file = match host {
            "deb.debian.org" => self.folder.join("debian").join(path.strip_prefix("/debian/")?),
            "pkgs.k8s.io" => packages(path.strip_prefix("/core:/stable:/v1.36/deb/")?),
            "mirrors.aliyun.com" => packages(path.strip_prefix("/kubernetes-new/core/stable/v1.36/deb/")?),
            "raw.githubusercontent.com" => flannel(path.strip_prefix("/flannel-io/flannel/")?)?,
            "files.m.daocloud.io" => {
                flannel(path.strip_prefix("/raw.githubusercontent.com/flannel-io/flannel/")?)?
            }
            "registry.k8s.io" | "ghcr.io" => return self.image(path.strip_prefix("/v2/")?),
            "registry.aliyuncs.com" => return self.image(path.strip_prefix("/v2/google_containers/")?),
            "m.daocloud.io" => return self.image(path.strip_prefix("/v2/ghcr.io/")?),
            _ => return None,
        };
        file.is_file().then_some((file, "application/octet-stream"))
    }

    /// The blob of `NAME/manifests/TAG` or `NAME/blobs/DIGEST`.
    fn image(&self, path: &str) -> Option<(PathBuf, &'static str)> {
        let manifest = "application/vnd.oci.image.manifest.v1+json";
        let blob = |digest: &str| self.folder.join("blobs").join(digest);
        if let Some((_, digest)) = path.split_once("/blobs/") {
            return Some((blob(digest), "application/octet-stream"));
        }
        let (name, tag) = path.split_once("/manifests/")?;
        if tag.starts_with("sha256:") {
            return Some((blob(tag), manifest));
        }
        let digest = std::fs::read_to_string(self.folder.join("manifests").join(name).join(tag)).ok()?;
        Some((blob(digest.trim()), manifest))
    }
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if request.uri().path() == "/v2/" {
        return StatusCode::OK.into_response();
    }
    let Some((file, kind)) = server.file(host, request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(bytes) = tokio::fs::read(&file).await else { return StatusCode::NOT_FOUND.into_response() };
    let length = bytes.len();
    let body = if request.method() == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    let digest = file.file_name().and_then(|name| HeaderValue::from_str(name.to_str()?).ok());
    if let Some(digest) = digest.filter(|_| file.parent().is_some_and(|dir| dir.ends_with("blobs"))) {
        response.headers_mut().insert(HeaderName::from_static("docker-content-digest"), digest);
    }
    response
}

/// A CA, and a certificate of it for every name.
fn certificates() -> (String, ServerConfig) {
    let key = KeyPair::generate().unwrap();
    let mut ca = CertificateParams::new(Vec::new()).unwrap();
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    ca.distinguished_name.push(DnType::CommonName, "CA of the tests");
    let root = ca.self_signed(&key).unwrap();
    let own = KeyPair::generate().unwrap();
    let names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let leaf = CertificateParams::new(names).unwrap().signed_by(&own, &Issuer::new(ca, key)).unwrap();
    let chain = vec![CertificateDer::from(leaf.der().to_vec())];
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, PrivateKeyDer::try_from(own.serialize_der()).unwrap())
        .unwrap();
    (root.pem(), config)
}

/// Connections with TLS.
struct Secure {
    tcp: TcpListener,
    tls: TlsAcceptor,
}

impl Listener for Secure {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let Ok((stream, from)) = self.tcp.accept().await else { continue };
            if let Ok(stream) = self.tls.accept(stream).await {
                return (stream, from);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.tcp.local_addr()
    }
}
