"""What a report must hold before it can be handed in: fields, parts, figures, scores, and nothing left lying about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.model import address
from core.model.finding import Severity, place_in
from core.model.last_year import unconfirmed
from core.model.naming import cell_name, title_of
from core.model.standard import Table
from core.validation.inspection import Inspection
from core.validation.places import blank_place, score_place
from core.validation.registry import Area, NotApplicable, Outcome, incomplete, rule

_LISTED = 6


@rule(
    "CMP-001",
    severity=Severity.WARNING,
    title="封面有未填项",
    clause="封面各项应当填写齐全",
    reads=[Area.COVER],
)
def check_cover_is_filled(inspection: Inspection) -> Iterator[Outcome]:
    """Every required field of the cover is filled in."""
    report = inspection.report
    missing = [
        field
        for field in report.standard.cover
        if field.required and not report.text(address.cover_field(field.id)).strip()
    ]
    if missing:
        yield incomplete(
            f"封面还没有填：{'、'.join(field.title for field in missing)}。",
            "在封面页填写。",
            [blank_place(report, address.cover_field(field.id)) for field in missing],
        )


@rule(
    "CMP-002",
    severity=Severity.WARNING,
    title="正文有未写部分",
    clause="报告提纲规定的各部分均应写明",
    reads=[Area.NARRATIVE],
)
def check_parts_are_written(inspection: Inspection) -> Iterator[Outcome]:
    """Every required part of the outline has text."""
    report = inspection.report
    missing = [
        where
        for where, part in report.standard.parts.items()
        if part.required and not any(paragraph.text.strip() for paragraph in report.paragraphs(where))
    ]
    if not report.standard.parts:
        yield NotApplicable("没有要写的正文")
    elif len(missing) == len(report.standard.parts):
        yield incomplete(
            f"正文 {len(missing)} 个部分都还没有写。", "按提纲逐部分填写。", [blank_place(report, missing[0])]
        )
    elif missing:
        names = "、".join(f"“{title_of(report.standard, where).rpartition(' · ')[2]}”" for where in missing)
        yield incomplete(
            f"正文还有 {len(missing)} 个部分没有写：{names}。",
            "按提纲填写；确无内容的，写明“无”及情况。",
            [blank_place(report, where) for where in missing],
        )


@rule(
    "CMP-003",
    severity=Severity.WARNING,
    title="明细表有未填数",
    clause="支出明细表各行各列均应填写，没有发生的填 0",
    reads=[Area.TABLES],
)
def check_tables_are_filled(inspection: Inspection) -> Iterator[Outcome]:
    """Every cell that is typed, not computed, has a figure; a blank is not zero."""
    tables = inspection.report.standard.tables
    if not tables:
        yield NotApplicable("指标体系没有规定明细表")
    for table in tables:
        yield from _blanks_of(inspection, table)


def _blanks_of(inspection: Inspection, table: Table) -> Iterator[Outcome]:
    report = inspection.report
    cells = [
        address.cell(table.id, row.id, column.id) for row in table.rows if not row.parts for column in table.columns
    ]
    blank = [where for where in cells if report.amount(where) is None]
    if not blank:
        return
    todo = "填写各行各列；没有发生的填 0。"
    if len(blank) == len(cells):
        yield incomplete(f"{table.title}还没有填写。", todo, [blank_place(report, blank[0])])
        return
    names = "、".join(cell_name(report.standard, where) for where in blank[:_LISTED])
    more = f"等 {len(blank)} 处" if len(blank) > _LISTED else ""
    sums = any(
        report.figure(address.cell(table.id, row.id, column.id)).computed
        for row in table.rows
        for column in table.columns
        if row.parts
    )
    caution = "由程序合计的数只含已填的数。" if sums else ""
    yield incomplete(
        f"{table.title}未填：{names}{more}。{caution}", todo, [blank_place(report, where) for where in blank]
    )


@rule(
    "CMP-004",
    severity=Severity.WARNING,
    title="指标尚未评分",
    clause="各项指标均应自评打分",
    reads=[Area.INDICATORS],
)
def check_indicators_are_scored(inspection: Inspection) -> Iterator[Outcome]:
    """Every indicator that carries a score has one."""
    report = inspection.report
    carriers = report.standard.scored_indicators
    missing = [indicator for indicator in carriers if report.score(indicator.id) is None]
    if len(missing) == len(carriers) and missing:
        yield incomplete(f"{len(missing)} 项指标都还没有评分。", "逐项填写得分。", [score_place(report, missing[0])])
    elif missing:
        names = "、".join(indicator.title for indicator in missing)
        yield incomplete(
            f"还有 {len(missing)} 项指标没有评分：{names}。",
            "填写得分。",
            [score_place(report, indicator) for indicator in missing],
        )


@rule(
    "CMP-005",
    severity=Severity.HINT,
    title="有未归位的导入内容",
    clause="导入的内容应当归入报告或者删去",
    reads=[Area.LEFT_OVER],
)
def check_nothing_is_left_over(inspection: Inspection) -> Iterator[Outcome]:
    """The tray of what an import could not place is empty."""
    waiting = [(where, entry.value) for where, entry in inspection.report.left_over() if entry.value.strip()]
    if waiting:
        characters = sum(len(text) for _, text in waiting)
        yield incomplete(
            f"导入时有 {len(waiting)} 段（{characters} 字）没有找到位置，暂存在“未归位内容”里。",
            "逐段移入相应部分，不需要的删去。",
            [place_in(where, text, 0, len(text)) for where, text in waiting],
        )


@rule(
    "CMP-006",
    severity=Severity.WARNING,
    title="沿用去年的内容还没有核对",
    clause="报告应当写本年度的情况",
    reads=[Area.COVER, Area.NARRATIVE],
)
def check_what_was_carried_over_is_confirmed(inspection: Inspection) -> Iterator[Outcome]:
    """Words taken over from last year were changed or confirmed."""
    report = inspection.report
    waiting = unconfirmed(report)
    if waiting:
        parts = Counter(title_of(report.standard, where).rpartition(" · ")[2] for where in waiting)
        named = "、".join(f"“{title}”{count} 处" for title, count in list(parts.items())[:_LISTED])
        more = "等" if len(parts) > _LISTED else ""
        yield incomplete(
            f"还有 {len(waiting)} 处是去年的原文：{named}{more}。",
            "逐处看一看：改成今年的情况；仍然适用的，按“确认”。",
            # Without a span: a whole part underlined would say that all of it is wrong.
            [blank_place(report, where) for where in waiting],
        )
