"""Words that say how many: digits and Chinese numerals, exact ones only."""

from __future__ import annotations

import pytest

from core.validation.narrative.counts import read_counts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("内设 16 个科室", [16]),
        ("三类对象、两家企业、十二项措施、五大行动", [3, 2, 12, 5]),
        ("扩大到 5 个方面", [5]),
        ("2个乡镇6个村", [2, 6]),
    ],
)
def test_counts_are_read(text: str, values: list[int]) -> None:
    assert [count.value for count in read_counts(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "约 30 个村",
        "不少于 3 项",
        "每 3 个点位",
        "3 至 5 个",
        "三四个",
        "几十家",
        "10 余个",
        "第三个",
        "3 个月、2 个百分点、5 个工作日",
        "公益二类事业单位",
        "一个中心",
        "“三个导向”",
        "2,300 个",
        "1.5 个",
        "300 个",
    ],
)
def test_what_is_inexact_or_counts_nothing_listed_is_passed_over(text: str) -> None:
    assert read_counts(text) == ()


def test_a_count_knows_its_numeral_and_its_measure() -> None:
    text = "共有 12 家、3 人"
    houses, heads = read_counts(text)
    assert text[houses.start : houses.measure_start] == houses.text == "12"
    assert text[houses.measure_start : houses.end] == " 家"
    assert (houses.of_things, heads.of_things) == (True, False)
