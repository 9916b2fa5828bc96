"""Writes a docker-archive: archive.py --name N --output F [options] LAYER..   (each LAYER is a folder, the lowest first)

Owners, times and order do not depend on this machine, so that the same folders give the same bytes.
"""

import argparse
import datetime
import hashlib
import io
import json
import os
import pathlib
import tarfile

EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))


def normal(entry):
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = EPOCH
    if entry.isdir():
        entry.mode = 0o1777 if entry.mode & 0o1000 else 0o755
    elif entry.isfile():
        entry.mode = 0o755 if entry.mode & 0o100 else 0o644
    return entry


def layer(folder):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(folder.rglob("*")):
            tar.add(path, arcname=path.relative_to(folder).as_posix(), recursive=False, filter=normal)
    return data.getvalue()


def configuration(options, layers):
    created = datetime.datetime.fromtimestamp(EPOCH, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps({
        "architecture": options.arch,
        "os": "linux",
        "created": created,
        "config": {
            "User": options.user,
            "WorkingDir": "/",
            "Entrypoint": [options.entrypoint],
            "Env": ["PATH=/app", "DOTNET_ROOT=/usr/share/dotnet", "DOTNET_EnableDiagnostics=0", "SSL_CERT_DIR=/etc/ssl/certs"],
            "Labels": {
                "org.opencontainers.image.title": options.name.rpartition("/")[2].partition(":")[0],
                "org.opencontainers.image.version": options.version,
                "org.opencontainers.image.licenses": "MIT",
            },
        },
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest for digest, _ in layers]},
        "history": [{"created": created, "created_by": "build/images.sh"} for _ in layers],
    }, sort_keys=True).encode()


def main():
    parser = argparse.ArgumentParser()
    for name in ("name", "arch", "user", "entrypoint", "version"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("layer", type=pathlib.Path, nargs="+")
    options = parser.parse_args()

    layers = [(hashlib.sha256(data).hexdigest(), data) for data in map(layer, options.layer)]
    config = configuration(options, layers)
    config_name = hashlib.sha256(config).hexdigest() + ".json"
    files = [(f"{digest}/layer.tar", data) for digest, data in layers]
    manifest = [{"Config": config_name, "RepoTags": [options.name], "Layers": [name for name, _ in files]}]
    with tarfile.open(options.output, "w", format=tarfile.PAX_FORMAT) as tar:
        for name, data in [*files, (config_name, config), ("manifest.json", json.dumps(manifest).encode())]:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(data), 0o644, EPOCH
            tar.addfile(entry, io.BytesIO(data))


main()
