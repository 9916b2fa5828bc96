#!/usr/bin/env bash
# The images of `make images`, built anew only when something that goes into them has changed. Prints the archives' paths:
# the operator's, then the agent's.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
arch=$(dpkg --print-architecture)
inputs=$(
    {
        find src build/images build/images.sh build/publish.sh -type f -print0 | sort -z | xargs -0 sha256sum
        sha256sum Directory.*.props nuget.config global.json 2> /dev/null || true
        dotnet --list-runtimes
        dpkg-query --show libc6 libssl3 ca-certificates
    } | sha256sum
)

mkdir -p artifacts
exec 9> artifacts/images.lock
flock 9
if [ "$(cat artifacts/images/inputs 2> /dev/null)" != "$inputs" ] || ! (cd artifacts/images && sha256sum --check --status SHA256SUMS); then
    rm -f artifacts/images/inputs
    build/images.sh >&2 9>&-
    echo "$inputs" > artifacts/images/inputs
fi
for name in operator agent; do
    echo "$PWD/artifacts/images/aoede-$name-$version-$arch.tar"
done
