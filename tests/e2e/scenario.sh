# One scenario: a target and a virtual machine joined by a private link. Sourced by run.sh.
#
#   target namespace            machine namespace
#   agent - t0 ------veth------ q0 - br0 - tap0 - virtual machine (aoe driver)

shelf=7 slot=3
target_pid='' machine_pid='' target_space="aoede-t$$" machine_space="aoede-m$$" serve_folder=''

end_process() { # PID: asked first, killed after five seconds. Returns its exit code
    local tries
    kill "$1" 2> /dev/null
    for tries in {1..50}; do
        kill -0 "$1" 2> /dev/null || break
        sleep 0.1
    done
    kill -KILL "$1" 2> /dev/null
    wait "$1" 2> /dev/null
}

# Leaves nothing behind, whatever was made so far.
tear_down() {
    restore_io_uring
    end_stalls
    [ -z "$machine_pid" ] || end_process "$machine_pid"
    [ -z "$relay_pid" ] || end_process "$relay_pid"
    [ -z "$target_pid" ] || end_process "$target_pid"
    machine_pid='' relay_pid='' target_pid=''
    remove_slow_disk
    ip netns delete "$machine_space" 2> /dev/null
    ip netns delete "$target_space" 2> /dev/null
    [ -z "$serve_folder" ] || rm -rf "$serve_folder"
    serve_folder=''
    rm -f "${image:-}"
    return 0
}

make_cable() { # MTU
    local space
    ip netns add "$target_space" && ip netns add "$machine_space" || return 1
    for space in "$target_space" "$machine_space"; do
        ip netns exec "$space" sysctl -qw net.ipv6.conf.default.disable_ipv6=1
    done
    ip link add t0 netns "$target_space" mtu "$1" type veth peer name q0 netns "$machine_space" mtu "$1" || return 1
    ip -n "$target_space" link set t0 up
}

make_link() { # MTU
    make_cable "$1" || return 1
    ip -n "$machine_space" link add br0 mtu "$1" type bridge stp_state 0 mcast_snooping 0 || return 1
    ip -n "$machine_space" tuntap add tap0 mode tap || return 1
    ip -n "$machine_space" link set tap0 mtu "$1" master br0 up
    ip -n "$machine_space" link set q0 master br0 up
    ip -n "$machine_space" link set br0 up
}

# Drops one in $1 AoE frames each way, as they come in: requests at the target, before any socket sees them, and
# replies at the machine, so that the driver sends again what the target has already done.
make_loss() {
    drop_at_ingress "$target_space" t0 "$1" && drop_at_ingress "$machine_space" q0 "$1"
}

drop_at_ingress() { # NAMESPACE INTERFACE ONE_IN
    ip netns exec "$1" nft -f - << NFT
table netdev loss {
    chain ingress {
        type filter hook ingress device $2 priority 0;
        ether type 0x88a2 numgen random mod $3 == 0 counter drop
    }
}
NFT
}

frames_lost() { # NAMESPACE
    ip netns exec "$1" nft list table netdev loss | sed -n 's/.*counter packets \([0-9]*\).*/\1/p'
}

start_target() { # LOG
    local command=${TARGET:-"$repository/artifacts/bin/aoede-agent export ${slow_disk:+-d} {SHELF} {SLOT} {IF} {FILE}"}
    command=${command//'{SHELF}'/$shelf} command=${command//'{SLOT}'/$slot}
    command=${command//'{IF}'/t0} command=${command//'{FILE}'/${slow_disk:-$image}}
    # shellcheck disable=SC2086 # TARGET is a command line
    ip netns exec "$target_space" $command > "$1" 2>&1 &
    target_pid=$!
}

start_machine() { # MTU MEGABYTES SECONDS CONSOLE
    local machine_command
    set_machine_command "$work/initrd.gz" "$1" "e2e.device=e$shelf.$slot" "e2e.megabytes=$2" e2e.patience=90
    ip netns exec "$machine_space" timeout --foreground "$3" "${machine_command[@]}" < /dev/null > "$4" 2>&1 &
    machine_pid=$!
}

# Sets reason to why the scenario failed, or to the empty string.
run_scenario() { # NAME MTU MEGABYTES SECONDS LOSS(one in; 0 = none) RELAY_OPTION..
    local size_megabytes=256 requests replies code relay=("${@:6}")
    console="$work/$1.console.log" target_log="$work/$1.target.log" image="$work/$1.img"
    reason=''
    # Over a bad cable each frame counts, and mke2fs writes to all of a disk.
    [ ${#relay[@]} = 0 ] || size_megabytes=32
    truncate -s "${size_megabytes}M" "$image"
    if [ ${#relay[@]} = 0 ]; then
        make_link "$2" || { reason='no network namespaces, bridge or tap device'; return; }
    else
        make_relayed_link "$2" "$work/$1.relay.log" "${relay[@]}" ||
            { reason='no network namespaces or tap device, or no relay'; return; }
    fi
    [ "$1" != slow-media ] || make_slow_disk "$image" || { skipped='no loop device, or no control group to slow it down'; return; }
    [ "$5" = 0 ] || make_loss "$5" || { reason='nftables cannot drop frames at ingress'; return; }
    start_target "$target_log"
    sleep 1
    kill -0 "$target_pid" 2> /dev/null || { reason='the target ended at once'; return; }
    [ -z "$slow_disk" ] || start_stalls "$work/$1.stalls.log" || { reason='the disk cannot be slowed down'; return; }
    start_machine "$2" "$3" "$4" "$console"
    wait "$machine_pid"
    machine_pid=''
    if ! grep -aq '^@@ .* PASS' "$console"; then
        reason=$(grep -a '^@@ .* FAIL' "$console" | tail -n 1 | tr -d '\r')
        reason=${reason:-"the machine ended or ran out of its $4 s without a verdict"}
        kill -0 "$target_pid" 2> /dev/null || reason="$reason; the target had ended"
        return
    fi
    if [ "$5" != 0 ]; then
        requests=$(frames_lost "$target_space") replies=$(frames_lost "$machine_space")
        echo "  dropped: $requests requests, $replies replies"
        [ "${requests:-0}" -gt 0 ] && [ "${replies:-0}" -gt 0 ] || { reason='nothing was dropped: the scenario proves nothing'; return; }
    fi
    if [ -n "$slow_disk" ]; then
        end_stalls
        echo "  stalls of the disk: $(grep -c stall "$work/$1.stalls.log")"
        grep -qs stall "$work/$1.stalls.log" || { reason='the disk was never slow: the scenario proves nothing'; return; }
    fi
    if [ ${#relay[@]} != 0 ]; then
        end_relay "$work/$1.relay.log" "${relay[@]}" ||
            { reason='the relay did not do what it was asked for: the scenario proves nothing'; return; }
    fi

    end_process "$target_pid"
    code=$?
    target_pid=''
    [ -n "${TARGET:-}" ] || [ "$code" = 0 ] || { reason="the agent ended with $code when asked to stop"; return; }
    e2fsck -f -n "$image" > "$work/$1.fsck.log" 2>&1 || reason='the file system in the image is not clean after the target stopped'
}
