"""The command that lists what is checked."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli_words import FINE, Commands, add_command
from core.document.check_list import by_family, note
from core.document.check_words import SEVERITY_WORDS
from core.export.check_report import export_check_list
from core.validation.run import RULES


def add_commands(commands: Commands) -> None:
    """Add rules."""
    listing = add_command(commands, "rules", "列出全部校核项目", _rules)
    listing.add_argument("--pdf", type=Path, metavar="文件", help="写成可打印的 PDF 文件")


def _rules(options: argparse.Namespace) -> int:
    if options.pdf is not None:
        export_check_list(options.pdf)
        print(f"已写出：{options.pdf}")
        return FINE
    for family, rules in by_family(RULES):
        print(family)
        for rule in rules:
            print(f"  {rule.code}  {SEVERITY_WORDS[rule.severity]}  {rule.title}：{rule.clause}")
    print(note(RULES))
    return FINE
