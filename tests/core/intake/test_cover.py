"""The cover: labelled fields and the title, whole, broken, or in other words."""

from __future__ import annotations

import pytest

from tests.core.intake.texts import left_over, read, report_of

BODY = "\n一、部门基本情况\n（一）部门职能\n负责公园。\n"
TITLE = "清河市公园管理局2020年度部门整体支出绩效自评报告"


def cover(text: str) -> dict[str, str]:
    report = report_of(read(text + BODY))
    return {
        field.id: report.text(f"cover/{field.id}")
        for field in report.standard.cover
        if report.text(f"cover/{field.id}")
    }


@pytest.mark.parametrize(
    "line",
    [
        "填报人：乙",
        "填报人: 乙 ",
        "填 报 人：乙",
        "填\u3000报\u3000人 ：\u3000乙",
        "填报人\t乙",
        "| 填报人 | 乙 |",
        "填报人：\n乙",
        "填报人：\n\n  乙",
    ],
)
def test_a_field_is_read_in_every_form(line: str) -> None:
    assert cover(line) == {"preparer": "乙"}
    assert not left_over(read(line + BODY))


def test_several_fields_in_a_line_are_told_apart() -> None:
    expected = {"preparer": "乙", "phone": "0000-1234567"}
    assert cover("填报人：乙　　联系电话：0000-1234567") == expected
    assert cover("填报人\t乙\t联系电话\t0000-1234567") == expected
    assert cover("填报人：乙，联系电话：0000-1234567") == expected


def test_an_empty_field_stays_empty() -> None:
    assert cover("部门负责人：\n填报人：\n联系电话：") == {}
    assert not left_over(read("部门负责人：\n填报人：" + BODY))


def test_a_blank_to_be_filled_in_is_no_value() -> None:
    assert cover("填报人：____\n") == {}


def test_a_line_with_another_label_is_not_taken_for_the_value_above() -> None:
    assert cover("部门负责人：\n单位地址：中山路一号") == {}
    assert left_over(read("部门负责人：\n单位地址：中山路一号" + BODY)) == ["单位地址：中山路一号"]


def test_a_remark_behind_a_label_is_left_over() -> None:
    intake = read("部门名称（盖章）：清河市公园管理局" + BODY)
    assert cover("部门名称（盖章）：清河市公园管理局") == {"reporting_unit": "清河市公园管理局"}
    assert left_over(intake) == ["（盖章）"]


def test_a_field_said_twice_keeps_the_first_and_drops_nothing() -> None:
    text = "填报人：乙\n填报人：丙"
    assert cover(text) == {"preparer": "乙"}
    assert left_over(read(text + BODY)) == ["丙"]


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "清河市公园管理局 2020 年度部门 整体支出绩效自评报告",
        "清河市公园管理局\n2020年度部门整体支出\n\n绩效自评报告",
        "清河市公园管理局二〇二〇年度部门整体支出绩效自评报告",
        "清河市公园管理局２０２０年度部门整体支出绩效自评报告",
    ],
)
def test_unit_and_year_are_read_from_the_title(title: str) -> None:
    assert cover(title) == {"reporting_unit": "清河市公园管理局", "fiscal_year": "2020"}
    assert not left_over(read(title + BODY))


def test_the_field_names_the_unit_and_the_title_the_year() -> None:
    text = f"{TITLE}\n部门名称：清河市公园管理局"
    entries = dict(read(text + BODY).entries)
    assert entries["cover/reporting_unit"].source == "报告.txt 第 2 行"
    assert entries["cover/fiscal_year"].source == "报告.txt 第 1 行"


def test_a_title_that_contradicts_the_fields_is_left_over() -> None:
    text = f"{TITLE}\n部门名称：清河市园林局"
    assert cover(text) == {"reporting_unit": "清河市园林局", "fiscal_year": "2020"}
    assert left_over(read(text + BODY)) == [TITLE]


def test_a_year_of_its_own_goes_before_the_title() -> None:
    text = f"{TITLE}\n评价年度：2019年度"
    assert cover(text)["fiscal_year"] == "2019"
    assert left_over(read(text + BODY)) == [TITLE]


def test_of_a_title_in_other_words_only_the_year_is_taken() -> None:
    title = "关于2021年度绩效工作的自评报告"
    assert cover(title) == {"fiscal_year": "2021"}
    assert left_over(read(title + BODY)) == [title]


def test_other_lines_before_the_first_heading_are_left_over() -> None:
    assert left_over(read("附件2\n" + TITLE + "\n市财政局：" + BODY)) == ["附件2", "市财政局："]


def test_without_a_heading_the_cover_is_still_read() -> None:
    assert report_of(read(f"{TITLE}\n填报人：乙")).text("cover/preparer") == "乙"
