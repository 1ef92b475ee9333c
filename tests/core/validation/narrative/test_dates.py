"""Years and dates as they are written, and what the calendar knows of them."""

from __future__ import annotations

import pytest

from core.validation.narrative.dates import is_slip_of_year, read_dates, read_periods


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2023年度收入", [(2023, None, None)]),
        ("2023 年 12 月 31 日", [(2023, 12, 31)]),
        ("2023年5月份", [(2023, 5, None)]),
        ("二〇二四年工作总结", [(2024, None, None)]),
        ("于5月28日至6月2日", [(None, 5, 28), (None, 6, 2)]),
        ("2023年5月28日至30日", [(2023, 5, 28), (2023, 5, 30)]),
        ("202年度", [(202, None, None)]),
        ("20233年度", [(20233, None, None)]),
    ],
)
def test_dates_are_read(text: str, dates: list[tuple[int | None, int | None, int | None]]) -> None:
    assert [(date.year, date.month, date.day) for date in read_dates(text)] == dates


@pytest.mark.parametrize(
    "text", ["1980年代", "12月龄", "12,2023年", "3.2023年", "5月3号楼", "6-24月", "农历2月30日", "12345 热线"]
)
def test_what_only_looks_like_a_date_is_passed_over(text: str) -> None:
    assert read_dates(text) == ()


def test_a_date_knows_whether_it_is_of_a_fiscal_year_or_quoted() -> None:
    quoted, fiscal = read_dates("《2021年规划》明确2023年度任务")
    assert (quoted.is_quoted, quoted.is_fiscal) == (True, False)
    assert (fiscal.is_quoted, fiscal.is_fiscal) == (False, True)


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("2023年2月29日", False),
        ("2024年2月29日", True),
        ("2月29日", True),
        ("2月30日", False),
        ("4月31日", False),
        ("12月32日", False),
        ("2023年13月", False),
        ("2023年0月", False),
        ("3月0日", False),
        ("2023年12月31日", True),
    ],
)
def test_the_calendar_has_a_date_or_has_not(text: str, possible: bool) -> None:
    (date,) = read_dates(text)
    assert date.is_possible is possible


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2023年3月至2024年2月", [(2023, 2024)]),
        ("2021-2023年", [(2021, 2023)]),
        ("2021年—2023年", [(2021, 2023)]),
        ("2023年5月1日到5月7日", [(2023, None)]),
        ("2021年、2023年", []),
        ("2023年度预算调至2024年", []),
    ],
)
def test_periods_are_two_dates_with_nothing_else_between(text: str, ends: list[tuple[int | None, int | None]]) -> None:
    assert [(period.first.year, period.last.year) for period in read_periods(text)] == ends


def test_a_year_may_be_a_slip_of_another() -> None:
    assert all(is_slip_of_year(year, 2023) for year in (3023, 2203, 2032, 2013, 2022))
    assert not any(is_slip_of_year(year, 2023) for year in (2023, 2001, 202, 1949))
