# Debian packages a script needs. Sourced, not run:
#   need_packages iproute2:ip nftables:nft      package:program, installed only if the program is missing
# Returns 1, after saying which ones are missing, where they cannot be installed.

need_packages() {
    local pair missing=()
    for pair in "$@"; do
        [ -n "$(PATH="$PATH:/usr/sbin:/sbin" command -v "${pair#*:}")" ] || missing+=("${pair%%:*}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    if [ "$(id -u)" != 0 ]; then
        echo "missing Debian packages: ${missing[*]} (not root: install them with apt-get, or run as root)" >&2
        return 1
    fi
    echo "installing Debian packages: ${missing[*]}" >&2
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
            > /tmp/aoede-apt.$$ 2>&1; then
        tail -n 20 /tmp/aoede-apt.$$ >&2
        rm -f /tmp/aoede-apt.$$
        echo "could not install: ${missing[*]}" >&2
        return 1
    fi
    rm -f /tmp/aoede-apt.$$
}
