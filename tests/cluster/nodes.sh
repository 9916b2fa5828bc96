#!/usr/bin/env bash
# What real nodes need beyond build.sh: containerd, runc, the plugins of the pods' network, all from Debian; and the image of
# the container that holds a pod's namespaces, made here and kept in the cache.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/packages.sh

target=${XDG_CACHE_HOME:-$HOME/.cache}/aoede/pause.tar
stamp=$(sha256sum tests/cluster/pause.c build/images/archive.py | sha256sum | cut -d' ' -f1)

need_packages containerd:containerd runc:runc iptables:iptables conntrack:conntrack util-linux:unshare \
    containernetworking-plugins:/usr/lib/cni/bridge
if [ "$(cat "$target.stamp" 2> /dev/null)" = "$stamp" ] && [ -e "$target" ]; then
    exit 0
fi

need_packages gcc:gcc libc6-dev:gencat python3:python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/root"
gcc -Os -static -s -o "$work/root/pause" tests/cluster/pause.c
python3 build/images/archive.py --name localhost/pause:1 --arch "$(dpkg --print-architecture)" --user 65535:65535 --entrypoint /pause \
    --version 1 --output "$work/pause.tar" "$work/root"
mkdir -p "$(dirname "$target")"
mv "$work/pause.tar" "$target"
echo "$stamp" > "$target.stamp"
