"""Paragraphs cut by page breaks joined again, and typed numbers turned into levels."""

from __future__ import annotations

import pytest

from tests.core.intake.texts import left_over, prose, read

LONG = "在老城区选择四处闲置的边角地建设口袋公园并且配套建设照明排水和无障碍设施"


def duties(text: str) -> list[tuple[int, str]]:
    intake = read(f"一、部门基本情况\n（一）部门职能\n{text}\n（二）机构设置\n设三个科室。\n")
    assert not left_over(intake)
    return prose(intake, "overview/duties")


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n", "\n \n", "\x0c"])
@pytest.mark.parametrize("rest", ["，全年完成。", "全年完成。", "9个全年完成。", "6.25万人受益。", "2020年完成。"])
def test_a_paragraph_cut_by_a_page_break_is_joined(gap: str, rest: str) -> None:
    assert duties(LONG + gap + rest) == [(0, LONG + rest)]


@pytest.mark.parametrize("end", "。！？：；”")
def test_a_finished_paragraph_is_not_joined(end: str) -> None:
    assert duties(f"{LONG}{end}\n\n全年完成。") == [(0, LONG + end), (0, "全年完成。")]


def test_a_short_line_is_a_heading_and_swallows_nothing() -> None:
    assert duties("口袋公园建设\n\n在老城区建设口袋公园。") == [(0, "口袋公园建设"), (0, "在老城区建设口袋公园。")]


@pytest.mark.parametrize("end", "，、（《“")
def test_a_short_line_that_cannot_end_there_goes_on(end: str) -> None:
    assert duties(f"口袋公园{end}\n在老城区。") == [(0, f"口袋公园{end}在老城区。")]


@pytest.mark.parametrize(
    "opening", ["一是完成。", "第一，完成。", "（二）完成。", "①完成。", "a)完成。", "\u3000\u3000完成。"]
)
def test_what_begins_like_a_paragraph_is_not_joined(opening: str) -> None:
    assert duties(f"{LONG}\n{opening}") == [(0, LONG), (0, opening.strip())]


def test_page_numbers_between_the_halves_do_not_part_them() -> None:
    intake = read(f"三、存在问题\n{LONG}\n— 12 —\n全年完成。\n第 3 页 共 9 页\n")
    assert prose(intake, "problems/main") == [(0, f"{LONG}全年完成。")]
    assert left_over(intake) == ["— 12 —", "第 3 页 共 9 页"]


def test_a_numbered_title_without_a_stop_is_not_joined_where_its_fellows_have_none() -> None:
    text = f"1.{LONG}\n建设完成。\n2.更新步道照明\n更换完成。"
    assert duties(text) == [(3, LONG), (0, "建设完成。"), (3, "更新步道照明"), (0, "更换完成。")]


def test_a_numbered_point_without_a_stop_is_joined_where_its_fellows_have_one() -> None:
    text = f"1.{LONG}\n建设完成。\n2.更新照明。\n3.修剪乔木。"
    assert duties(text) == [(3, f"{LONG}建设完成。"), (3, "更新照明。"), (3, "修剪乔木。")]


def test_a_number_on_a_line_of_its_own_belongs_to_the_next() -> None:
    assert duties("1.\n负责养护。\n2.\n负责建设。") == [(3, "负责养护。"), (3, "负责建设。")]


def test_latin_words_are_joined_with_a_space() -> None:
    assert duties(f"{LONG}使用 Open\nData 平台。") == [(0, f"{LONG}使用 Open Data 平台。")]


def test_space_inside_prose_stays() -> None:
    assert duties("  在 2020 年度 建设 4 处。  ") == [(0, "在 2020 年度 建设 4 处。")]


@pytest.mark.parametrize("form", ["{}.", "{}、", "{}．", "{} . ", "{}. "])
def test_typed_numbers_become_levels(form: str) -> None:
    text = "\n".join(form.format(n) + f"事项{'甲乙丙'[n - 1]}。" for n in (1, 2, 3))
    assert duties(text) == [(3, "事项甲。"), (3, "事项乙。"), (3, "事项丙。")]


def test_the_fourth_level_begins_anew_under_each_of_the_third() -> None:
    text = "1.甲。\n（1）乙。\n(2)丙。\n2.丁。\n（1）戊。"
    assert duties(text) == [(3, "甲。"), (4, "乙。"), (4, "丙。"), (3, "丁。"), (4, "戊。")]


def test_plain_paragraphs_between_do_not_disturb_the_numbers() -> None:
    assert duties("1.甲。\n说明。\n2.乙。") == [(3, "甲。"), (0, "说明。"), (3, "乙。")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲。\n3.乙。", [(3, "甲。"), (0, "3.乙。")]),
        ("2.甲。", [(0, "2.甲。")]),
        ("1.甲。\n1.乙。\n2.丙。", [(3, "甲。"), (0, "1.乙。"), (3, "丙。")]),
        ("（2）甲。", [(0, "（2）甲。")]),
        ("01.甲。", [(3, "甲。")]),
    ],
)
def test_a_number_that_the_form_would_not_print_stays_typed(text: str, expected: list[tuple[int, str]]) -> None:
    assert duties(text) == expected


def test_a_number_kept_as_typed_is_told() -> None:
    intake = read("三、存在问题\n1.甲。\n3.乙。")
    assert any("编号" in note and "第 3 行" in note for note in intake.notes)


def test_paragraphs_stand_in_order_with_room_between() -> None:
    intake = read("三、存在问题\n甲。\n乙。\n丙。")
    entries = [(where, entry.position) for where, entry in intake.entries if where.startswith("narrative/")]
    assert entries == [(f"narrative/problems/main/p{n}", n * 1024) for n in (1, 2, 3)]
