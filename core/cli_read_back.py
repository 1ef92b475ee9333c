"""The command that reads an edited Word copy back into its report."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli_changes import changes_as_json, print_changes
from core.cli_words import FINE, Commands, add_command, print_json
from core.intake.copy_changes import CopyChange, CopyProposal, change_of
from core.intake.read_back import read_back
from core.model.report import Report
from core.session import Session


def add_commands(commands: Commands) -> None:
    """Add read-back."""
    reading = add_command(commands, "read-back", "读回修改过的 Word 文稿", _read_back)
    reading.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    reading.add_argument("copy", type=Path, metavar="文稿", help="从这份报告导出、后来修改过的 Word 文稿（.docx）")
    reading.add_argument("--apply", action="store_true", help="采纳没有冲突的改动；不写则只列出，不改报告")
    reading.add_argument("--json", action="store_true", help="以 JSON 输出")


def _read_back(options: argparse.Namespace) -> int:
    with Session.open(options.file, read_only=not options.apply) as session:
        report = session.report
        proposal = read_back(report, options.copy)
        chosen = [change for change in proposal.changes if proposal.is_proposed(change)] if options.apply else []
        if chosen:
            session.apply(change_of(report, chosen, proposal.name))
    if options.json:
        print_json(changes_as_json(report, proposal, chosen))
    else:
        _print(report, proposal, chosen, is_applied=options.apply)
    return FINE


def _print(report: Report, proposal: CopyProposal, chosen: list[CopyChange], *, is_applied: bool) -> None:
    print_changes(report, proposal, chosen, theirs="文稿")
    if not proposal.changes:
        print(f"“{proposal.name}”里没有需要读回的改动。")
    elif is_applied:
        print(f"共 {len(proposal.changes)} 处改动，采纳 {len(chosen)} 处。")
    else:
        print(f"共 {len(proposal.changes)} 处改动，报告没有改动。要采纳，加上 --apply。")
