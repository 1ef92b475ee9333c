"""Years that cannot be meant, and those that are not the report's where they should be."""

from __future__ import annotations

import pytest

from core.model.finding import Finding, Severity
from core.model.manuscript import Manuscript, Passage
from core.validation.run import check_text

TITLE = "云川市湖泊局2023年度部门决算情况说明"
CONTENTS = ("第一部分 部门概况", "第二部分 2023年度部门决算表")


def found(code: str, *paragraphs: str) -> list[Finding]:
    passages = tuple(Passage(f"line/{number}", text) for number, text in enumerate(paragraphs, 1))
    return [finding for finding in check_text(Manuscript("文稿", passages)).findings if finding.rule == code]


# -- years that cannot be meant ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["3023", "2203", "202", "20223", "1023", "0223"])
def test_a_year_out_of_reach_is_found(year: str) -> None:
    (finding,) = found("DAT-002", TITLE, f"{year}年度收入100万元，比上年多。")
    assert f"文中写“{year}年度”，报告年度是 2023 年" in finding.message
    assert [place.text for place in finding.places] == [year]


def test_a_slip_in_the_title_itself_is_found_by_the_years_of_the_text() -> None:
    (finding,) = found(
        "DAT-002", "云川市湖泊局3024年工作总结", "2024年任务完成。", "2024年末在岗20人，比2023年末多1人。"
    )
    assert "文中写“3024年”，文中多写 2024 年" in finding.message
    (finding,) = found("DAT-002", TITLE, "3022年12月31日前完工。")
    assert "3022年12月31日" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "到2035年基本实现现代化，2060年前实现碳中和。",
        "湖堤始建于1368年，清光绪1892年重修，距今1300年，当地有5000年文明、3023年历史。",
        "债券于2043年到期，1949年建站，1950年改建。",
        "2012年立项，2025年2月验收，列入《2030年远景规划》。",
        "每年2400元，年产3000吨。",
    ],
)
def test_history_and_aims_are_passed(text: str) -> None:
    assert found("DAT-002", TITLE, text) == []


# -- headings and the end of the year ----------------------------------------------------------------------------------


def test_a_heading_of_another_year_than_in_the_contents_is_found() -> None:
    (finding,) = found(
        "DAT-003", TITLE, *CONTENTS, "第一部分 部门概况", "本局主管湖泊。", "第二部分 2022年度部门决算表"
    )
    assert finding.message == "标题“第二部分 2022年度部门决算表”写的是 2022 年，另一处写 2023 年。"
    assert [place.text for place in finding.places] == ["2022年度", "第二部分 2023年度部门决算表"]


@pytest.mark.parametrize(
    "heading",
    [
        "第三部分 2022年度部门决算情况说明",
        "表1 2021年度收入决算表",
        "（一）2022年度收入决算情况",
        "附件2：2022年度绩效自评表",
    ],
)
def test_a_heading_of_another_year_than_the_title_is_found(heading: str) -> None:
    (finding,) = found("DAT-003", TITLE, *CONTENTS, heading)
    assert "报告年度是 2023 年" in finding.message


@pytest.mark.parametrize(
    "paragraphs",
    [
        (TITLE, *CONTENTS, *CONTENTS),
        (TITLE, "（二）2022年度绩效自评结果应用情况", "三、2022年结转资金使用情况", "四、2024年工作计划"),
        (TITLE, "（三）2022年度与2023年度决算对比", "2022年度决算见附件。"),
        ("云川市2022年预算执行情况和2023年预算草案的报告", "（一）2022年收入情况", "（一）2023年收入情况"),
        ("云川市湖泊局2024年部门预算", "三、2023年预算执行情况", "四、2023年“三公”经费预算"),
        ("云川市湖泊局2023年度绩效自评报告", "一、2021年收入", "一、2022年收入", "一、2023年收入"),
    ],
)
def test_headings_that_may_speak_of_another_year_are_passed(paragraphs: tuple[str, ...]) -> None:
    assert found("DAT-003", *paragraphs) == []


def test_the_end_of_another_year_is_asked_about() -> None:
    other = "截至2022年12月31日，有车辆3辆。"
    (finding,) = found("DAT-003", TITLE, "截至2023年12月31日，资产100万元。", other)
    assert "这里写截至“2022年12月31日”，另有 1 处截至 2023 年末" in finding.message
    assert finding.severity is Severity.WARNING
    (finding,) = found("DAT-003", TITLE, other)
    assert finding.severity is Severity.HINT


@pytest.mark.parametrize(
    "paragraphs",
    [
        (TITLE, "截至2023年末，有车辆3辆，比截至2022年12月31日的存量少1辆。"),
        (TITLE, "截至2022年末的存量比上年减少。"),
        (TITLE, "截至2024年3月，整改完成。"),
        ("云川市湖泊局2023年部门预算", "截至2022年12月31日，有车辆3辆。"),
    ],
)
def test_the_end_of_another_year_may_well_be_meant(paragraphs: tuple[str, ...]) -> None:
    assert found("DAT-003", *paragraphs) == []


# -- comparisons -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2023年度收入100万元，与2023年度相比增加1万元。", "这一句说的是 2023 年，又与 2023 年比较，是同一年"),
        ("本年支出100万元，与2023年度相比增加1万元。", "报告年度就是 2023 年，这里又与 2023 年比较"),
        ("本年支出100万元，比2024年减少1万元。", "报告年度是 2023 年，这里与以后的 2024 年比较"),
    ],
)
def test_a_year_compared_with_itself_or_a_later_one_is_found(text: str, says: str) -> None:
    (finding,) = found("DAT-004", TITLE, text)
    assert says in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "2023年度收入100万元，与2022年度相比增加1万元，与2023年年初预算相比持平。",
        "2023年末资产100万元，比2023年初增加1万元。",
        "2023年12月支出10万元，比2023年1月增加1万元。",
        "2023年收入100万元，2022年收入90万元，较2022年增加10万元。",
        "2022年收入90万元。与2022年相比，本年增加10万元。",
        "2024年预算安排120万元，比2023年增加20万元。",
        "2022年项目多，2023年项目比2022年少。",
        "签订合同2023年增加3份。",
    ],
)
def test_comparisons_that_can_be_right_are_passed(text: str) -> None:
    assert found("DAT-004", TITLE, text) == []


_USUAL = ("收入比2022年度增加1万元。", "支出比2022年度增加2万元。", "结余较2022年减少1万元。", "会议费与2022年度持平。")


def test_one_comparison_with_another_year_among_many_is_a_hint() -> None:
    (finding,) = found("DAT-004", TITLE, *_USUAL, "接待费较2021年度增加1万元。")
    assert finding.message == "文中有 4 处与 2022 年比较，只有这里与 2021 年比较。"
    assert finding.severity is Severity.HINT


@pytest.mark.parametrize(
    "text",
    [
        "2022年度接待费较2021年度增加1万元。",
        "五年来，接待费比2018年减少1万元。",
        "游客比2019年（疫情前）增加1万人。",
        "接待费较2021年度增加1万元，会议费较2021年度减少1万元。",
    ],
)
def test_a_longer_view_and_other_years_are_passed(text: str) -> None:
    assert found("DAT-004", TITLE, *_USUAL, text) == []
