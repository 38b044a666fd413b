//! `exec` and `attach`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/exec/exec.go`, `kubectl/pkg/cmd/attach/attach.go`,
//! `client-go/tools/remotecommand`.

use serde_json::{Value, json};
use tokio::io::AsyncReadExt;

use super::pods;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::Builder;
use crate::text::{list_at, name_of, namespace_of, quote, str_at};

/// What is connected.
pub(crate) struct Streams {
    /// Standard input.
    pub(crate) stdin: bool,
    /// A terminal.
    pub(crate) tty: bool,
}

/// `exec`.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let words = &args.positional;
    let files = args.list("filename");
    let named = if !words.is_empty() && args.dash_at != Some(0) { words[0].clone() } else { String::new() };
    let command: Vec<String> = match args.dash_at {
        Some(at) => words[at..].to_vec(),
        None if words.len() > 1 || (!words.is_empty() && !files.is_empty()) => {
            return fail(
                "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
            );
        }
        None => Vec::new(),
    };
    if named.is_empty() && files.is_empty() {
        return fail("pod, type/name or --filename must be specified");
    }
    if command.is_empty() {
        return fail("you must specify at least one command for the container");
    }
    let pod = find(cx, &args, &named).await?;
    let phase = str_at(&pod, &["status", "phase"]);
    if matches!(phase, "Succeeded" | "Failed") {
        return fail(format!("cannot exec into a container in a completed pod; current phase is {phase}"));
    }
    let container = pods::container_of(cx, &pod, args.str("container"), args.bool("quiet")).await?;
    let streams = streams(cx, &args).await;
    let mut request = target(&pod, "exec", &container, &streams);
    for word in command {
        request = request.query_always("command", word);
    }
    talk(cx, request, streams).await
}

/// `attach`.
pub(crate) async fn attach(cx: &Context, args: Args) -> Outcome {
    let words = &args.positional;
    match words.len() {
        0 => {
            return fail("at least 1 argument is required for attach");
        }
        1 | 2 => {}
        _ => {
            return fail(format!(
                "expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw {}: [{}]\nSee 'kubectl attach -h' for help and examples",
                words.len(),
                words.join(" ")
            ));
        }
    }
    let named = words.join("/");
    let pod = find(cx, &args, &named).await?;
    attach_to(cx, &args, &pod).await
}

/// Attaches to a pod that is known.
pub(crate) async fn attach_to(cx: &Context, args: &Args, pod: &Value) -> Outcome {
    let phase = str_at(pod, &["status", "phase"]);
    if matches!(phase, "Succeeded" | "Failed") {
        return fail(format!("cannot attach a container in a completed pod; current phase is {phase}"));
    }
    let container = pods::container_of(cx, pod, args.str("container"), args.bool("quiet")).await?;
    let mut streams = streams(cx, args).await;
    let spec = list_at(pod, &["spec", "containers"]).iter().find(|one| str_at(one, &["name"]) == container);
    let has_tty = spec.and_then(|spec| spec.get("tty")).and_then(Value::as_bool).unwrap_or(false);
    if streams.tty && !has_tty {
        streams.tty = false;
        if !args.bool("quiet") {
            cx.err(format!("error: Unable to use a TTY - container {container} did not allocate one\n"))
                .await;
        }
    } else if !streams.tty && has_tty && streams.stdin && cx.session.terminal.is_some() {
        streams.tty = true;
    }
    if streams.stdin && streams.tty && !args.bool("quiet") {
        cx.err("All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n").await;
    }
    let request = target(pod, "attach", &container, &streams);
    talk(cx, request, streams).await
}

async fn find(cx: &Context, args: &Args, named: &str) -> Outcome<Value> {
    let mut builder = Builder::new(cx, args).await?;
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
    let wait = args.duration("pod-running-timeout").unwrap_or_default();
    let mut found = pods::pods_of(cx, &info.namespace, &selector, wait).await?;
    Ok(found.swap_remove(0))
}

/// What `-i` and `-t` come to on this surface.
async fn streams(cx: &Context, args: &Args) -> Streams {
    let (stdin, mut tty) = (args.bool("stdin"), args.bool("tty"));
    if !stdin {
        tty = false;
    } else if tty && cx.session.terminal.is_none() {
        tty = false;
        if !args.bool("quiet") {
            cx.err("Unable to use a TTY - input is not a terminal or the right kind of file\n").await;
        }
    }
    Streams { stdin, tty }
}

fn target(pod: &Value, verb: &str, container: &str, streams: &Streams) -> Request {
    let path = format!(
        "/api/v1/namespaces/{}/pods/{}/{verb}",
        crate::api::segment(namespace_of(pod)),
        crate::api::segment(name_of(pod))
    );
    let flag = |on: bool| if on { "true" } else { "" };
    Request::get(path)
        .query("container", container)
        .query("stdin", flag(streams.stdin))
        .query("stdout", "true")
        .query("stderr", flag(!streams.tty))
        .query("tty", flag(streams.tty))
}

/// Carries bytes both ways until the remote side ends.
async fn talk(cx: &Context, request: Request, streams: Streams) -> Outcome {
    if cx.session.preview {
        return Ok(());
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
