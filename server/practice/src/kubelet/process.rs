//! The process of a container: a well-known server, or a command that the simulated shell runs. Nothing here reaches the host.
//!
//! Layer: state of its own, shared by the kubelet, exec, logs and the simulated network.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::Exits;
use super::logbuf::LogBuffer;
use crate::clock::Clock;
use crate::images::{self, Found};
use crate::json::{has, list, map, text};
use crate::kinds;
use crate::open::Inner;
use crate::shell::{self, files::Files};
use crate::world::World;

/// What a process is started with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Launch {
    pub(crate) uid: String,
    pub(crate) ns: String,
    pub(crate) container: String,
    pub(crate) hostname: String,
    pub(crate) ip: String,
    pub(crate) image: String,
    pub(crate) command: Vec<String>,
    pub(crate) args: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) workdir: String,
    pub(crate) tty: bool,
    pub(crate) run: u32,
    /// Mounted files: path and content.
    pub(crate) files: Vec<(String, String)>,
}

/// A running container.
pub(crate) struct Process {
    pub(crate) launch: Launch,
    pub(crate) found: Found,
    pub(crate) clock: Clock,
    pub(crate) log: Arc<LogBuffer>,
    pub(crate) network: Weak<Inner>,
    /// Its command line as `ps` shows it.
    pub(crate) argv: Vec<String>,
    /// Whether it is the image's own server.
    pub(crate) serves: bool,
    pub(crate) started: Timestamp,
    files: Mutex<Option<Files>>,
    /// Values that servers keep, such as redis' keys.
    pub(crate) data: Mutex<std::collections::BTreeMap<String, String>>,
    exits: Arc<Exits>,
    /// Set when it is over.
    pub(crate) stopped: CancellationToken,
}

impl Process {
    /// Starts a container's process. The error is runc's.
    pub(crate) fn start(
        launch: Launch,
        clock: Clock,
        exits: Arc<Exits>,
        network: Weak<Inner>,
    ) -> Result<Arc<Process>, String> {
        let found = images::find(&launch.image)?;
        let image = found.image;
        let mut argv: Vec<String> = if launch.command.is_empty() {
            image.entrypoint.iter().map(|s| (*s).to_owned()).collect()
        } else {
            launch.command.clone()
        };
        if !launch.args.is_empty() {
            argv.extend(launch.args.iter().cloned());
        } else if launch.command.is_empty() {
            argv.extend(image.cmd.iter().map(|s| (*s).to_owned()));
        }
        // The entry points of these images run whatever they are given.
        if image.entrypoint.first().is_some_and(|e| argv.first().map(String::as_str) == Some(*e))
            && image.entrypoint.len() == 1
            && argv.len() > 1
            && image.entrypoint[0].contains("entrypoint")
        {
            argv.remove(0);
        }
        // The programs of the control plane carry their image's name.
        let program = argv.first().map_or("", |a| a.rsplit('/').next().unwrap_or(""));
        let runs_itself = image.repos.iter().any(|r| r.rsplit('/').next() == Some(program));
        let own = image.server.is_some_and(|s| argv.first().is_some_and(|a| a.rsplit('/').next() == Some(s)));
        let serves = own
            || (image.server.is_some() && launch.command.is_empty() && launch.args.is_empty())
            || (image.os == images::Os::None && (launch.command.is_empty() || runs_itself));
        let process = Arc::new(Process {
            started: clock.now(),
            found,
            clock,
            log: Arc::new(LogBuffer::new()),
            network,
            argv,
            serves,
            files: Mutex::new(None),
            data: Mutex::default(),
            exits,
            stopped: CancellationToken::new(),
            launch,
        });
        if serves {
            let now = process.started;
            for line in (image.startup)(&process) {
                process.log.write(now, &line);
                process.log.write(now, "\n");
            }
            return Ok(process);
        }
        let program = process.argv.first().cloned().unwrap_or_default();
        shell::commands::lookup(&process, &program).map_err(|why| format!("exec: {program:?}: {why}"))?;
        let own = process.clone();
        tokio::spawn(async move {
            let code = tokio::select! {
                code = shell::run_main(&own) => code,
                () = own.stopped.cancelled() => return,
            };
            own.exit(code);
        });
        Ok(process)
    }

    /// The process ends by itself.
    pub(crate) fn exit(&self, code: i32) {
        self.log.close(self.clock.now());
        self.exits.push(&self.launch.uid, &self.launch.container, self.launch.run, code);
    }

    /// How long it takes to end after SIGTERM; a shell as process 1 does not listen.
    pub(crate) fn stop_time(&self) -> Duration {
        if self.serves {
            Duration::from_millis(self.found.image.stop_millis)
        } else {
            Duration::from_secs(3600)
        }
    }

    /// SIGTERM.
    pub(crate) fn terminate(&self) {
        if self.serves {
            let now = self.clock.now();
            for line in (self.found.image.shutdown)(self) {
                self.log.write(now, &line);
                self.log.write(now, "\n");
            }
        }
    }

    /// SIGKILL.
    pub(crate) fn kill(&self) {
        self.log.close(self.clock.now());
        self.stopped.cancel();
    }

    /// Writes a line to the log as process 1 would.
    pub(crate) fn say(&self, line: &str) {
        let now = self.clock.now();
        self.log.write(now, &format!("{line}\n"));
    }

    /// Its files, made when first looked at.
    pub(crate) fn files(&self) -> FilesGuard<'_> {
        let mut guard = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if guard.is_none() {
            *guard = Some(Files::of(self));
        }
        FilesGuard(guard)
    }
}

/// A container's files while somebody works on them.
pub(crate) struct FilesGuard<'a>(MutexGuard<'a, Option<Files>>);

impl FilesGuard<'_> {
    /// The files.
    pub(crate) fn get(&mut self) -> &mut Files {
        self.0.get_or_insert_with(Files::default)
    }
}

/// The files that a container's volumes bring.
pub(crate) fn mounts(w: &World, pod: &Value, spec: &Value) -> Vec<(String, String)> {
    let ns = text(pod, "metadata.namespace");
    let mut out = Vec::new();
    for mount in list(spec, "volumeMounts") {
        let path = text(mount, "mountPath").trim_end_matches('/');
        let Some(volume) = list(pod, "spec.volumes").iter().find(|v| v["name"] == mount["name"]) else {
            continue;
        };
        out.push((format!("{path}/"), String::new()));
        let sources: Vec<(kinds::KindId, String, Vec<Value>)> =
            [("configMap", "name", kinds::CONFIG_MAP), ("secret", "secretName", kinds::SECRET)]
                .into_iter()
                .filter(|(field, _, _)| volume.get(*field).is_some())
                .map(|(field, name, kind)| {
                    (
                        kind,
                        text(volume, &format!("{field}.{name}")).to_owned(),
                        list(volume, &format!("{field}.items")).to_vec(),
                    )
                })
                .collect();
        for (kind, name, items) in sources {
            let Some(v) = w.find(kind, ns, &name) else { continue };
            for (key, value) in map(&v, "data").into_iter().flatten() {
                let file = if items.is_empty() {
                    key.as_str()
                } else {
                    let Some(item) = items.iter().find(|i| text(i, "key") == key) else { continue };
                    text(item, "path")
                };
                let value = value.as_str().unwrap_or("");
                let content = if kind == kinds::SECRET { decode(value) } else { value.to_owned() };
                let sub = text(mount, "subPath");
                if sub == file {
                    out.push((path.to_owned(), content));
                } else if sub.is_empty() {
                    out.push((format!("{path}/{file}"), content));
                }
            }
        }
        if has(volume, "projected") {
            out.push((format!("{path}/namespace"), ns.to_owned()));
            let account = w.find(kinds::SERVICE_ACCOUNT, ns, text(pod, "spec.serviceAccountName"));
            let token = account.map(|a| w.signer.token(w, &a, &Value::Null, 3607).0);
            out.push((format!("{path}/token"), token.unwrap_or_default()));
            let ca = w.find(kinds::CONFIG_MAP, ns, "kube-root-ca.crt").map(|c| {
                map(&c, "data").and_then(|d| d.get("ca.crt")).and_then(Value::as_str).unwrap_or("").to_owned()
            });
            out.push((format!("{path}/ca.crt"), ca.unwrap_or_default()));
        }
    }
    out
}

fn decode(value: &str) -> String {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(value).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
