from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.export.xlsx.text import (
    LONGEST_TEXT,
    clean,
    escaped_marks,
    half_ems,
    line_ends,
    looks_like_formula,
    within_limit,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("一行\r\n二行\r三行\n四行\u2028五行", "一行\n二行\n三行\n四行\n五行"),
        ("甲\t乙", "甲 乙"),
        ("\x00甲\x07\x1b\x9f乙\ud800\ufffe", "甲乙"),
        ("𠮷野家☑", "𠮷野家☑"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_text_is_cut_at_the_limit_counted_as_excel_counts() -> None:
    assert within_limit("长" * LONGEST_TEXT) == "长" * LONGEST_TEXT
    assert len(within_limit("长" * (LONGEST_TEXT + 1))) == LONGEST_TEXT
    # A character beyond the first plane counts as two and is never halved.
    rare = within_limit("𠮷" * LONGEST_TEXT)
    assert LONGEST_TEXT - 1 <= len(rare.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert rare.endswith("𠮷……（全文见报告）")


@given(st.text(st.characters(codec=None)))
def test_every_clean_text_can_stand_in_an_xml_file(text: str) -> None:
    cleaned = clean(text)
    element = ElementTree.Element("t")
    element.text = cleaned
    assert (ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")).text or "") == cleaned
    assert clean(cleaned) == cleaned


def test_what_excel_would_read_as_a_character_code_is_escaped() -> None:
    assert escaped_marks("_x0041_甲_乙") == "_x005F_x0041_甲_乙"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "＝1", "－1", "  =1", "\n=1"])
def test_looks_like_formula(text: str) -> None:
    assert looks_like_formula(text)


@pytest.mark.parametrize("text", ["", "一、", "1-1", "'=1", "——", "（=1）"])
def test_looks_like_plain_text(text: str) -> None:
    assert not looks_like_formula(text)


def test_half_ems() -> None:
    assert half_ems("决算数 1,234.50") == 15
    assert half_ems("“三公”") == 8


def lines_of(text: str, measure: int) -> list[str]:
    ends = list(line_ends(text, measure))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("", 20, [""]),
        ("一二三四五", 20, ["一二三四五"]),
        # Twenty half ems exactly: a printer may need more.
        ("一二三四五六七八九十", 20, ["一二三四五六七八九", "十"]),
        ("一二三四五六七八九，十", 20, ["一二三四五六七八", "九，十"]),
        ("一\n\n二", 20, ["一\n", "\n", "二"]),
        ("共 1,234,567.89 万元", 13, ["共 ", "1,234,567.89 ", "万元"]),
        ("x" * 40, 21, ["x" * 20, "x" * 20]),
        ("一x" * 2, 2, ["一", "x", "一", "x"]),
    ],
)
def test_lines(text: str, measure: int, lines: list[str]) -> None:
    assert lines_of(text, measure) == lines


@given(st.text("一二三四，。（）ab1. \n", max_size=200), st.integers(2, 60))
def test_lines_hold_the_whole_text_and_fit(text: str, measure: int) -> None:
    lines = lines_of(text, measure)
    assert "".join(lines) == text
    assert all(half_ems(line.rstrip()) <= measure for line in lines)
