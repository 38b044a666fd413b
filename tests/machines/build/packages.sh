#!/usr/bin/env bash
# packages.sh OUT KUBERNETES PROGRAMS: two repositories for apt, signed: debian/, and kubernetes/ as kubernetes/release lays its
# packages out (cmd/krel/templates/latest), around programs that were built from Go modules.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/pins.sh"
out=$1 kubernetes=$2 programs=$3
arch=$(dpkg --print-architecture)
cd "$out"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export GNUPGHOME="$scratch/gpg"
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-gen-key 'Packages of the tests' rsa2048 sign never

package() { # name, version, depends; its files lie in $scratch/NAME
  mkdir -p "$scratch/$1/DEBIAN"
  {
    printf 'Package: %s\nVersion: %s-1.1\nArchitecture: %s\nMaintainer: Tests\n' "$1" "$2" "$arch"
    [ -z "$3" ] || printf 'Depends: %s\n' "$3"
    printf 'Description: %s\n' "$1"
  } >"$scratch/$1/DEBIAN/control"
  dpkg-deb --root-owner-group -Znone --build "$scratch/$1" "kubernetes/$1.deb" >/dev/null
}
put() { install -D -m "$1" "$2" "$scratch/$3"; } # mode, file, place

index() { # folder: makes a flat repository of it
  (
    cd "$1"
    for deb in *.deb; do
      dpkg-deb -f "$deb"
      printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum "$deb" | cut -d' ' -f1)"
    done >Packages
    {
      printf 'Origin: tests\nDate: %s\nArchitectures: %s\nSHA256:\n' "$(date -u -R)" "$arch"
      printf ' %s %s Packages\n' "$(sha256sum Packages | cut -d' ' -f1)" "$(stat -c %s Packages)"
    } >Release
    gpg --batch --quiet --yes --clearsign -o InRelease Release
    gpg --batch --quiet --yes --armor --export -o Release.key
  )
}

mkdir -p kubernetes debian
for deb in debs/*.deb; do mv "$deb" "debian/$(dpkg-deb -f "$deb" Package).deb"; done
version=${KUBERNETES#v}
put 755 "$kubernetes/kubelet" kubelet/usr/bin/kubelet
put 644 "$here/kubelet.service" kubelet/usr/lib/systemd/system/kubelet.service
printf 'KUBELET_EXTRA_ARGS=\n' >"$scratch/default"
put 644 "$scratch/default" kubelet/etc/default/kubelet
mkdir -p "$scratch/kubelet/var/lib/kubelet" "$scratch/kubelet/etc/kubernetes/manifests"
: >"$scratch/kubelet/var/lib/kubelet/.kubelet-keep"
: >"$scratch/kubelet/etc/kubernetes/manifests/.kubelet-keep"
package kubelet "$version" "iptables (>= 1.4.21), kubernetes-cni (>= 1.2.0), mount, util-linux"
put 755 "$kubernetes/kubeadm" kubeadm/usr/bin/kubeadm
put 644 "$here/10-kubeadm.conf" kubeadm/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf
package kubeadm "$version" ""
put 755 "$kubernetes/kubectl" kubectl/usr/bin/kubectl
package kubectl "$version" ""
put 755 "$programs/crictl" cri-tools/usr/bin/crictl
package cri-tools "${CRI_TOOLS#v}" ""
for plugin in bridge loopback host-local portmap; do put 755 "$programs/$plugin" "kubernetes-cni/opt/cni/bin/$plugin"; done
mkdir -p "$scratch/kubernetes-cni/etc/cni/net.d"
: >"$scratch/kubernetes-cni/etc/cni/net.d/.kubernetes-cni-keep"
package kubernetes-cni "${CNI#v}" ""
index kubernetes
index debian
gpgconf --kill gpg-agent
