#!/usr/bin/env bash
# A virtual machine with Debian's kernel and its aoe driver, which does what standard input says, a line at a time (see steps).
#
#   machine.sh prepare INITRD      fetches what is missing, and makes the initial file system
#   machine.sh run INITRD MTU      in a network namespace with a tap0; becomes the machine
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../build/packages.sh"
. "$here/guest.sh"
export PATH="$PATH:/usr/sbin:/sbin"

case $1 in
    prepare)
        need_packages qemu-system-x86:qemu-system-x86_64 busybox-static:busybox cpio:cpio kmod:depmod e2fsprogs:mke2fs
        exec 9> "${XDG_CACHE_HOME:-$HOME/.cache}/aoede-kernel.lock"
        flock 9
        prepare_kernel
        prepare_initrd "$2"
        ;;
    run)
        set_machine_command "$2" "$3" e2e.mode=steps
        exec "${machine_command[@]}"
        ;;
esac
