"""Titles compared as people type them, and the numbers before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.numbering import chapter_number, part_number
from core.intake.titles import Style, closest, key_of, likeness, read_number, shared_letters, title_before


@pytest.mark.parametrize("typed", ["部门职能", "部门 职能", "部门职能：", " 部门\u3000职能 。", "“部门职能”"])
def test_space_quotation_and_closing_marks_make_no_difference(typed: str) -> None:
    assert key_of(typed) == "部门职能"


def test_width_makes_no_difference() -> None:
    assert key_of("资金（２０２０）：") == key_of("资金(2020)")


@pytest.mark.parametrize(
    ("text", "style", "value", "rest"),
    [
        ("一、部门", Style.CHAPTER, 1, "部门"),
        ("十二 、 部门", Style.CHAPTER, 12, "部门"),
        ("第二部分　部门", Style.CHAPTER, 2, "部门"),
        ("第三部分：部门", Style.CHAPTER, 3, "部门"),
        ("（二十一）部门", Style.PART, 21, "部门"),
        ("( 四 ) 部门", Style.PART, 4, "部门"),
        ("1. 部门", Style.ITEM, 1, "部门"),
        ("１０、部门", Style.ITEM, 10, "部门"),
        ("3．2020年", Style.ITEM, 3, "2020年"),
        ("（1）部门", Style.SUBITEM, 1, "部门"),
        ("(１２) 部门", Style.SUBITEM, 12, "部门"),
    ],
)
def test_numbers_are_read(text: str, style: Style, value: int, rest: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.style, number.value, number.rest) == (style, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "6.25万名",
        "2020年",
        "1、2号楼",
        "12.20",
        "一二、部门",
        "十十、部门",
        "一是部门",
        "三级指标",
        "（一百）部门",
        "47.3%",
    ],
)
def test_figures_and_words_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(1, 99))
def test_what_the_report_prints_is_read_back(value: int) -> None:
    for text, style in ((chapter_number(value), Style.CHAPTER), (part_number(value), Style.PART)):
        number = read_number(text + "标题")
        assert number is not None
        assert (number.style, number.value, number.rest) == (style, value, "标题")


def test_a_title_is_like_itself_with_words_left_out_or_put_in() -> None:
    assert likeness("资产管理", "资产管理情况") == 66
    assert likeness("部门主要职能", "部门职能") == 66
    assert likeness("资源管理情况", "资产管理情况") == 0
    assert likeness("管理", "资产管理情况") == 0


def test_two_equally_like_titles_decide_nothing() -> None:
    assert closest("管理情况", {"资产管理情况": 1, "财务管理情况": 2}) is None
    assert closest("资产管理", {"资产管理情况": 1, "财务管理情况": 2}) == 1


def test_shared_letters_count_each_letter_once() -> None:
    assert shared_letters("部门部门", "部门职能") == 50


def test_the_text_behind_a_title_begins_after_its_mark() -> None:
    text = "部门 职能。负责公园。"
    assert text[title_before(text, ["部门职能"], "。：") :] == "负责公园。"
    assert title_before("部门职能负责公园。", ["部门职能"], "。：") == 0
    assert title_before("部门", ["部门职能"], "。：") == 0
