# shellcheck shell=bash disable=SC2034
# What the machines of the tests are made of. A change here builds them anew.
SUITE=bookworm
FLANNEL=v0.28.10
FLANNEL_CNI=v1.9.1-flannel3
COREDNS=v1.14.2
ETCD=3.6.8-0
PAUSE=3.10.2
CNI=v1.9.1
CRI_TOOLS=v1.36.0
KUBERNETES=v1.36.3
