#!/usr/bin/env bash
# start.sh ROOT NAME: puts itself into cgroups of the machine's own, then starts it in namespaces of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$1 name=$2
enter() { # cgroup's folder
  mkdir -p "$1/$name"
  if [ -e "$1/$name/cpuset.mems" ]; then
    cat "$1/cpuset.cpus" >"$1/$name/cpuset.cpus"
    cat "$1/cpuset.mems" >"$1/$name/cpuset.mems"
    echo 1 >"$1/$name/cgroup.clone_children"
  fi
  echo $$ >"$1/$name/cgroup.procs"
}
if [ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ]; then
  enter /sys/fs/cgroup
else
  for folder in /sys/fs/cgroup/*/; do enter "${folder%/}"; done
fi
exec unshare --mount --uts --ipc --pid --cgroup --net --fork --kill-child=KILL "$here/boot.sh" "$root" "$name"
