"""The command that adds evidence to a report, lists it, or writes it out as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli_words import FINE, Commands, add_command
from core.errors import AppError
from core.model.evidence import size_words
from core.model.report import Report
from core.progress import SilentProgress
from core.session import Session

_UNHARMED = "报告没有改动。"


def add_commands(commands: Commands) -> None:
    """Add evidence."""
    command = add_command(commands, "evidence", "添加、列出或取出佐证材料", _evidence)
    command.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    command.add_argument("--add", type=Path, nargs="+", default=[], metavar="文件", help="添加这些文件")
    command.add_argument(
        "--indicator", action="append", default=[], metavar="编号", help="添加的文件对应哪项指标，可以写多次"
    )
    command.add_argument("--list", action="store_true", help="列出全部佐证材料（不写其他选项时也列出）")
    command.add_argument("--extract", type=Path, metavar="文件夹", help="把全部佐证材料取出到文件夹")


def _evidence(options: argparse.Namespace) -> int:
    if options.indicator and not options.add:
        raise AppError("bad_call", f"--indicator 要和 --add 一起写。{_UNHARMED}")
    refused = ""
    with Session.open(options.file, read_only=not options.add) as session:
        if options.add:
            refused = _add(session, options.add, options.indicator)
        if options.list or not (options.add or options.extract):
            _list(session.report)
        if options.extract:
            _extract(session, options.extract)
    if refused:
        raise AppError("refused", refused)
    return FINE


def _add(session: Session, paths: list[Path], indicators: list[str]) -> str:
    """Add files and return why some were not."""
    from core.intake.evidence_intake import take_in
    from core.model.evidence_changes import add_evidence

    known = session.report.standard.indicators_by_id
    for name in indicators:
        if name not in known:
            raise AppError(
                "unknown_indicator",
                f"没有编号为“{name}”的指标。{_UNHARMED}可以写的有：{'、'.join(known)}",
            )
    held = {item.sha256 for item in session.report.evidence()}
    taken = take_in([path.absolute() for path in paths], held, session.contents, SilentProgress())
    if taken.files:
        session.apply(add_evidence(session.report, taken.files, indicators))
    for file in taken.files:
        print(f"已添加：{file.name}（{size_words(file.size)}）")
    for file in taken.repeated:
        print(f"和已有的材料内容完全相同，没有重复添加：{file.name}")
    sys.stdout.flush()
    return "\n".join(taken.refused)


def _list(report: Report) -> None:
    items = report.evidence()
    titles = {name: indicator.title for name, indicator in report.standard.indicators_by_id.items()}
    for number, item in enumerate(items, start=1):
        facts = [item.kind.words if item.kind else "", item.pages_words, size_words(item.size)]
        linked = "、".join(titles.get(name, name) for name in item.indicators) or "没有对应指标"
        note = f"  {item.note}" if item.note else ""
        print(f"{number}. {item.title}（{'，'.join(filter(None, facts))}）  {linked}{note}")
    limit = report.standard.submission.limit_words
    total = size_words(sum(item.size for item in items))
    print(f"佐证材料 {len(items)} 份，共 {total}{f'，上限 {limit}' if limit else ''}")


def _extract(session: Session, folder: Path) -> None:
    from core.export.evidence_copies import write_copies

    for path in write_copies(session.report.evidence(), session.contents, folder, SilentProgress()):
        print(f"已写出：{path}")
