#!/bin/sh
# Makes sure that the shared libraries Qt loads from the system are there.
# Usage: system_libraries.sh offscreen|screen    Exit code 3: something is missing and cannot be installed from here.
set -eu
here=$(dirname "$0")
purpose=${1:?offscreen or screen}

# soname and the Debian package that holds it
offscreen='
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
'
screen='
libxcb-cursor.so.0 libxcb-cursor0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
'

# Not on the PATH of an ordinary user on Debian.
ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
present=$("$ldconfig" -p)

# From Debian 13 and Ubuntu 24.04 on, packages whose time type changed have a new name.
package_name() {
    if apt-cache show "$1t64" 2>/dev/null | grep -q '^Package:'; then echo "$1t64"; else echo "$1"; fi
}

missing_packages() {
    echo "$1" | while read -r soname package; do
        [ -n "$soname" ] || continue
        case $present in
        *"$soname "*) ;;
        *) package_name "$package" ;;
        esac
    done
}

missing=$(missing_packages "$offscreen")
if [ "$purpose" = screen ]; then
    missing="$missing $(missing_packages "$screen")"
fi
# shellcheck disable=SC2086  # one word for each package
set -- $missing
[ $# -eq 0 ] || exec sh "$here/apt_install.sh" "$@"
