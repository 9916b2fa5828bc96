#!/usr/bin/env bash
# base.sh ROOT: makes the unpacked Debian packages the root of an image: no shell, no package manager, no documentation but licences.
set -euo pipefail
root=$1

find "$root/usr/share/doc" -type f ! -name copyright -delete
rm -rf "$root"/usr/share/{man,locale,lintian,info,bug} "$root"/usr/{sbin,bin} "$root"/{sbin,bin} "$root"/usr/lib/*/gconv "$root"/etc/ld.so.conf.d
rm -rf "$root"/usr/lib/*/{engines-3,ossl-modules,audit} "$root/etc/ca-certificates" "$root/etc/ssl/private"

# What the package's own script would make, which dpkg-deb does not run.
mkdir -p "$root/etc/ssl/certs"
find "$root/usr/share/ca-certificates" -name '*.crt' -print0 | sort -z | xargs -0 cat > "$root/etc/ssl/certs/ca-certificates.crt"
rm -rf "$root/usr/share/ca-certificates"
find "$root" -depth -type d -empty -delete

cat > "$root/etc/passwd" <<'ACCOUNTS'
root:x:0:0:root:/:/sbin/nologin
nonroot:x:65532:65532:nonroot:/:/sbin/nologin
ACCOUNTS
cat > "$root/etc/group" <<'GROUPS'
root:x:0:
nonroot:x:65532:
GROUPS
echo 'hosts: files dns' > "$root/etc/nsswitch.conf"

# Where pods mount something: the root is read-only by then.
mkdir -p "$root"/{app,dev,proc,sys,host/proc,run/udev,run/aoede,var/lib/aoede,etc/aoede}
mkdir -p -m 1777 "$root/tmp"
