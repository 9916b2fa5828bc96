# The scenario io-uring-disabled: where the host forbids io_uring the agent serves with Linux AIO and says why. It needs no
# virtual machine. Sourced by run.sh.

io_uring_switch=/proc/sys/kernel/io_uring_disabled
io_uring_saved=''

# The switch is the whole machine's: back as it was, whatever happened. Called by tear_down.
restore_io_uring() {
    [ -z "$io_uring_saved" ] || echo "$io_uring_saved" > "$io_uring_switch" ||
        echo "kernel.io_uring_disabled was $io_uring_saved and could not be set back" >&2
    io_uring_saved=''
}

# Sets skipped and returns 1 where it cannot be done.
disable_io_uring() {
    [ -e "$io_uring_switch" ] || { skipped='this kernel has no kernel.io_uring_disabled'; return 1; }
    io_uring_saved=$(cat "$io_uring_switch")
    { echo 2 > "$io_uring_switch"; } 2> /dev/null && [ "$(cat "$io_uring_switch")" = 2 ] && return
    io_uring_saved=''
    skipped='kernel.io_uring_disabled cannot be set here'
    return 1
}

write_manifest() {
    mkdir "$serve_folder/manifests"
    cat > "$serve_folder/manifests/disk.yaml" << YAML
apiVersion: aoede.io/v1alpha1
kind: AoETarget
metadata: { name: disk }
spec:
  shelf: $shelf
  slot: $slot
  interfaces: [t0]
  backing: { file: { path: $image } }
YAML
}

await_line() { # FILE START_OF_LINE: while the target runs, for ten seconds
    local tries
    for tries in {1..100}; do
        ! grep -qs "^$2" "$1" || return 0
        kill -0 "$target_pid" 2> /dev/null || return 1
        sleep 0.1
    done
    return 1
}

# Sets reason to why the scenario failed or skipped to why it was not run, or both to the empty string.
run_io_uring_disabled() { # NAME
    local status_log="$work/$1.status.log" pattern="$work/$1.pattern" code
    console='' target_log="$work/$1.target.log" image="$work/$1.img"
    reason='' skipped=''
    [ -z "${TARGET:-}" ] || { skipped='it is about our own agent'; return; }
    serve_folder=$(mktemp -d)
    truncate -s 1M "$image"
    head -c 128K /dev/urandom > "$pattern"
    write_manifest
    make_cable 1500 || { reason='no network namespaces'; return; }
    ip -n "$machine_space" link set q0 up
    disable_io_uring || return

    # The engine is the default one: nothing asks for Linux AIO but the host.
    ip netns exec "$target_space" "$repository/artifacts/bin/aoede-agent" serve --manifests "$serve_folder/manifests" \
        --state-dir "$serve_folder/state" --run-dir "$serve_folder/run" > "$target_log" 2>&1 < /dev/null &
    target_pid=$!
    await_line "$target_log" 'ready: 1 of 1' || { reason='the agent did not get ready'; return; }
    "$repository/artifacts/bin/aoectl" --run-dir "$serve_folder/run" status disk > "$status_log" 2>&1 < /dev/null ||
        { reason="aoectl status: $(tail -n 1 "$status_log")"; return; }
    grep -A 1 '^Disk engine:' "$status_log" | sed 's/^/  /'
    grep -q '^Disk engine: *aio ' "$status_log" || { reason='the disk engine is not aio'; return; }
    grep -q 'io_uring is disabled (kernel.io_uring_disabled=2): using Linux AIO' "$status_log" ||
        { reason='the status does not say why'; return; }
    ip netns exec "$machine_space" python3 "$here/exchange.py" q0 "$shelf" "$slot" "$pattern" > "$status_log" 2>&1 < /dev/null
    code=$?
    sed 's/^/  /' "$status_log"
    [ "$code" = 0 ] || { reason="the exchange failed: $(tail -n 1 "$status_log")"; return; }

    end_process "$target_pid"
    code=$?
    target_pid=''
    [ "$code" = 0 ] || { reason="the agent ended with $code when asked to stop"; return; }
    cmp -n "$(stat -c %s "$pattern")" "$pattern" "$image" || reason='the image does not hold what was written'
}
