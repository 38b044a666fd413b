#!/usr/bin/env bash
# rootfs.sh OUT: a Debian as it is when it was just installed (rootfs/), and the packages that scripts ask it for (debs/), from
# Debian's own signed repository.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/pins.sh"
cd "$1"
mirror=http://deb.debian.org/debian
debootstrap --include=systemd-sysv,dbus "$SUITE" rootfs "$mirror"
# No part of what a set-up is about: hardware, and consoles that are not there.
for unit in systemd-udevd.service systemd-udev-trigger.service console-getty.service getty.target apt-daily.timer apt-daily-upgrade.timer; do
  ln -sf /dev/null "rootfs/etc/systemd/system/$unit"
done
mkdir -p debs
cp -L /etc/resolv.conf rootfs/etc/resolv.conf
download() { # packages: they and all that they need and the machine lacks
  chroot rootfs apt-get install -y --no-install-recommends --download-only -o Dir::Cache::archives=/var/cache/apt/wanted/ "$@"
  cp rootfs/var/cache/apt/wanted/*.deb debs/
}
mkdir -p rootfs/var/cache/apt/wanted/partial
chroot rootfs apt-get update
download ca-certificates curl gpg containerd iptables ethtool socat conntrack haproxy keepalived
# What the images of this folder are made of.
mkdir -p layer
(cd layer && chroot ../rootfs sh -c 'cd /tmp && apt-get download busybox-static libc6 iptables libip4tc2 libip6tc2 libxtables12 libnftnl11 libmnl0 libnfnetlink0 libnetfilter-conntrack3 libnftables1 nftables libedit2 libbsd0 libmd0 libtinfo6 libgmp10 libjansson4 libreadline8' && mv ../rootfs/tmp/*.deb .)
rm -rf rootfs/var/cache/apt rootfs/var/lib/apt/lists
mkdir -p rootfs/var/cache/apt/archives/partial rootfs/var/lib/apt/lists/partial
: >rootfs/etc/resolv.conf
: >rootfs/etc/machine-id
rm -f rootfs/var/lib/dbus/machine-id
