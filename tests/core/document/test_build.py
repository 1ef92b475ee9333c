"""From report to document: numbers from levels, live expressions that give the shown figures, nothing invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.document.blocks import Document, Heading, Paragraph, Signature, Table, TableCell
from core.document.build import build_document
from core.document.numbering import chapter_number, chinese_number, paragraph_numbers, part_number
from core.intake.text import import_text
from core.model import address
from core.model.change import Entry
from core.model.expression import evaluate
from core.model.report import Paragraph as StoredParagraph
from core.model.report import Report
from core.paths import resource_path
from core.standard.catalog import find_standard

TASKS = "narrative/overview/tasks"


def report_with(*entries: tuple[str, Entry]) -> Report:
    return Report(find_standard("foshan-2020"), dict(entries))


def sample() -> Report:
    standard = find_standard("foshan-2020")
    text = resource_path("samples", "sample.txt").read_text(encoding="utf-8")
    return Report(standard, dict(import_text(text, standard, "sample.txt").entries))


def cells(document: Document) -> dict[str, TableCell]:
    return {cell.address: cell for table in document.tables() for row in table.body for cell in row if cell.address}


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")])
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_numbers_of_headings_have_the_marks_of_official_documents() -> None:
    assert (chapter_number(2), part_number(3)) == ("二、", "（三）")


def test_inner_numbers_begin_anew_below_each_outer_one() -> None:
    levels = [3, 4, 4, 0, 3, 4]
    paragraphs = [StoredParagraph(f"p{count}", "文", level, count) for count, level in enumerate(levels)]
    assert [number for _, number in paragraph_numbers(paragraphs)] == ["1.", "（1）", "（2）", "", "2.", "（1）"]


def test_the_outline_is_whole_even_when_nothing_is_written() -> None:
    headings = [block for block in build_document(report_with()).body if isinstance(block, Heading)]
    assert [heading.number + heading.text for heading in headings if heading.level == 1] == [
        "一、部门基本情况",
        "二、绩效自评结果及指标分析",
        "三、存在问题",
        "四、改进措施及有关建议",
    ]
    assert [heading.number for heading in headings if heading.level == 2][:5] == [
        "（一）",
        "（二）",
        "（三）",
        "（四）",
        "（一）",
    ]


def test_a_numbered_line_with_text_below_it_is_a_heading_and_else_a_paragraph() -> None:
    document = build_document(
        report_with(
            (f"{TASKS}/p1", Entry("抓好第一件事", level=3, position=1)),
            (f"{TASKS}/p2", Entry("做了许多。", position=2)),
            (f"{TASKS}/p3", Entry("第二件事已经办完。", level=3, position=3)),
        )
    )
    found = [block for block in document.body if not isinstance(block, Table) and block.address.startswith(TASKS + "/")]
    assert found == [
        Heading(3, "1.", "抓好第一件事", f"{TASKS}/p1"),
        Paragraph("", "做了许多。", f"{TASKS}/p2"),
        Paragraph("2.", "第二件事已经办完。", f"{TASKS}/p3", level=3),
    ]


def test_every_live_expression_gives_the_figure_that_is_shown() -> None:
    found = cells(build_document(sample()))
    live = [cell for cell in found.values() if cell.expression is not None]
    assert len(live) > 20
    for cell in live:
        assert cell.expression is not None
        result = evaluate(cell.expression, lambda where: found[where].value)
        assert result.value == cell.value, cell.address


def test_a_stated_total_is_shown_as_it_stands_without_an_expression() -> None:
    total = address.cell("spending", "total", "final")
    report = sample()
    stated = Report(report.standard, {**report.entries, total: Entry("10000")})
    cell = cells(build_document(stated))[total]
    assert (cell.text, cell.value, cell.expression) == ("1.00", Decimal(1), None)


def test_blank_figures_are_blank_and_not_zero() -> None:
    found = cells(build_document(report_with()))
    for where in ("spending/total/final", "indicator/assets/score", "quantity/completion_rate_of_adjusted"):
        assert (found[where].text, found[where].value) == ("", None)


@pytest.mark.parametrize(
    ("written", "made_on"),
    [
        ("2021年9月", "2021-09-01"),
        ("2021 年 9 月 30 日", "2021-09-30"),
        ("2021-09-30", "2021-09-30"),
        ("2021年2月31日", ""),
        ("九月", ""),
        ("", ""),
    ],
)
def test_the_date_is_the_reports_own_or_none(written: str, made_on: str) -> None:
    assert build_document(report_with(("cover/reported_on", Entry(written)))).made_on == made_on


def test_the_cover_does_not_say_the_year_twice() -> None:
    cover = build_document(sample()).cover
    assert cover is not None
    assert "评价年度" not in [line.title for line in cover.lines]
    assert "2020年度" in cover.title


def test_the_same_report_gives_the_same_document() -> None:
    assert build_document(sample()) == build_document(sample())
    assert build_document(sample()) != replace(build_document(sample()), author="")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2021年4月15日", "2021年4月15日"),
        ("2021.04.05", "2021年4月5日"),
        ("2021 年 4 月", "2021年4月\u3000日"),
        ("今年四月", "今年四月"),
    ],
)
def test_the_signature_has_the_unit_and_a_whole_date_or_room_for_the_day(written: str, printed: str) -> None:
    entries = (("cover/reporting_unit", Entry("晴川市园林管理局")), ("cover/reported_on", Entry(written)))

    assert build_document(report_with(*entries)).signature == Signature("晴川市园林管理局", printed)
    assert build_document(report_with()).signature is None
