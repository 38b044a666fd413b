//! Commands that change nothing.
//!
//! Layer: data. To add a command: write its file, add its flags, add its line here.

use super::super::{Command, FILENAME, PRINT, SELECTOR, reading};
use super::command;

/// Commands that look.
pub(crate) const LOOKING: &[Command] = &[
    command!(
        "get",
        " (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE/NAME ...)",
        "Display one or many resources",
        [reading::GET, PRINT, FILENAME, SELECTOR],
        super::super::get::run,
        suggest & ["list", "ls"]
    ),
    command!(
        "logs",
        " [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
        "Print the logs for a container in a pod",
        [reading::LOGS, SELECTOR],
        super::super::logs::run
    ),
    command!(
        "api-resources",
        "",
        "Print the supported API resources on the server",
        [reading::API_RESOURCES],
        super::super::api_resources::run
    ),
    command!(
        "api-versions",
        "",
        "Print the supported API versions on the server",
        [reading::API_VERSIONS],
        super::super::version::api_versions
    ),
    command!(
        "version",
        "",
        "Print the client and server version information",
        [reading::VERSION],
        super::super::version::run
    ),
    command!(
        "cluster-info",
        "",
        "Display cluster information",
        [reading::CLUSTER_INFO],
        super::super::version::cluster_info,
        aliases & ["clusterinfo"]
    ),
    command!(
        "config view",
        "",
        "Display merged kubeconfig settings",
        [reading::CONFIG_VIEW],
        super::super::config::view
    ),
    command!(
        "config get-contexts",
        " [NAME...]",
        "Describe one or many contexts",
        [reading::CONFIG_GET_CONTEXTS],
        super::super::config::get_contexts
    ),
    command!(
        "config current-context",
        "",
        "Display the current-context",
        [reading::CONFIG_CURRENT_CONTEXT],
        super::super::config::current_context
    ),
    command!(
        "describe",
        " (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
        "Show details of a specific resource or group of resources",
        [reading::DESCRIBE, FILENAME, SELECTOR],
        super::super::describe::run
    ),
    command!(
        "rollout status",
        " (TYPE NAME | TYPE/NAME)",
        "Show the status of the rollout",
        [reading::ROLLOUT_STATUS, FILENAME, SELECTOR],
        super::super::rollout::status
    ),
    command!(
        "rollout history",
        " (TYPE NAME | TYPE/NAME)",
        "View rollout history",
        [reading::ROLLOUT_HISTORY, PRINT, FILENAME, SELECTOR],
        super::super::history::history
    ),
    command!(
        "events",
        " [--for TYPE/NAME] [--watch]",
        "List events",
        [reading::EVENTS, PRINT],
        super::super::events::run
    ),
    command!(
        "wait",
        " ([-f FILENAME] | TYPE NAME) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
        "Wait for a specific condition on one or many resources",
        [reading::WAIT, PRINT, SELECTOR],
        super::super::wait::run
    ),
    command!(
        "auth can-i",
        " VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
        "Check whether an action is allowed",
        [reading::AUTH_CAN_I],
        super::super::auth::can_i
    ),
    command!(
        "auth whoami",
        "",
        "Check self subject attributes",
        [reading::AUTH_WHOAMI, PRINT],
        super::super::auth::whoami
    ),
    command!(
        "explain",
        " TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group]",
        "Get documentation for a resource",
        [reading::EXPLAIN],
        super::super::explain::run
    ),
    command!(
        "diff",
        " -f FILENAME",
        "Diff the live version against a would-be applied version",
        [reading::DIFF, FILENAME, SELECTOR],
        super::super::diff::run
    ),
];
