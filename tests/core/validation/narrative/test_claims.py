"""What a paragraph claims of its own numbers."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.validation.narrative.claim_places import Kind
from core.validation.narrative.claims import read_window
from core.validation.narrative.windows import OWN
from core.validation.run import TEXT_RULES, check_text

AGREE = [
    (Kind.GROWTH, "全年支出 110 万元，比上年增加 10 万元，增长 10%。"),
    (Kind.GROWTH, "运行费 90.00 万元，较上年减少 10.00 万元，下降 10.00%，主要原因是车辆减少。"),
    (Kind.GROWTH, "参保 9,540 人，同比增长 6.0%（上年 9,000 人）。"),
    (Kind.GROWTH, "受理案件 262 件，同比下降 2.60%，同比减少 7 件。"),
    (Kind.GROWTH, "其中上门走访 1,520 户。走访户数较上年减少 80 户，下降 5.0%。"),
    (Kind.SHARE, "收入合计 200.00 万元，其中：财政拨款收入 150.00 万元，占 75%；其他收入 50.00 万元，占 25%。"),
    (Kind.SHARE, "下沉干部 5.98 万人，其中党员 3.09 万人，占 51.7%。"),
    (Kind.SHARE, "本馆接待儿童 600 人、成人 400 人，分别占 60% 和 40%。"),
    (Kind.SHARE, "设备 80 台，其中电梯 48 台、锅炉 32 台，电梯占 60%。"),
    (Kind.SHARE, "按用途，修缮工程 48.62 万元，占 59.19%；设备 17.38 万元，占 21.16%；宣传 16.14 万元，占 19.65%。"),
    (Kind.COMPLETION, "年初预算为 80 万元，支出决算为 90 万元，完成年初预算的 112.5%。"),
    (Kind.COMPLETION, "应到 40 人，实到 39 人，完成率为 97.5%。"),
    (Kind.COMPLETION, "新增泊位 963 个，完成年度目标 900 个的 107.0%。"),
    (Kind.COMPLETION, "发放问卷 200 份，收回 180 份；其中满意 120 份、基本满意 51 份，满意率 95%。"),
    (Kind.SHARE, "占用编制 92.37%（109 人对 118 名）。"),
    (Kind.AVERAGE, "送戏 126 场，覆盖 14 个乡镇，平均每个乡镇 9 场。"),
    (Kind.AVERAGE, "接待读者 1,000 人次、活动 3 场，平均每场 333 人次。"),
    (Kind.DIFFERENCE, "合格率 98.4%，比上年的 97.8% 提高 0.6 个百分点。"),
    (Kind.LARGER, "年初预算为 14.00 万元，支出决算为 16.50 万元。决算数大于预算数的主要原因是任务增加。"),
]
CONTRADICT = [
    (Kind.GROWTH, "全年支出 110 万元，比上年增加 10 万元，增长 12%。"),
    (Kind.GROWTH, "参保 9,540 人，同比增长 9.0%（上年 9,000 人）。"),
    (Kind.GROWTH, "受理案件 262 件，同比下降 5.60%，同比减少 7 件。"),
    (Kind.GROWTH, "其中上门走访 1,520 户。走访户数较上年减少 50 户，下降 5.0%。"),
    (Kind.SHARE, "收入合计 200.00 万元，其中：财政拨款收入 150.00 万元，占 57%；其他收入 50.00 万元，占 25%。"),
    (Kind.SHARE, "本馆接待儿童 600 人、成人 400 人，分别占 60% 和 50%。"),
    (Kind.SHARE, "设备 80 台，其中电梯 48 台、锅炉 32 台，电梯占 40%。"),
    (Kind.SHARE, "按用途，修缮工程 48.62 万元，占 59.19%；设备 17.38 万元，占 12.16%；宣传 16.14 万元，占 19.65%。"),
    (Kind.COMPLETION, "年初预算为 80 万元，支出决算为 90 万元，完成年初预算的 88.9%。"),
    (Kind.COMPLETION, "新增泊位 963 个，完成年度目标 900 个的 170.0%。"),
    (Kind.COMPLETION, "全年受理 436 批次，办结 233 批次，办结率 99.3%。"),
    (Kind.SHARE, "占用编制 92.37%（109 人对 181 名）。"),
    (Kind.AVERAGE, "送戏 126 场，覆盖 14 个乡镇，平均每个乡镇 7 场。"),
    (Kind.DIFFERENCE, "合格率 98.4%，比上年的 97.8% 提高 1.6 个百分点。"),
    (Kind.DIRECTION, "全年支出 110 万元，比上年减少 10 万元，增长 10%。"),
    (Kind.DIRECTION, "受理案件 262 件，同比上升 2.60%，同比减少 7 件。"),
    (Kind.LARGER, "年初预算为 14.00 万元，支出决算为 16.50 万元。决算数小于预算数的主要原因是任务增加。"),
]
SILENT = [
    # Whose average it is, what the rate is of and what changes is told nowhere.
    "全镇参保 5 人，发放补助 20 万元，人均可支配收入 3.2 万元。",
    "实现营业收入 64.35 亿元；利润总额 4.77 亿元，利润率 7.4%，资产负债率 69.1%。",
    "“三公”经费 5.48 万元。公务用车维护费与预算一致，比去年增加 1.05 万元，增长 35.8%。",
    "全年出生 5709 人，出生率为 3.73‰，年末人口 152.57 万人。",
    # What was before a change is not what the change is of.
    "收入 24627 万元，完成预算 60999 万元的 40.4%，比上年减收 1070 万元，下降 4.2%。",
]


@pytest.mark.parametrize(("kind", "text"), AGREE)
def test_claims_that_agree(kind: Kind, text: str) -> None:
    assert {(claim.kind, claim.agrees) for claim in read_window(OWN + text).claims} == {(kind, True)}


@pytest.mark.parametrize(("kind", "text"), CONTRADICT)
def test_claims_that_contradict(kind: Kind, text: str) -> None:
    assert kind in {claim.kind for claim in read_window(OWN + text).claims if not claim.agrees}


@pytest.mark.parametrize("text", SILENT)
def test_what_the_words_leave_open_is_not_contradicted(text: str) -> None:
    assert [claim for claim in read_window(OWN + text).claims if not claim.agrees] == []


def test_nested_share_is_of_the_whole_of_its_siblings() -> None:
    text = "0 至 14 岁 25338 人，占 17.95%；15 至 59 岁 89438 人，占 63.35%；60 岁及以上 26402 人，占 18.70%"
    text += "（其中，65 岁及以上 19064 人，占 13.50%）。"
    assert {claim.agrees for claim in read_window(OWN + text).claims} == {True}


@pytest.mark.parametrize(("stated", "codes"), [("92.45", []), ("29.45", ["NUM-002"])])
def test_whole_is_found_by_its_name_far_away(stated: str, codes: list[str]) -> None:
    between = "单位按职责开展工作，没有需要说明的事项。\n" * 6
    text = f"本年支出合计 1,000.00 万元。\n{between}财政拨款支出 924.50 万元，占本年支出合计的 {stated}%。\n"
    assert [item.rule for item in check_text(text_manuscript(text, "文稿")).findings if item.rule[:3] == "NUM"] == codes


@pytest.mark.parametrize(("stated", "codes"), [("70.82", []), ("78.02", ["NUM-001"])])
def test_base_is_found_in_the_row_of_a_table(stated: str, codes: list[str]) -> None:
    text = f"运行维护费支出决算为 37.11 万元，完成预算的 {stated}%。\n\n表 1 支出情况\n单位：万元\n"
    text += "项目\t预算数\t决算数\n公务接待费\t3.00\t1.50\n运行维护费\t52.40\t37.11\n"
    assert [item.rule for item in check_text(text_manuscript(text, "文稿")).findings if item.rule[:3] == "NUM"] == codes


def test_among_many_numbers_a_rate_is_left_alone() -> None:
    assert read_window(OWN + "安排 3 个项目，资金 200 万元、120 万元和 80 万元，执行率 91.3%。").claims == ()


def test_share_of_a_whole_told_elsewhere_is_borne_out_there() -> None:
    text = "全年收入 {whole}.00 万元。\n重点工作投入 300.00 万元。培训 100.00 万元，占 12.50%。\n"
    assert check_text(text_manuscript(text.format(whole=800), "文稿")).findings == ()
    assert [item.rule for item in check_text(text_manuscript(text.format(whole=700), "文稿")).findings] == ["NUM-002"]


def test_every_rule_about_figures_says_that_there_are_none() -> None:
    ledger = check_text(text_manuscript("没有数字的一段话。", "文稿")).coverage
    about_figures = {item.code for item in TEXT_RULES if item.code.startswith(("NUM-", "TAB-"))}
    assert about_figures.isdisjoint(ledger.ran)
    assert about_figures <= {item.rule for item in ledger.not_applicable}
