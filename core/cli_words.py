"""What all commands share: help in Chinese, what is wrong with a call, exit codes, JSON."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from typing import NoReturn, TypeAlias

FINE, FOUND_ERRORS, BAD_CALL = 0, 1, 2
REPORT_SUFFIX = ".ziping"
_FAULTS = (
    (re.compile(r"the following arguments are required: (.*)"), "缺少：{0}"),
    (re.compile(r"argument .*: invalid choice: '(.*?)'.*"), "没有“{0}”这个命令"),
    (re.compile(r"unrecognized arguments: (.*)"), "不认识：{0}"),
    (re.compile(r"argument (.*): expected one argument"), "{0} 后面缺少内容"),
    (re.compile(r"argument --version: invalid .* value: '(.*)'"), "没有“{0}”这个版本，可以写草稿、正式、公开"),
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


Commands: TypeAlias = "argparse._SubParsersAction[ChineseParser]"


def add_command(
    commands: Commands, name: str, about: str, run: Callable[[argparse.Namespace], int] | None
) -> ChineseParser:
    """Add a command; `run` carries it out and returns the exit code, `None` where it only has commands of its own."""
    parser = commands.add_parser(name, help=about, description=about)
    if run:
        parser.set_defaults(run=run)
    return parser


def print_json(value: object) -> None:
    """Print a value as JSON, in characters that the console has."""
    # A console that is not in UTF-8 still gets JSON that any reader takes.
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(value, ensure_ascii=ascii_only, indent=2))
