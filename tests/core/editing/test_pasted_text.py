"""What is pasted from Word, WPS or a web page becomes paragraphs with levels, and says what it said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.document.numbering import paragraph_numbers
from core.editing.pasted_text import pasted_paragraphs
from core.model.report import Paragraph


def test_numbers_that_count_from_one_become_levels() -> None:
    text = "主要做法如下：\n1.\t制定制度。\n（1）明确分工；\n(2) 按月通报。\n2、开展检查。\n（1）抽查 3 次。"
    assert pasted_paragraphs(text) == [
        (0, "主要做法如下："),
        (3, "制定制度。"),
        (4, "明确分工；"),
        (4, "按月通报。"),
        (3, "开展检查。"),
        (4, "抽查 3 次。"),
    ]


def test_a_list_that_begins_elsewhere_keeps_its_numbers() -> None:
    assert pasted_paragraphs("3. 第三项。\n4. 第四项。") == [(0, "3. 第三项。"), (0, "4. 第四项。")]
    assert pasted_paragraphs("1. 甲。\n3. 丙。") == [(0, "1. 甲。"), (0, "3. 丙。")]


def test_a_figure_at_the_beginning_is_no_number_of_a_list() -> None:
    assert pasted_paragraphs("1.5 万元用于培训。") == [(0, "1.5 万元用于培训。")]
    assert pasted_paragraphs("2020 年支出 3 万元。") == [(0, "2020 年支出 3 万元。")]
    assert pasted_paragraphs("1.") == [(0, "1.")]


def test_blanks_bullets_and_empty_lines_stay_behind() -> None:
    assert pasted_paragraphs("\u3000\u3000一是加强管理。\xa0\r\n\r\n●\t二是压减开支。") == [
        (0, "一是加强管理。"),
        (0, "二是压减开支。"),
    ]
    assert pasted_paragraphs(" \n\u3000") == []


@given(st.lists(st.tuples(st.sampled_from([0, 3, 4]), st.text("甲乙丙，。", min_size=1, max_size=5)), max_size=8))
def test_what_the_program_numbers_comes_back_with_the_same_levels(paragraphs: list[tuple[int, str]]) -> None:
    numbered = paragraph_numbers([Paragraph("", text, level, 0) for level, text in paragraphs])
    assert pasted_paragraphs("\n".join(f"{number}{paragraph.text}" for paragraph, number in numbered)) == paragraphs
