"""The command that accepts a finding of a report with a reason, or takes that back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from core.cli_words import FINE, Commands, add_command
from core.document.check_words import signature
from core.errors import AppError
from core.session import Session
from core.validation.run import RULES, check
from core.validation.waiver import accept, sorted_out, withdraw

_UNHARMED = "报告没有改动。"
Item = TypeVar("Item")


def add_commands(commands: Commands) -> None:
    """Add accept."""
    accepting = add_command(commands, "accept", "接受一条问题并说明理由，或撤回说明", _accept)
    accepting.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    accepting.add_argument("--rule", required=True, metavar="编号", help="校核项目的编号，见 ziping rules")
    accepting.add_argument("--number", type=int, metavar="序号", help="这一项有几条问题时，指第几条，从 1 数起")
    accepting.add_argument("--reason", metavar="理由", help="为什么可以这样；收到报告的人会看到")
    accepting.add_argument("--name", metavar="姓名", help="由谁接受")
    accepting.add_argument("--withdraw", action="store_true", help="撤回说明，问题重新列出")


def _accept(options: argparse.Namespace) -> int:
    rule = options.rule.strip().upper()
    if rule not in {item.code for item in RULES}:
        raise AppError("unknown_rule", f"没有编号为“{rule}”的校核项目。{_UNHARMED}编号见：ziping rules")
    if options.withdraw and (options.reason is not None or options.name is not None):
        raise AppError("bad_call", f"撤回说明（--withdraw）时不写 --reason 和 --name。{_UNHARMED}")
    if not options.withdraw and (options.reason is None or options.name is None):
        raise AppError("bad_call", f"接受问题要写明 --reason 理由 和 --name 姓名。{_UNHARMED}")
    with Session.open(options.file) as session:
        return (_withdraw_from if options.withdraw else _accept_in)(session, rule, options)


def _accept_in(session: Session, rule: str, options: argparse.Namespace) -> int:
    report = session.report
    judged = sorted_out(report, check(report))
    findings = [finding for finding in judged.open if finding.rule == rule]
    finding = _chosen(findings, [item.message for item in findings], options.number, f"{rule} 没有尚未处理的问题。")
    session.apply(accept(report, finding, options.reason, options.name, options.clock().date().isoformat()))
    print(f"已接受并说明：{finding.title}（{rule}）\n  {finding.message}\n  数字或文字再有改动，这条说明随即失效。")
    return FINE


def _withdraw_from(session: Session, rule: str, options: argparse.Namespace) -> int:
    report = session.report
    judged = sorted_out(report, check(report))
    every = (*(waiver for _, waiver in judged.accepted), *judged.revoked)
    waivers = [waiver for waiver in every if waiver.rule == rule]
    words = [f"{waiver.message} 理由：{waiver.reason}（{signature(waiver)}）" for waiver in waivers]
    waiver = _chosen(waivers, words, options.number, f"{rule} 没有接受过的问题。")
    session.apply(withdraw(report, waiver))
    print(f"已撤回说明：{waiver.message}（{rule}）\n  理由原为：{waiver.reason}（{signature(waiver)}）")
    return FINE


def _chosen(items: Sequence[Item], words: Sequence[str], number: int | None, if_none: str) -> Item:
    """Return the item that `number` names, counted from 1; it may be left out where there is only one."""
    if not items:
        raise AppError("nothing_there", f"{if_none}{_UNHARMED}")
    if number is None and len(items) == 1:
        return items[0]
    if number is not None and 1 <= number <= len(items):
        return items[number - 1]
    listed = "\n".join(f"  {count}. {text}" for count, text in enumerate(words, start=1))
    raise AppError("which_one", f"请用 --number 指明是第几条（1 到 {len(items)}）。{_UNHARMED}\n{listed}")
