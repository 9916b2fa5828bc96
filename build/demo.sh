#!/usr/bin/env bash
# make demo: builds the programs and shows them at work on a private network. Nothing outside it is touched.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/packages.sh
export PATH="$PATH:/usr/sbin:/sbin"

if [ "$(id -u)" != 0 ]; then
    echo "make demo needs root: it makes two network namespaces and a virtual cable between them, and removes them again"
    exit 1
fi
need_packages iproute2:ip

echo "building ..."
build/publish.sh > /dev/null
dotnet build tests/AoEde.Demo --configuration Release -nodeReuse:false --verbosity quiet > artifacts/demo-build.log 2>&1 ||
    { cat artifacts/demo-build.log; exit 1; }
exec dotnet artifacts/bin/AoEde.Demo/release/aoede-demo.dll artifacts/bin artifacts/demo
