# The virtual machine: its kernel, its initial file system, and how it is started. Sourced by run.sh and machine.sh.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/aoede/kernel

# Debian's kernel package: downloaded and unpacked once, never installed. Sets kernel_release.
prepare_kernel() {
    local package
    if [ ! -e "$cache/ready" ]; then
        rm -rf "$cache"
        mkdir -p "$cache"
        apt-get update -qq || return 1
        package=$(apt-cache depends linux-image-amd64 | awk '/Depends: linux-image-/ { print $2; exit }')
        echo "downloading $package"
        (cd "$cache" && apt-get download -qq -o APT::Sandbox::User=root "$package" && dpkg -x ./*.deb root && rm ./*.deb) || return 1
        mv "$cache"/root/boot/vmlinuz-* "$cache/vmlinuz"
        depmod -b "$cache/root" "$(ls "$cache/root/lib/modules")" || return 1
        touch "$cache/ready"
    fi
    kernel_release=$(ls "$cache/root/lib/modules")
}

# A module with everything it depends on, dependencies first, as paths below the module directory.
module_with_dependencies() {
    awk -F: -v module="$1" '$1 ~ "/" module "[.]ko$" { n = split($2, needs, " "); for (i = n; i > 0; i--) print needs[i]; print $1 }' \
        "$cache/root/lib/modules/$kernel_release/modules.dep"
}

copy_program() { # PROGRAM ROOT: with the libraries it loads
    local file
    cp -L "$1" "$2/sbin/"
    for file in $(ldd "$1" | grep -o '/[^ )]*'); do
        mkdir -p "$2$(dirname "$file")"
        cp -Ln "$file" "$2$file"
    done
}

prepare_initrd() { # OUTPUT
    local root module
    root=$(mktemp -d)
    mkdir -p "$root"/{bin,sbin,proc,sys,dev,mnt,tmp,etc,modules.d}
    cp "$(command -v busybox)" "$root/bin/"
    busybox --list | grep -vx busybox | while read -r applet; do ln -sf busybox "$root/bin/$applet"; done
    copy_program "$(command -v mke2fs)" "$root"
    copy_program "$(command -v e2fsck)" "$root"
    cp /etc/mke2fs.conf "$root/etc/"
    cp "$here/init" "$here/steps" "$root/"
    chmod +x "$root/init"
    for module in virtio_pci virtio_net crc32c_generic ext4 aoe; do module_with_dependencies "$module"; done |
        awk '!seen[$0]++' | while read -r module; do
            cp "$cache/root/lib/modules/$kernel_release/$module" "$root/modules.d/"
            echo "/modules.d/$(basename "$module")"
        done > "$root/modules"
    (cd "$root" && find . | cpio --create --format newc --quiet | gzip -1) > "$1"
    rm -rf "$root"
}

# Sets machine_command: it runs in a namespace with a tap0, and its console is standard input and output.
# Without no_timer_check it panics where the host is too busy to deliver its first timer interrupts in time.
set_machine_command() { # INITRD MTU PARAMETER..
    machine_command=(
        qemu-system-x86_64 -machine pc -accel "tcg,thread=single" -cpu max -m 512 -nodefaults -display none -no-reboot -serial stdio
        -kernel "$cache/vmlinuz" -initrd "$1"
        -append "console=ttyS0 quiet panic=-1 no_timer_check mitigations=off random.trust_cpu=on e2e.mtu=$2 ${*:3}"
        -netdev "tap,id=net,ifname=tap0,script=no,downscript=no"
        -device "virtio-net-pci,netdev=net,mac=52:54:00:aa:00:01,host_mtu=$2,romfile="
    )
}
