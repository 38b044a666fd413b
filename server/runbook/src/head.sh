#!/usr/bin/env bash
# {{machine}} of {{cluster}}. {{again}}
# The questions stand in single quotes: a bash of their own expands them.
# shellcheck disable=SC2016
set -uo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

if [ "$(id -u)" != 0 ]; then
  echo "{{root}} $0" >&2
  exit 1
fi
exec 9>/run/kubernetes-set-up.lock
if ! flock -n 9; then
  echo "{{twice}}" >&2
  exit 1
fi
scratch=$(mktemp -d)
at=
asked=()
trap 'rm -rf "$scratch"' EXIT
trap 'printf "{{cut}} %s\n" "$at" >&2; exit 130' INT TERM HUP

# Asks a question: 0 when the last line of its answer is the wanted one. What else it said lies in $scratch/said.
ask() { # wanted, question
  timeout 900 bash -c "$2" >"$scratch/said" 2>"$scratch/complained" 9>&- || true
  [ "$(tail -n 1 "$scratch/said")" = "$1" ]
}

# Stops: where, why, what was seen, and what is known of it.
stop() { # title, reason, wanted, then pairs of what is printed and what to do
  printf '{{stopped}} %s: %s\n' "$1" "$2" >&2
  if [ -n "$3" ]; then
    printf '         {{wanted}} "%s", {{saw}}\n' "$3" >&2
    sed 's/^/         | /' "$scratch/said" "$scratch/complained" >&2
  fi
  shift 3
  while [ $# -ge 2 ]; do
    if grep -qF -- "$1" "$scratch/log" "$scratch/said" "$scratch/complained" 2>/dev/null; then printf '         -> %s\n' "$2" >&2; fi
    shift 2
  done
  exit 1
}

# Does a step unless it is done and works, and stops when it is not afterwards.
step() { # title, wanted, question, then what may go wrong; the commands come on standard input
  local commands
  commands=$(cat)
  at=$1
  asked+=("$1" "$2" "$3")
  rm -f "$scratch/log"
  if ask "$2" "$3"; then
    printf '{{ok}} %s\n' "$1"
    return
  fi
  printf '{{running}} %s\n' "$1"
  if ! bash -euo pipefail -c "$commands" 2>&1 </dev/null 9>&- | tee "$scratch/log"; then
    rm -f "$scratch/said" "$scratch/complained"
    stop "$1" "{{failed}}" "" "${@:4}"
  fi
  ask "$2" "$3" || stop "$1" "{{untrue}}" "$2" "${@:4}"
  printf '{{done}} %s\n' "$1"
}

# What has to be so before anything else is done.
must() { # title, wanted, question, then what may go wrong
  at=$1
  asked+=("$1" "$2" "$3")
  rm -f "$scratch/log"
  ask "$2" "$3" || stop "$1" "{{untrue}}" "$2" "${@:4}"
  printf '{{ok}} %s\n' "$1"
  facts
}

# Asks all of it again.
once_more() {
  local number
  rm -f "$scratch/log"
  for ((number = 0; number < ${#asked[@]}; number += 3)); do
    at=${asked[number]}
    ask "${asked[number + 1]}" "${asked[number + 2]}" || stop "$at" "{{untrue}}" "${asked[number + 1]}"
  done
}

# Proves something, and says how.
prove() { # title, wanted, question, then what may go wrong
  at=$1
  ask "$2" "$3" || stop "$1" "{{untrue}}" "$2" "${@:4}"
  asked+=("$1" "$2" "$3")
  printf '{{proved}} %s\n' "$1"
  facts
}

# What was said beside the answer.
facts() {
  sed '$d' "$scratch/said" | sed 's/^/         /'
}

finished() { # machine
  printf '%s: {{end}} %s\n' "$1" $((${#asked[@]} / 3))
}
