#!/usr/bin/env bash
# A bonus, never a gate: the CRD server of a recent Kubernetes (apiextensions-apiserver), for tests that need CEL rules.
# kube-apiserver itself is in no recent Debian, but its libraries are in unstable; this one program is made of them alone.
# 300 MB of packages are fetched and unpacked beside the cache, and nothing is installed. About five minutes on two cores.
# Unstable moves: where this ends with an error, the tests that need it are skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/packages.sh

package=golang-k8s-apiextensions-apiserver-dev
target=${XDG_CACHE_HOME:-$HOME/.cache}/aoede/crd-server
work=$target.new
root=$work/root

# Libraries that only other users of the dependencies import; a hundred megabytes less to fetch.
unused='aws-sdk|google-cloud-dev|google-api-dev|gonum|gofpdf|svgo|mongo-driver|apache-arrow|nats-|charmbracelet|go-git|casbin|circl|lz4-dev'

apt_option() {
    printf -- '-o\n%s\n' "Dir::Etc::SourceList=$work/apt/sources.list" Dir::Etc::SourceParts=/dev/null "Dir::State::Lists=$work/apt/lists" \
        "Dir::Cache=$work/apt/cache" Dir::State::status=/dev/null APT::Sandbox::User=root Acquire::Languages=none
}

fetch() {
    local mirror file packages
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/\?$') || true
    [ -n "$mirror" ] || { echo "apt-get knows no Debian mirror" >&2; return 1; }
    mkdir -p "$work"/apt/{lists/partial,cache/archives/partial} "$work/debs" "$root"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" > "$work/apt/sources.list"
    mapfile -t options < <(apt_option)
    apt-get -qq "${options[@]}" update
    apt-get -qq "${options[@]}" install --simulate --no-install-recommends "$package" |
        awk '/^Inst golang-/ { print $2 }' | grep -vE "$unused" > "$work/packages"
    mapfile -t packages < "$work/packages"
    cd "$work/debs"
    apt-get -qq "${options[@]}" download "${packages[@]}"
    for file in ./*.deb; do
        dpkg -x "$file" "$root"
        rm "$file"
    done
    apt-cache "${options[@]}" policy "$package" | awk '/Candidate/ { sub(/^0/, "v1", $2); sub(/[+-].*/, "", $2); print $2 }' > "$work/version"
}

compile() {
    GOROOT=$(echo "$root"/usr/lib/go-1.*)
    export GOROOT GOPATH=$root/usr/share/gocode GOCACHE=$work/gocache GO111MODULE=off GOFLAGS= CGO_ENABLED=0 GOTOOLCHAIN=local
    cd "$GOPATH/src/k8s.io/apiextensions-apiserver"
    mkdir "$work/bin"
    "$GOROOT/bin/go" build -trimpath -ldflags "-s -w -X k8s.io/component-base/version.gitVersion=$(cat "$work/version")" \
        -o "$work/bin/apiextensions-apiserver" .
}

install_result() {
    cp "$work/version" "$work/bin/version"
    (cd "$work/bin" && sha256sum apiextensions-apiserver > stamp)
    rm -rf "$target"
    mv "$work/bin" "$target"
}

mkdir -p "$(dirname "$target")"
exec 9> "$target.lock"
flock 9
! (cd "$target" 2> /dev/null && sha256sum --check --status stamp) || exit 0

need_packages dpkg:dpkg
echo "building the CRD server of Kubernetes in Debian unstable, once ..." >&2
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
for step in fetch compile install_result; do
    # In a shell of its own and not as a condition, or `set -e` would not hold in it.
    set +e
    (set -euo pipefail; $step) > "$target.log" 2>&1
    status=$?
    set -e
    [ $status = 0 ] || { tail -n 20 "$target.log" >&2; echo "the CRD server could not be built: $step failed" >&2; exit 1; }
done
echo "built apiextensions-apiserver $(cat "$target/version")" >&2
