"""sbom.py NAME VERSION PACKAGES.tsv FRAMEWORKS.tsv APP: what is in an image, as CycloneDX 1.5 on standard output.

Debian packages and frameworks come from the build's own lists, NuGet packages from the .deps.json files of the programs in APP.
"""

import datetime
import json
import os
import pathlib
import sys
import uuid


def rows(path):
    return [line.split("\t") for line in pathlib.Path(path).read_text().splitlines()]


def component(purl, name, version, kind="library", sha256=None, sha512=None):
    hashes = [{"alg": alg, "content": content} for alg, content in (("SHA-256", sha256), ("SHA-512", sha512)) if content]
    return {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl, **({"hashes": hashes} if hashes else {})}


def nuget(app):
    import base64
    found = {}
    for path in sorted(pathlib.Path(app).glob("*.deps.json")):
        for key, library in json.loads(path.read_text())["libraries"].items():
            if library["type"] != "package":
                continue
            name, version = key.split("/")
            digest = library.get("sha512", "").removeprefix("sha512-")
            sha512 = base64.b64decode(digest).hex() if digest else None
            found[key] = component(f"pkg:nuget/{name}@{version}", name, version, sha512=sha512)
    return list(found.values())


def main():
    name, version, packages, frameworks, app = sys.argv[1:]
    components = [component(f"pkg:deb/debian/{p}@{v}?arch={a}", p, v, sha256=digest) for p, v, a, digest in rows(packages)]
    components += [component(f"pkg:nuget/{f}.Runtime.linux-x64@{v}", f, v, "framework") for f, v in rows(frameworks)]
    components += nuget(app)
    created = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([name, version, components], sort_keys=True))
    print(json.dumps({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "container", "bom-ref": name, "name": name, "version": version, "licenses": [{"license": {"id": "MIT"}}]},
        },
        "components": components,
    }, indent=2))


main()
