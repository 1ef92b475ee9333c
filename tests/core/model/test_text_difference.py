"""Differing characters: both texts can be put together again from the runs, and figures stay whole."""

from __future__ import annotations

from time import monotonic
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.text_difference import RunKind, text_difference

E, R, A = RunKind.EQUAL, RunKind.REMOVED, RunKind.ADDED


def runs(before: str, after: str) -> list[tuple[RunKind, str]]:
    return [(run.kind, run.text) for run in text_difference(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("同样", "同样", [(E, "同样")]),
        ("", "新的", [(A, "新的")]),
        ("旧的", "", [(R, "旧的")]),
        ("管理公园 86 个。", "管理公园 87 个。", [(E, "管理公园 "), (R, "86"), (A, "87"), (E, " 个。")]),
        ("4,321.43", "4,321.48", [(R, "4,321.43"), (A, "4,321.48")]),
        ("全年完成。", "全年基本完成。", [(E, "全年"), (A, "基本"), (E, "完成。")]),
    ],
)
def test_what_differs_is_told_apart(before: str, after: str, expected: list[tuple[RunKind, str]]) -> None:
    assert runs(before, after) == expected


@given(st.text("甲乙1.,%a \n"), st.text("甲乙1.,%a \n"))
def test_both_texts_are_made_of_the_runs(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(text for kind, text in found if kind is not A) == before
    assert "".join(text for kind, text in found if kind is not R) == after
    assert all(text for _, text in found)


def test_a_page_that_was_rewritten_is_still_told_apart() -> None:
    page = "".join(chr(0x4E00 + crc32(b"%d" % number) % 700) for number in range(1_500))
    found = runs(f"头{page}尾", f"首{page[:700]}增补{page[700:]}末")
    assert (A, "增补") in found


def test_long_texts_without_anything_in_common_take_no_time() -> None:
    begun = monotonic()
    head, tail = "头" * 10, "尾" * 10
    before, after = "甲乙" * 50_000, "乙丙丁" * 40_000
    assert runs(f"{head}{before}{tail}", f"{head}{after}{tail}") == [(E, head), (R, before), (A, after), (E, tail)]
    assert monotonic() - begun < 10
