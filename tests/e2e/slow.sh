# The scenario slow-media: a disk that is fast, and every two seconds for 0.7 s does two operations a second. Linux, used to
# fast answers by then, sends again with new tags what is still being written. Sourced by run.sh.

slow_disk='' slow_group='' slow_pid=''

make_slow_disk() { # IMAGE
    slow_disk=$(losetup --find --show --direct-io=on "$1") && [ -e /sys/fs/cgroup/blkio/blkio.throttle.write_iops_device ]
}

throttle() { # OPERATIONS_A_SECOND, 0 for as many as it can
    local what
    for what in read write; do
        echo "$(cat "/sys/block/${slow_disk#/dev/}/dev") $1" > "$slow_group/blkio.throttle.${what}_iops_device"
    done
}

start_stalls() { # LOG
    slow_group=/sys/fs/cgroup/blkio/aoede-e2e-$$
    mkdir "$slow_group" && echo "$target_pid" > "$slow_group/cgroup.procs" || return 1
    while sleep 2; do
        throttle 2
        sleep 0.7
        throttle 0
        echo "stall" >> "$1"
    done &
    slow_pid=$!
}

end_stalls() {
    [ -z "$slow_pid" ] || end_process "$slow_pid"
    [ -z "$slow_group" ] || throttle 0 2> /dev/null
    slow_pid=''
}

# After the target has ended: a group with members cannot be removed, nor a disk in use.
remove_slow_disk() {
    [ -z "$slow_group" ] || rmdir "$slow_group"
    [ -z "$slow_disk" ] || losetup --detach "$slow_disk"
    slow_group='' slow_disk=''
}
