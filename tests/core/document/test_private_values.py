"""A private value is found however it is written, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.private_values import PrivateValue, numbers_left


@pytest.mark.parametrize(
    ("value", "text", "left"),
    [
        ("0757-83312345", "电话0757-83312345。", "电话（略）。"),
        ("0757-83312345", "电话83312345。", "电话（略）。"),
        ("83312345", "电话 0757 8331 2345 转 801，找他。", "电话 （略），找他。"),
        ("0757-83312345-801", "（0757）83312345", "（略）"),
        ("0757-83312345", "联系（电话：０７５７－８３３１２３４５）办理", "联系（电话：略）办理"),
        ("13800138000", "手机+86 138-0013-8000", "手机（略）"),
        ("0757-83312345、138 0013 8000", "13800138000或83312345", "（略）或（略）"),
        ("020-83312345", "83312345,13800138000", "（略）,13800138000"),
        (
            "83312345",
            "支出183312345元、83312345.50元、83312345,000元",
            "支出183312345元、83312345.50元、83312345,000元",
        ),
        ("8012", "支出8012万元", "支出8012万元"),
        ("", "电话", "电话"),
        ("无", "无", "无"),
    ],
)
def test_a_number_is_found_as_people_write_it(value: str, text: str, left: str) -> None:
    assert PrivateValue(value, is_number=True).without(text)[0] == left


def test_words_go_whole_and_with_spaces_between() -> None:
    assert PrivateValue("张三", is_number=False).without("由张 三负责，张四协助") == (
        "由（略）负责，张四协助",
        ("张 三",),
    )
    assert PrivateValue("张", is_number=False).without("由张三负责") == ("由张三负责", ())
    assert PrivateValue("张三 13800138000", is_number=False).without("找13800138000")[0] == "找（略）"


@given(
    st.text("0123456789", min_size=8, max_size=8).filter(lambda digits: digits[0] not in "01"),
    st.sampled_from(["", "-", " ", "－", "\u200b"]),
    st.sampled_from(["电话", "（", "，"]),
    st.sampled_from(["。", "）", "，办公室"]),
)
def test_no_digit_of_a_number_is_left(digits: str, between: str, before: str, after: str) -> None:
    text = f"{before}0757{between}{digits[:4]}{between}{digits[4:]}{after}"
    left, taken = PrivateValue(f"0757-{digits}", is_number=True).without(text)
    assert not any(character.isdigit() for character in left)
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请致电13800138000。", [("电话号码", "13800138000")]),
        ("传真：0757-83312345", [("电话号码", "0757-83312345")]),
        ("联系电话：8331 2345", [("电话号码", "8331 2345")]),
        (
            "身份证44060119800101123X，手机138 0013 8000",
            [("身份证号", "44060119800101123X"), ("电话号码", "138 0013 8000")],
        ),
        ("支出13800138000.50元，共440601元，2020年12345678人次", []),
        ("拨打12345热线，编号113800138000", []),
    ],
)
def test_numbers_that_nobody_declared_are_seen(text: str, found: list[tuple[str, str]]) -> None:
    assert list(numbers_left(text)) == found
