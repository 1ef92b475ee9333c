"""What a template leaves in a text, and paragraphs that stand twice."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.model.finding import Finding, Severity
from core.validation.run import check_text

LONG = "本站按照年初下达的任务开展河道巡查，及时清理漂浮物；对发现的护栏破损逐一登记，当月修复，群众反映良好。"


def found(code: str, text: str) -> list[Finding]:
    return [item for item in check_text(text_manuscript(text, "文稿.txt")).findings if item.rule == code]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("由XX单位负责实施。", "XX"),
        ("××局开展了工作。", "××"),
        ("ＸＸＸ街道参加。", "ＸＸＸ"),
        ("○○单位报送。", "○○"),
        ("20XX年度绩效目标", "20XX"),
        ("经研究，[单位名称]承担此项工作。", "[单位名称]"),
        ("预算资金____万元。", "____"),
        ("（此处填写项目概况）", "（此处填写项目概况）"),
        ("未完成（请说明原因）。", "（请说明原因）"),
        ("主要成效（500字以内）", "（500字以内）"),
        ("单击此处输入文字。", "单击此处输入文字"),
        ("问题数据（待补充）。", "（待补充）"),
        ("是否公开：□是□否", "□是□否"),
        ("是否公开：☑是☑否", "☑是☑否"),
        ("是否公开：是□ 否□", "是□ 否□"),
        ("支出同比增长/下降5%。", "增长/下降"),
        ("本年有/无结余。", "有/无"),
        ("其他工作……（略）", "…（略）"),
    ],
)
def test_placeholder_is_found(text: str, left: str) -> None:
    (finding,) = found("TPL-001", text)
    assert [place.text for place in finding.places] == [left]
    assert finding.severity is Severity.WARNING
    assert f"如“{left}”" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "围栏为3×4米，规格5××6，型号XXL、IPXX级。",
        "张××反映的问题已办结，电话138××××1234。",
        "公开时以“××”代替姓名，文件名为draft__v2.doc。",
        "负责人签字：______",
        "培训（限50人），（请见附件），（说明：数据取自决算），（描述性统计）",
        "是否公开：☑是□否，是否达标：是□否☑",
        "采取的措施：☑巡查☑维护☑宣传",
        "□ 巡查河道",
        "说明增长/下降的原因，核对有无结余。",
        "二○○八年建成。",
        "【工作内容】巡查河道。",
    ],
)
def test_what_only_looks_like_a_placeholder_is_left_alone(text: str) -> None:
    assert found("TPL-001", text) == []


def test_placeholder_in_a_table_is_found_and_a_forms_own_boxes_are_not() -> None:
    table = "指标\t完成情况\t是否达标\n巡查次数\t{}\t□是□否\n护栏修复\t12\t□是□否\n"
    assert found("TPL-001", table.format("30")) == []
    (finding,) = found("TPL-001", table.format("XX次"))
    assert [place.text for place in finding.places] == ["XX"]


def test_all_places_are_one_finding() -> None:
    (finding,) = found("TPL-001", "XX单位承担。\n\n本年有/无结余。\n\nXX街道参加。")
    assert finding.message == ("还留着模板里的内容：代替内容的符号 2 处，没有选定的词 1 处，如“XX”、“有/无”、“XX”。")
    assert len(finding.places) == 3


# -- paragraphs that stand twice ---------------------------------------------------------------------------------------


def test_paragraph_that_stands_twice_is_found_in_both_places() -> None:
    (finding,) = found("TPL-002", f"1. {LONG}\n\n二、其他工作\n\n（二）{LONG}")
    assert finding.message.startswith(
        "1 段文字与前文重复：“（二）本站按照年初下达的任务开展……”（第 5 行与第 1 行相同）"
    )
    assert [place.address for place in finding.places] == ["line/5", "line/1"]


def test_paragraph_with_a_few_words_changed_is_found() -> None:
    (finding,) = found(
        "TPL-002", f"{LONG}{LONG.replace('河道', '湖泊')}特此说明。\n\n{LONG}{LONG.replace('河道', '湖泊')}特此报告。"
    )
    assert "几乎相同" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "巡查工作完成良好，群众满意。\n\n巡查工作完成良好，群众满意。",
        f"东湖项目投入12万元。{LONG}{LONG}\n\n西湖项目投入15万元。{LONG}{LONG}",
        f"注：{LONG}\n\n注：{LONG}",
    ],
)
def test_short_paragraphs_parallel_ones_and_notes_may_recur(text: str) -> None:
    assert found("TPL-002", text) == []
