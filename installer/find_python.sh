#!/bin/sh
# Prints the path of a Python 3.11, 3.12 or 3.13 that can make virtual environments; exit code 3 if there is none.
set -eu
here=$(dirname "$0")

find_python() {
    for name in python3 python3.11 python3.12 python3.13; do
        path=$(command -v "$name") || continue
        # Asked of the interpreter itself: a name on the PATH may be a shim with nothing behind it.
        if "$path" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            echo "$path"
            return 0
        fi
    done
    return 1
}

# Whether Debian's repositories of this machine have the package.
offered() {
    apt-cache show "$1" 2>/dev/null | grep -q '^Package:'
}

if ! python=$(find_python); then
    wanted=python3.11
    for name in python3.13 python3.12 python3.11; do
        if offered "$name"; then wanted=$name; fi
    done
    echo "没有找到 Python 3.11、3.12 或 3.13（需要其中之一）。" >&2
    sh "$here/apt_install.sh" "$wanted" "$wanted-venv"
    python=$(find_python)
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sh "$here/apt_install.sh" "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi
echo "$python"
