#!/usr/bin/env bash
# make e2e: Debian's kernel and its aoe driver, in a virtual machine, use a target as a disk:
# discover, mkfs, mount, write, mount again, compare checksums, e2fsck; over good and bad cables, with a slow disk.
# Without the virtual machine: a host without io_uring, and a Kubernetes cluster of two nodes with AoEde in it.
#
#   tests/e2e/run.sh [SCENARIO..]         all of them by default; `cluster` is the one with Kubernetes
#   TARGET='vblade -b 64 {SHELF} {SLOT} {IF} {FILE}' tests/e2e/run.sh      another target
#
# Logs are in artifacts/e2e/. The last line is 'N passed, N failed, N skipped'; each scenario is one test, but for `cluster`, which has many.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
work=$repository/artifacts/e2e
. "$repository/build/packages.sh"
. "$here/guest.sh"
. "$here/scenario.sh"
. "$here/relay.sh"
. "$here/slow.sh"
. "$here/io-uring.sh"
. "$here/cluster.sh"
export PATH="$PATH:/usr/sbin:/sbin"

# name mtu megabytes seconds loss(one in) relay's options. Linux waits sixteen seconds before it first sends again, and doubles
# its patience with each further loss: little data where much is lost.
scenarios='mtu-1500 1500 24 420 0
mtu-9000 9000 24 420 0
mtu-1500-loss 1500 24 420 100
mtu-9000-loss 9000 48 420 100
relay-1500-loss-1 1500 4 300 0 --loss 1
relay-9000-loss-5 9000 2 420 0 --loss 5
relay-1500-duplicates 1500 4 300 0 --duplicate 20
relay-9000-reordering 9000 8 300 0 --reorder 20
relay-1500-old-copies 1500 4 300 0 --replay 20 --replay-ms 2-3000
relay-9000-everything 9000 4 300 0 --loss 1 --duplicate 5 --reorder 10 --replay 10 --replay-ms 2-3000
slow-media 1500 8 300 0
io-uring-disabled'
# Another target is not installed by helm.
[ -n "${TARGET:-}" ] || scenarios+=$'\ncluster'
[ $# = 0 ] || scenarios=$(for name in "$@"; do grep -E "^$name( |\$)" <<< "$scenarios"; done)
total=$(grep -c . <<< "$scenarios")

count_line='^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$'

finish() { # PASSED FAILED SKIPPED
    echo "$1 passed, $2 failed, $3 skipped"
    [ "$2" = 0 ]
    exit
}

if [ "$(id -u)" != 0 ]; then
    echo "not root: network namespaces and a tap device cannot be made; nothing was run"
    finish 0 0 "$total"
fi

mkdir -p "$work"
need_packages iproute2:ip python3:python3 || finish 0 "$total" 0
if grep -qE '^(mtu|relay|slow)-' <<< "$scenarios"; then
    need_packages nftables:nft qemu-system-x86:qemu-system-x86_64 busybox-static:busybox cpio:cpio kmod:depmod \
        e2fsprogs:mke2fs || finish 0 "$total" 0
    prepare_kernel || { echo "no Debian kernel package to be had"; finish 0 "$total" 0; }
    prepare_initrd "$work/initrd.gz" || { echo "the initial file system cannot be made"; finish 0 "$total" 0; }
fi
[ -n "${TARGET:-}" ] || [ "$scenarios" = cluster ] || "$repository/build/publish.sh" || { echo "the build failed"; finish 0 "$total" 0; }
! grep -q '^relay-' <<< "$scenarios" || build_relay || { echo "the build failed"; finish 0 "$total" 0; }

trap tear_down EXIT
trap 'exit 130' INT TERM HUP
passed=0 failed=0 skips=0
while read -r name mtu megabytes seconds loss relay; do
    echo "== $name"
    rm -f "$work/$name".*
    if [ "$name" = cluster ]; then
        run_cluster
        continue
    fi
    started=$SECONDS
    skipped=''
    case $name in
        io-uring-disabled) run_io_uring_disabled "$name" ;;
        # shellcheck disable=SC2086 # options, separated by blanks
        *) run_scenario "$name" "$mtu" "$megabytes" "$seconds" "$loss" $relay ;;
    esac
    tear_down
    [ ! -e "$console" ] || grep -aE '^@@|aoe:' "$console" | tr -d '\r' | sed 's/^/  /'
    if [ -n "$skipped" ]; then
        ((skips += 1))
        echo "skipped: $name: $skipped"
        rm -f "$work/$name".*
    elif [ -z "$reason" ]; then
        ((passed += 1))
        echo "passed: $name ($((SECONDS - started)) s)"
        rm -f "$work/$name".*
    else
        ((failed += 1))
        [ ! -e "$target_log" ] || tail -n 10 "$target_log" | sed 's/^/  target: /'
        echo "FAILED: $name ($((SECONDS - started)) s): $reason (logs: artifacts/e2e/$name.*)"
    fi
done <<< "$scenarios"
finish "$passed" "$failed" "$skips"
