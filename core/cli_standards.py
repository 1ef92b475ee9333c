"""The commands that list, show and judge standards."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli_words import FINE, FOUND_ERRORS, ChineseParser, Commands, add_command
from core.standard.catalog import bundled_standards, find_standard
from core.standard.lint import lint
from core.standard.loader import load_standard
from core.standard.present import lint_lines, list_lines, show_lines


def add_commands(commands: Commands) -> None:
    """Add standards with list, show and lint."""
    standards = add_command(commands, "standards", "查看指标体系", None)
    kinds = standards.add_subparsers(required=True, metavar="命令", parser_class=ChineseParser)
    add_command(kinds, "list", "列出随程序提供的标准", _standards_list)
    showing = add_command(kinds, "show", "查看一个标准", _standards_show)
    showing.add_argument("standard", metavar="标准", help="标准编号")
    linting = add_command(kinds, "lint", "检查标准本身的问题", _standards_lint)
    linting.add_argument("standard", metavar="标准", help="标准编号，或标准文件（.toml）")


def _standards_list(_options: argparse.Namespace) -> int:
    print("\n".join(list_lines(bundled_standards())))
    return FINE


def _standards_show(options: argparse.Namespace) -> int:
    print("\n".join(show_lines(find_standard(options.standard))))
    return FINE


def _standards_lint(options: argparse.Namespace) -> int:
    path = Path(options.standard)
    standard = load_standard(path) if path.suffix == ".toml" else find_standard(options.standard)
    faults = lint(standard)
    print("\n".join(lint_lines(standard, faults)))
    return FOUND_ERRORS if faults else FINE
