//! Commands that change objects, run something in a container, or change the kubeconfig.
//!
//! Layer: data. To add a command: write its file, add its flags, add its line here.

use super::super::{Command, DRY_RUN, FIELD_MANAGER, FILENAME, PRINT, SELECTOR, VALIDATE, changing, reading};
use super::command;

/// Commands that change something.
pub(crate) const CHANGING: &[Command] = &[
    command!(
        "exec",
        " (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
        "Execute a command in a container",
        [reading::EXEC],
        super::super::exec::run
    ),
    command!(
        "attach",
        " (POD | TYPE/NAME) -c CONTAINER",
        "Attach to a running container",
        [reading::ATTACH],
        super::super::exec::attach
    ),
    command!(
        "config use-context",
        " CONTEXT_NAME",
        "Set the current-context in a kubeconfig file",
        [changing::CONFIG_USE_CONTEXT],
        super::super::config_change::use_context,
        aliases & ["use"]
    ),
    command!(
        "config set-context",
        " [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]",
        "Set a context entry in kubeconfig",
        [changing::CONFIG_SET_CONTEXT],
        super::super::config_change::set_context
    ),
    command!(
        "delete",
        " ([-f FILENAME] | TYPE [(NAME | -l label | --all)])",
        "Delete resources by file names, stdin, resources and names, or by resources and label selector",
        [changing::DELETE, FILENAME, DRY_RUN, SELECTOR],
        super::super::delete::run,
        suggest & ["rm", "remove"]
    ),
    command!(
        "scale",
        " --replicas=COUNT (-f FILENAME | TYPE NAME)",
        "Set a new size for a deployment, replica set, or replication controller",
        [changing::SCALE, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::super::scale::run,
        suggest & ["resize"],
        required & ["replicas"]
    ),
    command!(
        "create",
        " -f FILENAME",
        "Create a resource from a file or from stdin",
        [changing::CREATE, PRINT, FILENAME, FIELD_MANAGER, DRY_RUN, SELECTOR, VALIDATE],
        super::super::create::run
    ),
    command!(
        "create deployment",
        " NAME --image=image -- [COMMAND] [args...]",
        "Create a deployment with the specified name",
        [changing::CREATE_DEPLOYMENT, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::create::deployment,
        aliases & ["deploy"],
        required & ["image"]
    ),
    command!(
        "create namespace",
        " NAME",
        "Create a namespace with the specified name",
        [changing::CREATE_NAMESPACE, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::create::namespace,
        aliases & ["ns"]
    ),
    command!(
        "create configmap",
        " NAME [--from-file=[key=]source] [--from-literal=key1=value1]",
        "Create a config map from a local file, directory or literal value",
        [changing::CREATE_CONFIGMAP, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::configmap::run,
        aliases & ["cm"]
    ),
    command!(
        "create secret generic",
        " NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1]",
        "Create a secret from a local file, directory or literal value",
        [changing::CREATE_SECRET, changing::CREATE_CONFIGMAP, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::configmap::secret
    ),
    command!(
        "create serviceaccount",
        " NAME",
        "Create a service account with the specified name",
        [changing::CREATE_NAMESPACE, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::jobs::service_account,
        aliases & ["sa"]
    ),
    command!(
        "create service clusterip",
        " NAME [--tcp=<port>:<targetPort>]",
        "Create a ClusterIP service",
        [changing::CREATE_CLUSTER_IP, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::service::cluster_ip
    ),
    command!(
        "create service nodeport",
        " NAME [--tcp=port:targetPort]",
        "Create a NodePort service",
        [changing::CREATE_NODE_PORT, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::service::node_port
    ),
    command!(
        "create service loadbalancer",
        " NAME [--tcp=port:targetPort]",
        "Create a LoadBalancer service",
        [changing::CREATE_LOAD_BALANCER, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::service::load_balancer
    ),
    command!(
        "create service externalname",
        " NAME --external-name external.name",
        "Create an ExternalName service",
        [changing::CREATE_EXTERNAL_NAME, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::service::external_name,
        required & ["external-name"]
    ),
    command!(
        "create job",
        " NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
        "Create a job with the specified name",
        [changing::CREATE_JOB, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::jobs::job
    ),
    command!(
        "create cronjob",
        " NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...]",
        "Create a cron job with the specified name",
        [changing::CREATE_CRONJOB, PRINT, FIELD_MANAGER, DRY_RUN, VALIDATE],
        super::super::jobs::cron_job,
        aliases & ["cj"],
        required & ["image", "schedule"]
    ),
    command!(
        "apply",
        " -f FILENAME",
        "Apply a configuration to a resource by file name or stdin",
        [changing::APPLY, PRINT, FILENAME, DRY_RUN, SELECTOR, VALIDATE],
        super::super::apply::run
    ),
    command!(
        "label",
        " [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
        "Update the labels on a resource",
        [changing::LABEL, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::super::label::label
    ),
    command!(
        "annotate",
        " [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
        "Update the annotations on a resource",
        [changing::ANNOTATE, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::super::label::annotate
    ),
    command!(
        "patch",
        " (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
        "Update fields of a resource",
        [changing::PATCH, PRINT, FILENAME, DRY_RUN],
        super::super::patch::patch
    ),
    command!(
        "set image",
        " (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ...",
        "Update the image of a pod template",
        [changing::SET_IMAGE, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::super::patch::set_image
    ),
    command!(
        "rollout undo",
        " (TYPE NAME | TYPE/NAME)",
        "Undo a previous rollout",
        [changing::ROLLOUT_UNDO, PRINT, FILENAME, DRY_RUN, SELECTOR],
        super::super::history::undo
    ),
    command!(
        "rollout restart",
        " RESOURCE",
        "Restart a resource",
        [changing::ROLLOUT_RESTART, PRINT, FILENAME, SELECTOR],
        super::super::rollout::restart
    ),
    command!(
        "rollout pause",
        " RESOURCE",
        "Mark the provided resource as paused",
        [changing::ROLLOUT_PAUSE, PRINT, FILENAME, SELECTOR],
        super::super::rollout::pause
    ),
    command!(
        "rollout resume",
        " RESOURCE",
        "Resume a paused resource",
        [changing::ROLLOUT_RESUME, PRINT, FILENAME, SELECTOR],
        super::super::rollout::resume
    ),
    command!(
        "run",
        " NAME --image=image [--env=\"key=value\"] [--port=port] [--dry-run=server|client] [--command] -- [COMMAND] [args...]",
        "Run a particular image on the cluster",
        [changing::RUN, PRINT, FILENAME, DRY_RUN],
        super::super::run::run,
        required & ["image"]
    ),
    command!(
        "expose",
        " (-f FILENAME | TYPE NAME) [--port=port] [--target-port=number-or-name]",
        "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
        [changing::EXPOSE, PRINT, FILENAME, DRY_RUN],
        super::super::expose::run
    ),
    command!(
        "drain",
        " NODE",
        "Drain node in preparation for maintenance",
        [changing::DRAIN, DRY_RUN, SELECTOR],
        super::super::drain::run
    ),
    command!(
        "cordon",
        " NODE",
        "Mark node as unschedulable",
        [changing::CORDON, DRY_RUN, SELECTOR],
        super::super::drain::cordon
    ),
    command!(
        "uncordon",
        " NODE",
        "Mark node as schedulable",
        [changing::UNCORDON, DRY_RUN, SELECTOR],
        super::super::drain::uncordon
    ),
    command!(
        "taint",
        " NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
        "Update the taints on one or more nodes",
        [changing::TAINT, PRINT, DRY_RUN, SELECTOR, VALIDATE],
        super::super::taint::run
    ),
];
