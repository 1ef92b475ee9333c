"""What may stand in a row, and how a change is written in the log."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import address
from core.model.change import Change, Entry, Origin, Put
from core.store.rows import LONGEST_VALUE, BadRowError, check_entry, decode_puts, encode_puts

CELL = address.cell("spending", "basic", "final")
TEXT = "narrative/overview/duties/p1"


@pytest.mark.parametrize("value", ["", "0", "-12.50", "40000000000.00", "0E-8", "+1.", ".5", "1E+2"])
@pytest.mark.parametrize("where", [CELL, address.indicator_score("budgeting")])
def test_figures_that_may_stand(where: str, value: str) -> None:
    check_entry(where, Entry(value))


@pytest.mark.parametrize("value", ["一", "1,000", " 1", "1 ", "NaN", "-Infinity", "1_0", "１", "1E999", "--1", "1e18"])
@pytest.mark.parametrize("where", [CELL, address.indicator_score("budgeting")])
def test_figures_that_may_not_stand(where: str, value: str) -> None:
    with pytest.raises(BadRowError, match="不是数字"):
        check_entry(where, Entry(value))


@pytest.mark.parametrize("where", [TEXT, address.indicator_reason("budgeting"), address.cover_field("phone")])
def test_words_may_stand_where_no_figure_does(where: str) -> None:
    check_entry(where, Entry("一、二"))


@pytest.mark.parametrize(
    ("where", "entry"),
    [
        ("cover", Entry("")),
        ("cover/", Entry("")),
        ("cover/部门", Entry("")),
        ("a/b/c/d/e", Entry("")),
        ("cover/" + "a" * 200, Entry("")),
        (TEXT, Entry("x" * (LONGEST_VALUE + 1))),
        (TEXT, Entry("\ud83d")),
        (TEXT, Entry("a\0")),
        (TEXT, Entry("", source="x" * 10_001)),
        (TEXT, Entry("", level=-1)),
        (TEXT, Entry("", level=10)),
        (TEXT, Entry("", position=10**10)),
    ],
)
def test_entries_that_may_not_stand(where: str, entry: Entry) -> None:
    with pytest.raises(BadRowError):
        check_entry(where, entry)


ENTRIES = st.builds(
    Entry,
    value=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    origin=st.sampled_from(Origin),
    source=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50),
    level=st.integers(0, 9),
    position=st.integers(-(10**9), 10**9),
)
PUTS = st.dictionaries(
    st.sampled_from([f"narrative/overview/duties/p{number}" for number in range(9)]),
    st.tuples(st.none() | ENTRIES, st.none() | ENTRIES),
)


@given(PUTS)
def test_puts_are_read_as_they_were_written(entries: dict[str, tuple[Entry | None, Entry | None]]) -> None:
    puts = tuple(Put(where, before, after) for where, (before, after) in entries.items())
    content = encode_puts(Change("修改", puts)).encode("utf-8")
    assert decode_puts(content, {put.address: put.after for put in puts if put.after}, done=True) == puts
    assert decode_puts(content, {put.address: put.before for put in puts if put.before}, done=False) == puts


LONG = "负责全市公园和绿地的规划、建设和管理。" * 100
EDIT = Change("修改", (Put(TEXT, Entry(LONG), Entry(f"{LONG[:900]}修{LONG[901:]}")),))


@given(st.integers(0, len(LONG)), st.integers(0, len(LONG)), st.text("修改", max_size=3))
def test_long_text_is_read_as_it_was_written(first: int, second: int, words: str) -> None:
    start, end = sorted((first, second))
    before, after = Entry(LONG), Entry(LONG[:start] + words + LONG[end:])
    content = encode_puts(Change("修改", (Put(TEXT, before, after),))).encode("utf-8")
    assert decode_puts(content, {TEXT: after}, done=True) == (Put(TEXT, before, after),)
    assert decode_puts(content, {TEXT: before}, done=False) == (Put(TEXT, before, after),)


def test_of_a_long_text_only_what_changes_is_logged() -> None:
    assert len(encode_puts(EDIT)) < 400


@pytest.mark.parametrize("text", ["", LONG[1:], LONG[:-1], LONG.replace("公", "花")])
@pytest.mark.parametrize("done", [True, False])
def test_logged_difference_does_not_apply_to_another_text(text: str, done: bool) -> None:
    with pytest.raises(BadRowError, match="不符"):
        decode_puts(encode_puts(EDIT).encode("utf-8"), {TEXT: Entry(text)}, done=done)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_every_amount_may_stand(amount: Decimal) -> None:
    check_entry(CELL, Entry(str(amount)))


ROW = {"value": "", "origin": "typed", "source": "", "level": 0, "position": 0}


@pytest.mark.parametrize(
    "rows",
    [
        {},
        [1],
        [{"address": TEXT, "before": None}],
        [{"address": TEXT, "before": None, "after": None, "more": 1}],
        [{"address": TEXT, "before": None, "after": []}],
        [{"address": TEXT, "before": None, "after": {"value": ""}}],
        [{"address": TEXT, "before": None, "after": ROW | {"level": True}}],
        [{"address": TEXT, "before": None, "after": ROW | {"level": 1.5}}],
        [{"address": TEXT, "before": None, "after": ROW | {"origin": ["typed"]}}],
        [{"address": TEXT, "before": None, "after": ROW | {"value": None}}],
        [{"address": 1, "before": None, "after": ROW}],
        [{"address": 1, "before": None, "after": None}],
        [{"address": CELL, "before": None, "after": ROW | {"value": "一"}}],
        [{"address": TEXT, "before": None, "after": ROW}] * 2,
        [{"address": TEXT, "before": None, "after": ROW, "same": [0, 0, 0, 0]}],
        [{"address": TEXT, "before": ROW, "after": ROW, "same": [0, 0, 0]}],
        [{"address": TEXT, "before": ROW, "after": ROW, "same": [1, 0, 0, 0]}],
        [{"address": TEXT, "before": ROW, "after": ROW, "same": [-1, 1, 0, 0]}],
        [{"address": TEXT, "before": ROW, "after": ROW, "same": "0000"}],
    ],
)
def test_log_rows_of_another_shape_are_refused(rows: object) -> None:
    with pytest.raises(BadRowError):
        decode_puts(json.dumps(rows).encode(), {}, done=True)


@pytest.mark.parametrize("content", [b"", b"[", b"\xff", b"[" * 100_000, b"[" + b"9" * 10_000 + b"]"])
def test_log_rows_that_are_no_json_are_refused(content: bytes) -> None:
    with pytest.raises(BadRowError):
        decode_puts(content, {}, done=True)


def test_change_with_two_puts_for_one_address_is_refused() -> None:
    with pytest.raises(BadRowError, match="两次"):
        encode_puts(Change("修改", (Put(TEXT, None, Entry("a")), Put(TEXT, Entry("a"), Entry("b")))))


def test_change_with_an_endless_title_is_refused() -> None:
    with pytest.raises(BadRowError, match="名称"):
        encode_puts(Change("修" * 1001, (Put(TEXT, None, Entry("a")),)))
