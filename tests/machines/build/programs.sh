#!/usr/bin/env bash
# programs.sh OUT: the programs that nodes need beside Kubernetes' own, from Go modules.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/pins.sh"
mkdir -p "$1"
out=$(cd "$1" && pwd)
export CGO_ENABLED=0 GOBIN="$out" GOFLAGS=-buildvcs=false

plugins=github.com/containernetworking/plugins/plugins
for program in \
  $plugins/main/bridge@$CNI $plugins/main/loopback@$CNI $plugins/ipam/host-local@$CNI $plugins/meta/portmap@$CNI \
  sigs.k8s.io/cri-tools/cmd/crictl@$CRI_TOOLS github.com/coredns/coredns@$COREDNS; do
  go install -ldflags "-s -w" "$program"
done

scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch" && rm -rf "$scratch"' EXIT
mkdir "$scratch/etcd" "$scratch/flannel"
cp "$here/etcd.mod" "$scratch/etcd/go.mod"
cp "$here/etcd.sum" "$scratch/etcd/go.sum"
(cd "$scratch/etcd" && go build -ldflags "-s -w" -o "$out/" tool)

# flannel without two backends that no set-up here uses: one needs a module that is not to be had, one needs C.
source=$(go mod download -json github.com/flannel-io/flannel@$FLANNEL | sed -n 's/^\t"Dir": "\(.*\)",/\1/p')
cp -r "$source/." "$scratch/flannel"
chmod -R u+w "$scratch/flannel"
cd "$scratch/flannel"
sed -i -e '/backend\/tencentvpc"/d' -e '/backend\/udp"/d' main.go
go build -mod=mod -ldflags "-s -w" -o "$out/flanneld" .
go build -mod=mod -ldflags "-s -w" -o "$out/install-conf" ./cmd/install_conf
cp Documentation/kube-flannel.yml "$out/kube-flannel.yml"
