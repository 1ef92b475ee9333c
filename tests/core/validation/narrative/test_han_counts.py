"""Counts written in Chinese characters are read; numerals that count nothing are not."""

from __future__ import annotations

import pytest

from core.validation.narrative.han_counts import read_han_counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("移送线索十二件，涉食品七件。", [("十二", 12, "件"), ("七", 7, "件")]),
        ("设两家下属单位，开展六个专项行动", [("两", 2, "家"), ("六", 6, "个")]),
        ("上半年三次、下半年一次。", [("三", 3, "次"), ("一", 1, "次")]),
        (
            "回访一百二十三件，走访一百零五人，慰问二百户",
            [("一百二十三", 123, "件"), ("一百零五", 105, "人"), ("二百", 200, "户")],
        ),
        ("办班二十期、九十九批次", [("二十", 20, "期"), ("九十九", 99, "批次")]),
    ],
)
def test_counts_are_read(text: str, counts: list[tuple[str, int, str]]) -> None:
    found = read_han_counts(text)
    assert [(item.text, int(item.value), item.unit) for item in found] == counts
    assert all(text[item.start : item.end] == item.text for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "一是抓落实，二是抓督办",
        "第一次会议、第三期简报",
        "三公经费、一般公共预算、十四五规划、万一出现",
        "一次性补助，一个窗口受理，一批骨干",
        "公益一类单位，三级预算，九年一贯制学校",
        "二期工程、三期项目",
        "二〇二一年，二十一世纪",
        "十余场、近十场、数十家、几百户",
        "三门峡、五家渠",
    ],
)
def test_other_numerals_are_left_alone(text: str) -> None:
    assert read_han_counts(text) == ()
