"""Laws of every import: nothing is lost, nothing raises, and what was written out comes back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import AppError
from core.intake.text import import_text
from core.intake.text_file import read_text_file
from core.model.change import Entry, Origin
from core.model.report import Report
from core.paths import resource_path
from tests.core.intake.texts import REPORT, STANDARD, count, left_over, prose, read, report_of, write_text

TITLES = [part.title for part in STANDARD.parts.values() if part.title]
TITLES += [title for chapter in STANDARD.chapters for title in (chapter.title, *chapter.aliases)]
TITLES += [field.title for field in STANDARD.cover]
TABLE_WORDS = [text for table in STANDARD.tables for text in (table.title, table.heading)]
TABLE_WORDS += [column.title for table in STANDARD.tables for column in table.columns]
TABLE_WORDS += [row.title for table in STANDARD.tables for row in table.rows]
NUMBERS = ["一、", "（二）", "(三)", "十、", "第一部分", "1.", "2、", "（1）", "(2)", "一是", "— 3 —", "目录"]
WORDS = ["推进公园建设", "分值8分，得7分", "扣1分，原因是", "单位：万元", "单位：元", "得分", "分值", "指标", "合计"]
MARKS = ["。", "，", "：", ":", "；", "\t", "|", "  ", " ", "\u3000", "\n", "\n\n", "\r\n", "\x0c", "（", "）", "……"]
FIGURES = ["1,234.50", "0.00", "12", "２０２０年", "2020", "6.25万", "-3", "%"]
pieces = st.one_of(
    st.sampled_from(TITLES + TABLE_WORDS + NUMBERS + WORDS + FIGURES), st.sampled_from(MARKS), st.text(max_size=6)
)
texts = st.lists(pieces, max_size=60).map("".join)


def check_conservation(text: str) -> None:
    intake = read(text)
    assert intake.placed >= 0
    assert intake.left_over >= 0
    assert intake.placed + intake.left_over == count(text)
    addresses = [where for where, _ in intake.entries]
    assert len(addresses) == len(set(addresses))
    for where, entry in intake.entries:
        assert entry.value.strip(), where
        assert entry.origin is Origin.IMPORTED
    tray = [(where, entry) for where, entry in intake.entries if where.startswith("left_over/")]
    assert [(where, entry.position) for where, entry in tray] == [
        (f"left_over/{n}", n) for n in range(1, len(tray) + 1)
    ]
    report = report_of(intake)
    for table, _, _, where in STANDARD.cells():
        assert report.amount(where) is None or report.shown_amount(where), table.id


@given(st.text())
def test_random_text_is_conserved(text: str) -> None:
    check_conservation(text)


@given(texts)
@settings(max_examples=400)
def test_texts_made_of_the_standards_words_are_conserved(text: str) -> None:
    check_conservation(text)


@given(st.data())
def test_the_report_with_pieces_missing_doubled_or_put_in_is_conserved(data: st.DataObject) -> None:
    lines = REPORT.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["remove", "double", "cut", "put"])):
            case "remove":
                lines[at] = ""
            case "double":
                lines[at] *= 2
            case "cut":
                where = data.draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:where] + "\n\n" + lines[at][where:]
            case _:
                lines[at] += data.draw(texts)
    check_conservation("".join(lines))


@given(
    st.lists(
        st.tuples(st.sampled_from([*NUMBERS[:9], ""]), st.booleans(), st.sampled_from(["。", "", "，"])), max_size=30
    )
)
def test_no_word_is_ever_lost(shapes: list[tuple[str, bool, str]]) -> None:
    markers = [f"甲{n}乙" * (8 if long else 1) for n, (_, long, _) in enumerate(shapes)]
    lines = [number + marker + stop for marker, (number, _, stop) in zip(markers, shapes, strict=True)]
    middle = len(lines) // 2
    text = "\n".join(["三、存在问题", *lines[:middle], "四、改进措施", *lines[middle:]])
    values = "\n".join(entry.value for _, entry in read(text).entries)
    for marker in markers:
        assert marker in values


@given(st.binary(max_size=300))
def test_random_files_raise_nothing_but_the_error_for_users(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("files") / "报告.txt"
    path.write_bytes(data)
    with contextlib.suppress(AppError):
        check_conservation(read_text_file(path))


def test_invisible_characters_are_named_and_counted() -> None:
    text = "三、存在问题\n一是\x07验收\u200b推迟。\ufeff\n"
    intake = read(text)
    assert prose(intake, "problems/main") == [(0, "一是验收推迟。")]
    assert intake.left_over == 3
    assert left_over(intake) == ["不可见字符 3 个：U+0007、U+200B、U+FEFF"]
    assert intake.placed + intake.left_over == count(text)


def test_half_characters_do_not_reach_the_report() -> None:
    intake = read("三、存在问题\n一是\ud83d验收推迟。\n")
    assert prose(intake, "problems/main") == [(0, "一是验收推迟。")]


def test_nothing_gives_nothing() -> None:
    intake = read("")
    assert (intake.entries, intake.placed, intake.left_over) == ((), 0, 0)


def test_the_same_text_gives_the_same_intake() -> None:
    assert read(REPORT) == read(REPORT)


def test_every_entry_says_where_it_came_from() -> None:
    for where, entry in read(REPORT).entries:
        assert entry.source.startswith("报告.txt 第 "), where


def test_the_report_goes_in_whole() -> None:
    intake = read(REPORT)
    assert intake.left_over == 0
    assert intake.placed == count(REPORT)


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("\n", "\n\n\n")])
def test_line_ends_make_no_difference(change: Callable[[str], str]) -> None:
    def values(text: str) -> list[tuple[str, str, int]]:
        return [(where, entry.value, entry.level) for where, entry in read(text).entries]

    assert values(change(REPORT)) == values(REPORT)


# -- what was written out comes back --------------------------------------------------------------------------------

words = st.text(alphabet="推进公园建设养护修剪照明排水验收", min_size=2, max_size=50)
paragraphs = st.lists(
    st.tuples(st.sampled_from([0, 0, 3, 4]), words.map(lambda text: f"{text}。")), min_size=1, max_size=8
)
amounts = st.none() | st.decimals(0, 99999, places=2).map(lambda figure: f"{figure * 10000:f}")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    entries = {
        "cover/reporting_unit": Entry(draw(words)),
        "cover/fiscal_year": Entry(str(draw(st.integers(2000, 2099)))),
        "cover/preparer": Entry(draw(words)),
    }
    for part in STANDARD.parts:
        for n, (level, text) in enumerate(draw(paragraphs), start=1):
            entries[f"{part}/p{n}"] = Entry(text, level=level, position=n * 1024)
    for _, row, _, where in STANDARD.cells():
        figure = None if row.parts else draw(amounts)
        if figure is not None:
            entries[where] = Entry(figure)
    return Report(STANDARD, entries)


@given(reports())
@settings(max_examples=30)
def test_what_was_written_out_comes_back(report: Report) -> None:
    text = write_text(report)
    intake = read(text)
    assert intake.left_over == 0
    assert intake.placed == count(text)
    again = report_of(intake)
    for field in STANDARD.cover:
        assert again.text(f"cover/{field.id}") == report.text(f"cover/{field.id}")
    for part in STANDARD.parts:
        found = [(item.level, item.text) for item in again.paragraphs(part)]
        assert found == [(item.level, item.text) for item in report.paragraphs(part)]
    for _, row, _, where in STANDARD.cells():
        assert again.amount(where) == report.amount(where), row.id


def test_the_short_report_written_out_comes_back() -> None:
    first = report_of(read(REPORT))
    second = report_of(read(write_text(first)))
    assert {where: (entry.value, entry.level) for where, entry in second.entries.items()} == {
        where: (entry.value, entry.level) for where, entry in first.entries.items()
    }


# -- whole reports ---------------------------------------------------------------------------------------------------


def test_the_bundled_sample_goes_in_whole() -> None:
    path = resource_path("samples", "sample.txt")
    intake = import_text(read_text_file(path), STANDARD, path.name)
    assert intake.left_over == 0
    report = report_of(intake)
    assert all(report.paragraphs(part) for part in STANDARD.parts)
    assert all(report.score(indicator.id) is not None for indicator in STANDARD.scored_indicators)
    assert all(report.amount(where) is not None for _, _, _, where in STANDARD.cells())


SHARED = Path(__file__).parents[3].parent / "shared" / "samples" / "foshan-2020.txt"


@pytest.mark.skipif(not SHARED.is_file(), reason="the published report lies beside the checkout")
def test_the_published_report_goes_in() -> None:
    text = read_text_file(SHARED)
    intake = import_text(text, STANDARD, SHARED.name)
    assert intake.placed + intake.left_over == count(text)
    assert intake.placed * 100 >= count(text) * 99

    report = report_of(intake)
    stated = dict(
        line.split("：") for line in text.splitlines() if line.split("：")[0] in {f.title for f in STANDARD.cover}
    )
    assert len(stated) == 5
    for field in STANDARD.cover:
        assert report.text(f"cover/{field.id}") == stated.get(field.title, "2020")
    scores = [report.score(indicator.id) for indicator in STANDARD.scored_indicators]
    assert scores == [8, 8, 7, 20, 11, 4, 5, 30, 5]
    assert all(report.paragraphs(part) for part in STANDARD.parts)

    cells = [line.split("\t") for line in text.splitlines() if "\t" in line][1:]
    shown = [
        [row.title, *(report.shown_amount(f"spending/{row.id}/{column.id}") for column in STANDARD.tables[0].columns)]
        for row in STANDARD.tables[0].rows
    ]
    assert shown == cells
    assert sum(len(row) - 1 for row in shown) == 27
    assert not any(where.startswith(("spending/basic/", "spending/total/")) for where in report.entries)

    levels = [item.level for item in report.paragraphs("narrative/overview/tasks")]
    assert levels.count(3) == 7
    assert [item.level for item in report.paragraphs("narrative/overview/duties")] == [3] * 12
    assert len(report.paragraphs("narrative/problems/main")) == 4
    assert len(report.paragraphs("narrative/measures/main")) == 4
    joined = next(note for note in intake.notes if note.startswith("分页断开"))
    assert "第 63、75、101、111、144、194 行" in joined
    assert all(item.text[-1] in "。：:" for item in report.all_paragraphs())
