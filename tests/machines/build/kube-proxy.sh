#!/bin/sh
# A machine inside another's kernel may not set how many connections that keeps track of: the one setting that says so is taken out.
# The rest is what kubeadm wrote.
sed 's/maxPerCore: null/maxPerCore: 0/' /var/lib/kube-proxy/config.conf >/tmp/config.conf
shift # --config=...
exec /usr/local/bin/kube-proxy.real --config=/tmp/config.conf "$@"
