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
use crate::resource::{Builder, Found};
use crate::spec::prelude::*;
use crate::text::{list_at, name_of, namespace_of, quote};

const USAGE: &str = "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples";

struct Stream {
    request: Request,
    prefix: String,
}

crate::flags! {
    /// `logs`, as typed.
    pub(crate) struct Logs {
        /// Of all containers of a pod
        all_containers: bool = flag("all-containers", "false", Nothing, Allowed);
        /// Of all pods of a workload; names the pod before each line
        all_pods: bool = flag("all-pods", "false", Nothing, Allowed);
        /// Of this container
        container: Given<String> = short('c', "container", "", Nothing, Allowed);
        /// Go on with what is written
        follow: bool = short('f', "follow", "false", Nothing, Allowed);
        /// A stream that fails ends alone
        ignore_errors: bool = flag("ignore-errors", "false", Nothing, Allowed);
        /// Do not check the kubelet's certificate
        insecure_skip_tls_verify_backend: bool = flag("insecure-skip-tls-verify-backend", "false", Nothing, Allowed);
        /// At most so many bytes; 0: all
        limit_bytes: i64 = flag("limit-bytes", "0", Nothing, Allowed);
        /// How many streams -f may follow at once
        max_log_requests: i64 = flag("max-log-requests", "5", Nothing, Allowed);
        /// How long to wait until a pod runs
        pod_running_timeout: Length = flag("pod-running-timeout", "20s", Nothing, Allowed);
        /// The pod and container stand before each line
        prefix: bool = flag("prefix", "false", Nothing, Allowed);
        /// Of the container that ran before this one
        previous: bool = short('p', "previous", "false", Nothing, Allowed);
        /// Only what was written in this time: 5s, 2m, 3h
        since: Given<Length> = flag("since", "0s", Nothing, Allowed);
        /// Only what was written since then (RFC 3339)
        since_time: String = flag("since-time", "", Nothing, Allowed);
        /// At most so many lines; -1: all
        tail: Given<i64> = flag("tail", "-1", Nothing, Allowed);
        /// The time stands before each line
        timestamps: bool = flag("timestamps", "false", Nothing, Allowed);
    }
    with { words: Positional, labels: Selector }
}

impl Command for Logs {
    const SPEC: Spec = Spec {
        path: "logs",
        aliases: &[],
        suggest_for: &[],
        about: "Print the logs for a container in a pod",
        usage: " [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        if self.follow { Manner::Streams } else { Manner::Ends }
    }

    async fn run(self, cx: &Context) -> Outcome {
        logs(cx, &self).await
    }
}

async fn logs(cx: &Context, args: &Logs) -> Outcome {
    let words = &args.words.list;
    let selector = args.labels.selector.as_str().to_owned();
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
    let mut container = args.container.as_str().to_owned();
    if let Some(inline) = words.get(1) {
        container.clone_from(inline);
    }
    let Some(wait) = args.pod_running_timeout.limit() else {
        return fail("--pod-running-timeout must be higher than zero");
    };
    if !args.since_time.is_empty() && crate::time::parse(args.since_time.as_str()).is_none() {
        let text = args.since_time.as_str();
        return fail(format!(
            "parsing time {} as \"2006-01-02T15:04:05Z07:00\": cannot parse {} as \"2006\"",
            quote(text),
            quote(text)
        ));
    }
    let object = find(cx, args, &selector).await?;
    validate(args, words, &container)?;
    let streams = streams(cx, args, object, &container, wait).await?;
    let follow = args.follow;
    let most = usize::try_from(args.max_log_requests).unwrap_or(0);
    if follow && streams.len() > 1 && streams.len() > most {
        return fail(format!(
            "you are attempting to follow {} log streams, but maximum allowed concurrency is {most}, use --max-log-requests to increase the limit",
            streams.len()
        ));
    }
    let ignore = args.ignore_errors;
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

fn validate(args: &Logs, words: &[String], container: &str) -> Outcome {
    if !args.since_time.is_empty() && args.since.given && args.since.0 != 0 {
        return fail("at most one of `sinceTime` or `sinceSeconds` may be specified");
    }
    if args.all_containers && !container.is_empty() {
        return fail(format!(
            "--all-containers=true should not be specified with container name {container}"
        ));
    }
    if args.container.given && words.len() == 2 {
        return fail("only one of -c or an inline [CONTAINER] arg is allowed");
    }
    if args.limit_bytes < 0 {
        return fail("--limit-bytes must be greater than 0");
    }
    if args.since.positive().is_none() {
        return fail("--since must be greater than 0");
    }
    if *args.tail < -1 {
        return fail("--tail must be greater than or equal to -1");
    }
    Ok(())
}

async fn find(cx: &Context, args: &Logs, selector: &str) -> Outcome<Found> {
    let mut builder = Builder::new(cx).await?;
    builder.continue_on_error = false;
    builder.single_type = true;
    builder.args = if selector.is_empty() {
        let word = &args.words[0];
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
    args: &Logs,
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
        if args.all_pods {
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
        if args.all_containers {
            for group in ["initContainers", "containers", "ephemeralContainers"] {
                for one in list_at(pod, &["spec", group]) {
                    streams.push(stream(args, pod, crate::text::str_at(one, &["name"])));
                }
            }
        } else {
            let name = pods::container_of(cx, pod, container, args.all_pods).await?;
            streams.push(stream(args, pod, &name));
        }
    }
    Ok(streams)
}

fn stream(args: &Logs, pod: &Value, container: &str) -> Stream {
    let flag = |on: bool| if on { "true" } else { "" };
    let path = format!(
        "/api/v1/namespaces/{}/pods/{}/log",
        crate::api::segment(namespace_of(pod)),
        crate::api::segment(name_of(pod))
    );
    let tail = match *args.tail {
        -1 if !args.labels.selector.is_empty() && !args.tail.given => "10".to_owned(),
        -1 => String::new(),
        lines => lines.to_string(),
    };
    let since = args.since.positive().map_or(0, |since| (since.as_secs_f64()).round() as i64);
    let number = |value: i64| if value == 0 { String::new() } else { value.to_string() };
    let request = Request::get(path)
        .accept("application/json, */*")
        .query("container", container)
        .query("follow", flag(args.follow))
        .query("previous", flag(args.previous))
        .query("timestamps", flag(args.timestamps))
        .query("insecureSkipTLSVerifyBackend", flag(args.insecure_skip_tls_verify_backend))
        .query("limitBytes", number(args.limit_bytes))
        .query("sinceSeconds", number(since))
        .query("sinceTime", args.since_time.as_str())
        .query("tailLines", tail);
    let shown = args.prefix || args.all_pods;
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
