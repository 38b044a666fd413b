//! The pod that `run` makes.
//!
//! Layer: part of `run`. Upstream: `kubectl/pkg/generate/versioned/run.go`, `github.com/distribution/reference`.

use serde_json::{Map, Value, json};

use super::Run;
use crate::failure::{Outcome, fail};
use crate::text::quote;

/// The labels of everything that is made.
pub(super) fn labels(args: &Run, name: &str) -> Outcome<Value> {
    let given = args.pod_labels.as_str();
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

/// The pod.
pub(super) fn pod(args: &Run, name: &str, words: &[String]) -> Outcome<Value> {
    let mut container = json!({ "name": name, "image": args.image.as_str(), "resources": {} });
    if !args.image_pull_policy.is_empty() {
        container["imagePullPolicy"] = args.image_pull_policy.as_str().into();
    }
    if !words.is_empty() {
        container[if args.command { "command" } else { "args" }] = json!(words);
    }
    let mut env = Vec::new();
    for pair in args.env.iter() {
        match pair.split_once('=') {
            Some((key, "")) if !key.is_empty() => env.push(json!({ "name": key })),
            Some((key, value)) if !key.is_empty() => env.push(json!({ "name": key, "value": value })),
            _ => return fail(format!("invalid env: {pair}")),
        }
    }
    if !env.is_empty() {
        container["env"] = Value::Array(env);
    }
    if !args.port.is_empty() {
        let Ok(port) = args.port.as_str().parse::<i64>() else {
            return fail(format!("strconv.Atoi: parsing {}: invalid syntax", quote(args.port.as_str())));
        };
        container["ports"] = json!([{ "containerPort": port }]);
    }
    if args.stdin {
        container["stdin"] = true.into();
        if !args.leave_stdin_open {
            container["stdinOnce"] = true.into();
        }
    }
    if args.tty {
        container["tty"] = true.into();
    }
    if args.privileged {
        container["securityContext"] = json!({ "privileged": true });
    }
    let mut metadata = json!({ "name": name, "labels": labels(args, name)? });
    for pair in args.annotations.iter() {
        let Some((key, value)) = pair.split_once('=').filter(|(key, _)| !key.is_empty()) else {
            return fail(format!("unexpected annotation: {pair}"));
        };
        metadata["annotations"][key] = value.into();
    }
    let restart = if args.restart.is_empty() { "Always" } else { args.restart.as_str() };
    Ok(json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": metadata, "status": {},
        "spec": { "containers": [container], "dnsPolicy": "ClusterFirst", "restartPolicy": restart },
    }))
}

/// `reference.ReferenceRegexp`, as far as names go.
pub(super) fn reference(image: &str) -> bool {
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
