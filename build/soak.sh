#!/usr/bin/env bash
# make soak [MINUTES=60]: two million hostile frames, a hundred kills under verified load, four hundred more while targets freeze and
# thaw, a crash at every step of a freeze, and four thousand histories whose order is judged, each with every setup; then an agent at
# full load for LOAD_MINUTES (30), whose memory and open files must stay the same; then the end-to-end scenarios with loss again and
# again, until the time is up or one fails.
set -uo pipefail
cd "$(dirname "$0")/.."

until=$((SECONDS + ${MINUTES:-60} * 60)) round=0
trap 'echo "ended in round $round"; exit 130' INT TERM

export AOEDE_HOSTILE_FRAMES=${AOEDE_HOSTILE_FRAMES:-2000000} AOEDE_KILL_ROUNDS=${AOEDE_KILL_ROUNDS:-100}
export AOEDE_ORDERING_SEEDS=${AOEDE_ORDERING_SEEDS:-4000}
export AOEDE_FREEZE_KILLS=${AOEDE_FREEZE_KILLS:-400} AOEDE_FREEZE_SETUPS=${AOEDE_FREEZE_SETUPS:-4} AOEDE_OVERLAY_READS=${AOEDE_OVERLAY_READS:-60000}
echo "== $AOEDE_HOSTILE_FRAMES hostile frames, $AOEDE_KILL_ROUNDS kills, $AOEDE_ORDERING_SEEDS histories, $AOEDE_FREEZE_KILLS kills with freezes"
dotnet build tests/AoEde.Wire.Tests -nodeReuse:false --verbosity quiet || exit 1
dotnet build tests/AoEde.Freeze.Tests -nodeReuse:false --verbosity quiet || exit 1
python3 build/run_tests.py --limit 14400 --idle 7200 AoEde.Freeze || exit 1
python3 build/run_tests.py --limit 14400 --idle 7200 \
    --filter 'FullyQualifiedName~HostileTests|FullyQualifiedName~KillTests|FullyQualifiedName~OrderingTests|FullyQualifiedName~RelayTests' \
    AoEde.Wire || exit 1

echo "== ${LOAD_MINUTES:-30} minutes at full load"
build/publish.sh > /dev/null || exit 1
dotnet build bench/AoEde.Bench --configuration Release -nodeReuse:false --verbosity quiet || exit 1
dotnet artifacts/bin/AoEde.Bench/release/aoede-bench.dll soak "${LOAD_MINUTES:-30}" || exit 1

while [ "$SECONDS" -lt "$until" ]; do
    ((round += 1))
    echo "== round $round"
    tests/e2e/run.sh mtu-1500-loss mtu-9000-loss relay-9000-everything slow-media || exit 1
done
echo "$round rounds passed"
