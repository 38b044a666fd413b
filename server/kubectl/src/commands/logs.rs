//! `logs`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/logs/logs.go`, `kubectl/pkg/polymorphichelpers/logsforobject.go`.

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use serde_json::Value;

use super::common::sleep;
use super::pods;
use super::watch::chunks;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::{Builder, Found};
use crate::text::{list_at, name_of, namespace_of, quote};

const USAGE: &str = "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples";

struct Stream {
    request: Request,
    prefix: String,
}

/// Runs it.
pub(crate) async fn run(cx: &Context, mut args: Args) -> Outcome {
    let words = args.positional.clone();
    let selector = args.str("selector").to_owned();
    match words.len() {
        0 if selector.is_empty() => return fail(USAGE),
        1 if !selector.is_empty() => {
            return fail(
                "only a selector (-l) or a POD name is allowed\nSee 'kubectl logs -h' for help and examples",
            );
        }
        0..=2 => {}
        _ => return fail(USAGE),
    }
    let mut container = args.str("container").to_owned();
    if let Some(inline) = words.get(1) {
        container.clone_from(inline);
    }
    let Some(wait) = args.duration("pod-running-timeout").filter(|wait| !wait.is_zero()) else {
        return fail("--pod-running-timeout must be higher than zero");
    };
    if !args.str("since-time").is_empty() && crate::time::parse(args.str("since-time")).is_none() {
        let text = args.str("since-time");
        return fail(format!(
            "parsing time {} as \"2006-01-02T15:04:05Z07:00\": cannot parse {} as \"2006\"",
            quote(text),
            quote(text)
        ));
    }
    let object = find(cx, &mut args, &selector).await?;
    validate(&args, &words, &container)?;
    let streams = streams(cx, &args, object, &container, wait).await?;
    let follow = args.bool("follow");
    let most = usize::try_from(args.int("max-log-requests")).unwrap_or(0);
    if follow && streams.len() > 1 && streams.len() > most {
        return fail(format!(
            "you are attempting to follow {} log streams, but maximum allowed concurrency is {most}, use --max-log-requests to increase the limit",
            streams.len()
        ));
    }
    let ignore = args.bool("ignore-errors");
    if follow {
        let all = streams.into_iter().map(|stream| follow_one(cx, stream, ignore, wait));
        let done: Vec<Outcome> = futures_util::future::join_all(all).await;
        return done.into_iter().find(Result::is_err).unwrap_or(Ok(()));
    }
    for stream in streams {
        match copy(cx, &stream).await {
            Err(failure) if ignore => cx.out(format!("error: {}\n", failure.text())).await,
            other => other?,
        }
    }
    Ok(())
}

fn validate(args: &Args, words: &[String], container: &str) -> Outcome {
    if !args.str("since-time").is_empty() && args.changed("since") && args.str("since") != "0s" {
        return fail("at most one of `sinceTime` or `sinceSeconds` may be specified");
    }
    if args.bool("all-containers") && !container.is_empty() {
        return fail(format!(
            "--all-containers=true should not be specified with container name {container}"
        ));
    }
    if args.changed("container") && words.len() == 2 {
        return fail("only one of -c or an inline [CONTAINER] arg is allowed");
    }
    if args.int("limit-bytes") < 0 {
        return fail("--limit-bytes must be greater than 0");
    }
    if args.duration("since").is_none() {
        return fail("--since must be greater than 0");
    }
    if args.int("tail") < -1 {
        return fail("--tail must be greater than or equal to -1");
    }
    Ok(())
}

async fn find(cx: &Context, args: &mut Args, selector: &str) -> Outcome<Found> {
    let mut builder = Builder::new(cx, args).await?;
    builder.continue_on_error = false;
    builder.single_type = true;
    builder.args = if selector.is_empty() {
        let word = &args.positional[0];
        if word.contains('/') { vec![word.clone()] } else { vec!["pods".into(), word.clone()] }
    } else {
        vec!["pods".into()]
    };
    builder.selector = (!selector.is_empty()).then(|| selector.to_owned());
    let namespace = builder.namespace.clone();
    let found = builder.find(cx).await?;
    if let Some(failure) = found.errors.first() {
        if failure.is_not_found() {
            return fail(format!(
                "error from server (NotFound): {} in namespace {}",
                failure.text(),
                quote(&namespace)
            ));
        }
        return Err(failure.clone());
    }
    if found.infos.is_empty() && !selector.is_empty() {
        cx.err(format!("No resources found in {namespace} namespace.\n")).await;
    }
    Ok(found)
}

async fn streams(
    cx: &Context,
    args: &Args,
    found: Found,
    container: &str,
    wait: std::time::Duration,
) -> Outcome<Vec<Stream>> {
    let mut targets: Vec<Value> = Vec::new();
    for info in found.infos {
        if info.resource.kind == "Pod" {
            targets.push(info.object);
            continue;
        }
        let selector = pods::selector_of(&info, "get the logs from")?;
        let mut pods = pods::pods_of(cx, &info.namespace, &selector, wait).await?;
        if args.bool("all-pods") {
            targets.append(&mut pods);
        } else {
            if pods.len() > 1 {
                cx.err(format!("Found {} pods, using pod/{}\n", pods.len(), name_of(&pods[0]))).await;
            }
            pods.truncate(1);
            targets.append(&mut pods);
        }
    }
    let mut streams = Vec::new();
    for pod in &targets {
        if args.bool("all-containers") {
            for group in ["initContainers", "containers", "ephemeralContainers"] {
                for one in list_at(pod, &["spec", group]) {
                    streams.push(stream(args, pod, crate::text::str_at(one, &["name"])));
                }
            }
        } else {
            let name = pods::container_of(cx, pod, container, args.bool("all-pods")).await?;
            streams.push(stream(args, pod, &name));
        }
    }
    Ok(streams)
}

fn stream(args: &Args, pod: &Value, container: &str) -> Stream {
    let flag = |name: &str| if args.bool(name) { "true" } else { "" };
    let path = format!(
        "/api/v1/namespaces/{}/pods/{}/log",
        crate::api::segment(namespace_of(pod)),
        crate::api::segment(name_of(pod))
    );
    let tail = match args.int("tail") {
        -1 if !args.str("selector").is_empty() && !args.changed("tail") => "10".to_owned(),
        -1 => String::new(),
        lines => lines.to_string(),
    };
    let since = args.duration("since").map_or(0, |since| (since.as_secs_f64()).round() as i64);
    let number = |value: i64| if value == 0 { String::new() } else { value.to_string() };
    let request = Request::get(path)
        .accept("application/json, */*")
        .query("container", container)
        .query("follow", flag("follow"))
        .query("previous", flag("previous"))
        .query("timestamps", flag("timestamps"))
        .query("insecureSkipTLSVerifyBackend", flag("insecure-skip-tls-verify-backend"))
        .query("limitBytes", number(args.int("limit-bytes")))
        .query("sinceSeconds", number(since))
        .query("sinceTime", args.str("since-time"))
        .query("tailLines", tail);
    let shown = args.bool("prefix") || args.bool("all-pods");
    let prefix = if shown { format!("[pod/{}/{container}] ", name_of(pod)) } else { String::new() };
    Stream { request, prefix }
}

/// How long a line may be before it is passed on in pieces. Memory stays flat also when a container never ends its line.
const LINE: usize = 64 * 1024;

/// Copies a log line by line, so that two of them never mix within a line.
async fn copy(cx: &Context, stream: &Stream) -> Outcome {
    let body = cx.stream(stream.request.clone()).await?;
    let mut body = chunks(body);
    let mut rest = BytesMut::new();
    // What comes next goes on with a line whose beginning is already out.
    let mut within = false;
    while let Some(chunk) = body.next().await {
        rest.extend_from_slice(&chunk.map_err(|error| Failure::Message(connection::broken(&error)))?);
        let end = match rest.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => end + 1,
            None if rest.len() > LINE => rest.len(),
            None => continue,
        };
        let whole = rest.split_to(end).freeze();
        let ended = whole.ends_with(b"\n");
        cx.out(prefixed(&stream.prefix, whole, within)).await;
        within = !ended;
    }
    if !rest.is_empty() {
        cx.out(prefixed(&stream.prefix, rest.freeze(), within)).await;
    }
    Ok(())
}

/// Puts the prefix before each line; `within`: the first one has it already.
fn prefixed(prefix: &str, lines: Bytes, within: bool) -> Bytes {
    if prefix.is_empty() {
        return lines;
    }
    let mut out = BytesMut::new();
    for (index, line) in lines.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if index > 0 || !within {
            out.extend_from_slice(prefix.as_bytes());
        }
        out.extend_from_slice(line);
    }
    out.freeze()
}

async fn follow_one(cx: &Context, stream: Stream, ignore: bool, wait: std::time::Duration) -> Outcome {
    let started = std::time::Instant::now();
    loop {
        let Err(failure) = copy(cx, &stream).await else { return Ok(()) };
        if ignore {
            cx.out(format!("error: {}\n", failure.text())).await;
            return Ok(());
        }
        cx.err(format!("{}\n", failure.text())).await;
        if !matches!(failure, Failure::Status(_)) {
            return Err(failure);
        }
        sleep(1000).await;
        if started.elapsed() >= wait {
            return fail("context deadline exceeded");
        }
    }
}
