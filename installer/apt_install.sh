#!/bin/sh
# Installs Debian packages when root, else prints the command that would; then the exit code is 3.
set -eu

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "正在安装系统组件：$*" >&2
    apt-get update -qq >&2 || echo "软件源没有全部更新成功，继续尝试安装。" >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >&2 </dev/null
    exit 0
fi

echo "缺少系统组件，自评还不能运行。请先执行下面的命令，再重新运行刚才的命令：" >&2
if command -v apt-get >/dev/null 2>&1; then
    echo "    sudo apt-get update && sudo apt-get install -y $*" >&2
else
    echo "    用本机的软件包管理器安装（以下为 Debian 的包名）：$*" >&2
fi
exit 3
