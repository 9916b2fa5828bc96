"""Brings what is derived in charts/aoede and config/manifests up to date, or says what is not.

    chart.py [--check] [PART..]      parts: crds, rbac, values, manifests; all of them without a name

    crds       charts/aoede/files/crds       copies of config/crds
    rbac       charts/aoede/files/rbac       copies of config/rbac
    values     charts/aoede/README.md        the table of values, from the comments of values.yaml
    manifests  config/manifests              what helm renders, for those who do not use it

With --check nothing is written, and the exit code is 1 if anything would be.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHART = ROOT / "charts" / "aoede"
BEGIN, END = "<!-- values: begin -->", "<!-- values: end -->"
NAMESPACE = "aoede-system"

# File, the Kubernetes it is rendered for, and what its first line says.
MANIFESTS = [
    ("aoede.yaml", "1.35.0", "Kubernetes 1.30 or newer"),
    ("aoede-kubernetes-1.20.yaml", "1.20.0", "Kubernetes 1.20 to 1.24"),
    ("aoede-kubernetes-1.25.yaml", "1.25.0", "Kubernetes 1.25 to 1.29"),
]


def helm(*words):
    program = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "aoede" / "bin" / "helm"
    if not program.exists():
        subprocess.run([ROOT / "tests" / "cluster" / "kubectl.sh"], check=True)
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def copies(source, names=None):
    for path in sorted((ROOT / "config" / source).glob("*.yaml")):
        if names is None or path.name in names:
            yield CHART / "files" / source / path.name, path.read_text()


def crds():
    wanted = dict(copies("crds"))
    for stale in (CHART / "files" / "crds").glob("*.yaml"):
        wanted.setdefault(stale, None)
    return wanted.items()


def rbac():
    return copies("rbac", {"operator.yaml", "agent.yaml"})


def table():
    """One row for each value that has a comment: its path, its default, the comment."""
    rows, path, comment = [], [], []
    for line in (CHART / "values.yaml").read_text().splitlines():
        text = line.strip()
        if not text:
            comment = []
        elif text.startswith("#"):
            comment.append(text.lstrip("# "))
        else:
            depth = (len(line) - len(line.lstrip())) // 2
            key, _, default = text.partition(":")
            path = [*path[:depth], key]
            if default.strip():
                if not comment:
                    sys.exit(f"values.yaml: {'.'.join(path)} has no comment above it")
                rows.append((".".join(path), default.strip(), " ".join(comment)))
            comment = []
    lines = ["| Value | Default | Meaning |", "|---|---|---|"]
    lines += [f"| `{name}` | `{default}` | {meaning} |".replace("||", "\\|\\|") for name, default, meaning in rows]
    return "\n".join(lines)


def values():
    readme = CHART / "README.md"
    text = readme.read_text()
    pattern = re.compile(re.escape(BEGIN) + ".*" + re.escape(END), re.DOTALL)
    return [(readme, pattern.sub(lambda _: f"{BEGIN}\n\n{table()}\n\n{END}", text))]


def manifests():
    namespace = (ROOT / "build" / "chart-namespace.yaml").read_text()
    for name, version, cluster in MANIFESTS:
        rendered = helm("template", "aoede", str(CHART), "--namespace", NAMESPACE, "--kube-version", version, "--skip-tests",
                        "--set", "podSecurity.check=false")
        # Helm orders by kind; whoever applies the file does not need to know of Helm.
        rendered = re.sub(r"(?m)^ *(app\.kubernetes\.io/managed-by|app\.kubernetes\.io/instance|helm\.sh/[a-z-]+): .*\n", "", rendered)
        rendered = re.sub(r"(?m)^( *)annotations:\n(?!\1 )", "", rendered)
        yield ROOT / "config" / "manifests" / name, (
            f"# AoEde for {cluster}: kubectl apply --server-side -f {name}\n"
            f"# Made from charts/aoede by 'make chart'; do not edit.\n{namespace}{rendered}")


PARTS = {"crds": crds, "rbac": rbac, "values": values, "manifests": manifests}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("part", nargs="*", choices=[*PARTS, []])
    options = parser.parse_args()

    stale = []
    for part in options.part or PARTS:
        for path, wanted in PARTS[part]():
            found = path.read_text() if path.exists() else None
            if found == wanted:
                continue
            stale.append(str(path.relative_to(ROOT)))
            if options.check:
                continue
            if wanted is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(wanted)
    for path in stale:
        print(f"{path} is out of date: run 'make chart'" if options.check else path)
    sys.exit(1 if stale and options.check else 0)


main()
