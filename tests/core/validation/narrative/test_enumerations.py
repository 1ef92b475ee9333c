"""How many items a list has, in every way that it can be read."""

from __future__ import annotations

import pytest

from core.validation.narrative.enumerations import Enumeration, read_enumeration, read_enumeration_before


def listed(text: str, *, of_clauses: bool = False) -> Enumeration:
    found = read_enumeration(text, 0, of_clauses=of_clauses)
    assert found is not None
    return found


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in listed(text).items]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("办公室、规划科、监督科。另有二人", ["办公室", "规划科", "监督科"]),
        ("规划科（含展览室、档案室）、“一站、两湖”专班", ["规划科（含展览室、档案室）", "“一站、两湖”专班"]),
        ("《巡查办法》《收费、缴费办法》和《值班办法》", ["《巡查办法》", "《收费、缴费办法》", "《值班办法》"]),
        ("东湖、西湖）共两处", ["东湖", "西湖"]),
        ("东湖、 西湖 、南湖，均已完工", ["东湖", "西湖", "南湖"]),
        ("办公室、规划科，监督科，下设值班室", ["办公室", "规划科", "监督科"]),
        ("办公室、规划科，以及东湖站", ["办公室", "规划科", "以及东湖站"]),
        ("东湖站，西湖站，南湖站。", ["东湖站", "西湖站", "南湖站"]),
    ],
)
def test_items_stand_between_signs_outside_brackets(text: str, items: list[str]) -> None:
    assert names(text) == items


@pytest.mark.parametrize(
    ("text", "fewest", "most"),
    [
        ("办公室、规划科、监督科", 3, 3),
        ("决策、过程、产出和效益", 3, 4),
        ("办公室、财政和审计科", 2, 3),
        ("办公室、计划和财务科、监督科", 3, 3),
        ("收费科和票据科、监督科", 2, 3),
        ("湖心和平站、东湖站", 2, 2),
        ("办公室、规划科，湿地办", 2, 3),
        ("办公室、规划科，面积 3 公顷", 2, 2),
        ("办公室、规划科，均为新设", 2, 2),
    ],
)
def test_what_may_be_one_item_or_two_gives_a_range(text: str, fewest: int, most: int) -> None:
    found = listed(text)
    assert (found.fewest, found.most) == (fewest, most)


def test_groups_are_another_way_to_count() -> None:
    assert listed("生产、流通企业和餐饮、学校食堂").may_have(2)
    assert listed("清理湖岸、疏通河口，修复护栏，补种水草", of_clauses=True).may_have(3)
    assert listed("日常巡查、专项检查；联合执法；夜间值守", of_clauses=True).may_have(3)
    assert not listed("办公室、规划科、监督科").may_have(2)


@pytest.mark.parametrize(
    "text", ["东湖、西湖等", "东湖、西湖等湖泊", "东湖、西湖……", "局机关、所属事业单位", "各镇、部分企业"]
)
def test_a_list_may_name_only_some(text: str) -> None:
    assert listed(text).is_open


@pytest.mark.parametrize(
    "text", ["东湖、初等学校", "一等奖、优等奖", "办公室、等级评定科", "部分企业招工难与求职难并存、欠薪隐患"]
)
def test_other_words_with_the_same_sign_leave_it_closed(text: str) -> None:
    assert not listed(text).is_open


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("社保窗口 2 个、医保窗口 3 个", True),
        ("东湖（2 座）、西湖（1 座）", True),
        ("业务一至三科、办公室", True),
        ("一季度 20%、二季度 30%", True),
        ("道路工程（100 万元）、绿化工程（200 万元）", False),
        ("准备阶段（1—3 月）、总结阶段（4—6 月）", False),
        ("业务一科、业务二科", False),
    ],
)
def test_items_may_tell_numbers_of_their_own(text: str, counted: bool) -> None:
    assert listed(text).is_counted is counted


def test_the_list_before_a_number_begins_with_its_clause() -> None:
    text = "全年分三批。围绕水质，按自查、复核、评议三个阶段推进"
    found = read_enumeration_before(text, text.index("全年") + 6, text.index("三个"))
    assert found is not None
    assert [text[start:end] for start, end in found.items] == ["按自查", "复核", "评议"]


def test_nothing_is_no_list() -> None:
    assert read_enumeration("。", 0, of_clauses=False) is None
