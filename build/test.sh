#!/usr/bin/env bash
# make test: what this machine can run of the test projects. The last line is the count.
set -uo pipefail
cd "$(dirname "$0")/.."
. build/packages.sh
export PATH="$PATH:/usr/sbin:/sbin"

end() { # MESSAGE: a failure outside any test is one failed
    echo "$1"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
}

echo "== tools"
need_packages iproute2:ip nftables:nft vblade:vblade e2fsprogs:mkfs.ext4 util-linux:losetup kmod:modprobe \
    || echo "tests that need these tools are skipped"
[ "$(id -u)" = 0 ] || echo "not root: tests that need network namespaces, raw sockets, loop devices or an API server are skipped"

# Both keep what they make in the cache; the first run on a machine takes some minutes.
echo "== cluster"
if [ "$(id -u)" = 0 ]; then
    { tests/cluster/build.sh && tests/cluster/kubectl.sh; } || echo "tests that need a Kubernetes API server are skipped"
fi

echo "== build"
dotnet build AoEde.sln --configuration Debug -nodeReuse:false --verbosity quiet || end "the build failed"

echo "== format"
dotnet format whitespace AoEde.sln --verify-no-changes --no-restore || end "not formatted: run 'make fmt'"

exec python3 build/run_tests.py "$@"
