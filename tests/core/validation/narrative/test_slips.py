"""What one slip of the pen makes of a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.validation.narrative.mentions import read_mentions
from core.validation.narrative.slips import Written


def written(text: str) -> Written:
    (mention,) = read_mentions(text)
    return Written.of(mention)


@pytest.mark.parametrize(
    ("first", "second", "slip"),
    [
        ("2,385.17 万元", "2,835.17 万元", True),
        ("2,385.17 万元", "2,385.77 万元", True),
        ("2,385.17 万元", "238.517 万元", True),
        ("2,385.17 万元", "2,385.17 元", True),
        ("0.69 亿元", "7,872.4 万元", True),
        ("0.69 亿元", "8,672.4 万元", True),
        ("1.69 亿元", "6,872.4 万元", True),
        ("5.3 万个", "63,120 个", True),
        ("2,385.17 万元", "2,835.77 万元", False),
        ("2,385.17 万元", "385.17 万元", False),
        ("134.9 万人", "34.98 万人", False),
        ("15 个", "5 个", False),
        ("5.3 万个", "68,120 个", False),
    ],
)
def test_one_slip_and_no_more(first: str, second: str, slip: bool) -> None:
    assert written(first).is_one_slip_from(written(second)) is slip
    assert written(second).is_one_slip_from(written(first)) is slip


@given(st.integers(10, 10**9), st.data())
def test_any_digit_changed_is_one_slip_wherever_the_other_is_rounded(number: int, data: st.DataObject) -> None:
    digits = list(str(number))
    place = data.draw(st.integers(0, len(digits) - 1))
    digits[place] = data.draw(st.sampled_from([other for other in "123456789" if other != digits[place]]))
    changed = int("".join(digits))
    exact, rounded = written(f"{number} 人"), written(f"{changed / 10**4:.2f} 万人")
    assert written(f"{changed} 人").is_one_slip_from(exact)
    assert rounded.is_one_slip_from(exact) or abs(changed - number) < 2 * rounded.grain // exact.grain
