//! The command line, and the environment variables behind each flag.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Study Kubernetes on the cluster in front of you: notes whose commands run, and a practice cluster built in.
#[derive(Debug, Parser)]
#[command(name = "wheelhouse", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) serve: Serve,
}

/// What to do; without one: `serve`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the notes and the practice cluster to a browser (this is what happens without a command)
    Serve(Serve),
    /// Run a kubectl command with the same engine as the pages: wheelhouse kubectl get pods
    #[command(disable_help_flag = true)]
    Kubectl {
        /// kubectl's arguments
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Serve the practice cluster alone to any client, over TLS with its own CA
    Practice(Practice),
    /// Check the lessons
    Course(Course),
}

/// Flags of `serve`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Serve {
    /// Address to listen on; loopback only, until there are accounts
    #[arg(long, env = "WHEELHOUSE_LISTEN", default_value = "127.0.0.1:7466", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,
    /// Where progress and the practice cluster are kept [default: $XDG_DATA_HOME/wheelhouse]
    #[arg(long, env = "WHEELHOUSE_DATA_DIR", value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Kubeconfig whose contexts stand beside the practice cluster [default: as kubectl finds it]
    #[arg(long, env = "WHEELHOUSE_KUBECONFIG", value_name = "FILE")]
    pub(crate) kubeconfig: Option<PathBuf>,
    /// Offer only this context of the kubeconfig
    #[arg(long, env = "WHEELHOUSE_CONTEXT", value_name = "NAME")]
    pub(crate) context: Option<String>,
    /// Do not offer the practice cluster
    #[arg(long, env = "WHEELHOUSE_NO_PRACTICE")]
    pub(crate) no_practice: bool,
    /// Read the lessons from this folder instead of those inside the binary; what is saved there shows at once
    #[arg(long, env = "WHEELHOUSE_CONTENT", value_name = "DIR")]
    pub(crate) content: Option<PathBuf>,
}

/// Flags of `practice`.
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Practice {
    #[command(subcommand)]
    pub(crate) action: Option<PracticeAction>,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,
    /// Write a kubeconfig for it here, once it is ready
    #[arg(long, value_name = "FILE")]
    pub(crate) write_kubeconfig: Option<PathBuf>,
    /// Where its state is kept [default: $XDG_DATA_HOME/wheelhouse]
    #[arg(long, env = "WHEELHOUSE_DATA_DIR", value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// How many worker nodes
    #[arg(long, default_value_t = 2, value_name = "N")]
    pub(crate) nodes: u32,
    /// How many pods a node takes
    #[arg(long, default_value_t = 110, value_name = "N")]
    pub(crate) pods_per_node: u32,
    /// How fast simulated time runs: a factor, or `max`
    #[arg(long, default_value = "1", value_name = "FACTOR|max", value_parser = speed)]
    pub(crate) speed: practice::Speed,
}

/// What to do with the practice cluster besides serving it.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum PracticeAction {
    /// Set the practice cluster back to how it was first; no server may be running on its data directory
    Reset {
        /// Where its state is kept [default: $XDG_DATA_HOME/wheelhouse]
        #[arg(long, env = "WHEELHOUSE_DATA_DIR", value_name = "DIR")]
        data_dir: Option<PathBuf>,
    },
}

/// Flags of `course`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Course {
    #[command(subcommand)]
    pub(crate) action: CourseAction,
}

/// What to check.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum CourseAction {
    /// Tell everything that is wrong in the lessons, with file, line and what to write instead
    Lint {
        /// The folder of the lessons [default: those inside the binary]
        dir: Option<PathBuf>,
    },
    /// Write the whole course as pages that any file server can serve, or a browser can open from a disk
    Export {
        /// The folder to write; it must be empty or not exist yet
        out: PathBuf,
        /// The folder of the lessons [default: those inside the binary]
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Run every command and every check of every lesson on a practice cluster
    Test {
        /// The folder of the lessons [default: those inside the binary]
        dir: Option<PathBuf>,
        /// Run on this kubeconfig's current context instead of a practice cluster
        #[arg(long, value_name = "FILE")]
        kubeconfig: Option<PathBuf>,
        /// Run only this lesson
        #[arg(long, value_name = "ID")]
        lesson: Option<String>,
        /// Run only lessons that need no container that really runs, for clusters of simulated nodes
        #[arg(long, conflicts_with = "lesson")]
        without_containers: bool,
    },
}

fn speed(text: &str) -> Result<practice::Speed, String> {
    match (text, text.parse::<f64>()) {
        ("max", _) => Ok(practice::Speed::Max),
        (_, Ok(factor)) if factor.is_finite() && factor > 0.0 => Ok(practice::Speed::Factor(factor)),
        _ => Err("a number above 0, or max".to_owned()),
    }
}

/// Reads the command line; wrong ones end the process with help.
pub(crate) fn parse() -> Cli {
    Cli::parse()
}

/// `$XDG_DATA_HOME/wheelhouse`, or `~/.local/share/wheelhouse`, unless a folder was given.
pub(crate) fn data_dir(given: Option<PathBuf>) -> Result<PathBuf, String> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    given
        .or_else(|| set("XDG_DATA_HOME").map(|dir| dir.join("wheelhouse")))
        .or_else(|| set("HOME").map(|dir| dir.join(".local/share/wheelhouse")))
        .ok_or_else(|| "neither XDG_DATA_HOME nor HOME is set: choose a folder with --data-dir".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_table_of_flags_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn speed_is_a_factor_or_max() {
        assert_eq!(speed("max"), Ok(practice::Speed::Max));
        assert_eq!(speed("2.5"), Ok(practice::Speed::Factor(2.5)));
        assert!(speed("0").is_err() && speed("-1").is_err() && speed("fast").is_err());
    }
}
