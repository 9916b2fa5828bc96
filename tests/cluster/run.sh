#!/usr/bin/env bash
# make cluster: the cluster of the tests, with AoEde installed, until Ctrl-C. With --bare, without AoEde.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/packages.sh
export PATH="$PATH:/usr/sbin:/sbin"

[ "$(id -u)" = 0 ] || { echo "a cluster needs root: it makes network namespaces and cgroups" >&2; exit 1; }
need_packages iproute2:ip util-linux:losetup kmod:modprobe
tests/cluster/build.sh
tests/cluster/kubectl.sh
tests/cluster/nodes.sh
dotnet build tests/AoEde.TestCluster --configuration Debug -nodeReuse:false --verbosity quiet -nologo
exec artifacts/bin/AoEde.TestCluster/debug/aoede-test-cluster "$@"
