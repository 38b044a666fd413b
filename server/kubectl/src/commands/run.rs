//! `run`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/run/run.go`, `kubectl/pkg/generate/versioned/run.go`.

use serde_json::{Map, Value, json};

use super::attach::attach_request;
use super::common::{DryRun, sleep};
use super::create::{Generated, How, create_generated, known};
use super::talk::Wiring;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::groups::FOLDER;
use crate::spec::prelude::*;
use crate::text::{at, int_at, list_at, name_of, namespace_of, quote, str_at};

fn usage<T>(message: &str) -> Outcome<T> {
    fail(format!("{message}\nSee 'kubectl run -h' for help and examples"))
}

crate::flags! {
    /// `run`, as typed.
    pub(crate) struct Run {
        /// KEY=VALUE; may be given several times
        annotations: Array = flag("annotations", "", Nothing, Allowed);
        /// Wait until it runs, and attach to it
        attach: Given<bool> = flag("attach", "false", Nothing, Allowed);
        /// The words after -- are the command, not its arguments
        command: bool = flag("command", "false", Nothing, Allowed);
        /// NAME=VALUE of a variable; may be given several times
        env: Array = flag("env", "", Pair, Allowed);
        /// Also a service for it, with --port
        expose: bool = flag("expose", "false", Nothing, Allowed);
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-run", Nothing, Allowed);
        /// Image of the container
        image: String = flag("image", "", Nothing, Allowed).required();
        /// Always, IfNotPresent or Never
        image_pull_policy: String = flag("image-pull-policy", "", Nothing, Allowed);
        /// Labels: a=b,c=d
        pod_labels: String = short('l', "labels", "", Nothing, Allowed);
        /// Standard input stays open after whoever attached first
        leave_stdin_open: bool = flag("leave-stdin-open", "false", Nothing, Allowed);
        /// JSON that goes over the generated object
        overrides: Given<String> = flag("overrides", "", Whole, Allowed);
        /// How long to wait until the pod runs
        pod_running_timeout: Length = flag("pod-running-timeout", "1m0s", Nothing, Allowed);
        /// Port that the container listens on
        port: String = flag("port", "", Nothing, Allowed);
        /// The container may do what the node may
        privileged: bool = flag("privileged", "false", Nothing, Allowed);
        /// Say nothing but what the container says
        quiet: bool = short('q', "quiet", "false", Nothing, Allowed);
        /// Always, OnFailure or Never
        restart: String = flag("restart", "Always", Nothing, Allowed);
        /// Delete the pod when it has ended
        rm: bool = flag("rm", "false", Nothing, Allowed);
        /// Keep what was created in the annotation that apply compares with
        save_config: bool = flag("save-config", "false", Nothing, Allowed);
        /// Connect standard input
        stdin: bool = short('i', "stdin", "false", Nothing, Allowed);
        /// Standard input is a terminal
        tty: bool = short('t', "tty", "false", Nothing, Allowed);
    }
    with { words: Positional, print: Print, dry: DryRunFlag }
    ignored {
        /// Manifests of what the pod may replace
        Slice = short('f', "filename", "", Nothing, Files);
        /// A folder with a kustomization
        String = short('k', "kustomize", "", Nothing, Refused(FOLDER));
        /// Also the folders within a folder of -f
        bool = short('R', "recursive", "false", Nothing, Allowed);
        /// What becomes of what a deleted object owns: background, foreground or orphan
        String = flag("cascade", "background", Nothing, Allowed).bare("background");
        /// Keys that leave the container as it is
        String = flag("detach-keys", "ctrl-p,ctrl-q", Nothing, Allowed);
        /// Delete at once, without the time to end in order
        bool = flag("force", "false", Nothing, Allowed);
        /// Seconds to end in order; -1: what the object says
        i64 = flag("grace-period", "-1", Nothing, Allowed);
        /// How --overrides is meant: merge, json or strategic
        String = flag("override-type", "merge", Nothing, Allowed);
        /// How long to wait for a deletion; 0: as long as it takes
        Length = flag("timeout", "0s", Nothing, Allowed);
        /// Wait until what is deleted is gone
        bool = flag("wait", "false", Nothing, Allowed);
    }
}

impl Command for Run {
    const SPEC: Spec = Spec {
        path: "run",
        aliases: &[],
        suggest_for: &[],
        about: "Run a particular image on the cluster",
        usage: " NAME --image=image [--env=\"key=value\"] [--port=port] [--dry-run=server|client] [--command] -- [COMMAND] [args...]",
        words: Words::PROGRAM,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.dry.pretends())
    }

    fn manner(&self) -> Manner {
        if self.stdin || self.tty {
            Manner::Interactive
        } else if *self.attach {
            Manner::Streams
        } else {
            Manner::Ends
        }
    }

    async fn run(self, cx: &Context) -> Outcome {
        start(cx, &self).await
    }
}

async fn start(cx: &Context, args: &Run) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let words = &args.words;
    if words.is_empty() || args.words.dash_at == Some(0) {
        return usage("NAME is required for run");
    }
    let (stdin, tty) = (args.stdin, args.tty);
    let image = args.image.as_str();
    if image.is_empty() {
        return fail("--image is required");
    }
    if !reference(image) {
        return fail(format!("Invalid image name {}: invalid reference format", quote(image)));
    }
    if tty && !stdin {
        return usage("-i/--stdin is required for containers with -t/--tty=true");
    }
    if args.expose && args.port.is_empty() {
        return usage("--port must be set when exposing a service");
    }
    let restart = args.restart.as_str();
    if !matches!(restart, "" | "Always" | "OnFailure" | "Never") {
        return usage(&format!("invalid restart policy: {restart}"));
    }
    let attach = if args.attach.given { *args.attach } else { stdin || tty };
    if !attach && args.rm {
        return usage("--rm should only be used for attached containers");
    }
    if attach && dry != DryRun::None {
        return usage(
            "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
        );
    }
    let pull = args.image_pull_policy.as_str();
    if !matches!(pull, "" | "Always" | "IfNotPresent" | "Never") {
        return usage(&format!("invalid image pull policy: {pull}"));
    }
    if args.overrides.given {
        return fail("--overrides is not available here");
    }
    let mut object = pod(args, &words[0], &words[1..])?;
    if attach {
        object["spec"]["containers"][0]["stdin"] = stdin.into();
        object["spec"]["containers"][0]["stdinOnce"] = (stdin && !args.leave_stdin_open).into();
    }
    let resource = known("", "pods", "Pod", true);
    if args.expose {
        expose(cx, args, &words[0], dry).await?;
    }
    let made = Generated { resource, object, refused: "" };
    if !attach {
        create_generated(cx, &args.how(), made).await?;
        return Ok(());
    }
    attached(cx, args, made).await
}

impl Run {
    fn how(&self) -> How<'_> {
        How {
            print: &self.print,
            dry: &self.dry,
            validation: "",
            manager: &self.field_manager,
            save: self.save_config,
        }
    }

    /// How the pod's only container is talked to.
    fn wiring(&self) -> Wiring<'_> {
        Wiring { container: "", quiet: self.quiet, stdin: self.stdin, tty: self.tty }
    }
}

async fn expose(cx: &Context, args: &Run, name: &str, dry: DryRun) -> Outcome {
    let port: i64 = args.port.as_str().parse().unwrap_or(0);
    let selector = labels(args, name)?;
    let object = json!({
        "apiVersion": "v1", "kind": "Service", "metadata": { "name": name },
        "spec": { "ports": [{ "port": port, "protocol": "TCP", "targetPort": port }], "selector": selector },
        "status": { "loadBalancer": {} },
    });
    let resource = known("", "services", "Service", true);
    create_generated(cx, &args.how(), Generated { resource, object, refused: "" }).await?;
    if dry != DryRun::None && !args.print.output.is_empty() {
        cx.out("---\n").await;
    }
    Ok(())
}

fn labels(args: &Run, name: &str) -> Outcome<Value> {
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

fn pod(args: &Run, name: &str, words: &[String]) -> Outcome<Value> {
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
async fn attached(cx: &Context, args: &Run, made: Generated) -> Outcome {
    let mut silent = made.object.clone();
    let (namespace, _) = cx.namespace().await?;
    silent["metadata"]["namespace"] = namespace.clone().into();
    let path = made.resource.path(&namespace);
    let created =
        cx.json(Request::post(path, &silent).query("fieldManager", args.field_manager.as_str())).await?;
    let path = made.resource.object_path(namespace_of(&created), name_of(&created))?;
    let removal = Request::delete(
        path,
        &json!({ "kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Background" }),
    );
    if cx.session.preview {
        cx.plan(&attach_request(&created, args.wiring())).await?;
        if args.rm {
            cx.plan(&removal).await?;
        }
        cx.out(format!("pod/{} created\n", name_of(&created))).await;
        return Ok(());
    }
    let done = talk(cx, args, &created).await;
    if args.rm {
        cx.json(removal).await?;
        cx.out(format!("pod \"{}\" deleted from {namespace} namespace\n", name_of(&created))).await;
    }
    done
}

async fn talk(cx: &Context, args: &Run, created: &Value) -> Outcome {
    let path = known("", "pods", "Pod", true).object_path(namespace_of(created), name_of(created))?;
    let started = std::time::Instant::now();
    let limit = args.pod_running_timeout.positive().unwrap_or_default();
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
        super::attach::attach_to(cx, args.wiring(), &pod).await?;
    }
    if args.restart.as_str() == "Always" || args.leave_stdin_open {
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
