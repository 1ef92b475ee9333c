"""The command that takes over last year's report."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli_words import FINE, Commands, add_command
from core.editing.carry_over import carry_over, offers, without_place
from core.model.last_year import unconfirmed
from core.session import Session


def add_commands(commands: Commands) -> None:
    """Add carry-over."""
    command = add_command(commands, "carry-over", "沿用去年的报告：还空着的封面和正文取去年的原文，待核对", _carry_over)
    command.add_argument("file", type=Path, metavar="报告", help="今年的报告（.ziping）")
    command.add_argument("last", type=Path, metavar="去年的报告", help="去年的报告（.ziping），只读取，不改动")


def _carry_over(options: argparse.Namespace) -> int:
    with Session.open(options.last, read_only=True) as session:
        last = session.report
    with Session.open(options.file) as session:
        taken = [offer for offer in offers(session.report, last) if not offer.written]
        change = carry_over(session.report, last, {offer.target for offer in taken})
        if change.puts:
            session.apply(change)
        waiting = len(unconfirmed(session.report))
        missing = without_place(session.report, last)
    print(f"已沿用“{last.title()}”：{'、'.join(offer.title for offer in taken) or '没有空着的部分'}。")
    print("数字和得分没有沿用，只留作对照。")
    if waiting:
        print(f"还有 {waiting} 处是去年的原文，等待核对。")
    if missing:
        print(f"今年的提纲里没有、因而没有沿用的部分：{'、'.join(missing)}。")
    return FINE
