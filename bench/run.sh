#!/usr/bin/env bash
# make bench [BENCH='--quick ...']: builds the agent and the bench, and compares targets over private links. Nothing outside them is
# touched, and all that was made is removed. `make bench BENCH=--help` prints the options.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/packages.sh
export PATH="$PATH:/usr/sbin:/sbin"

if [ "$(id -u)" != 0 ]; then
    echo "make bench needs root: it makes network namespaces, file systems in memory and loop devices, and removes them again"
    exit 1
fi
need_packages iproute2:ip util-linux:losetup vblade:vblade

mkdir -p artifacts/bench
echo "building ..."
{
    build/publish.sh
    dotnet build bench/AoEde.Bench --configuration Release -nodeReuse:false --verbosity quiet
} > artifacts/bench/build.log 2>&1 || { tail -n 40 artifacts/bench/build.log; exit 1; }
exec dotnet artifacts/bin/AoEde.Bench/release/aoede-bench.dll run --page docs/explanation/performance.md "$@"
