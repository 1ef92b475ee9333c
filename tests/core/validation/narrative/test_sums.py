"""Wholes and the parts that prose tells of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.validation.narrative.sums import read_sums
from core.validation.narrative.windows import OWN, PARAGRAPH

WHOLE = (
    "收入总计 1,523.26 万元，其中：财政拨款收入 {first} 万元，占 98.5%，比上年增加 12.00 万元；其他收入 {second} 万元。"
)


def broken(text: str, before: str = "") -> list[tuple[str, ...]]:
    """The sums of a paragraph that do not come out: the whole, then what was added up, then what was taken off."""
    window = f"{before}{OWN}{text}" if before else OWN + text
    return [tuple(item.text for item in claim.members) for claim in read_sums(window) if not claim.agrees]


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


# The right figure, the wrong one, and what they stand in.
LISTS = [
    ("46", "56", "全年办班 128 场，其中线上 {} 场、线下 82 场，线下场次占 64.1%。"),
    ("22", "32", "核定编制 68 名，其中：行政编制 {} 名，事业编制 46 名；另有退休人员 31 人。"),
    ("2", "3", "建有基地 9 家，其中省级 {} 家、市级 3 家、县级 4 家。"),
    ("518", "618", "检查作坊 1126 家（上半年 {} 家，下半年 608 家），查出隐患 874 处。"),
    ("五", "六", "移送线索十二件，涉食品七件，涉商标{}件。"),
    ("四", "五", "全年办班十一期，其中食品类{}期、设备类三期、执法类四期，培训 2310 人次。"),
    ("92", "82", "核给编制 118 名，机关 26 名、三家下属单位 {} 名；在岗 109 人，机关 25 人、下属单位 84 人。"),
    ("4", "5", "发布标准 9 项，农业类 {} 项、服务业类 3 项、工业类 2 项。"),
    ("2", "3", "协会会员学校 47 所，其中小学 31 所、初中 10 所、完全中学 4 所、教学点 {} 个。"),
    ("24", "34", "引进博士和高级工程师 63 人，其中博士 {} 人、高级工程师 39 人。"),
    ("3", "2", "纳入决算的单位共 4 家，包括机关 1 家和所属单位 {} 家。"),
    (
        "7.9",
        "8.9",
        "基金 43.4 亿元，分别为养老 31.4 亿元，年金 {} 亿元，医疗 2.1 亿元，失业 1.2 亿元，工伤 0.8 亿元。",
    ),
    ("385", "485", "发放贷款 412 笔、8,965.0 万元；按借款人分，个人 {} 笔、6,935.0 万元，企业 27 笔、2,030.0 万元。"),
    ("7", "8", "举办演练 12 期、培训 1146 人次，其中桌面推演 5 期、538 人次，现场实操 {} 期、608 人次。"),
    ("11238", "21238", "惠及学生 18426 人，其中小学阶段 {} 人，初中阶段 7188 人，分别占 60.99%和 39.01%。"),
    ("300.00", "250.00", "全年支出 500.00 万元，其中：基本支出 200.00 万元，项目支出 {} 万元。"),
    ("40.00", "50.00", "安排资金 860.00 万元，其中：市级 300.00 万元，区级 520.00 万元，街道 {} 万元。"),
    ("300000", "400000", "安排 86.00 万元，其中：市级 {} 元，区级 520000 元，街道 4.00 万元。"),
    ("139", "149", "现有人员 1894 人，其中本级 187 人（在编 {} 人、退休 8 人、协管 40 人），环卫所 1707 人。"),
    (
        "18.00",
        "28.00",
        "经费 60.00 万元，其中：出国 12.00 万元；公车 30.00 万元，其中购置 {} 万元、运行 12.00 万元；接待 18.00 万元。",
    ),
    ("29.97", "29.99", "申请资金 89.97 万元。其中：30 万元用于编制；30 万元用于审计；{} 万元用于设计。"),
    (
        "1,260.00",
        "2,260.00",
        "收支均为 10,014.67 万元。收入方面，拨款 8,642.37 万元，基金 {} 万元，年初结转 112.30 万元。",
    ),
    ("27", "37", "个人贷款 385 笔，企业贷款 {} 笔，两类合计 412 笔。"),
]


@pytest.mark.parametrize(("right", "wrong", "text"), LISTS)
def test_lists_are_held_against_their_whole(right: str, wrong: str, text: str) -> None:
    assert broken(text.format(right)) == []
    (found, *_) = broken(text.format(wrong))
    assert wrong in found


# What is left over, written out, or moved to and fro.
WORKINGS = [
    ("3", "5", "47 所学校中有 44 所建成食堂，覆盖率 93.62%，尚有 {} 所未建成。"),
    ("13", "23", "查出隐患 874 处，年内整改 861 处，整改率 98.5%，余下 {} 处已停用。"),
    ("2", "3", "对 47 所学校中的 45 所开展核查，核查率 95.74%，其余 {} 个由中心校代查。"),
    ("109", "209", "抽检的 6840 批次中，合格 6731 批次，合格率 98.4%，不合格的 {} 批次已处置。"),
    ("46", "56", "全年立案 1088 件，增长 10.8%；结案 1042 件，结案率 95.8%；年末在办 {} 件。"),
    ("15", "25", "195 个点位按期完工，占应完工 210 个的 92.86%；另有 {} 个延期完工。"),
    ("11.50", "12.50", "未到位 {} 万元（预算 40.00 万元减去到位 28.50 万元）。"),
    ("235.48", "335.48", "用出 5038.77 万元，剩余 {} 万元（可用 5274.25 万元减去用出数）。"),
    ("538.40", "638.40", "年初预算 4862.00 万元；年中追加 {} 万元，收回 126.15 万元，调整后可用 5274.25 万元。"),
    ("49.2", "59.2", "本级收入 147.1 亿元，增长 7.2%。加上转移性收入 {} 亿元，收入合计 196.3 亿元。"),
    (
        "217.55",
        "317.55",
        "经费减少 313.27 万元。其中：出国费减少 100.72 万元；公车费减少 {} 万元；接待费增加 5.00 万元。",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "text"), WORKINGS)
def test_what_is_left_or_worked_out_is_held_against_the_rest(right: str, wrong: str, text: str) -> None:
    assert broken(text.format(right)) == []
    (found, *_) = broken(text.format(wrong))
    assert wrong in found


@pytest.mark.parametrize("outcome", ["821.36", "921.36"])
def test_wholes_may_stand_a_paragraph_earlier(outcome: str) -> None:
    before = f"项目支出 {outcome} 万元。"
    text = "按资金来源，市级资金 300.00 万元，区级资金 497.86 万元，街道资金 23.50 万元。"
    assert bool(broken(text, before)) is (outcome != "821.36")


def test_two_paragraphs_before_count_as_well() -> None:
    before = f"到位资金 848.50 万元。{PARAGRAPH}工程已经完工。"
    assert broken("实际支出 821.36 万元；结余 27.14 万元。", before) == []
    assert broken("实际支出 821.36 万元；结余 37.14 万元。", before) == [("848.50", "821.36", "37.14")]


def test_a_list_that_claims_to_be_whole_needs_no_slip_to_be_wrong() -> None:
    assert broken("培训 120 人，其中农村 34 人、社区 29 人、其他 22 人。") == [("120", "34", "29", "22")]
    assert broken("支出 200.00 万元，其中：人员 133.00 万元，占 60%；公用 22.00 万元，占 40%。")


def test_a_part_is_not_above_its_whole() -> None:
    assert broken("审结 198 件，其中调解 842 件，调解率 70%。") == [("198", "842")]
    assert broken("配发喷灌机 120 台、水泵 5 台，其中国产 12 台。") == []


@pytest.mark.parametrize(
    "text",
    [
        "收入总计 1,523.26 万元，其中：财政拨款收入 1,211.40 万元，事业收入 23.26 万元。",
        "投入 1500 万元，其中：甲镇 800 万元，乙镇 500 万元。",
        "肉类总产量 2.99 万吨。其中，猪肉产量 2.11 万吨，增长 1.4%；牛肉产量 0.38 万吨，增长 2.7%。",
        "举办讲座 40 场，其中重点企业专场 12 场、校园专场 18 场。",
        "举办讲座 40 场，包括企业专场 12 场、校园专场 18 场等。",
        "建成示范点 30 个，主要是农村 12 个、社区 8 个。",
        "建有学校 47 所，其中小学 31 所、初中 10 所，另有幼儿园 20 所。",
        "约 200 名群众参加，其中老人 120 名、儿童 30 名。",
    ],
)
def test_parts_that_need_not_be_all_are_left_alone(text: str) -> None:
    assert broken(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "参训干部 50 人，其中党员 30 人、女性 28 人。",
        "受理案件 60 件，其中立案 40 件、结案 30 件、调解 10 件。",
        "检查企业 120 家次，其中发现问题 45 家次、整改 45 家次。",
        "总收入 15.02 亿元，其中：本级收入 12.16 亿元，增长 10.4%；税收收入 8.79 亿元，增长 12.6%。",
        "职工 35 人，其中本科 20 人、大专 10 人，高级职称 8 人、中级职称 15 人。",
    ],
)
def test_parts_that_may_overlap_are_not_added_up(text: str) -> None:
    assert broken(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "现有编制 45 名，在职 40 名、退休 12 名。",
        "全年培训 12 次，参加比武 3 次、演练 5 次。",
        "2021 年办班 30 期，2022 年 15 期、2023 年 18 期。",
        "东塘镇 30 户，西塘镇 15 户、北塘镇 18 户。",
        "受理投诉 86 件，近三年分别为 30 件、28 件、18 件。",
        "机关 28 人、中心 8 人，其余 15 人为聘用人员。",
        "机关 30 人、大队 22 人、窗口 12 人，三个中心共 62 人。",
        "公务用车购置 1 辆，保有量 5 辆，其他用车 2 辆。",
        "计划建设 30 个，建成 20 个，另有 5 个在建。",
        "按照要求，检查 25 次。按规定，培训 12 次、演练 8 次。",
        "从总体看，检查 25 次。从结果看，优秀 12 次、良好 8 次。",
        "补助标准从 119 元提高到 662 元，月标准从 162 元提高到 503 元。",
        "项目资金 500 万元，到位 300 万元，支出 280 万元，结余 20 万元。",
        "公益一类单位 5 家，二级预算单位 3 家。",
    ],
)
def test_numbers_side_by_side_are_no_sum(text: str) -> None:
    assert broken(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "户籍人口 83.30 万人，其中城镇人口 21.73 万人，乡村人口 61.56 万人。",
        "发放低保金 877.74 万元。其中：城市 373.9052 万元；农村 503.8417 万元。",
        "投资 6.16 亿元，其中设备 3,374.3 万元、安装 58,225.7 万元。",
    ],
    ids=["rounded", "cut off", "in a smaller unit"],
)
def test_rounding_is_no_fault(text: str) -> None:
    assert broken(text) == []


def test_a_number_that_would_have_to_be_nought_is_not_a_slip() -> None:
    assert broken("支出 37.35 万元，其中：出国费 0 万元；公车费 37.35 万元；接待费 1.53 万元。") == []


@given(
    parts=st.lists(st.integers(10_000, 9_999_999).filter(lambda part: part % 10), min_size=3, max_size=8),
    place=st.integers(min_value=0),
)
def test_lists_made_at_random_are_borne_out_and_a_changed_digit_is_not(parts: list[int], place: int) -> None:
    figures = [f"{part / 100:.2f}" for part in parts]

    def told(figures: list[str]) -> str:
        listed = "，".join(
            f"{name}项支出 {figure} 万元" for name, figure in zip("甲乙丙丁戊己庚辛", figures, strict=False)
        )
        return f"全年支出 {sum(parts) / 100:.2f} 万元，其中：{listed}。"

    assert broken(told(figures)) == []
    place %= len(figures)
    figures[place] = f"{int(figures[place][0]) % 9 + 1}{figures[place][1:]}"
    assert broken(told(figures))
