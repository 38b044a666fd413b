#!/bin/bash
# Stands in for everything that a script calls and that would change a machine: says on the record that it was called,
# and keeps in $STATE what such a program would have changed, as far as later questions ask for it.
name=${0##*/}
echo "$name $*" >>"$STATE/record"
[ -n "${FAIL:-}" ] && [[ "$name $*" == "$FAIL"* ]] && { echo "$name: told to fail" >&2; exit 7; }
has() { [ -e "$STATE/$1" ]; }
keep() { : >"$STATE/$1"; }
after() { # flag, words: the word that follows a flag
  local flag=$1 last=
  shift
  for word in "$@"; do
    [ "$last" = "$flag" ] && echo "$word"
    last=$word
  done
}
brings() { # package: the programs in it
  case $1 in
  containerd) echo containerd ctr ;;
  cri-o) echo crio ;;
  cri-tools) echo crictl ;;
  curl | gpg | kubeadm | kubectl | kubelet) echo "$1" ;;
  esac
}
case "$name $*" in
"apt-get install -y "*)
  for package in "${@:3}"; do
    for program in $(brings "$package"); do /bin/ln -sf stand-in "$STATE/../bin/$program"; done
  done ;;
"apt-mark hold"*) shift && printf '%s\n' "$@" >"$STATE/held" ;;
"apt-mark showhold") has held && cat "$STATE/held" ;;
"containerd config default") cat "$CONTAINERD" ;;
"crictl "*) has images && printf '%s\n' "IMAGE TAG ID SIZE" "$(cat "$STATE/images")/kube-apiserver v1.36.3 1 2" ;;
"curl "*) file=$(after -o "$@") && echo "from ${*: -1}" >"${file:-/dev/stdout}" ;;
"gpg "*) cat >"$(after -o "$@")" ;;
"hostname ") has hostname && cat "$STATE/hostname" ;;
"hostnamectl set-hostname"*) echo "$2" >"$STATE/hostname" ;;
"kubeadm version -o short") echo v1.36.3 ;;
"kubeadm config images pull"*) after --image-repository "$@" >"$STATE/images" ;;
"kubeadm init phase upload-certs --upload-certs") printf '[upload-certs] Using certificate key:\n%064d\n' 0 ;;
"kubeadm init "*) mkdir -p /etc/kubernetes && echo admin >/etc/kubernetes/admin.conf && keep api ;;
"kubeadm token create --print-join-command") keep token && echo "kubeadm join api:6443 --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:0" ;;
"kubeadm token list") echo TOKEN && has token && echo "abcdef.0123456789abcdef 23h" ;;
"kubeadm join "*)
  mkdir -p /etc/kubernetes/manifests && keep active-kubelet && echo kubelet >/etc/kubernetes/kubelet.conf
  [[ "$*" == *--control-plane* ]] && echo pod >/etc/kubernetes/manifests/kube-apiserver.yaml
  true ;;
"kubectl "*" --raw /readyz") has api && echo -n ok ;;
"kubectl "*" apply "*) keep applied ;;
"kubectl "*" get ds "*" -o name") has applied && echo "daemonset.apps/$(after ds "$@")" ;;
"swapoff -a") keep swapless ;;
"swapon "*) has swapless || echo "/dev/sda2 partition 1G 0B -2" ;;
"sysctl --quiet --system") keep forwards ;;
"sysctl -n"*) has forwards && printf '1\n1\n' || printf '0\n0\n' ;;
"systemctl restart"*) keep "active-$2" ;;
"systemctl is-active"*) has "active-$2" && echo active || { echo inactive && exit 3; } ;;
esac
