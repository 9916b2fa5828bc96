#!/usr/bin/env bash
# Publishes the programs: artifacts/bin/aoede-agent, aoede-operator, aoectl and kubectl-aoede are links to the published files.
# (artifacts/bin/<Project>/ beside them is the compiler's own output.)
set -euo pipefail
cd "$(dirname "$0")/.."

publish() { # PROJECT PROGRAM
    dotnet publish "src/$1" --configuration Release --runtime linux-x64 --self-contained false \
        -p:PublishReadyToRun=true --output "artifacts/publish/$2" -nodeReuse:false --verbosity quiet
    mkdir -p artifacts/bin
    ln -sfn "../publish/$2/$2" "artifacts/bin/$2"
    echo "artifacts/bin/$2"
}

publish AoEde.NodeAgent aoede-agent
publish AoEde.Ctl aoectl
publish AoEde.Operator aoede-operator
# `kubectl aoede`: kubectl finds its plugins by name in the PATH, and the name tells aoectl that a cluster is meant.
ln -sfn ../publish/aoectl/aoectl artifacts/bin/kubectl-aoede
echo artifacts/bin/kubectl-aoede
