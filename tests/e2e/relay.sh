# A bad cable in place of the bridge. Sourced by run.sh.
#
#   target namespace            machine namespace
#   agent - t0 ------veth------ q0 - relay - tap0 - virtual machine (aoe driver)
#
# The relay (tests/AoEde.Relay) passes AoE frames both ways and loses, doubles, holds back and repeats some of them. Its
# copies of old writes stop where a newer write of their sectors passes: what AoE cannot survive proves nothing about a target.

relay_pid=''

build_relay() {
    dotnet build "$repository/tests/AoEde.Relay" --configuration Release -nodeReuse:false --verbosity quiet -nologo -clp:NoSummary
}

make_relayed_link() { # MTU LOG RELAY_OPTION..
    local mtu=$1 log=$2 tries
    shift 2
    make_cable "$mtu" || return 1
    ip -n "$machine_space" tuntap add tap0 mode tap || return 1
    ip -n "$machine_space" link set tap0 mtu "$mtu" promisc on up
    ip -n "$machine_space" link set q0 promisc on up
    ip netns exec "$machine_space" "$repository/artifacts/bin/AoEde.Relay/release/aoede-relay" q0 tap0 "$@" > "$log" 2>&1 < /dev/null &
    relay_pid=$!
    for tries in {1..100}; do
        ! grep -qs '^ready' "$log" || return 0
        kill -0 "$relay_pid" 2> /dev/null || break
        sleep 0.1
    done
    return 1
}

# Ends the relay, prints what it did, and returns 1 if it did not do everything it was asked for in both directions.
end_relay() { # LOG RELAY_OPTION..
    local log=$1 option word count
    end_process "$relay_pid"
    relay_pid=''
    grep ' received, ' "$log" | sed 's/^/  relay: /'
    shift
    for option in "$@"; do
        case $option in
            --loss) word=lost ;;
            --duplicate) word=duplicated ;;
            --reorder) word=reordered ;;
            --replay) word='replayed later' ;;
            *) continue ;;
        esac
        count=$(grep -c "[1-9][0-9]* $word" "$log")
        [ "$count" = 2 ] || return 1
    done
}
