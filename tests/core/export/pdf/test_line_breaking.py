"""The line composer: forbidden starts and ends, whole numbers, justified lines, nothing lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.export.pdf.line_breaking import NO_LINE_END, NO_LINE_START, Line, compose

_EM = 10.0
_MEASURE = 28 * _EM

_PARAGRAPH = (
    "根据《某市市级财政支出绩效自评办法（试行）》（某财绩〔2021〕12 号）要求，我局成立了“绩效自评工作小组”，"
    "对 2021 年度部门整体支出进行了自评：全年预算 5,076.06 万元，执行 4,890.13 万元，执行率 96.34%；"
    "其中“三公”经费支出 12.5 万元，较上年下降 51.7%……详见附表。自评得分 97.5 分，等级为“优”——与上年持平！"
    "下一步（2022 年）将继续压减一般性支出，提高资金使用效益。"
)


def advance(character: str) -> float:
    return _EM / 2 if ord(character) < 0x2000 and character != "·" else _EM


def broken(text: str, *, measure: float = _MEASURE, indent: float = 0.0, justify: bool = True) -> list[Line]:
    return compose(text, advance=advance, em=_EM, measure=measure, indent=indent, justify=justify)


def drawn_width(line: Line) -> float:
    """The way from the line's start to the end of its last visible character, as the runs are drawn."""
    visible = len(line.text.rstrip(" \u3000"))
    characters = [(character, run.spacing) for run in line.runs for character in run.text][:visible]
    return sum(advance(character) + spacing for character, spacing in characters[:-1]) + advance(characters[-1][0])


@pytest.mark.parametrize("characters", range(6, 40))
def test_a_hard_paragraph_obeys_the_rules_at_every_width(characters: int) -> None:
    lines = broken(_PARAGRAPH, measure=characters * _EM, indent=2 * _EM)

    assert "".join(line.text for line in lines) == _PARAGRAPH
    for line in lines:
        assert line.text[0] not in NO_LINE_START, line.text
        assert line.text.rstrip()[-1] not in NO_LINE_END, line.text


def test_every_line_but_the_last_is_justified() -> None:
    *full, last = broken(_PARAGRAPH, indent=2 * _EM)

    assert len(full) >= 6
    for index, line in enumerate(full):
        room = _MEASURE - (0.0 if index else 2 * _EM)
        # The blank half of a mark at the end of a line may hang out.
        assert room - 1e-6 <= drawn_width(line) <= room + _EM / 2 + 1e-6, line.text
    assert drawn_width(last) < _MEASURE - _EM
    assert {run.spacing for run in last.runs if run.spacing > 0} == set()


def test_a_line_of_28_characters_stands_on_the_grid() -> None:
    first, second = broken("绩" * 28 + "效" * 3)

    assert [run.spacing for run in first.runs] == [0.0]
    assert first.text == "绩" * 28
    assert second.text == "效效效"


def test_the_first_line_is_indented() -> None:
    first, second = broken("绩" * 30, indent=2 * _EM)

    assert (first.x, len(first.text)) == (2 * _EM, 26)
    assert (second.x, len(second.text)) == (0.0, 4)


@pytest.mark.parametrize(
    "whole",
    ["5,076.06", "96.34%", "-3.2%", "2021-09-30", "GB/T", "Word", "0757-8332", "……", "——", "1+N", "￥500.00", "1."],
)
def test_numbers_words_and_long_marks_are_never_broken(whole: str) -> None:
    text = f"其中预算执行情况为{whole}与上年相比有变化，" * 40

    assert _whole_in_lines(broken(text), whole) == 40


def _whole_in_lines(lines: list[Line], whole: str) -> int:
    return sum(line.text.count(whole) for line in lines)


@pytest.mark.parametrize("figure", ["5,076.06 万元", "2020 年", "51.7%", "12个", "3.09 万人次"])
def test_a_number_stays_with_its_unit(figure: str) -> None:
    text = f"本年度累计投入资金达到{figure}用于重点项目建设。" * 30

    assert _whole_in_lines(broken(text), figure) == 30


def test_in_a_narrow_cell_a_short_line_is_better_than_a_torn_figure() -> None:
    lines = broken("比上年下降 8.5 个百分点，减少 1,912.36 万元。", measure=9 * _EM, justify=False)

    assert [line.text for line in lines] == ["比上年下降 ", "8.5 个百分点，减少 ", "1,912.36 万元。"]


def test_a_number_leaves_its_unit_rather_than_tear_the_line_open() -> None:
    text = "资金5,076,123,456,789.06 万元"

    lines = broken(text, measure=13 * _EM)

    assert [line.text for line in lines] == ["资金5,076,123,456,789.06 ", "万元"]


def test_marks_in_a_row_share_a_blank_half() -> None:
    (line,) = broken("按照“三个清单”，《预算法》（修正）：“好”。")

    squeezed = {character for run in line.runs if run.spacing < 0 for character in run.text}
    assert squeezed == {"”", "，", "》", "）", "："}
    assert line.width == pytest.approx((len(line.text) - 3) * _EM)


def test_punctuation_is_squeezed_to_take_a_mark_in() -> None:
    text = "一，二，三，四五六七八九十一二三四五六七八九十一二三四。" + "后" * 20

    first, *_ = broken(text, measure=27.2 * _EM)

    assert first.text.endswith("。")
    assert min(run.spacing for run in first.runs) >= -_EM / 2
    assert drawn_width(first) <= 27.2 * _EM + _EM / 2 + 1e-6


def test_a_run_longer_than_a_line_is_broken_and_does_not_overflow() -> None:
    lines = broken("A" * 5000)

    assert "".join(line.text for line in lines) == "A" * 5000
    assert all(drawn_width(line) <= _MEASURE + 1e-6 for line in lines)
    assert len(lines) == 5000 / (2 * 28) // 1 + 1


def test_marks_without_a_place_to_break_are_broken_all_the_same() -> None:
    lines = broken("，" * 300)

    assert "".join(line.text for line in lines) == "，" * 300
    assert all(drawn_width(line) <= _MEASURE + _EM / 2 + 1e-6 for line in lines)


def test_spaces_hang_at_the_end_of_a_line() -> None:
    lines = broken("绩" * 28 + "   " + "效" * 5)

    assert [line.text for line in lines] == ["绩" * 28 + "   ", "效" * 5]


def test_without_justifying_lines_keep_their_widths() -> None:
    first, *_ = broken("绩效自评 2021.5 " * 20, justify=False)

    assert {run.spacing for run in first.runs} == {0.0}
    assert first.width == pytest.approx(drawn_width(first))


def test_no_text_has_no_lines() -> None:
    assert broken("") == []


@pytest.mark.parametrize("length", [1, 2])
def test_the_last_line_is_not_one_character_where_that_can_be_helped(length: int) -> None:
    text = "绩，" * 13 + "绩效评价" + "。" * (length - 1)

    assert len(broken(text)[-1].text) != 1


_CLUSTER = st.one_of(
    st.text(alphabet="的一是在了部门整体支出绩效自评报告预算执行", min_size=1, max_size=12),
    st.sampled_from(["，", "。", "、", "；", "：", "？", "！", "”，", "》、", "）。", "……", "——", "·", "％"]),
    st.sampled_from(["（", "《", "“", "：“", "，《", "（“"]).flatmap(
        lambda opening: st.text(alphabet="绩效预算", min_size=1, max_size=6).map(lambda inner: opening + inner)
    ),
    st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3}){0,3}(\.[0-9]{2})?(%| 万元| 年|个)?", fullmatch=True),
    st.sampled_from(["GDP", "Word 2019", "e-mail", "A4"]),
    st.just(" "),
)


@settings(deadline=None)
@given(clusters=st.lists(_CLUSTER, min_size=1, max_size=120), characters=st.integers(18, 40), indent=st.integers(0, 2))
def test_any_text_is_kept_whole_and_obeys_the_rules(clusters: list[str], characters: int, indent: int) -> None:
    text = "自" + "".join(clusters)

    lines = broken(text, measure=characters * _EM, indent=indent * _EM)

    assert "".join(line.text for line in lines) == text
    assert all("".join(run.text for run in line.runs) == line.text for line in lines)
    for index, line in enumerate(lines):
        room = characters * _EM - (0 if index else indent * _EM)
        assert line.text.strip(), lines
        assert drawn_width(line) <= room + _EM / 2 + 1e-6
        if _has_a_place_to_break(text, characters):
            assert line.text[0] not in NO_LINE_START
            assert line is lines[-1] or line.text.rstrip()[-1] not in NO_LINE_END


def _has_a_place_to_break(text: str, characters: int) -> bool:
    """Whether no chain of characters that the rules hold together is about as long as a line."""
    longest = current = 0
    for before, after in itertools.pairwise(text):
        held = after in NO_LINE_START or before in NO_LINE_END or after == " " or (before + after).isascii()
        held = held or before in NO_LINE_START
        current = current + 1 if held else 1
        longest = max(longest, current)
    return longest < characters - 6


# The typographer's blanks (U+2000 to U+200A and their like) are left out: held between quotation marks, they overflow a
# line of three characters. No page is that narrow.
_ANY = st.one_of(st.characters(exclude_categories=("Cs", "Zs")), st.sampled_from(" \u3000\xa0"))


@settings(deadline=None, max_examples=200)
@given(text=st.text(_ANY, max_size=200), characters=st.integers(3, 40))
def test_no_text_at_all_is_lost_or_overflows(text: str, characters: int) -> None:
    lines = broken(text, measure=characters * _EM)

    assert "".join(line.text for line in lines) == text
    for line in lines:
        if line.text.strip(" \u3000"):
            assert drawn_width(line) <= characters * _EM + _EM / 2 + 1e-6


def test_a_long_text_is_set_as_if_it_were_set_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _PARAGRAPH * 100
    in_portions = broken(text, indent=2 * _EM)

    monkeypatch.setattr("core.export.pdf.line_breaking._PORTION", len(text))

    assert in_portions == broken(text, indent=2 * _EM)


@pytest.mark.parametrize("character", ["汉", "a", "1,", " ", "\u0301", "（", "…"])
def test_a_hostile_text_is_set_in_portions_and_nothing_is_lost(character: str) -> None:
    text = character * 15_000
    assert "".join(line.text for line in broken(text)) == text
