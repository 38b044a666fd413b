//! The commands, one line each.
//!
//! Layer: data. To add a command: write its file, add its flags, add its line here.

use super::{Command, DRY_RUN, FIELD_MANAGER, FILENAME, PRINT, SELECTOR, VALIDATE, changing, reading};

macro_rules! command {
    ($path:literal, $usage:literal, $about:literal, [$($flags:expr),*], $run:path $(, aliases $aliases:expr)? $(, suggest $suggest:expr)? $(, required $required:expr)?) => {
        Command {
            path: $path,
            usage: $usage,
            about: $about,
            flags: &[$($flags),*],
            run: |cx, args| Box::pin($run(cx, args)),
            aliases: command!(@or $($aliases)?),
            suggest_for: command!(@or $($suggest)?),
            required: command!(@or $($required)?),
        }
    };
    (@or) => { &[] };
    (@or $value:expr) => { $value };
}

/// Every command.
pub(crate) const COMMANDS: &[Command] = &[
    command!(
        "get",
        " (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE/NAME ...)",
        "Display one or many resources",
        [reading::GET, PRINT, FILENAME, SELECTOR],
        super::get::run,
        suggest & ["list", "ls"]
    ),
    command!(
        "logs",
        " [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
        "Print the logs for a container in a pod",
        [reading::LOGS, SELECTOR],
        super::logs::run
    ),
    command!(
        "exec",
        " (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
        "Execute a command in a container",
        [reading::EXEC],
        super::exec::run
    ),
    command!(
        "attach",
        " (POD | TYPE/NAME) -c CONTAINER",
        "Attach to a running container",
        [reading::ATTACH],
        super::exec::attach
    ),
    command!(
        "api-resources",
        "",
        "Print the supported API resources on the server",
        [reading::API_RESOURCES],
        super::api_resources::run
    ),
    command!(
        "api-versions",
        "",
        "Print the supported API versions on the server",
        [reading::API_VERSIONS],
        super::version::api_versions
    ),
    command!(
        "version",
        "",
        "Print the client and server version information",
        [reading::VERSION],
        super::version::run
    ),
    command!(
        "cluster-info",
        "",
        "Display cluster information",
        [reading::CLUSTER_INFO],
        super::version::cluster_info,
        aliases & ["clusterinfo"]
    ),
    command!(
        "config view",
        "",
        "Display merged kubeconfig settings",
        [reading::CONFIG_VIEW],
        super::config::view
    ),
    command!(
        "config get-contexts",
        " [NAME...]",
        "Describe one or many contexts",
        [reading::CONFIG_GET_CONTEXTS],
        super::config::get_contexts
    ),
    command!(
        "config current-context",
        "",
        "Display the current-context",
        [reading::CONFIG_CURRENT_CONTEXT],
        super::config::current_context
    ),
    command!(
        "config use-context",
        " CONTEXT_NAME",
        "Set the current-context in a kubeconfig file",
        [changing::CONFIG_USE_CONTEXT],
        super::config_change::use_context,
        aliases & ["use"]
    ),
    command!(
        "config set-context",
        " [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]",
        "Set a context entry in kubeconfig",
        [changing::CONFIG_SET_CONTEXT],
        super::config_change::set_context
    ),
    command!(
        "delete",
        " ([-f FILENAME] | TYPE [(NAME | -l label | --all)])",
        "Delete resources by file names, stdin, resources and names, or by resources and label selector",
        [changing::DELETE, FILENAME, DRY_RUN, SELECTOR],
        super::delete::run,
        suggest & ["rm", "remove"]
    ),
    command!(
        "scale",
        " --replicas=COUNT (-f FILENAME | TYPE NAME)",
        "Set a new size for a deployment, replica set, or replication controller",
        [changing::SCALE, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::scale::run,
        suggest & ["resize"],
        required & ["replicas"]
    ),
    command!(
        "create",
        " -f FILENAME",
        "Create a resource from a file or from stdin",
        [changing::CREATE, PRINT, FILENAME, FIELD_MANAGER, DRY_RUN, SELECTOR, VALIDATE],
        super::create::run
    ),
    command!(
        "create deployment",
        " NAME --image=image -- [COMMAND] [args...]",
        "Create a deployment with the specified name",
        [changing::CREATE_DEPLOYMENT, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::create::deployment,
        aliases & ["deploy"],
        required & ["image"]
    ),
    command!(
        "create namespace",
        " NAME",
        "Create a namespace with the specified name",
        [changing::CREATE_NAMESPACE, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::create::namespace,
        aliases & ["ns"]
    ),
    command!(
        "create configmap",
        " NAME [--from-file=[key=]source] [--from-literal=key1=value1]",
        "Create a config map from a local file, directory or literal value",
        [changing::CREATE_CONFIGMAP, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::configmap::run,
        aliases & ["cm"]
    ),
    command!(
        "create secret generic",
        " NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1]",
        "Create a secret from a local file, directory or literal value",
        [changing::CREATE_SECRET, changing::CREATE_CONFIGMAP, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::configmap::secret
    ),
    command!(
        "create serviceaccount",
        " NAME",
        "Create a service account with the specified name",
        [changing::CREATE_NAMESPACE, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::jobs::service_account,
        aliases & ["sa"]
    ),
    command!(
        "create job",
        " NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
        "Create a job with the specified name",
        [changing::CREATE_JOB, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::jobs::job
    ),
    command!(
        "create cronjob",
        " NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...]",
        "Create a cron job with the specified name",
        [changing::CREATE_CRONJOB, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::jobs::cron_job,
        aliases & ["cj"],
        required & ["image", "schedule"]
    ),
    command!(
        "apply",
        " -f FILENAME",
        "Apply a configuration to a resource by file name or stdin",
        [changing::APPLY, PRINT, FILENAME, DRY_RUN, SELECTOR, VALIDATE],
        super::apply::run
    ),
    command!(
        "label",
        " [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
        "Update the labels on a resource",
        [changing::LABEL, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::label::label
    ),
    command!(
        "annotate",
        " [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
        "Update the annotations on a resource",
        [changing::ANNOTATE, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::label::annotate
    ),
    command!(
        "patch",
        " (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
        "Update fields of a resource",
        [changing::PATCH, PRINT, FILENAME, DRY_RUN],
        super::patch::patch
    ),
    command!(
        "set image",
        " (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ...",
        "Update the image of a pod template",
        [changing::SET_IMAGE, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::patch::set_image
    ),
    command!(
        "describe",
        " (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
        "Show details of a specific resource or group of resources",
        [reading::DESCRIBE, FILENAME, SELECTOR],
        super::describe::run
    ),
    command!(
        "rollout status",
        " (TYPE NAME | TYPE/NAME)",
        "Show the status of the rollout",
        [reading::ROLLOUT_STATUS, FILENAME, SELECTOR],
        super::rollout::status
    ),
    command!(
        "rollout history",
        " (TYPE NAME | TYPE/NAME)",
        "View rollout history",
        [reading::ROLLOUT_HISTORY, PRINT, FILENAME, SELECTOR],
        super::history::history
    ),
    command!(
        "rollout undo",
        " (TYPE NAME | TYPE/NAME)",
        "Undo a previous rollout",
        [changing::ROLLOUT_UNDO, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::history::undo
    ),
    command!(
        "rollout restart",
        " RESOURCE",
        "Restart a resource",
        [changing::ROLLOUT_RESTART, PRINT, FILENAME, SELECTOR],
        super::rollout::restart
    ),
    command!(
        "rollout pause",
        " RESOURCE",
        "Mark the provided resource as paused",
        [changing::ROLLOUT_PAUSE, PRINT, FILENAME, SELECTOR],
        super::rollout::pause
    ),
    command!(
        "rollout resume",
        " RESOURCE",
        "Resume a paused resource",
        [changing::ROLLOUT_RESUME, PRINT, FILENAME, SELECTOR],
        super::rollout::resume
    ),
    command!(
        "run",
        " NAME --image=image [--env=\"key=value\"] [--port=port] [--dry-run=server|client] [--command] -- [COMMAND] [args...]",
        "Run a particular image on the cluster",
        [changing::RUN, PRINT, FILENAME, DRY_RUN],
        super::run::run,
        required & ["image"]
    ),
    command!(
        "expose",
        " (-f FILENAME | TYPE NAME) [--port=port] [--target-port=number-or-name]",
        "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
        [changing::EXPOSE, PRINT, FILENAME, DRY_RUN],
        super::expose::run
    ),
    command!(
        "drain",
        " NODE",
        "Drain node in preparation for maintenance",
        [changing::DRAIN, DRY_RUN, SELECTOR],
        super::drain::run
    ),
    command!(
        "cordon",
        " NODE",
        "Mark node as unschedulable",
        [changing::CORDON, DRY_RUN, SELECTOR],
        super::drain::cordon
    ),
    command!(
        "uncordon",
        " NODE",
        "Mark node as schedulable",
        [changing::UNCORDON, DRY_RUN, SELECTOR],
        super::drain::uncordon
    ),
    command!(
        "taint",
        " NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
        "Update the taints on one or more nodes",
        [changing::TAINT, PRINT, DRY_RUN, SELECTOR, VALIDATE],
        super::taint::run
    ),
    command!(
        "events",
        " [--for TYPE/NAME] [--watch]",
        "List events",
        [reading::EVENTS, PRINT],
        super::events::run
    ),
    command!(
        "wait",
        " ([-f FILENAME] | TYPE NAME) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
        "Wait for a specific condition on one or many resources",
        [reading::WAIT, PRINT, SELECTOR],
        super::wait::run
    ),
    command!(
        "auth can-i",
        " VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
        "Check whether an action is allowed",
        [reading::AUTH_CAN_I],
        super::auth::can_i
    ),
    command!(
        "auth whoami",
        "",
        "Check self subject attributes",
        [reading::AUTH_WHOAMI, PRINT],
        super::auth::whoami
    ),
    command!(
        "explain",
        " TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group]",
        "Get documentation for a resource",
        [reading::EXPLAIN],
        super::explain::run
    ),
    command!(
        "diff",
        " -f FILENAME",
        "Diff the live version against a would-be applied version",
        [reading::DIFF, FILENAME, SELECTOR],
        super::diff::run
    ),
];

/// Groups of commands, and what they are for.
pub(crate) const GROUPS: &[(&str, &str)] = &[
    ("auth", "Inspect authorization"),
    ("config", "Look at the kubeconfig, and choose in it"),
    ("rollout", "Manage the rollout of a resource"),
    ("set", "Set specific features on objects"),
];

/// What kubectl has and this engine has not.
pub(crate) const MISSING: &[&str] = &[
    "alpha",
    "auth reconcile",
    "autoscale",
    "certificate",
    "completion",
    "config delete-cluster",
    "config delete-context",
    "config delete-user",
    "config get-clusters",
    "config get-users",
    "config rename-context",
    "config set",
    "config set-cluster",
    "config set-credentials",
    "config unset",
    "cp",
    "debug",
    "edit",
    "kuberc",
    "kustomize",
    "options",
    "plugin",
    "port-forward",
    "proxy",
    "replace",
    "set env",
    "set resources",
    "set selector",
    "set serviceaccount",
    "set subject",
    "top",
];

/// The order in which cobra knows kubectl's commands, for suggestions.
pub(crate) const ORDER: &[&str] = &[
    "create",
    "expose",
    "run",
    "set",
    "explain",
    "get",
    "edit",
    "delete",
    "rollout",
    "scale",
    "autoscale",
    "certificate",
    "cluster-info",
    "top",
    "cordon",
    "uncordon",
    "drain",
    "taint",
    "describe",
    "logs",
    "attach",
    "exec",
    "port-forward",
    "proxy",
    "cp",
    "auth",
    "debug",
    "events",
    "diff",
    "apply",
    "patch",
    "replace",
    "wait",
    "kustomize",
    "label",
    "annotate",
    "completion",
    "alpha",
    "api-resources",
    "api-versions",
    "config",
    "kuberc",
    "plugin",
    "version",
    "options",
];
