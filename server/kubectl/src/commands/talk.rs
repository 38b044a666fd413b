//! Talking to a container: what `exec`, `attach` and `run --attach` share.
//!
//! Layer: shared by commands. Upstream: `kubectl/pkg/cmd/exec/exec.go`, `client-go/tools/remotecommand`.

use serde_json::{Value, json};
use tokio::io::AsyncReadExt;

use super::pods;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::Builder;
use crate::spec::prelude::*;
use crate::text::{list_at, name_of, namespace_of, quote, str_at};

crate::flags! {
    /// What `exec` and `attach` are told of the container and of what is connected.
    pub(crate) struct Talk {
        /// The container; without it the pod's default, or its first
        container: String = short('c', "container", "", Nothing, Allowed);
        /// Say nothing but what the container says
        quiet: bool = short('q', "quiet", "false", Nothing, Allowed);
        /// Connect standard input
        stdin: bool = short('i', "stdin", "false", Nothing, Allowed);
        /// Standard input is a terminal
        tty: bool = short('t', "tty", "false", Nothing, Allowed);
        /// How long to wait until a pod runs
        pod_running_timeout: Length = flag("pod-running-timeout", "1m0s", Nothing, Allowed);
    }
    with {}
}

impl Talk {
    /// It wants somebody who types.
    pub(super) fn types(&self) -> bool {
        self.stdin || self.tty
    }

    /// How much is said of what is connected.
    pub(super) fn wiring(&self) -> Wiring<'_> {
        Wiring { container: &self.container, quiet: self.quiet, stdin: self.stdin, tty: self.tty }
    }

    /// The pod that is named, or one of the workload's.
    pub(super) async fn pod(&self, cx: &Context, named: &str, files: &[String]) -> Outcome<Value> {
        let mut builder = Builder::new(cx).await?;
        builder.filenames = files.to_vec();
        builder.continue_on_error = false;
        builder.latest = true;
        builder.args = match named {
            "" => Vec::new(),
            word if word.contains('/') => vec![word.to_owned()],
            word => vec!["pods".into(), word.to_owned()],
        };
        let infos = builder.find(cx).await?.strict()?;
        let [info] = infos.as_slice() else { return fail("cannot exec into multiple objects at a time") };
        if info.resource.kind == "Pod" {
            return Ok(info.object.clone());
        }
        let selector = pods::selector_of(info, "attach to")?;
        let wait = self.pod_running_timeout.positive().unwrap_or_default();
        let mut found = pods::pods_of(cx, &info.namespace, &selector, wait).await?;
        Ok(found.swap_remove(0))
    }
}

/// To which container one talks, and with what.
#[derive(Clone, Copy)]
pub(crate) struct Wiring<'a> {
    /// The container; empty: the pod's default, or its first.
    pub(crate) container: &'a str,
    /// Say nothing but what the container says.
    pub(crate) quiet: bool,
    /// Connect standard input.
    pub(crate) stdin: bool,
    /// Standard input is a terminal.
    pub(crate) tty: bool,
}

/// What is connected.
pub(crate) struct Streams {
    /// Standard input.
    pub(crate) stdin: bool,
    /// A terminal.
    pub(crate) tty: bool,
}

/// What `-i` and `-t` come to on this surface.
pub(super) async fn streams(cx: &Context, wiring: Wiring<'_>) -> Streams {
    let Wiring { stdin, mut tty, quiet, .. } = wiring;
    if !stdin {
        tty = false;
    } else if tty && cx.session.terminal.is_none() {
        tty = false;
        if !quiet {
            cx.err("Unable to use a TTY - input is not a terminal or the right kind of file\n").await;
        }
    }
    Streams { stdin, tty }
}

/// The request that opens the connection.
pub(super) fn target(pod: &Value, verb: &str, container: &str, streams: &Streams) -> Request {
    let path = format!(
        "/api/v1/namespaces/{}/pods/{}/{verb}",
        crate::api::segment(namespace_of(pod)),
        crate::api::segment(name_of(pod))
    );
    let flag = |on: bool| if on { "true" } else { "" };
    Request::open(path)
        .query("container", container)
        .query("stdin", flag(streams.stdin))
        .query("stdout", "true")
        .query("stderr", flag(!streams.tty))
        .query("tty", flag(streams.tty))
}

/// Carries bytes both ways until the remote side ends.
pub(super) async fn talk(cx: &Context, request: Request, streams: Streams) -> Outcome {
    if cx.session.preview {
        return cx.plan(&request).await;
    }
    let (mut sender, mut receiver) = cx.socket(request).await?.split();
    let mut input = if streams.stdin { cx.take_stdin().await } else { None };
    let mut sizes =
        cx.session.terminal.as_ref().filter(|_| streams.tty).map(|terminal| terminal.size.clone());
    if let Some(sizes) = &mut sizes {
        let (width, height) = *sizes.borrow_and_update();
        sender.send(4, json!({ "Width": width, "Height": height }).to_string().as_bytes()).await?;
    }
    let mut buffer = vec![0; 32 * 1024];
    loop {
        tokio::select! {
            biased;
            () = cx.session.cancel.cancelled(), if !streams.tty => {
                sender.close().await;
                return Err(Failure::Exit(130));
            }
            piece = receiver.next() => match piece? {
                Some((1, bytes)) => cx.out(bytes).await,
                Some((2, bytes)) => cx.err(bytes).await,
                Some((3, bytes)) => {
                    sender.close().await;
                    return ended(&bytes);
                }
                Some(_) => {}
                None => return fail("error reading from error stream: the connection ended before the command did"),
            },
            size = changed(&mut sizes) => if let Some((width, height)) = size {
                let text = json!({ "Width": width, "Height": height }).to_string();
                sender.send(4, text.as_bytes()).await?;
            } else {
                sizes = None;
            },
            read = read(&mut input, &mut buffer) => match read {
                Ok(0) | Err(_) => {
                    input = None;
                    sender.end(0).await?;
                }
                Ok(count) => sender.send(0, &buffer[..count]).await?,
            },
        }
    }
}

async fn changed(sizes: &mut Option<tokio::sync::watch::Receiver<(u16, u16)>>) -> Option<(u16, u16)> {
    match sizes {
        Some(sizes) => match sizes.changed().await {
            Ok(()) => Some(*sizes.borrow_and_update()),
            Err(_) => None,
        },
        None => std::future::pending().await,
    }
}

async fn read(
    input: &mut Option<Box<dyn tokio::io::AsyncRead + Send + Unpin>>,
    buffer: &mut [u8],
) -> std::io::Result<usize> {
    match input {
        Some(input) => input.read(buffer).await,
        None => std::future::pending().await,
    }
}

/// What the error channel says: success, an exit code, or a refusal.
fn ended(bytes: &[u8]) -> Outcome {
    let Ok(status) = serde_json::from_slice::<Value>(bytes) else {
        return fail(String::from_utf8_lossy(bytes).into_owned());
    };
    if str_at(&status, &["status"]) == "Success" {
        return Ok(());
    }
    if str_at(&status, &["reason"]) == "NonZeroExitCode" {
        let cause = list_at(&status, &["details", "causes"])
            .iter()
            .find(|cause| str_at(cause, &["reason"]) == "ExitCode");
        let text = cause.map_or("", |cause| str_at(cause, &["message"]));
        return match text.parse::<i32>() {
            Ok(code) => Err(Failure::Verbatim(format!("command terminated with exit code {code}"), code)),
            Err(_) => fail(format!("error stream protocol error: invalid exit code value {}", quote(text))),
        };
    }
    if str_at(&status, &["status"]) == "Failure" {
        fail(str_at(&status, &["message"]))
    } else {
        fail("error stream protocol error: unknown error")
    }
}
