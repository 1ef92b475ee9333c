"""The check report as the sheets of a workbook: a row a finding, to be worked through."""

from __future__ import annotations

from dataclasses import replace

from core.document.blocks import Document, Table, TableCell
from core.document.check_report import Checked, facts_of, made_on, table_of
from core.document.check_words import SEVERITY_WORDS, coverage_words, lapsed_words, ledger_lines, place_lines
from core.validation.run import CheckRun
from core.validation.waiver import Judged


def build_check_workbook(checked: Checked, run: CheckRun, judged: Judged) -> Document:
    """Return the check report as three sheets: 校核结果, 已接受说明, 校核台账."""
    return Document(
        title=f"{checked.name}校核报告",
        author="",
        made_on=made_on(checked),
        cover=None,
        body=(),
        annexes=check_tables(checked, run, judged),
    )


def check_tables(checked: Checked, run: CheckRun, judged: Judged) -> tuple[Table, ...]:
    """Return the open findings, the accepted ones with their reasons, and the ledger, each with what was checked."""
    facts = facts_of(checked, judged)
    told = "；".join(f"{name}：{text}" for name, text in facts)
    above = "；".join(f"{name}：{text}" for name, text in facts[:2])
    tables = (_open(checked, judged), _accepted(checked, judged), _ledger(run))
    return tuple(replace(table, unit=above, notes=(*table.notes, f"{told}。")) for table in tables)


def _open(checked: Checked, judged: Judged) -> Table:
    columns = (
        ("序号", 3), ("程度", 3), ("问题", 8), ("具体情况", 16), ("办法", 11), ("位置", 12), ("依据", 9), ("编号", 5),
    )  # fmt: skip
    rows = []
    for finding in judged.open:
        former = judged.former_waiver_of(finding)
        message = finding.message + (f"\n{lapsed_words(former)}" if former else "")
        places = "\n".join(place_lines(finding, checked.name_of))
        severity = SEVERITY_WORDS[finding.severity]
        rows.append((severity, finding.title, message, finding.todo, places, finding.clause, finding.rule))
    table = table_of("校核结果", columns, rows)
    return replace(_with_words(table, "没有尚未处理的问题。"), title="校核结果")


def _accepted(checked: Checked, judged: Judged) -> Table:
    columns = (
        ("序号", 3), ("程度", 3), ("问题", 8), ("具体情况", 15), ("位置", 11), ("接受的理由", 13), ("姓名", 4),
        ("日期", 5), ("编号", 5),
    )  # fmt: skip
    rows = [
        (
            SEVERITY_WORDS[finding.severity],
            finding.title,
            finding.message,
            "\n".join(place_lines(finding, checked.name_of)),
            waiver.reason,
            waiver.name,
            waiver.date,
            finding.rule,
        )
        for finding, waiver in judged.accepted
    ]
    table = table_of("已接受说明", columns, rows)
    return replace(_with_words(table, "没有接受并说明的问题。"), title="已接受并说明的问题")


def _ledger(run: CheckRun) -> Table:
    columns = (("序号", 3), ("编号", 6), ("查找的问题", 15), ("结果", 6), ("说明", 22))
    rows = [(line.code, line.title, line.result, line.remark) for line in ledger_lines(run)]
    notes = (coverage_words(run), *run.coverage.unread)
    return replace(table_of("校核台账", columns, rows), title="校核台账", notes=notes)


def _with_words(table: Table, words: str) -> Table:
    """Return a table that says in words that it has no rows."""
    return table if table.body else replace(table, body=((TableCell(words, columns=len(table.widths)),),))
