#!/bin/sh
# Where the host has cgroup v1, which kubeadm refuses: its one check of that is left out.
case "$1 $2" in
*" phase") ;;
"init "* | "join "*) exec /usr/bin/kubeadm "$@" --ignore-preflight-errors=SystemVerification ;;
esac
exec /usr/bin/kubeadm "$@"
