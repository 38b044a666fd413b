//! Opening, serving, resetting and closing a practice cluster.
//!
//! Layer: I/O shell around the world.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::http::{Caller, faults::Faults, serve_connection};
use crate::store::persist::{self, File};
use crate::world::World;
use crate::{Options, bootstrap, controllers, kubelet, tls};

/// Why a practice cluster cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has the data directory.
    #[error("the data directory {0} is in use by another process")]
    InUse(PathBuf),
    /// The file was written by a newer version; it is left untouched.
    #[error("{path} has format {found}, this version reads up to {known}; it was left untouched")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that this version reads.
        known: u32,
    },
    /// The data directory cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Keys or certificates cannot be made.
    #[error("certificates: {0}")]
    Tls(String),
}

/// What everybody shares.
pub(crate) struct Inner {
    world: Mutex<World>,
    /// The newest revision.
    changes: watch::Sender<u64>,
    /// Rung when controllers have something to do.
    pub(crate) wake: Notify,
    /// Set when everything ends.
    pub(crate) cancel: CancellationToken,
    /// Failures that tests ask for.
    pub(crate) faults: Faults,
    cuts: watch::Sender<u64>,
    token: String,
    documents: Mutex<HashMap<(String, String), Bytes>>,
    file: Mutex<Option<File>>,
    notices: Mutex<Vec<String>>,
    writer: Mutex<Option<tokio::task::JoinHandle<()>>>,
}

impl Inner {
    /// Works with the world, then tells watchers and controllers what changed.
    pub(crate) fn with<T>(&self, f: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let before = world.store.rev;
        let out = f(&mut world);
        let (rev, work) = (world.store.rev, !world.store.dirty.is_empty() || !world.queue.is_empty());
        drop(world);
        if rev != before {
            self.changes.send_replace(rev);
        }
        if work {
            self.wake.notify_one();
        }
        out
    }

    /// Follows the newest revision.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The newest revision.
    pub(crate) fn rev(&self) -> u64 {
        *self.changes.borrow()
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.with(|w| w.clock.now())
    }

    /// Whether the cluster is there.
    pub(crate) fn is_ready(&self) -> bool {
        self.rev() > 1
    }

    /// Resolves when all watches are to be cut, or everything ends.
    pub(crate) async fn watches_cut(self: Arc<Inner>) {
        let mut cuts = self.cuts.subscribe();
        tokio::select! {
            _ = cuts.changed() => {}
            () = self.cancel.cancelled() => {}
        }
    }

    /// Whether this is the administrator's bearer token.
    pub(crate) fn is_admin(&self, given: &str) -> bool {
        given.len() == self.token.len()
            && given.bytes().zip(self.token.bytes()).fold(0, |acc, (a, b)| acc | (a ^ b)) == 0
    }

    /// An OpenAPI document, made once.
    pub(crate) fn openapi(&self, group: &str, version: &str) -> Option<Bytes> {
        let key = (group.to_owned(), version.to_owned());
        if let Some(known) = self.documents.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Some(known.clone());
        }
        let bytes = Bytes::from(crate::schema::openapi::document(group, version)?.to_string());
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(key, bytes.clone());
        Some(bytes)
    }

    /// Hands what changed to the operating system, if there is a file; what was handed over survives the end of this process.
    pub(crate) fn save(&self) -> std::io::Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken under the file's lock, so that records come in the order of the changes.
        let changed = self.with(|w| std::mem::take(&mut w.store.unsaved));
        let Some(file) = file.as_mut().filter(|_| !changed.is_empty()) else { return Ok(()) };
        let done = file.append(&changed);
        if let Err(error) = &done {
            self.notice(error);
            self.with(|w| {
                for (key, obj) in changed {
                    w.store.unsaved.entry(key).or_insert(obj);
                }
            });
        }
        done
    }

    /// The same, and waits until the disk has it; a file that has grown too long is written anew.
    pub(crate) fn settle(&self) {
        let settled = self.save().and_then(|()| {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(file) = file.as_mut() else { return Ok(None) };
            if file.is_long() {
                let all = self.with(|w| persist::everything(&w.store));
                return file.rewrite(&all).map(|()| None);
            }
            file.handle().map(Some)
        });
        // Requests go on writing while the disk is waited for.
        if let Err(error) = settled.and_then(|handle| handle.map_or(Ok(()), |handle| handle.sync_data())) {
            self.notice(&error);
        }
    }

    fn notice(&self, error: &std::io::Error) {
        tracing::error!(%error, "the practice cluster's state could not be written");
        let words = format!("the practice cluster's state could not be written: {error}");
        let mut notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
        if !notices.contains(&words) {
            notices.push(words);
        }
    }
}

/// A practice cluster. Cloning is cheap; all clones are the same cluster.
#[derive(Clone)]
pub struct Practice {
    inner: Arc<Inner>,
    authority: tls::Authority,
}

impl Practice {
    /// Opens a cluster and starts its controllers. A fresh one has all of kube-system running.
    pub async fn open(options: Options) -> Result<Practice, OpenError> {
        let clock = Clock::real(options.speed);
        let mut world = World::new(options.clone(), clock);
        let mut notices = Vec::new();
        let file = match &options.data_dir {
            None => None,
            Some(dir) => Some(File::open(dir, &mut world.store, &mut notices)?),
        };
        let authority = tls::Authority::open(options.data_dir.as_deref())?;
        world.store.durable = file.is_some();
        world.signer = Arc::new(authority.signer()?);
        if world.store.rev <= 1 {
            bootstrap::fresh(&mut world, authority.ca_pem());
        } else {
            world.store.loaded();
            world.reserve_ips();
            kubelet::images::restore(&mut world);
            controllers::pod_gc::resume(&mut world);
        }
        let inner = Arc::new(Inner {
            changes: watch::Sender::new(world.store.rev),
            world: Mutex::new(world),
            wake: Notify::new(),
            cancel: CancellationToken::new(),
            faults: Faults::default(),
            cuts: watch::Sender::new(0),
            token: authority.token().to_owned(),
            documents: Mutex::default(),
            file: Mutex::new(file),
            notices: Mutex::new(notices),
            writer: Mutex::new(None),
        });
        let weak = Arc::downgrade(&inner);
        inner.with(|w| w.kubelet.network.set(weak).ok());
        tokio::spawn(controllers::run(inner.clone()));
        let writer = tokio::spawn(persist::write_often(inner.clone()));
        *inner.writer.lock().unwrap_or_else(PoisonError::into_inner) = Some(writer);
        Ok(Practice { inner, authority })
    }

    /// A connection as cluster-admin: HTTP/1.1 with upgrades is served at its other end.
    pub fn connect(&self) -> tokio::io::DuplexStream {
        let (ours, theirs) = tokio::io::duplex(256 * 1024);
        tokio::spawn(serve_connection(self.inner.clone(), Some(Caller::admin()), ours));
        theirs
    }

    /// The identity with which [`Practice::serve`] may show itself under these names and addresses.
    pub fn identity(&self, names: &[String]) -> Result<tls::Identity, OpenError> {
        self.authority.identity(names)
    }

    /// Serves the API over TLS until `shutdown`. Only callers with the kubeconfig's client certificate or token get in.
    pub async fn serve(
        &self,
        listener: TcpListener,
        identity: tls::Identity,
        shutdown: CancellationToken,
    ) -> std::io::Result<()> {
        let acceptor = tls::acceptor(identity).map_err(std::io::Error::other)?;
        loop {
            let stream = tokio::select! {
                () = shutdown.cancelled() => return Ok(()),
                () = self.inner.cancel.cancelled() => return Ok(()),
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                        continue;
                    }
                },
            };
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection stays slow");
            }
            let (inner, acceptor, shutdown) = (self.inner.clone(), acceptor.clone(), shutdown.clone());
            tokio::spawn(async move {
                let served = async move {
                    match acceptor.accept(stream).await {
                        Ok(tls) => {
                            let known = tls.get_ref().1.peer_certificates().is_some_and(|c| !c.is_empty());
                            serve_connection(inner, known.then(Caller::admin), tls).await;
                        }
                        Err(error) => tracing::debug!(%error, "a TLS handshake failed"),
                    }
                };
                tokio::select! {
                    () = served => {}
                    () = shutdown.cancelled() => {}
                }
            });
        }
    }

    /// A kubeconfig for a listener at this URL.
    pub fn kubeconfig(&self, server_url: &str) -> String {
        self.authority.kubeconfig(server_url)
    }

    /// Starts over: a fresh cluster. Every watch ends, and continuing one is answered with 410.
    pub async fn reset(&self) {
        let ca = self.authority.ca_pem().to_owned();
        self.inner.with(|w| {
            let uids: Vec<String> = w.kubelet.pods.keys().cloned().collect();
            for uid in uids {
                crate::kubelet::forget(w, &uid);
            }
            w.epoch += 1;
            for kind in crate::kinds::all() {
                for obj in w.store.list(kind, None) {
                    w.store.remove(&crate::store::Key::new(
                        kind,
                        crate::json::text(&obj.v, "metadata.namespace"),
                        crate::json::text(&obj.v, "metadata.name"),
                    ));
                }
            }
            w.store.dirty.clear();
            w.queue.clear();
            bootstrap::fresh(w, &ca);
            w.store.expire_watches();
        });
        self.inner.cuts.send_modify(|n| *n += 1);
        self.inner.settle();
    }

    /// Cuts every watch, as an API server that restarts does.
    pub fn cut_watches(&self) {
        self.inner.cuts.send_modify(|n| *n += 1);
    }

    /// Failures that tests ask for.
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// What people should know about opening and keeping the state: a file that was set aside, a full disk.
    pub fn notices(&self) -> Vec<String> {
        self.inner.notices.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends all tasks; everything is on disk when this returns.
    pub async fn close(self) {
        self.inner.cancel.cancel();
        let writer = self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer
            && let Err(error) = writer.await
        {
            tracing::warn!(%error, "the writer did not end by itself");
        }
        let inner = self.inner.clone();
        let saved = tokio::task::spawn_blocking(move || inner.settle()).await;
        if let Err(error) = saved {
            tracing::warn!(%error, "the last write did not finish");
        }
        self.inner.with(|w| {
            let uids: Vec<String> = w.kubelet.pods.keys().cloned().collect();
            for uid in uids {
                crate::kubelet::forget(w, &uid);
            }
        });
        // Releases the lock on the data directory.
        self.inner.file.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// An [`OpenError::Io`].
pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> OpenError + '_ {
    move |source| OpenError::Io { path: path.to_owned(), source }
}
