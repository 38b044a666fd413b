#!/bin/sh
# Stands in for flannel's CNI plugin, whose module is not to be had: hands the node's range to bridge, as that does.
set -e
[ "$CNI_COMMAND" = VERSION ] && exec /opt/cni/bin/bridge
kept=/var/lib/cni/flannel/$CNI_CONTAINERID
if [ -s /run/flannel/subnet.env ]; then
  . /run/flannel/subnet.env
  mkdir -p /var/lib/cni/flannel
  network=$(echo "$FLANNEL_SUBNET" | sed 's#[.]1/24$#.0/24#')
  masquerade=true
  [ "$FLANNEL_IPMASQ" = true ] && masquerade=false
  cat >"$kept" <<END
{"cniVersion": "1.0.0", "name": "cbr0", "type": "bridge", "mtu": $FLANNEL_MTU, "ipMasq": $masquerade, "hairpinMode": true,
 "isGateway": true, "isDefaultGateway": true, "ipam": {"type": "host-local", "ranges": [[{"subnet": "$network"}]], "routes": [{"dst": "$FLANNEL_NETWORK"}]}}
END
elif [ "$CNI_COMMAND" = ADD ]; then
  echo '{"cniVersion": "1.0.0", "code": 7, "msg": "loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory"}'
  exit 1
fi
[ -s "$kept" ] || exit 0
/opt/cni/bin/bridge <"$kept"
[ "$CNI_COMMAND" != DEL ] || rm -f "$kept"
