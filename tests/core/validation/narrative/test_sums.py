"""Wholes and the parts that a sentence tells of them."""

from __future__ import annotations

import pytest

from core.validation.narrative.sums import read_sums
from core.validation.narrative.windows import OWN

WHOLE = (
    "收入总计 1,523.26 万元，其中：财政拨款收入 {first} 万元，占 98.5%，比上年增加 12.00 万元；其他收入 {second} 万元。"
)


def test_parts_that_add_up_agree_and_changes_are_no_parts() -> None:
    (claim,) = read_sums(OWN + WHOLE.format(first="1,500.00", second="23.26"))
    assert claim.agrees
    assert [part.text for part in claim.parts] == ["1,500.00", "23.26"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1,600.00", "23.26"), ("1,500.00", "32.26"), ("1,500.00", "2.326"), ("150.000", "23.26")],
    ids=["digit", "two digits", "point of a small part", "point of a large part"],
)
def test_one_slip_is_a_contradiction(first: str, second: str) -> None:
    (claim,) = read_sums(OWN + WHOLE.format(first=first, second=second))
    assert not claim.agrees


def test_parts_that_are_not_all_are_left_alone() -> None:
    assert read_sums(OWN + "收入总计 1,523.26 万元，其中：财政拨款收入 1,211.40 万元，事业收入 23.26 万元。") == ()


def test_round_wholes_are_left_alone() -> None:
    assert read_sums(OWN + "投入 1500 万元，其中：甲镇 800 万元，乙镇 500 万元。") == ()
