#!/usr/bin/env bash
# make images: builds the images of operator and agent as docker-archives, without a registry and without Docker, from Debian's packages
# and this machine's .NET. For this machine's architecture; the Dockerfiles beside this script are for registries and other ones.
#
#   artifacts/images/aoede-operator-VERSION-ARCH.tar    for 'ctr -n k8s.io images import', 'podman load', 'docker load'
#   artifacts/images/aoede-operator-VERSION-ARCH.cdx.json    what is in it (CycloneDX)
#   artifacts/images/SHA256SUMS
#
# PREFIX (localhost) is the registry in the images' names, TAG (the version) their tag. The same inputs give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/packages.sh
need_packages python3:python3 dpkg:dpkg-deb apt:apt-get

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
prefix=${PREFIX:-localhost} tag=${TAG:-$version}
arch=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
out=artifacts/images work=artifacts/images/work
debs=${XDG_CACHE_HOME:-$HOME/.cache}/aoede/debs/$arch
packages=(libc6 libgcc-s1 libstdc++6 libssl3 zlib1g ca-certificates)

rm -rf "$work"
mkdir -p "$work" "$debs"

echo "programs ..." >&2
build/publish.sh > "$work/publish.log" 2>&1 || { cat "$work/publish.log" >&2; exit 1; }

echo "Debian packages ..." >&2
fetch() { # PACKAGE: its file name, in the cache
    local version file
    version=$(apt-cache show --no-all-versions "$1" 2>/dev/null | sed -n 's/^Version: //p' | head -n 1 || true)
    file=$(find "$debs" -name "${1}_${version//:/%3a}_*.deb" -print -quit)
    if [ -z "$version" ] || [ -z "$file" ]; then
        (cd "$debs" && rm -f "${1}"_*.deb && apt-get download -qq "$1" > /dev/null 2>&1) ||
            { echo "cannot fetch the Debian package $1: run 'apt-get update', and see whether 'apt-get download $1' works" >&2; exit 1; }
        file=$(find "$debs" -name "${1}_*.deb" -print -quit)
    fi
    echo "$file"
}

base=$work/base
mkdir -p "$base"
: > "$work/packages.tsv"
for package in "${packages[@]}"; do
    file=$(fetch "$package")
    dpkg-deb --extract "$file" "$base"
    printf '%s\t%s\t%s\t%s\n' "$package" "$(dpkg-deb --field "$file" Version)" "$(dpkg-deb --field "$file" Architecture)" \
        "$(sha256sum < "$file" | cut -d' ' -f1)" >> "$work/packages.tsv"
done
build/images/base.sh "$base"

echo ".NET ..." >&2
python3 build/images/runtime.py "$(dirname "$(readlink -f "$(command -v dotnet)")")" "$work/dotnet/usr/share/dotnet" > "$work/frameworks.tsv"

image() { # NAME USER PROGRAM..: the first program is the entry point
    local name=$1 user=$2 program
    shift 2
    mkdir -p "$work/$name/app"
    for program in "$@"; do
        cp -a "artifacts/publish/$program/." "$work/$name/app/"
    done
    find "$work/$name/app" \( -name '*.pdb' -o -name '*.xml' \) -delete
    [ ! -e "$work/$name/app/aoectl" ] || ln -sfn aoectl "$work/$name/app/kubectl-aoede"

    local archive=$out/$name-$version-$arch
    python3 build/images/archive.py --name "$prefix/$name:$tag" --arch "$arch" --user "$user" --entrypoint "/app/$1" --version "$version" \
        --output "$archive.tar" "$base" "$work/dotnet" "$work/$name"
    python3 build/images/sbom.py "$name" "$version" "$work/packages.tsv" "$work/frameworks.tsv" "$work/$name/app" > "$archive.cdx.json"
    printf '%s  %s MB  %s\n' "$archive.tar" "$(($(stat -c %s "$archive.tar") / 1000000))" "$prefix/$name:$tag"
}

image aoede-operator 65532:65532 aoede-operator
image aoede-agent 0:0 aoede-agent aoectl
(cd "$out" && sha256sum ./*.tar ./*.cdx.json > SHA256SUMS)
rm -rf "$work"
