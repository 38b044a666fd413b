//! The commands and their flags, and cobra's words for what is neither.
//!
//! Layer: pure. Upstream: `cmd/kubeadm/app/cmd/*.go`, `app/cmd/options`.

use go_text::quote;
use kubectl::toolkit::{Args, Flag, Kind, Table, flag, short};

/// A command that a cluster can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    TokenList,
    TokenCreate,
    TokenDelete,
    TokenGenerate,
    ImagesList,
    Version,
    Join,
}

/// What the words of a line come to.
pub(crate) enum Found {
    /// A command and its flags.
    Command(Command, Args),
    /// Help.
    Help(String),
    /// kubeadm's complaint.
    Wrong(String),
    /// kubeadm has it, a cluster cannot answer it: our own words.
    Missing(String),
}

const GLOBAL: &[Flag] =
    &[flag("rootfs", Kind::Str, ""), short('v', "v", Kind::Int, "0"), flag("vmodule", Kind::Str, "")];

const TOKEN: &[Flag] = &[flag("kubeconfig", Kind::Str, ""), flag("dry-run", Kind::Bool, "false")];

const OUTPUT: &[Flag] = &[
    short('o', "output", Kind::Str, "text"),
    flag("allow-missing-template-keys", Kind::Bool, "true"),
    flag("show-managed-fields", Kind::Bool, "false"),
];

/// The groups that a new token authenticates as.
pub(crate) const DEFAULT_GROUPS: &str = "system:bootstrappers:kubeadm:default-node-token";

const CREATE: &[Flag] = &[
    flag("config", Kind::Str, ""),
    flag("print-join-command", Kind::Bool, "false"),
    flag("certificate-key", Kind::Str, ""),
    flag("ttl", Kind::Duration, "24h0m0s"),
    flag("usages", Kind::Slice, ""),
    flag("groups", Kind::Slice, ""),
    flag("description", Kind::Str, ""),
];

const IMAGES: &[Flag] = &[
    flag("kubernetes-version", Kind::Str, "stable-1"),
    flag("feature-gates", Kind::Str, ""),
    flag("image-repository", Kind::Str, "registry.k8s.io"),
    flag("config", Kind::Str, ""),
];

const JOIN: &[Flag] = &[
    flag("node-name", Kind::Str, ""),
    flag("certificate-key", Kind::Str, ""),
    flag("apiserver-advertise-address", Kind::Str, ""),
    flag("apiserver-bind-port", Kind::Int32, "6443"),
    flag("discovery-token", Kind::Str, ""),
    flag("discovery-token-ca-cert-hash", Kind::Slice, ""),
    flag("discovery-token-unsafe-skip-ca-verification", Kind::Bool, "false"),
    flag("discovery-file", Kind::Str, ""),
    flag("tls-bootstrap-token", Kind::Str, ""),
    flag("cri-socket", Kind::Str, ""),
    flag("config", Kind::Str, ""),
    flag("ignore-preflight-errors", Kind::Slice, ""),
    flag("token", Kind::Str, ""),
    flag("control-plane", Kind::Bool, "false"),
    flag("dry-run", Kind::Bool, "false"),
    flag("patches", Kind::Str, ""),
    flag("skip-phases", Kind::Slice, ""),
];

const VERSION: &[Flag] = &[short('o', "output", Kind::Str, "")];

/// Path, command, flags, how many words may follow.
type Row = (&'static str, Command, &'static [&'static [Flag]], usize);

const COMMANDS: &[Row] = &[
    ("token list", Command::TokenList, &[TOKEN, OUTPUT], 0),
    ("token create", Command::TokenCreate, &[TOKEN, CREATE], usize::MAX),
    ("token delete", Command::TokenDelete, &[TOKEN], usize::MAX),
    ("token generate", Command::TokenGenerate, &[TOKEN], 0),
    ("config images list", Command::ImagesList, &[IMAGES, OUTPUT, TOKEN], 0),
    ("version", Command::Version, &[VERSION], 0),
    ("join", Command::Join, &[JOIN], usize::MAX),
];

const GROUPS: &[&str] = &["token", "config", "config images"];

/// What kubeadm has and no cluster can answer: it acts on the machine where it runs.
const HOST: &[&str] = &[
    "alpha",
    "certs",
    "completion",
    "init",
    "kubeconfig",
    "reset",
    "upgrade",
    "config images pull",
    "config migrate",
    "config print",
    "config validate",
    "join phase",
];

/// The names at the top, for suggestions; in cobra's order.
const TOP: &[&str] = &[
    "certs",
    "completion",
    "config",
    "help",
    "init",
    "join",
    "kubeconfig",
    "reset",
    "token",
    "upgrade",
    "version",
];

/// Finds the command and parses its flags.
pub(crate) fn find(words: &[String]) -> Found {
    let named: Vec<(usize, &str)> =
        words.iter().enumerate().filter(|(_, w)| !w.starts_with('-')).map(|(i, w)| (i, w.as_str())).collect();
    let path = |n: usize| named.iter().take(n).map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    for count in (1..=3.min(named.len())).rev() {
        let typed = path(count);
        if HOST.contains(&typed.as_str()) {
            return Found::Missing(format!(
                "kubeadm {typed} works on the machine where it is typed, and no cluster can answer it: copy it to that host"
            ));
        }
        if let Some(row) = COMMANDS.iter().find(|row| row.0 == typed) {
            let skip: Vec<usize> = named.iter().take(count).map(|(i, _)| *i).collect();
            let rest: Vec<String> =
                words.iter().enumerate().filter(|(i, _)| !skip.contains(i)).map(|(_, w)| w.clone()).collect();
            return parse(row, &rest);
        }
    }
    group(&path(1), &path(2), &path(3), words)
}

fn parse(row: &Row, rest: &[String]) -> Found {
    let (path, command, flags, most) = row;
    let mut groups = flags.to_vec();
    groups.push(GLOBAL);
    match Table::new(groups).parse(rest) {
        Err(why) => Found::Wrong(why),
        Ok(args) if args.help => Found::Help((*path).to_owned()),
        Ok(args) => match args.positional.get(*most) {
            None => Found::Command(*command, args),
            Some(extra) if *command == Command::Join => {
                let count = args.positional.len();
                Found::Wrong(format!("accepts at most 1 arg(s), received {count} ({extra})"))
            }
            Some(extra) => Found::Wrong(unknown(extra, &format!("kubeadm {path}"))),
        },
    }
}

fn unknown(word: &str, parent: &str) -> String {
    format!("unknown command {} for {}", quote(word), quote(parent))
}

/// The words name a group, or nothing.
fn group(one: &str, two: &str, three: &str, words: &[String]) -> Found {
    let deepest =
        GROUPS.iter().filter(|group| **group == one || **group == two).max_by_key(|group| group.len());
    let Some(group) = deepest else {
        if one.is_empty() || one == "help" {
            return match Table::new(vec![GLOBAL]).parse(words) {
                Err(why) => Found::Wrong(why),
                Ok(_) => Found::Help(String::new()),
            };
        }
        let near: Vec<String> = TOP
            .iter()
            .filter(|name| {
                strsim::levenshtein(&one.to_lowercase(), name) <= 2 || name.starts_with(&one.to_lowercase())
            })
            .map(|name| format!("\t{name}\n"))
            .collect();
        let hint = if near.is_empty() {
            String::new()
        } else {
            format!("\n\nDid you mean this?\n{}", near.concat())
        };
        return Found::Wrong(unknown(one, "kubeadm") + &hint);
    };
    let typed = if three.is_empty() { two } else { three };
    match typed.strip_prefix(group).map(str::trim_start).and_then(|rest| rest.split(' ').next()) {
        Some(word) if !word.is_empty() => Found::Wrong(unknown(word, &format!("kubeadm {group}"))),
        _ => Found::Help((*group).to_owned()),
    }
}

/// Flags that name something of the machine where kubeadm runs.
const OF_A_HOST: &[(&str, &str)] = &[
    ("config", "it names a file of the host"),
    ("rootfs", "it names a folder of the host"),
    ("discovery-file", "it names a file of the host"),
    ("patches", "it names a folder of the host"),
    ("dry-run", "a dry run is the panel's own button"),
    ("vmodule", "it sets kubeadm's own log"),
];

/// Refuses flags that mean nothing without a host.
pub(crate) fn allowed(_: Command, args: &Args) -> Result<(), String> {
    for (name, _) in &args.given {
        if let Some((_, why)) = OF_A_HOST.iter().find(|(refused, _)| refused == name) {
            return Err(format!("--{name} cannot be used here: {why}"));
        }
    }
    Ok(())
}

/// Our help: kubeadm's own would speak of the host.
pub(crate) fn help(path: &str) -> String {
    let mut text = String::from("kubeadm sets up clusters. What a cluster itself can answer:\n\n");
    for (name, ..) in COMMANDS.iter().filter(|row| row.0.starts_with(path)) {
        text += &format!("  kubeadm {name}\n");
    }
    text
}
