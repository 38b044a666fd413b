//! exec and attach over a WebSocket: standard streams, terminal size, exit code.
//!
//! Layer: I/O shell around the simulated shell. Mirrors `kubelet/pkg/cri/streaming/remotecommand`.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use http::Request;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};

use super::answer::Reply;
use super::request::{Query, Target};
use super::subresource::container_of;
use super::websocket;
use crate::json::text;
use crate::kinds;
use crate::kubelet::{self, Process};
use crate::open::Inner;
use crate::registry;
use crate::shell::{Input, Io, Output, Shell, commands, terminal};
use crate::status::{Outcome, Status};

/// The process that a request means; the error says what is wrong with its pod.
pub(crate) fn target(inner: &Arc<Inner>, target: &Target, query: &Query) -> Outcome<Arc<Process>> {
    let pod = inner
        .with(|w| w.find(kinds::POD, &target.ns, &target.name))
        .ok_or_else(|| registry::missing(kinds::POD, &target.name))?;
    if ["Succeeded", "Failed"].contains(&text(&pod, "status.phase")) {
        return Err(Status::bad_request(format!(
            "cannot exec into a container in a completed pod; current phase is {}",
            text(&pod, "status.phase")
        )));
    }
    let container = container_of(&pod, query.get("container"), "")?;
    if text(&pod, "spec.nodeName").is_empty() {
        return Err(Status::bad_request(format!("pod {} does not have a host assigned", target.name)));
    }
    let running = inner.with(|w| {
        let run = w.kubelet.pods.get(text(&pod, "metadata.uid"))?.containers.get(&container)?;
        matches!(run.state, kubelet::State::Running { .. }).then(|| run.process.clone()).flatten()
    });
    running.ok_or_else(|| {
        Status::internal(format!(
            "error executing command in container: container not found (\"{container}\")"
        ))
    })
}

/// Upgrades a request and runs its command.
pub(crate) fn start(
    inner: &Arc<Inner>,
    target: &Target,
    query: &Query,
    mut req: Request<Incoming>,
) -> Outcome<Reply> {
    let command = query.all("command");
    let attach = target.sub == "attach";
    let process = self::target(inner, target, query)?;
    if command.is_empty() && !attach {
        return Err(Status::bad_request("you must specify at least 1 command for the container"));
    }
    let (response, _) = websocket::accept(req.headers())?;
    let upgrade = hyper::upgrade::on(&mut req);
    let (stdin, tty) = (query.flag("stdin"), query.flag("tty"));
    let cancel = inner.cancel.clone();
    tokio::spawn(async move {
        match upgrade.await {
            Ok(upgraded) => {
                let socket =
                    WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, None).await;
                tokio::select! {
                    () = session(socket, process, command, attach, stdin, tty) => {}
                    () = cancel.cancelled() => {}
                }
            }
            Err(error) => tracing::debug!(%error, "an exec connection was not upgraded"),
        }
    });
    Ok(Reply::response(response))
}

async fn session<S>(
    socket: WebSocketStream<S>,
    process: Arc<Process>,
    command: Vec<String>,
    attach: bool,
    stdin: bool,
    tty: bool,
) where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let (mut sink, mut stream) = socket.split();
    let (out, mut outgoing) = mpsc::channel::<(u8, Bytes)>(64);
    let (typed, input) = mpsc::channel::<Bytes>(64);
    let writer = async move {
        while let Some((channel, bytes)) = outgoing.recv().await {
            let mut frame = Vec::with_capacity(bytes.len() + 1);
            frame.push(channel);
            frame.extend_from_slice(&bytes);
            if sink.send(Message::Binary(frame.into())).await.is_err() {
                return;
            }
        }
        if let Err(error) =
            sink.send(Message::Close(Some(CloseFrame { code: CloseCode::Normal, reason: "".into() }))).await
        {
            tracing::trace!(%error, "the client was gone");
        }
    };
    let reader = async move {
        let mut typed = Some(typed);
        while let Some(Ok(message)) = stream.next().await {
            let bytes: Bytes = match message {
                Message::Binary(b) => b,
                Message::Text(t) => Bytes::copy_from_slice(t.as_bytes()),
                Message::Close(_) => return,
                _ => continue,
            };
            match bytes.first() {
                Some(0) if stdin && bytes.len() > 1 => {
                    if let Some(typed) = &typed
                        && typed.send(bytes.slice(1..)).await.is_err()
                    {
                        tracing::trace!("nobody reads standard input any more");
                    }
                }
                // v5: standard input is closed.
                Some(255) if bytes.get(1) == Some(&0) => typed = None,
                _ => {}
            }
        }
    };
    let runner = async move {
        let status = run(&process, &command, attach, tty, stdin, input, &out).await;
        if out.send((3, Bytes::from(status.to_string()))).await.is_err() {
            tracing::trace!("the client was gone before its command ended");
        }
    };
    tokio::pin!(writer);
    let ended = async {
        tokio::select! {
            () = runner => {}
            () = reader => {}
        }
    };
    tokio::pin!(ended);
    tokio::select! {
        () = &mut ended => {}
        () = &mut writer => return,
    }
    // What has been said is still delivered.
    drop(tokio::time::timeout(Duration::from_secs(5), writer).await);
}

async fn run(
    process: &Arc<Process>,
    command: &[String],
    attach: bool,
    tty: bool,
    stdin: bool,
    input: mpsc::Receiver<Bytes>,
    out: &mpsc::Sender<(u8, Bytes)>,
) -> Value {
    let stdout = Output::Client { to: out.clone(), channel: 1, tty };
    let stderr = Output::Client { to: out.clone(), channel: if tty { 1 } else { 2 }, tty };
    let stopped = process.stopped.clone();
    let code = if attach {
        tokio::select! {
            code = terminal::attach(process, input, &stdout, tty, stdin) => code,
            () = stopped.cancelled() => 0,
        }
    } else {
        if let Err(why) = commands::lookup(process, &command[0]) {
            let inside = if why.starts_with("stat") {
                format!("exec: {:?}: stat {}: no such file or directory", command[0], command[0])
            } else {
                format!("exec: {:?}: {why}", command[0])
            };
            let id = process.launch.uid.replace('-', "");
            return json!({"metadata": {}, "status": "Failure", "reason": "InternalError", "code": 500, "details": {"causes": [{"message": format!("Internal error occurred: error executing command in container: failed to exec in container: failed to start exec \"{id}\": OCI runtime exec failed: exec failed: unable to start container process: {inside}")}]},
                "message": format!("Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec \"{id}\": OCI runtime exec failed: exec failed: unable to start container process: {inside}")});
        }
        let mut shell = Shell::new(process.clone());
        let work = async {
            if tty {
                terminal::run(&mut shell, command, input, &stdout).await
            } else {
                let stdin = if stdin { Input::client(input) } else { Input::empty() };
                let io = Io { stdin, stdout, stderr };
                let code = shell.exec(command, &io).await;
                shell.exited.unwrap_or(code)
            }
        };
        tokio::select! {
            code = work => code,
            () = stopped.cancelled() => 137,
        }
    };
    if code == 0 {
        return json!({"metadata": {}, "status": "Success"});
    }
    json!({"metadata": {}, "status": "Failure", "reason": "NonZeroExitCode", "message": format!("command terminated with non-zero exit code: exit status {code}"), "details": {"causes": [{"reason": "ExitCode", "message": code.to_string()}]}})
}
