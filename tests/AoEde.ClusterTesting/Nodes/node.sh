#!/bin/bash
# One machine of a cluster, booted: node.sh start NETNS CGROUP FOLDER PROGRAMS
# It is in namespaces of its own, with the network namespace NETNS and below the cgroup CGROUP, and has of its own, in FOLDER,
# what a disk keeps (/var, /srv) and its devices (/dev); /run is new with each boot. The rest is the machine's.
# Killing the process that `unshare` starts ends everything of the node at once.
set -u
stage=$1 netns=$2 cgroup=$3 folder=$4 programs=$5

if [ "$stage" = start ]; then
    for group in /sys/fs/cgroup/*/"$cgroup"; do
        echo 0 > "$group/cgroup.procs"
    done
    exec nsenter --net="/run/netns/$netns" unshare --mount --uts --ipc --pid --fork --kill-child --mount-proc \
        "$BASH" "$0" init "$netns" "$cgroup" "$folder" "$programs"
fi

hostname "${HOSTNAME:?}"
mount --make-rprivate /

# A /sys that shows this network, with the machine's cgroups in it.
aside=$folder/mount
mkdir -p "$aside"
mount --rbind /sys/fs/cgroup "$aside"
mount -t sysfs sysfs /sys
mount --rbind "$aside" /sys/fs/cgroup
umount -l "$aside"

mount -t tmpfs -o mode=755 node-run "$aside"
mkdir -p "$aside"/{lock,netns,daemons,programs}
mount --bind "$programs" "$aside/programs"
mount --rbind "$folder/dev" /dev
mkdir -p /dev/{pts,shm}
mount -t devpts -o newinstance,ptmxmode=0666,gid=5 devpts /dev/pts
mount -t tmpfs -o mode=1777 shm /dev/shm
mount --no-mtab --move "$aside" /run
mount --bind "$folder/srv" /srv
# Last: the folder may itself be below it.
mount --bind "$folder/var" /var

# kubelet wants these for the whole machine, and sets them unless they are so already: it is shown what it wants to see.
mkdir /run/kernel
while read -r value setting; do
    echo "$value" > "/run/kernel/$(basename "$setting")"
    mount --bind "/run/kernel/$(basename "$setting")" "/proc/sys/$setting"
done << 'SETTINGS'
1 vm/overcommit_memory
0 vm/panic_on_oom
10 kernel/panic
1 kernel/panic_on_oops
1000000 kernel/keys/root_maxkeys
25000000 kernel/keys/root_maxbytes
SETTINGS
# Pods may ask for mounts that the node sees.
mount --make-rshared /

keep() { # NAME COMMAND..: runs a daemon, and again whenever it ends
    local name=$1 status
    shift
    while :; do
        "$@" >> "/var/log/$name.log" 2>&1 &
        echo $! > "/run/daemons/$name"
        wait $!
        status=$?
        echo "$name ended with $status" >> "/var/log/$name.log"
        sleep 0.2
    done
}

files=/var/lib/node
keep containerd containerd --config $files/containerd.toml &
until ctr version > /dev/null 2>&1; do sleep 0.1; done
keep kubelet /run/programs/kubelet --config=$files/kubelet.yaml --kubeconfig=$files/kubelet.kubeconfig --hostname-override="$HOSTNAME" \
    --node-ip="${ADDRESS:?}" --container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock --v=1 &
keep kube-proxy /run/programs/kube-proxy --config=$files/kube-proxy.yaml --hostname-override="$HOSTNAME" --v=1 &
wait
