#!/usr/bin/env bash
# make soak [MINUTES=60]: the end-to-end scenarios with loss again and again, until the time is up or one fails.
set -uo pipefail
cd "$(dirname "$0")/.."

until=$((SECONDS + ${MINUTES:-60} * 60)) round=0
trap 'echo "ended in round $round"; exit 130' INT TERM
while [ "$SECONDS" -lt "$until" ]; do
    ((round += 1))
    echo "== round $round"
    tests/e2e/run.sh mtu-1500-loss mtu-9000-loss || exit 1
done
echo "$round rounds passed"
