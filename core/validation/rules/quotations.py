"""Figures quoted in the narrative: each has a source, and the source holds a figure."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.finding import Severity
from core.model.naming import source_name
from core.model.quotation import unknown_tokens
from core.validation.inspection import Inspection
from core.validation.places import span_place
from core.validation.registry import Area, NotApplicable, Outcome, contradicted, incomplete, rule

_LISTED = 6


@rule(
    "FIG-001",
    severity=Severity.WARNING,
    title="引用的数字还没有填",
    clause="正文引用的数字应当有来源",
    reads=[Area.NARRATIVE],
)
def check_quoted_figures_are_filled(inspection: Inspection) -> Iterator[Outcome]:
    """Every figure that a paragraph quotes is filled in where it comes from."""
    report = inspection.report
    paragraphs = report.quoting_paragraphs()
    if not paragraphs:
        yield NotApplicable("正文没有引用数字")
    places: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    by_address = {paragraph.address: paragraph for paragraph in paragraphs}
    for paragraph in paragraphs:
        for quote in paragraph.quotes:
            if not quote.known:
                places.setdefault(quote.reference.source, []).append((paragraph.address, (quote.start, quote.end)))
    if places:
        names = "、".join(source_name(report.standard, source) for source in list(places)[:_LISTED])
        more = f"等 {len(places)} 个" if len(places) > _LISTED else ""
        yield incomplete(
            f"正文引用了还没有填的数字：{names}{more}。",
            "在表格或指标里填写这个数字，正文随之补上。",
            [span_place(by_address[where], span) for there in places.values() for where, span in there],
        )


@rule(
    "FIG-002",
    severity=Severity.ERROR,
    title="引用的数字没有来源",
    clause="正文引用的数字应当有来源",
    reads=[Area.NARRATIVE],
)
def check_quoted_figures_have_a_source(inspection: Inspection) -> Iterator[Outcome]:
    """No paragraph refers to a figure that the report's standard does not know."""
    for paragraph in inspection.report.all_paragraphs():
        for span in unknown_tokens(paragraph.text):
            yield contradicted(
                "这里引用的数字在本报告的表格、比率和得分里都没有。",
                "删去这一处，改写成数字或重新引用。",
                [span_place(paragraph, span)],
            )
