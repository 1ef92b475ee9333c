"""Headings found where they stand, in whatever form they were typed."""

from __future__ import annotations

import pytest

from tests.core.intake.texts import REPORT, count, left_over, prose, read, report_of


def replaced(*pairs: tuple[str, str]) -> str:
    text = REPORT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


PARTS = list(report_of(read(REPORT)).standard.parts)
BEFORE = {part: [(item.level, item.text) for item in report_of(read(REPORT)).paragraphs(part)] for part in PARTS}


def test_every_part_of_the_plain_report_is_filled() -> None:
    assert all(BEFORE.values())


@pytest.mark.parametrize(
    "pairs",
    [
        [("（", "("), ("）", ")")],
        [("（一）部门职能", "( 一 ) 部门 职能")],
        [("一、部门基本情况", "第一部分 部门基本情况")],
        [("（一）部门职能", "（一）、部门职能：")],
        [("三、存在问题", "三、存在问题。")],
        [("（一）部门职能", "部门职能"), ("（二）机构设置", "机构设置：")],
        [("三、存在问题", "存在问题"), ("四、改进措施及有关建议", "改进措施及有关建议")],
        [("（一）预算编制情况", "1、预算编制情况")],
        [("三、存在问题", "（三）存在问题"), ("四、改进措施及有关建议", "（四）改进措施及有关建议")],
        [("三、存在问题", "五、存在问题")],
        [("（六）资产管理情况", "（六）资产管理")],
        [("（一）部门职能", "（一）部门主要职能"), ("（二）机构设置", "（二）内设机构情况")],
        [("一、部门基本情况", "一、部门概况")],
        [("三、存在问题", "三、存在的问题和不足")],
        [("四、改进措施及有关建议", "四、下一步改进措施")],
        [("（三）年度总体工作和重点工作任务", "（三）年度总体工作和\n重点工作任务")],
        [("（二）机构设置\n", "（二）机构设置。")],
        [("（五）项目管理情况\n", "（五）项目管理情况：")],
    ],
)
def test_other_ways_of_typing_a_heading_change_nothing(pairs: list[tuple[str, str]]) -> None:
    def squeeze(items: list[tuple[int, str]]) -> list[tuple[int, str]]:
        return [(level, text.replace("(", "（").replace(")", "）")) for level, text in items]

    text = replaced(*pairs)
    intake = read(text)
    assert not left_over(intake)
    assert intake.placed == count(text)
    for part in PARTS:
        found = [(item.level, item.text) for item in report_of(intake).paragraphs(part)]
        assert squeeze(found) == BEFORE[part], part


def test_a_heading_in_other_words_is_told() -> None:
    intake = read(replaced(("（六）资产管理情况", "（六）资产管理")))
    assert any("“资产管理”归入“资产管理情况”" in note for note in intake.notes)


def test_a_remark_behind_a_heading_stays_as_text() -> None:
    intake = read(replaced(("（六）资产管理情况", "（六）资产管理情况（5分，得5分）")))
    assert prose(intake, "evaluation/assets")[0] == (0, "（5分，得5分）")


def test_an_unknown_chapter_goes_to_the_tray_whole() -> None:
    chapter = "四、其他需要说明的事项\n（一）资金来源\n来源为财政拨款。\n五、改进措施及有关建议"
    intake = read(replaced(("四、改进措施及有关建议", chapter)))
    assert left_over(intake) == ["四、其他需要说明的事项", "（一）资金来源", "来源为财政拨款。"]
    assert prose(intake, "measures/main") == [(0, "一是按月检查验收进度。")]
    assert any("其他需要说明的事项" in note for note in intake.notes)


def test_an_unknown_part_goes_to_the_tray_whole() -> None:
    text = replaced(
        ("（七）公用经费控制情况", "（七）绩效信用情况\n没有失信。\n（八）公用经费控制情况"),
        ("（八）重点任务", "（九）重点任务"),
        ("（九）公众", "（十）公众"),
    )
    intake = read(text)
    assert left_over(intake) == ["（七）绩效信用情况", "没有失信。"]
    assert prose(intake, "evaluation/operating_cost") == BEFORE["narrative/evaluation/operating_cost"]


@pytest.mark.parametrize(
    "opening", ["（一）预算编制情况\n细化不够。", "一、资产管理\n盘点不及时。\n二、财务管理\n核算不细。"]
)
def test_points_of_a_list_are_no_headings(opening: str) -> None:
    intake = read(replaced(("一是个别项目验收推迟。", opening)))
    assert [text for _, text in prose(intake, "problems/main")] == opening.split("\n")
    assert not left_over(intake)


def test_a_title_within_the_prose_of_another_part_is_text() -> None:
    intake = read(replaced(("1.新建口袋公园四个", "资产管理情况\n1.新建口袋公园四个")))
    assert prose(intake, "overview/tasks")[0] == (0, "资产管理情况")
    assert prose(intake, "evaluation/assets") == BEFORE["narrative/evaluation/assets"]


@pytest.mark.parametrize(
    "contents",
    [
        "目  录\n一、部门基本情况\n（一）部门职能\n二、绩效自评结果及指标分析\n三、存在问题\n四、改进措施及有关建议\n",
        "目录\n一、部门基本情况……… 1\n（一）部门职能.......2\n二、绩效自评结果及指标分析\t3\n",
    ],
)
def test_a_table_of_contents_is_left_over(contents: str) -> None:
    intake = read(replaced(("一、部门基本情况\n", f"{contents}一、部门基本情况\n")))
    assert left_over(intake) == contents.strip().split("\n")
    assert prose(intake, "overview/duties") == BEFORE["narrative/overview/duties"]


def test_text_before_the_first_part_of_a_chapter_is_left_over() -> None:
    intake = read(replaced(("（一）部门职能", "现将情况报告如下。\n（一）部门职能")))
    assert left_over(intake) == ["现将情况报告如下。"]


def test_missing_parts_are_named() -> None:
    start, end = REPORT.index("三、存在问题"), REPORT.index("四、改进措施")
    intake = read(REPORT[:start] + REPORT[end:])
    assert any("没有读到：存在问题" in note for note in intake.notes)
    assert prose(intake, "measures/main") == BEFORE["narrative/measures/main"]


def test_parts_in_another_order_are_found() -> None:
    first, second, third = (REPORT.index(title) for title in ("（二）机构设置", "（三）年度总体", "（四）整体支出"))
    swapped = REPORT[:first] + REPORT[second:third] + REPORT[first:second] + REPORT[third:]
    intake = read(swapped)
    assert not left_over(intake)
    for part in PARTS:
        assert [(item.level, item.text) for item in report_of(intake).paragraphs(part)] == BEFORE[part]
