#!/usr/bin/env bash
# make soak [MINUTES=60]: two million hostile frames, a hundred kills under verified load and four thousand histories whose order
# is judged, each with every setup; then the end-to-end scenarios with loss again and again, until the time is up or one fails.
set -uo pipefail
cd "$(dirname "$0")/.."

until=$((SECONDS + ${MINUTES:-60} * 60)) round=0
trap 'echo "ended in round $round"; exit 130' INT TERM

export AOEDE_HOSTILE_FRAMES=${AOEDE_HOSTILE_FRAMES:-2000000} AOEDE_KILL_ROUNDS=${AOEDE_KILL_ROUNDS:-100}
export AOEDE_ORDERING_SEEDS=${AOEDE_ORDERING_SEEDS:-4000}
echo "== $AOEDE_HOSTILE_FRAMES hostile frames, $AOEDE_KILL_ROUNDS kills, $AOEDE_ORDERING_SEEDS histories"
dotnet build tests/AoEde.Wire.Tests -nodeReuse:false --verbosity quiet || exit 1
python3 build/run_tests.py --limit 14400 --idle 7200 \
    --filter 'FullyQualifiedName~HostileTests|FullyQualifiedName~KillTests|FullyQualifiedName~OrderingTests|FullyQualifiedName~RelayTests' \
    AoEde.Wire || exit 1

while [ "$SECONDS" -lt "$until" ]; do
    ((round += 1))
    echo "== round $round"
    tests/e2e/run.sh mtu-1500-loss mtu-9000-loss relay-9000-everything slow-media || exit 1
done
echo "$round rounds passed"
