"""The check report (校核报告): what was checked and when, what was accepted and why, what is open, what was covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.document.blocks import Block, Document, Heading, Paragraph, Table, TableCell
from core.document.check_words import (
    SEVERITY_WORDS,
    NameOf,
    count_words,
    coverage_words,
    date_words,
    lapsed_words,
    ledger_lines,
    place_lines,
    signature,
)
from core.document.numbering import chapter_number, part_number
from core.model.finding import Finding
from core.model.standard import Standard
from core.model.waiver import Waiver
from core.validation.run import CheckRun
from core.validation.waiver import Judged
from core.version import PROGRAM, VERSION


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, when and by what.

    `name` names the report or text, `source` the file that it was read from; `name_of` says in words where an address
    lies. `standard` is `None` for a text that was checked without one. `at` is in the reader's own time zone; `None`
    where the report that goes with it says what state was checked.
    """

    name: str
    source: str
    standard: Standard | None
    at: datetime | None
    name_of: NameOf


def build_check_report(checked: Checked, run: CheckRun, judged: Judged) -> Document:
    """Return the check report for reading and printing: accepted findings first, the ledger last."""
    return Document(
        title=f"{checked.name}校核报告",
        author="",
        made_on=made_on(checked),
        cover=None,
        body=(_facts(checked, judged), *_sections(checked, run, judged)),
        annexes=(),
    )


def made_on(checked: Checked) -> str:
    """Return the ISO date of a check report; empty where it has no time of its own."""
    return checked.at.date().isoformat() if checked.at else ""


def facts_of(checked: Checked, judged: Judged) -> tuple[tuple[str, str], ...]:
    """Return what stands at the head of a check report, each with its name."""
    at = checked.at
    return (
        ("校核对象", checked.source),
        *([("校核时间", f"{date_words(at.date())} {at:%H:%M}")] if at else []),
        ("校核依据", _standard_words(checked.standard)),
        ("校核程序", f"{PROGRAM} {VERSION}"),
        ("接受并说明", f"{len(judged.accepted)} 条" if judged.accepted else "没有"),
        ("尚未处理", count_words(judged.open)),
    )


def _standard_words(standard: Standard | None) -> str:
    if standard is None:
        return "没有按指标体系校核，只校核文中的数字、表格和文字写法"
    verified = "" if standard.verified else "，未经发布单位确认"
    return f"{standard.title}（{standard.id}，第 {standard.version} 版{verified}）"


def _facts(checked: Checked, judged: Judged) -> Table:
    rows = tuple(
        (TableCell(name, align="center", bold=True), TableCell(text)) for name, text in facts_of(checked, judged)
    )
    return Table(name="校核情况", title="", unit="", widths=(7, 35), head=(), body=rows)


def _sections(checked: Checked, run: CheckRun, judged: Judged) -> Iterator[Block]:
    sections = [
        *([("已接受并说明的问题", _accepted(checked, judged))] if judged.accepted else []),
        ("尚未处理的问题", _open(checked, judged)),
        ("校核台账", _ledger(run)),
    ]
    for count, (title, blocks) in enumerate(sections, start=1):
        yield Heading(1, chapter_number(count), title, "")
        yield from blocks


def _accepted(checked: Checked, judged: Judged) -> Iterator[Block]:
    yield table_of(
        "已接受说明",
        (("序号", 3), ("问题", 8), ("具体情况", 16), ("接受的理由", 15)),
        [
            (
                f"{finding.title}\n（{SEVERITY_WORDS[finding.severity]}，{finding.rule}）",
                "\n".join([finding.message, *_places(finding, checked)]),
                f"{waiver.reason}\n（{signature(waiver)}）",
            )
            for finding, waiver in judged.accepted
        ],
    )


def _open(checked: Checked, judged: Judged) -> Iterator[Block]:
    if not judged.open:
        yield Paragraph("", "在台账所列的范围内，没有尚未处理的问题。", "")
    shown = [severity for severity in SEVERITY_WORDS if any(item.severity == severity for item in judged.open)]
    for count, severity in enumerate(shown, start=1):
        findings = [finding for finding in judged.open if finding.severity == severity]
        yield Heading(2, part_number(count), f"{SEVERITY_WORDS[severity]} {len(findings)} 条", "")
        yield table_of(
            SEVERITY_WORDS[severity],
            (("序号", 3), ("问题", 8), ("具体情况", 31)),
            [
                (f"{finding.title}\n（{finding.rule}）", _explained(checked, finding, judged.former_waiver_of(finding)))
                for finding in findings
            ],
        )


def _explained(checked: Checked, finding: Finding, former: Waiver | None) -> str:
    lines = [finding.message]
    if finding.todo:
        lines.append(f"办法：{finding.todo}")
    lines += _places(finding, checked)
    if finding.clause:
        lines.append(f"依据：{finding.clause}")
    if former:
        lines.append(lapsed_words(former))
    return "\n".join(lines)


def _places(finding: Finding, checked: Checked) -> list[str]:
    lines = place_lines(finding, checked.name_of)
    return [f"位置：{'；'.join(lines)}"] if lines else []


def _ledger(run: CheckRun) -> Iterator[Block]:
    yield Paragraph("", coverage_words(run), "")
    for sentence in run.coverage.unread:
        yield Paragraph("", sentence, "")
    table = table_of(
        "校核台账",
        (("序号", 3), ("编号", 5), ("查找的问题", 14), ("结果", 5), ("说明", 15)),
        [(line.code, line.title, line.result, line.remark) for line in ledger_lines(run)],
    )
    yield replace(table, dense=True)


def table_of(name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table of texts, its rows numbered; `columns` are titles with their shares of the width."""
    return Table(
        name=name,
        title="",
        unit="",
        widths=tuple(width for _, width in columns),
        head=(tuple(TableCell(title, align="center", bold=True) for title, _ in columns),),
        body=tuple(
            (TableCell(str(number), align="center"), *(TableCell(text) for text in row))
            for number, row in enumerate(rows, start=1)
        ),
    )
