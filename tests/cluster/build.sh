#!/usr/bin/env bash
# Kubernetes 1.20.2 for tests, built once from Debian's source package and kept in the cache; and etcd, from Debian.
# Five and a half minutes on two cores. Nothing on the machine is changed but missing packages: the source package comes
# through package lists of our own, signed as Debian's are.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/packages.sh
export PATH="$PATH:/usr/sbin:/sbin"

recipe=2 # raise it when what is built changes
version=v1.20.2
# One build for all: what they share, nearly everything, is compiled once.
programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy)
target=${XDG_CACHE_HOME:-$HOME/.cache}/aoede/kube-1.20
work=$target.new
source=$work/go/src/k8s.io/kubernetes

is_built() { [ "$(head -n 1 "$target/stamp" 2> /dev/null)" = "recipe $recipe" ] && (cd "$target" && tail -n +2 stamp | sha256sum --check --status); }

apt() { # OPERATION..: with lists that name Debian 12 and its sources, at the mirror this machine uses
    apt-get -qq -o "Dir::Etc::SourceList=$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$work/apt/lists" \
        -o "Dir::Cache=$work/apt/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none "$@"
}

fetch() {
    local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/\?$') || true
    [ -n "$mirror" ] || { echo "apt-get knows no Debian mirror" >&2; return 1; }
    mkdir -p "$work"/apt/{lists/partial,cache/archives/partial} "$(dirname "$source")"
    printf '%s [signed-by=%s] %s bookworm main\n' deb "$keyring" "$mirror" deb-src "$keyring" "$mirror" > "$work/apt/sources.list"
    cd "$work"
    apt update
    apt source --download-only kubernetes
    # With a Go newer than 1.17 the reflect2 that comes with these sources corrupts maps, and the server crashes. 1.0.2 does not.
    apt download golang-github-modern-go-reflect2-dev

    # What was downloaded was compared with the signed lists; dpkg-source would ask for the maintainer's key.
    dpkg-source --no-check --extract kubernetes_*.dsc "$source"
    dpkg -x golang-github-modern-go-reflect2-dev_*.deb reflect2
    rm "$source"/vendor/github.com/modern-go/reflect2/*.{go,s}
    cp reflect2/usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} "$source/vendor/github.com/modern-go/reflect2/"
}

# The one generated file that is in no source package: the description of all kinds, which server-side apply works from.
generate() {
    local packages
    cd "$source"
    go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
    packages=$(grep -rl --include='*.go' '+k8s:openapi-gen=' vendor/k8s.io/*/ pkg cmd |
        grep -vE '^vendor/k8s.io/(code-generator|sample-apiserver|kube-openapi|gengo)/' |
        xargs -n 1 dirname | LC_ALL=C sort -u | sed 's#^#k8s.io/kubernetes/#' | paste -sd,)
    "$work/openapi-gen" --input-dirs "$packages" --output-package k8s.io/kubernetes/pkg/generated/openapi \
        --output-file-base zz_generated.openapi --go-header-file vendor/k8s.io/code-generator/hack/boilerplate.go.txt \
        --report-filename "$work/violations"
    # Upstream keeps the list of what the generator complains about: the same list means the same result.
    cmp "$work/violations" api/api-rules/violation_exceptions.list
}

compile() {
    local package flags="-s -w"
    cd "$source"
    for package in component-base/version client-go/pkg/version; do
        package=k8s.io/kubernetes/vendor/k8s.io/$package
        flags+=" -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=20 -X $package.gitTreeState=clean"
    done
    # Upstream's own tags: without cloud providers a fifth less is compiled.
    go build -trimpath -tags providerless,dockerless -ldflags "$flags" -o "$work/bin/" "${programs[@]/#/./cmd/}"
}

install_result() {
    local program
    cd "$work/bin"
    for program in "${programs[@]}"; do
        [[ $("./$program" --version) == *"$version"* ]]
    done
    { echo "recipe $recipe"; sha256sum "${programs[@]}"; } > stamp
    rm -rf "$target"
    mv "$work/bin" "$target"
}

need_packages etcd-server:etcd
mkdir -p "$(dirname "$target")"
exec 9> "$target.lock"
flock 9
! is_built || exit 0

need_packages golang-go:go dpkg-dev:dpkg-source
echo "building Kubernetes $version, once ..." >&2
rm -rf "$work"
mkdir -p "$work/bin"
trap 'rm -rf "$work"' EXIT
export GOPATH=$work/go GOCACHE=$work/gocache GO111MODULE=off GOFLAGS= CGO_ENABLED=0 GOTOOLCHAIN=local
for step in fetch generate compile install_result; do
    # In a shell of its own and not as a condition, or `set -e` would not hold in it.
    set +e
    (set -e; $step) > "$target.log" 2>&1
    status=$?
    set -e
    [ $status = 0 ] || { tail -n 20 "$target.log" >&2; echo "Kubernetes could not be built: $step failed" >&2; exit 1; }
done
