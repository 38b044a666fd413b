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
  keepalived) echo keepalived ;;
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
"containerd config dump") cat /etc/containerd/config.toml ;;
"crictl info") printf '{"status": {"conditions": [{"type": "RuntimeReady", "status": true}]}}\n' ;;
"crictl inspecti "*) has images || { echo "no such image" >&2 && exit 1; } ;;
"curl "*cluster-info) printf 'date: %s\n{"jws-kubeconfig-abcdef": ""}\n' "$(date -R)" ;;
"curl "*/readyz) echo ok ;;
"curl "*telnet:*) cat "$STATE/word" ;;
"curl "*/version) has api ;;
# The lines of flannel's and Calico's files that scripts change.
"curl "*kube-flannel.yml) printf 'from %s\n      "Network": "10.244.0.0/16",\n        - --kube-subnet-mgr\n        - name: POD_NAME\n' "${*: -1}" >"$(after -o "$@")" ;;
"curl "*calico.yaml) printf 'from %s\n            - name: IP\n              value: "autodetect"\n            # - name: CALICO_IPV4POOL_CIDR\n            #   value: "192.168.0.0/16"\n' "${*: -1}" >"$(after -o "$@")" ;;
"curl "*) file=$(after -o "$@") && echo "from ${*: -1}" >"${file:-/dev/stdout}" ;;
"dpkg --print-architecture") echo amd64 ;;
"gpg "*) cat >"$(after -o "$@")" ;;
"hostname ") has hostname && cat "$STATE/hostname" ;;
"hostnamectl set-hostname"*) echo "$2" >"$STATE/hostname" ;;
"perl "*) echo "${*: -1}" >"$STATE/word" ;;
"ping "*) has active-keepalived ;;
"ip -o -4 addr show"*) echo "2: eth1    inet $ADDRESS/24 brd + scope global eth1" ;;
"ip -d link show flannel.1") echo "    vxlan id 1 local $ADDRESS dev eth1 srcport 0 0 dstport 8472" ;;
"kubeadm version -o short") echo v1.36.3 ;;
"kubeadm config images list"*) echo "$(after --image-repository "$@")/kube-apiserver:v1.36.3" ;;
"kubeadm config images pull"*) keep images ;;
"kubeadm init phase upload-certs --upload-certs --config "*) printf '[upload-certs] Using certificate key:\n%064d\n' 0 ;;
"kubeadm init "*)
  mkdir -p /etc/kubernetes/pki && echo "    server: https://$(after --control-plane-endpoint "$@")" >/etc/kubernetes/admin.conf
  echo endpoint "$(after --control-plane-endpoint "$@")" >"$STATE/api" ;;
"kubeadm token create --print-join-command")
  keep token && echo "kubeadm join $(cut -d' ' -f2 "$STATE/api") --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:$(printf '' | sha256sum | cut -d' ' -f1)" ;;
"kubeadm token list") echo TOKEN && has token && echo "abcdef.0123456789abcdef 23h" ;;
"kubeadm join "*)
  mkdir -p /etc/kubernetes && keep active-kubelet && keep api
  echo "    server: https://$2" >/etc/kubernetes/kubelet.conf ;;
"kubectl version"* | "kubelet --version" | "crictl --version") echo v1.36.3 ;;
"kubectl "*"apply "*) cp "$(after -f "$@")" "$STATE/applied" ;;
"kubectl "*kube-flannel-ds*args*) has applied && grep -o -- '--iface=.*' "$STATE/applied" ;;
"kubectl "*net-conf*) has applied && cat "$STATE/applied" ;;
"kubectl "*calico-node*env*) has applied && paste -sd ' ' "$STATE/applied" ;;
"kubectl "*"get daemonset "*) exit 1 ;;
"kubectl "*InternalIP*) has api || exit 1; echo "$ADDRESS" ;;
"kubectl "*"get node "*) has api || exit 1; echo node/x ;;
"kubectl "*"--raw /readyz"*) has api && echo ok ;;
"swapoff -a") keep swapless ;;
"swapon "*) has swapless || echo "/dev/sda2 partition 1G 0B -2" ;;
"sysctl --quiet --system") keep forwards ;;
"sysctl -n"*) has forwards && printf '1\n1\n' || printf '0\n0\n' ;;
"systemctl enable"*) keep "enabled-$3" ;;
"systemctl is-enabled"*) has "enabled-$2" && echo enabled || { echo disabled && exit 1; } ;;
"systemctl restart"*) date >"$STATE/active-$2" ;;
"systemctl show -P ActiveEnterTimestamp "*) cat "$STATE/active-$4" ;;
"systemctl is-active"*) has "active-$2" && echo active || { echo inactive && exit 3; } ;;
esac
