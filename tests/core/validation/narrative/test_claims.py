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
    (Kind.SHARE, "收入合计 200.00 万元，其中：财政拨款收入 150.00 万元，占 75%；其他收入 50.00 万元，占 25%。"),
    (Kind.SHARE, "下沉干部 5.98 万人，其中党员 3.09 万人，占 51.7%。"),
    (Kind.COMPLETION, "年初预算为 80 万元，支出决算为 90 万元，完成年初预算的 112.5%。"),
    (Kind.COMPLETION, "应到 40 人，实到 39 人，完成率为 97.5%。"),
]
CONTRADICT = [
    (Kind.GROWTH, "全年支出 110 万元，比上年增加 10 万元，增长 12%。"),
    (Kind.SHARE, "收入合计 200.00 万元，其中：财政拨款收入 150.00 万元，占 57%；其他收入 50.00 万元，占 25%。"),
    (Kind.COMPLETION, "年初预算为 80 万元，支出决算为 90 万元，完成年初预算的 88.9%。"),
    (Kind.DIRECTION, "全年支出 110 万元，比上年减少 10 万元，增长 10%。"),
]


@pytest.mark.parametrize(("kind", "text"), AGREE)
def test_claims_that_agree(kind: Kind, text: str) -> None:
    assert {(claim.kind, claim.agrees) for claim in read_window(OWN + text).claims} == {(kind, True)}


@pytest.mark.parametrize(("kind", "text"), CONTRADICT)
def test_claims_that_contradict(kind: Kind, text: str) -> None:
    assert kind in {claim.kind for claim in read_window(OWN + text).claims if not claim.agrees}


def test_among_many_numbers_a_rate_is_left_alone() -> None:
    assert read_window(OWN + "安排 3 个项目，资金 200 万元、120 万元和 80 万元，执行率 91.3%。").claims == ()


def test_share_of_a_whole_told_elsewhere_is_borne_out_there() -> None:
    text = "全年收入 {whole} 万元。\n重点工作投入 300 万元。培训 100 万元，占 12.5%。\n"
    assert check_text(text_manuscript(text.format(whole=800), "文稿")).findings == ()
    assert [item.rule for item in check_text(text_manuscript(text.format(whole=700), "文稿")).findings] == ["NUM-002"]


def test_every_rule_about_figures_says_that_there_are_none() -> None:
    ledger = check_text(text_manuscript("没有数字的一段话。", "文稿")).coverage
    about_figures = {item.code for item in TEXT_RULES if item.code.startswith(("NUM-", "TAB-"))}
    assert about_figures.isdisjoint(ledger.ran)
    assert about_figures <= {item.rule for item in ledger.not_applicable}
