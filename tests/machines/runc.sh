#!/bin/sh
# Where the host's root may not lower an oom_score_adj, containers get 0 instead of less.
for word; do
  case $before in --bundle | -b) [ ! -e "$word/config.json" ] || sed -i 's/"oomScoreAdj":-[0-9]*/"oomScoreAdj":0/' "$word/config.json" ;; esac
  before=$word
done
exec /usr/sbin/runc "$@"
