"""Numbers in prose are read with unit, scale and hedge; other digits are left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.validation.narrative.mentions import read_mentions


@pytest.mark.parametrize(
    ("text", "number", "unit", "scale", "hedge"),
    [
        ("支出 5,076.06 万元", "5,076.06", "元", "10000", ""),
        ("投入18.3亿元", "18.3", "元", "100000000", ""),
        ("共 72890 元", "72890", "元", "1", ""),
        ("占 51.7%", "51.7", "%", "0.01", ""),
        ("完成率９２％", "９２", "%", "0.01", ""),
        ("提高 2.5 个百分点", "2.5", "个百分点", "0.01", ""),
        ("得 98 分，", "98", "分", "1", ""),
        ("培训 2.1 万人次", "2.1", "人次", "10000", ""),
        ("新进 500 多名公务员", "500", "名", "1", "多"),
        ("约 1.2 万余人", "1.2", "人", "10000", "约余"),
        ("不少于 30 个村", "30", "个", "1", "不少于"),
        ("40 岁左右", "40", "岁", "1", "左右"),
        ("点击量达 170 万", "170", "", "10000", ""),
        ("编印 7 期", "7", "期", "1", ""),
        ("连续 5 年", "5", "年", "1", ""),
        ("用时 90 分钟", "90", "分钟", "1", ""),
        ("增长-3.2%", "-3.2", "%", "0.01", ""),
        ("比 2019 年少 3 项", "3", "项", "1", ""),
    ],
)
def test_number_is_read(text: str, number: str, unit: str, scale: str, hedge: str) -> None:
    (mention,) = read_mentions(text)
    assert (mention.text, mention.unit, mention.scale, mention.hedge) == (number, unit, Decimal(scale), hedge)
    assert text[mention.start : mention.end] == number


def test_amount_is_in_whole_units_and_decimals_are_those_written() -> None:
    people, share = read_mentions("5.98 万名干部，占 51.70%")
    assert (people.value, people.amount, people.decimals) == (Decimal("5.98"), Decimal(59800), 2)
    assert (share.amount, share.decimals) == (Decimal("0.517"), 2)


@pytest.mark.parametrize(
    "text",
    [
        "2020 年度预算",
        "2018-2020 年规划",
        "2020年12月20日完成",
        "12月20日前",
        "每月 5 日",
        "3 月至 5 月",
        "1—6 月",
        "2021-03-15",
        "2021.3.15",
        "某财〔2018〕34号",
        "某财（2018）34 号文",
        "第 34 号令",
        "第3卷",
        "第 12 条",
        "1. 加强管理",
        "1、加强管理",
        "（3）加强管理",
        "包括：1.制度；2.人员。",
        "两项工作（1）制度（2）人员",
        "联系电话：83210000",
        "电话 0757-83210000",
        "手机 13800138000",
        "探索“1+N”制度",
        "构建“1+3+6”体系",
        "拨打“12345”热线",
        "A4 纸",
        "按 GB/T 9704 排版",
        "5G 网络",
        "占 1/3",
        "上午 9:30 开会",
        "19 届五中全会",
        "20 世纪",
        "90 年代",
        "版本 1.2.3",
    ],
)
def test_digits_that_are_no_figure_are_passed_over(text: str) -> None:
    assert read_mentions(text) == ()


def test_number_after_a_heading_or_a_date_is_still_read() -> None:
    assert [mention.text for mention in read_mentions("1. 办班 71 期")] == ["71"]
    assert [mention.text for mention in read_mentions("12月20日全部 790 个村完成")] == ["790"]
    assert [mention.text for mention in read_mentions("2.5 万人参加")] == ["2.5"]


@given(st.text(alphabet="0123456789.,，。万亿元分个%％年月日号第（）()“”+-—/: 甲A", max_size=60))
def test_mentions_are_ordered_spans_of_the_text(text: str) -> None:
    end = 0
    for mention in read_mentions(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_written_amount_reads_as_itself(digits: int, decimals: int) -> None:
    value = Decimal(digits).scaleb(-decimals)
    (mention,) = read_mentions(f"支出 {value:,f} 万元")
    assert (mention.value, mention.decimals) == (value, decimals)
