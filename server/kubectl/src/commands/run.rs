//! `run`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/run/run.go`, `kubectl/pkg/generate/versioned/run.go`.

use serde_json::{Map, Value, json};

use super::common::{DryRun, sleep};
use super::create::{Generated, create_generated, known};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::text::{at, int_at, list_at, name_of, namespace_of, quote, str_at};

fn usage<T>(message: &str) -> Outcome<T> {
    fail(format!("{message}\nSee 'kubectl run -h' for help and examples"))
}

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let words = &args.positional;
    if words.is_empty() || args.dash_at == Some(0) {
        return usage("NAME is required for run");
    }
    let (stdin, tty) = (args.bool("stdin"), args.bool("tty"));
    let image = args.str("image");
    if image.is_empty() {
        return fail("--image is required");
    }
    if !reference(image) {
        return fail(format!("Invalid image name {}: invalid reference format", quote(image)));
    }
    if tty && !stdin {
        return usage("-i/--stdin is required for containers with -t/--tty=true");
    }
    if args.bool("expose") && args.str("port").is_empty() {
        return usage("--port must be set when exposing a service");
    }
    let restart = args.str("restart");
    if !matches!(restart, "" | "Always" | "OnFailure" | "Never") {
        return usage(&format!("invalid restart policy: {restart}"));
    }
    let attach = if args.changed("attach") { args.bool("attach") } else { stdin || tty };
    if !attach && args.bool("rm") {
        return usage("--rm should only be used for attached containers");
    }
    if attach && dry != DryRun::None {
        return usage(
            "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
        );
    }
    let pull = args.str("image-pull-policy");
    if !matches!(pull, "" | "Always" | "IfNotPresent" | "Never") {
        return usage(&format!("invalid image pull policy: {pull}"));
    }
    if args.changed("overrides") {
        return fail("--overrides is not available here");
    }
    let mut object = pod(&args, &words[0], &words[1..])?;
    if attach {
        object["spec"]["containers"][0]["stdin"] = stdin.into();
        object["spec"]["containers"][0]["stdinOnce"] = (stdin && !args.bool("leave-stdin-open")).into();
    }
    let resource = known("", "pods", "Pod", true);
    if args.bool("expose") {
        expose(cx, &args, &words[0], dry).await?;
    }
    let mut quiet = args.clone();
    if attach && args.bool("rm") {
        quiet.command.push_str(" --rm");
    }
    let made = Generated { resource, object, operation: "created" };
    if !attach {
        create_generated(cx, &quiet, made).await?;
        return Ok(());
    }
    attached(cx, &args, made).await
}

async fn expose(cx: &Context, args: &Args, name: &str, dry: DryRun) -> Outcome {
    let port: i64 = args.str("port").parse().unwrap_or(0);
    let selector = labels(args, name)?;
    let object = json!({
        "apiVersion": "v1", "kind": "Service", "metadata": { "name": name },
        "spec": { "ports": [{ "port": port, "protocol": "TCP", "targetPort": port }], "selector": selector },
        "status": { "loadBalancer": {} },
    });
    create_generated(
        cx,
        args,
        Generated { resource: known("", "services", "Service", true), object, operation: "created" },
    )
    .await?;
    if dry != DryRun::None && !args.str("output").is_empty() {
        cx.out("---\n").await;
    }
    Ok(())
}

fn labels(args: &Args, name: &str) -> Outcome<Value> {
    let given = args.str("labels");
    if given.is_empty() {
        return Ok(json!({ "run": name }));
    }
    let mut map = Map::new();
    for pair in given.split(',') {
        match pair.split_once('=') {
            Some((key, value)) if !key.is_empty() => map.insert(key.to_owned(), value.into()),
            _ => return fail(format!("unexpected label spec: {pair}")),
        };
    }
    Ok(Value::Object(map))
}

fn pod(args: &Args, name: &str, words: &[String]) -> Outcome<Value> {
    let mut container = json!({ "name": name, "image": args.str("image"), "resources": {} });
    if !args.str("image-pull-policy").is_empty() {
        container["imagePullPolicy"] = args.str("image-pull-policy").into();
    }
    if !words.is_empty() {
        container[if args.bool("command") { "command" } else { "args" }] = json!(words);
    }
    let mut env = Vec::new();
    for pair in args.list("env") {
        match pair.split_once('=') {
            Some((key, "")) if !key.is_empty() => env.push(json!({ "name": key })),
            Some((key, value)) if !key.is_empty() => env.push(json!({ "name": key, "value": value })),
            _ => return fail(format!("invalid env: {pair}")),
        }
    }
    if !env.is_empty() {
        container["env"] = Value::Array(env);
    }
    if !args.str("port").is_empty() {
        let Ok(port) = args.str("port").parse::<i64>() else {
            return fail(format!("strconv.Atoi: parsing {}: invalid syntax", quote(args.str("port"))));
        };
        container["ports"] = json!([{ "containerPort": port }]);
    }
    if args.bool("stdin") {
        container["stdin"] = true.into();
        if !args.bool("leave-stdin-open") {
            container["stdinOnce"] = true.into();
        }
    }
    if args.bool("tty") {
        container["tty"] = true.into();
    }
    if args.bool("privileged") {
        container["securityContext"] = json!({ "privileged": true });
    }
    let mut metadata = json!({ "name": name, "labels": labels(args, name)? });
    for pair in args.list("annotations") {
        let Some((key, value)) = pair.split_once('=').filter(|(key, _)| !key.is_empty()) else {
            return fail(format!("unexpected annotation: {pair}"));
        };
        metadata["annotations"][key] = value.into();
    }
    let restart = if args.str("restart").is_empty() { "Always" } else { args.str("restart") };
    Ok(json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": metadata, "status": {},
        "spec": { "containers": [container], "dnsPolicy": "ClusterFirst", "restartPolicy": restart },
    }))
}

/// `reference.ReferenceRegexp`, as far as names go.
fn reference(image: &str) -> bool {
    let (rest, digest) = image.split_once('@').map_or((image, None), |(rest, digest)| (rest, Some(digest)));
    let last = rest.rfind('/').map_or(0, |at| at + 1);
    let (path, tag) = match rest[last..].find(':') {
        Some(at) => (&rest[..last + at], Some(&rest[last + at + 1..])),
        None => (rest, None),
    };
    let tag_ok = tag.is_none_or(|tag| {
        !tag.is_empty()
            && tag.len() <= 128
            && !tag.starts_with(['.', '-'])
            && tag.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
    });
    let digest_ok = digest.is_none_or(|digest| digest.contains(':') && !digest.ends_with(':'));
    let parts: Vec<&str> = path.split('/').collect();
    let word = |part: &&str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-'))
            && part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    let host = |part: &str| {
        part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':')) && !part.is_empty()
    };
    let names_ok = match parts.as_slice() {
        [one] => word(one),
        [first, rest @ ..] => (word(first) || host(first)) && rest.iter().all(word),
        [] => false,
    };
    tag_ok && digest_ok && names_ok
}

/// Creates the pod, waits until it runs, attaches, and passes on how it ended.
async fn attached(cx: &Context, args: &Args, made: Generated) -> Outcome {
    let mut silent = made.object.clone();
    let (namespace, _) = cx.namespace().await?;
    silent["metadata"]["namespace"] = namespace.clone().into();
    let path = made.resource.path(&namespace);
    let created =
        cx.json(Request::post(path, &silent).query("fieldManager", args.str("field-manager"))).await?;
    if cx.session.preview {
        cx.out(format!("pod/{} created\n", name_of(&created))).await;
        return Ok(());
    }
    let done = talk(cx, args, &created).await;
    if args.bool("rm") {
        let path = made.resource.object_path(namespace_of(&created), name_of(&created))?;
        cx.json(Request::delete(
            path,
            &json!({ "kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Background" }),
        ))
        .await?;
        cx.out(format!("pod \"{}\" deleted from {namespace} namespace\n", name_of(&created))).await;
    }
    done
}

async fn talk(cx: &Context, args: &Args, created: &Value) -> Outcome {
    let path = known("", "pods", "Pod", true).object_path(namespace_of(created), name_of(created))?;
    let started = std::time::Instant::now();
    let limit = args.duration("pod-running-timeout").unwrap_or_default();
    let pod = loop {
        let pod = cx.json(Request::get(path.clone())).await?;
        match str_at(&pod, &["status", "phase"]) {
            "Succeeded" | "Failed" => break pod,
            "Running" if ready(&pod) => break pod,
            _ if started.elapsed() >= limit => return fail("timed out waiting for the condition"),
            _ => sleep(200).await,
        }
    };
    if matches!(str_at(&pod, &["status", "phase"]), "Succeeded" | "Failed") {
        let log = cx.send(Request::get(format!("{path}/log"))).await?;
        cx.out(log.body).await;
    } else {
        super::exec::attach_to(cx, args, &pod).await?;
    }
    if args.str("restart") == "Always" || args.bool("leave-stdin-open") {
        return Ok(());
    }
    for _ in 0..50 {
        let pod = cx.json(Request::get(path.clone())).await?;
        match str_at(&pod, &["status", "phase"]) {
            "Succeeded" => return Ok(()),
            "Failed" => {
                let state = list_at(&pod, &["status", "containerStatuses"])
                    .first()
                    .and_then(|one| at(one, &["state", "terminated"]));
                let code = state.and_then(|state| int_at(state, &["exitCode"])).unwrap_or(1);
                let (reason, message) =
                    state.map_or(("", ""), |state| (str_at(state, &["reason"]), str_at(state, &["message"])));
                let text =
                    format!("pod {}/{} terminated ({reason})\n{message}", namespace_of(&pod), name_of(&pod));
                return Err(Failure::Verbatim(text, i32::try_from(code).unwrap_or(1)));
            }
            _ => sleep(100).await,
        }
    }
    Ok(())
}

fn ready(pod: &Value) -> bool {
    let conditions = list_at(pod, &["status", "conditions"]);
    conditions.iter().any(|one| str_at(one, &["type"]) == "Ready" && str_at(one, &["status"]) == "True")
}
