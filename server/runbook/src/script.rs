//! The script of one machine: every step asks first whether it is done, is done, and asks again; the first that fails
//! ends the script and says where.

use std::fmt::Write as _;

use api::setup::{Site, Step};

/// What stands at the head of every script.
const HEAD: &str = r#"# The questions stand in single quotes: a bash of their own expands them.
# shellcheck disable=SC2016
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

if [ "$(id -u)" != 0 ]; then
  echo "run this as root: sudo bash $0" >&2
  exit 1
fi

# Whether a step is done: its question prints what it should.
answers() { # wanted, question
  local said
  said=$(bash -c "$2" 2>/dev/null) || true
  [ "$said" = "$1" ]
}

# Does a step unless it is done, and stops when it is not done afterwards.
step() { # title, wanted, question; the commands come on standard input
  local commands
  commands=$(cat)
  if [ -n "$3" ] && answers "$2" "$3"; then
    printf 'ok       %s\n' "$1"
    return
  fi
  printf 'running  %s\n' "$1"
  if ! bash -euo pipefail -c "$commands"; then
    printf 'STOPPED  %s: a command failed; mend it and run this script again\n' "$1" >&2
    exit 1
  fi
  if [ -n "$3" ] && ! answers "$2" "$3"; then
    printf 'STOPPED  %s: it ran, but "%s" does not print "%s"\n' "$1" "$3" "$2" >&2
    exit 1
  fi
  printf 'done     %s\n' "$1"
}
"#;

/// The end of a step's commands; no command has such a line.
const END: &str = "END_OF_STEP";

/// Writes a script.
pub(crate) fn write(site: &Site, machine: &str, steps: &[Step]) -> String {
    let mut script =
        format!("#!/usr/bin/env bash\n# {machine} of {}: may be run again at any time.\n{HEAD}", site.name);
    for step in steps.iter().filter(|step| !step.commands.is_empty()) {
        let (question, wanted) = step.verify.clone().unwrap_or_default();
        let _ = write!(
            script,
            "\nstep {} {} {} <<'{END}'\n{}\n{END}\n",
            quoted(&step.title),
            quoted(wanted.trim_end()),
            quoted(&question),
            step.commands
        );
    }
    script
}

/// A word for the shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
