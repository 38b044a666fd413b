#!/usr/bin/env bash
# images.sh OUT KUBERNETES PROGRAMS: images as a registry serves them: blobs/DIGEST, and manifests/NAME/TAG.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/pins.sh"
out=$1 kubernetes=$2 programs=$3
arch=$(dpkg --print-architecture)
cd "$out"
mkdir -p blobs
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

blob() { # file: keeps it, says "DIGEST SIZE"
  local digest
  digest=sha256:$(sha256sum "$1" | cut -d' ' -f1)
  cp "$1" "blobs/$digest"
  echo "$digest" "$(stat -c %s "$1")"
}
layer() { # folder: packs it
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$1" -cf "$scratch/layer.tar" .
  blob "$scratch/layer.tar"
}
image() { # name, tag, entrypoint as JSON, then layers as "DIGEST SIZE"
  local name=$1 tag=$2 entry=$3 layers='' ids='' digest size
  shift 3
  for one in "$@"; do
    read -r digest size <<<"$one"
    layers+=${layers:+,}'{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"'$digest'","size":'$size'}'
    ids+=${ids:+,}'"'$digest'"'
  done
  printf '{"architecture":"%s","os":"linux","config":{"Env":["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Entrypoint":%s},"rootfs":{"type":"layers","diff_ids":[%s]}}' \
    "$arch" "$entry" "$ids" >"$scratch/config"
  read -r digest size <<<"$(blob "$scratch/config")"
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%s},"layers":[%s]}' \
    "$digest" "$size" "$layers" >"$scratch/manifest"
  read -r digest size <<<"$(blob "$scratch/manifest")"
  mkdir -p "manifests/$name"
  echo "$digest" >"manifests/$name/$tag"
}
holding() { # place, file, and again: a layer of these files
  rm -rf "$scratch/files"
  while [ $# -gt 0 ]; do
    install -D -m 755 "$2" "$scratch/files/$1"
    shift 2
  done
  layer "$scratch/files"
}

# What kube-proxy and flannel call: iptables and nft with their libraries, busybox for the rest.
mkdir "$scratch/base"
for deb in layer/*.deb; do dpkg-deb -x "$deb" "$scratch/base"; done
rm -rf "$scratch/base/usr/share"
mkdir -p "$scratch/base/tmp" "$scratch/base/run" "$scratch/base/etc"
for name in sh cp cat ls sed; do ln -s busybox "$scratch/base/bin/$name"; done
for name in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
  ln -sf xtables-nft-multi "$scratch/base/usr/sbin/$name"
done
base=$(layer "$scratch/base")
printf 'int main(void) { for (;;) pause(); }\n' | cc -include unistd.h -static -s -x c -o "$scratch/pause" -

for program in kube-apiserver kube-controller-manager kube-scheduler; do
  image "$program" "$KUBERNETES" '[]' "$(holding "usr/local/bin/$program" "$kubernetes/$program")"
done
image kube-proxy "$KUBERNETES" '[]' "$base" \
  "$(holding usr/local/bin/kube-proxy "$here/kube-proxy.sh" usr/local/bin/kube-proxy.real "$kubernetes/kube-proxy")"
image etcd "$ETCD" '[]' \
  "$(holding usr/local/bin/etcd "$kubernetes/server" usr/local/bin/etcdctl "$programs/etcdctl" usr/local/bin/etcdutl "$programs/etcdutl")"
image pause "$PAUSE" '["/pause"]' "$(holding pause "$scratch/pause")"
coredns=$(holding coredns "$programs/coredns")
image coredns/coredns "$COREDNS" '["/coredns"]' "$coredns"
image coredns "$COREDNS" '["/coredns"]' "$coredns"
image flannel-io/flannel "$FLANNEL" '["/opt/bin/flanneld"]' "$base" "$(holding opt/bin/flanneld "$programs/flanneld" opt/bin/install-conf "$programs/install-conf")"
image flannel-io/flannel-cni-plugin "$FLANNEL_CNI" '[]' "$base" "$(holding flannel "$here/flannel-cni.sh")"
