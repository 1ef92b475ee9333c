"""The command line's own words in Chinese: usage, help and what is wrong with a call."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

BAD_CALL = 2
_FAULTS = (
    (re.compile(r"the following arguments are required: (.*)"), "缺少：{0}"),
    (re.compile(r"argument .*: invalid choice: '(.*?)'.*"), "没有“{0}”这个命令"),
    (re.compile(r"unrecognized arguments: (.*)"), "不认识：{0}"),
    (re.compile(r"argument (.*): expected one argument"), "{0} 后面缺少内容"),
    (re.compile(r"argument (.*): .*"), "{0} 写法有误"),
)


class ChineseHelp(argparse.HelpFormatter):
    """Help whose headings are Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage line with a Chinese word."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Give argparse's own headings in Chinese."""
        own = {"positional arguments": "参数", "options": "选项"}
        super().start_section(own.get(heading or "", heading))


class ChineseParser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese when the words of a call are off."""

    def __init__(self, **settings: object) -> None:
        super().__init__(formatter_class=ChineseHelp, add_help=False, **settings)  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Leave with a sentence and the exit code of a call that cannot be carried out."""
        for pattern, words in _FAULTS:
            found = pattern.fullmatch(message)
            if found:
                message = words.format(*found.groups())
                break
        sys.stderr.write(f"命令写法有误：{message}。用法见：{self.prog} --help\n")
        sys.exit(BAD_CALL)
