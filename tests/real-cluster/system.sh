#!/bin/sh
# What the API server and kubeadm put into every cluster, for the practice cluster to begin with: one object a line on standard output.
#
#   system.sh KUBECONFIG > ../../server/practice/src/bootstrap/system.jsonl
#
# KUBECONFIG is that of a fresh real cluster (`target/debug/real-cluster KUBECONFIG`, its standard input kept open); kubeadm, kubectl and
# sed are found by PATH. kubeadm writes manifests of static pods below /etc/kubernetes/tmp, which needs its rights.
set -eu
config=$(mktemp)
trap 'rm -f "$config"' EXIT
cat > "$config" <<'END'
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
- token: abcdef.0123456789abcdef
localAPIEndpoint: {advertiseAddress: 192.168.56.10, bindPort: 6443}
nodeRegistration: {name: control-plane, criSocket: unix:///var/run/containerd/containerd.sock}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.36.3
controlPlaneEndpoint: 192.168.56.10:6443
networking: {podSubnet: 10.244.0.0/16}
END
for phase in "upload-config all" "bootstrap-token" "addon all"; do
    # shellcheck disable=SC2086 # a phase is two words
    kubeadm init phase $phase --config "$config" --kubeconfig "$1" > /dev/null
done
KUBEADM_INIT_DRYRUN_DIR=$(mktemp -d)
export KUBEADM_INIT_DRYRUN_DIR
kubeadm init phase control-plane all --config "$config" --dry-run > /dev/null
kubeadm init phase etcd local --config "$config" --dry-run > /dev/null
{
    kubectl --kubeconfig "$1" get clusterroles,clusterrolebindings,roles,rolebindings -A -o json
    kubectl --kubeconfig "$1" get -n kube-system serviceaccounts -o json
    kubectl --kubeconfig "$1" get -n kube-system cm/coredns cm/kube-proxy cm/kubeadm-config cm/kubelet-config svc/kube-dns deploy/coredns ds/kube-proxy -o json
    for file in "$KUBEADM_INIT_DRYRUN_DIR"/*.yaml; do
        kubectl --kubeconfig "$1" create --dry-run=client -f "$file" -o json
    done
} | (cd "$(dirname "$0")/kubernetes" && go run ./objects)
