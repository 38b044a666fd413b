//! `run`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/run/run.go`.

mod attached;
mod pod;

use serde_json::json;

use self::attached::attached;
use self::pod::{labels, pod, reference};
use super::common::DryRun;
use super::create::{Generated, How, create_generated, known};
use super::talk::Wiring;
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::flags::groups::FOLDER;
use crate::spec::prelude::*;
use crate::text::quote;

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
        words: Words::ARGUMENTS,
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
    let name = validate(args, dry)?;
    let mut object = pod(args, name, &args.words[1..])?;
    if args.attaches() {
        object["spec"]["containers"][0]["stdin"] = args.stdin.into();
        object["spec"]["containers"][0]["stdinOnce"] = (args.stdin && !args.leave_stdin_open).into();
    }
    let resource = known("", "pods", "Pod", true);
    if args.expose {
        expose(cx, args, name, dry).await?;
    }
    let made = Generated { resource, object, refused: "" };
    if args.attaches() {
        return attached(cx, args, made).await;
    }
    create_generated(cx, &args.how(), made).await.map(drop)
}

/// Refuses what does not go together; returns the pod's name.
fn validate(args: &Run, dry: DryRun) -> Outcome<&str> {
    let Some(name) = args.words.first().filter(|_| args.words.dash_at != Some(0)) else {
        return usage("NAME is required for run");
    };
    if args.image.is_empty() {
        return fail("--image is required");
    }
    if !reference(&args.image) {
        return fail(format!("Invalid image name {}: invalid reference format", quote(&args.image)));
    }
    if args.tty && !args.stdin {
        return usage("-i/--stdin is required for containers with -t/--tty=true");
    }
    if args.expose && args.port.is_empty() {
        return usage("--port must be set when exposing a service");
    }
    if !matches!(args.restart.as_str(), "" | "Always" | "OnFailure" | "Never") {
        return usage(&format!("invalid restart policy: {}", args.restart));
    }
    if !args.attaches() && args.rm {
        return usage("--rm should only be used for attached containers");
    }
    if args.attaches() && dry != DryRun::None {
        return usage(
            "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
        );
    }
    if !matches!(args.image_pull_policy.as_str(), "" | "Always" | "IfNotPresent" | "Never") {
        return usage(&format!("invalid image pull policy: {}", args.image_pull_policy));
    }
    if args.overrides.given {
        return fail("--overrides is not available here");
    }
    Ok(name)
}

impl Run {
    /// Whether it is attached to.
    fn attaches(&self) -> bool {
        if self.attach.given { *self.attach } else { self.stdin || self.tty }
    }

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
