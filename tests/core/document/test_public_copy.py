"""The snapshot for the public holds nothing private, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace

from core.document.build import build_document
from core.document.public_copy import public_copy
from core.document.version import Version
from core.model.change import Entry
from core.model.report import Report
from core.standard.catalog import find_standard
from core.standard.loader import load_standard_text
from tests.builders import TINY_STANDARD

PHONE = "0757-83312345"
DUTIES = "narrative/overview/duties"


def report_with(**entries: str) -> Report:
    values = {where.replace("__", "/"): Entry(text) for where, text in entries.items()}
    return Report(find_standard("foshan-2020"), values)


def test_a_private_field_is_gone_with_its_line_and_wherever_it_was_written() -> None:
    report = report_with(
        cover__phone=PHONE,
        cover__reporting_unit=f"某局（{PHONE}）",
        narrative__overview__duties__p1="咨询电话83312345。",
        indicator__budgeting__reason=f"详询{PHONE}",
        waiver__SPD___x__reason=PHONE,
        left_over__1=PHONE,
        spending__basic__final="83312345",
    )
    copy = public_copy(report)
    assert [field.id for field in copy.report.standard.cover if field.private] == []
    assert copy.report.text(f"{DUTIES}/p1") == "咨询电话（略）。"
    assert copy.report.text("indicator/budgeting/reason") == "详询（略）"
    assert copy.report.title().startswith("某局（略）")
    # A figure of a table that happens to be the number stays a figure.
    assert copy.report.text("spending/basic/final") == "83312345"
    assert not [where for where in copy.report.entries if where.startswith(("waiver/", "left_over/"))]
    assert [(item.field, item.place, item.text) for item in copy.removed] == [
        ("联系电话", "封面 · 联系电话", PHONE),
        ("联系电话", "封面 · 部门名称", PHONE),
        ("联系电话", "部门基本情况 · 部门职能", "83312345"),
        ("联系电话", "预算编制情况 · 扣分原因", PHONE),
    ]
    assert report.text("cover/phone") == PHONE


def test_a_blank_private_field_leaves_nothing_out() -> None:
    copy = public_copy(report_with(cover__phone=" ", cover__reporting_unit="某局"))
    assert copy.removed == ()
    cover = build_document(copy.report, version=Version.PUBLIC).cover
    assert cover is not None
    assert "联系电话" not in [line.title for line in cover.lines]


def test_numbers_in_no_private_field_stay_and_are_told() -> None:
    copy = public_copy(report_with(cover__phone=PHONE, narrative__overview__duties__p1="值班手机13800138000。"))
    assert copy.report.text(f"{DUTIES}/p1") == "值班手机13800138000。"
    (item,) = copy.remaining
    assert item.words() == "部门基本情况 · 部门职能：“13800138000”像是电话号码，仍在文中，请看一眼"
    assert item.address == f"{DUTIES}/p1"


def test_a_private_part_keeps_its_heading_and_its_number() -> None:
    text = TINY_STANDARD.replace('title = "部门职能"', 'title = "部门职能"\nprivate = true')
    entries = {f"{DUTIES}/p1": Entry("甲", level=3), f"{DUTIES}/p2": Entry("乙", level=3, position=1)}
    report = Report(load_standard_text(text, "tiny.toml"), entries)
    copy = public_copy(report)
    assert [block.text for block in build_document(report, version=Version.PUBLIC).body if hasattr(block, "text")][
        :3
    ] == ["部门基本情况", "部门职能", "（略）"]
    assert [(item.field, item.text) for item in copy.removed] == [("整段不公开", "甲"), ("整段不公开", "乙")]
    assert public_copy(copy.report).report.entries == copy.report.entries


def test_only_the_public_version_leaves_things_out_and_only_the_draft_is_marked() -> None:
    report = report_with(cover__phone=PHONE)
    final = build_document(report, version=Version.FINAL)
    assert final == build_document(report)
    assert build_document(report, version=Version.DRAFT) == replace(final, watermark="草稿")
    assert PHONE in repr(final)
    assert PHONE not in repr(build_document(report, version=Version.PUBLIC))
