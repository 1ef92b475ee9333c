"""Figures: what is read from typing and pasting, how they are rounded and shown."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.amount import format_decimal, format_percent, format_plain, parse_decimal, round_half_up

amounts = st.decimals(min_value=Decimal("-999999999999999.99"), max_value=Decimal("999999999999999.99"), places=2)


@given(amounts)
def test_what_is_shown_is_read_back_as_the_same_figure(amount: Decimal) -> None:
    assert parse_decimal(format_decimal(amount, 2)) == amount


@given(amounts)
def test_what_is_shown_plainly_is_read_back_as_the_same_figure(amount: Decimal) -> None:
    assert parse_decimal(format_plain(amount)) == amount


@given(amounts, st.integers(0, 6))
def test_rounding_moves_by_half_a_unit_at_the_most(amount: Decimal, decimals: int) -> None:
    rounded = round_half_up(amount, decimals)
    assert abs(rounded - amount) <= Decimal(5).scaleb(-decimals - 1)
    assert rounded.as_tuple().exponent == -decimals
    assert round_half_up(-amount, decimals) == -rounded


@given(amounts)
def test_full_width_figures_mean_the_same(amount: Decimal) -> None:
    wide = format_decimal(amount, 2).translate(str.maketrans("0123456789,.-", "０１２３４５６７８９，．－"))
    assert parse_decimal(wide) == amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", "8"),
        ("007", "7"),
        ("1,234,567.80", "1234567.8"),
        ("1，234", "1234"),
        ("+5", "5"),
        ("-0.5", "-0.5"),
        ("−12.30", "-12.3"),
        (".5", "0.5"),
        ("5.", "5"),
        ("\u3000 12 \u00a0\n", "12"),
        ("999999999999999.99", "999999999999999.99"),
        ("0.000000000000000001", "1e-18"),
    ],
)
def test_figures_as_people_type_them(text: str, value: str) -> None:
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\t\r\n"])
def test_blank_is_no_figure(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "十二", "12万元", "12%", "1 234", "1,23", "12,34,567", ",123", "1,2345", "1.2.3", "--1", "1-", "(5)", "5e3",
        "1e999999999", "0x10", "1_000", "NaN", "inf", "-", ".", "+.", "٣", "=1+1", "1/2", "１．２．３",
        "1000000000000000", "-1000000000000000", "9" * 10_000,
    ],
)  # fmt: skip
def test_what_is_not_one_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_decimal(text)


def test_minus_zero_is_zero() -> None:
    assert str(parse_decimal("-0")) == "0"
    assert str(parse_decimal("-0.00")) == "0.00"
    assert format_decimal(Decimal("-0.004"), 2) == "0.00"
    assert format_plain(Decimal("-0.0")) == "0"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("2.5", 0, "3"),
        ("0.005", 2, "0.01"),
        ("1234567.8", 2, "1,234,567.80"),
        ("999.995", 2, "1,000.00"),
        ("1e23", 2, "100,000,000,000,000,000,000,000.00"),
    ],
)
def test_figures_are_rounded_half_up(value: str, decimals: int, shown: str) -> None:
    assert format_decimal(Decimal(value), decimals) == shown


def test_blank_is_shown_as_nothing() -> None:
    assert format_decimal(None, 2) == ""


@pytest.mark.parametrize(
    ("value", "shown"), [("8.00", "8"), ("7.50", "7.5"), ("100", "100"), ("1E+2", "100"), ("0", "0")]
)
def test_scores_have_no_trailing_zeros(value: str, shown: str) -> None:
    assert format_plain(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"), [("0.92345", "92.35%"), ("1", "100.00%"), ("-0.3", "-30.00%"), ("12", "1,200.00%")]
)
def test_ratios_are_shown_as_percentages(ratio: str, shown: str) -> None:
    assert format_percent(Decimal(ratio)) == shown
    assert format_percent(Decimal("0.3"), 0) == "30%"
