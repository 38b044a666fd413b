#!/usr/bin/env bash
# boot.sh ROOT NAME: makes the folder ROOT a machine and boots it. Runs as the first process of namespaces of its own (mount, uts, ipc, pid,
# cgroup, net). Devices, cgroups and the kernel's settings are laid out as a machine has them.
set -euo pipefail
root=$1 name=$2
mount --make-rprivate /
mount --bind "$root" "$root"
cd "$root"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=755 tmpfs dev
for device in null zero full random urandom tty kmsg; do cp -a "/dev/$device" dev/; done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr

# The kernel is the host's: what is set inside stays inside. Settings of the network are each machine's own as they are.
for part in kernel vm fs; do
  mkdir -p "run/sys/$part"
  cp -r --no-preserve=all "/proc/sys/$part/." "run/sys/$part" 2>/dev/null || true
  mount --bind "run/sys/$part" "proc/sys/$part"
done

if [ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ]; then
  mount -t cgroup2 cgroup2 sys/fs/cgroup
else
  mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup
  for folder in /sys/fs/cgroup/*/; do
    controller=$(basename "$folder")
    mkdir "sys/fs/cgroup/$controller"
    case $controller in
    unified) mount -t cgroup2 cgroup2 sys/fs/cgroup/unified ;;
    systemd) mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd ;;
    *) mount -t cgroup -o "$controller" cgroup "sys/fs/cgroup/$controller" ;;
    esac
  done
fi
hostname "$name"
mkdir -p mnt/host
pivot_root . mnt/host
cd /
umount -l /mnt/host
ip link set lo up
exec env -i container=other PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /sbin/init >/dev/null 2>&1 </dev/null
