"""Every rule has an example that it finds a fault in and one that it passes; the registry is walked for both."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import pytest

import core.validation.rules
from core.model.finding import Finding, Severity, Verdict
from core.validation.registry import Rule, rule, rules_in
from core.validation.run import RULES, check
from tests.core.validation.drafts import Draft

Planter = Callable[[Draft], Draft]


@dataclass(frozen=True)
class Example:
    """A fault planted into the clean draft, and words that the finding's message must say."""

    fails: Planter
    says: str
    verdict: Verdict
    passes: Planter = lambda draft: draft


_LONG = "全年组织沿湖巡护，清理湖岸垃圾，劝阻违规垂钓，修复破损护栏和警示标识；联合沿湖街道开展宣传，发放倡议书。"
QUOTED = "项目支出⟦spending/project/final|万元|2⟧。"
_TASKS = ("1. 巡查 12 个湖泊。", "2. 建成监测站 4 座。", "3. 清理湖岸垃圾。")
_RESULTS = ("1. 12 个湖泊的巡查全部完成。", "2. 监测站建成 3 座，另 1 座尚未完工，扣 2 分。")
EXAMPLES: dict[str, Example] = {
    "CMP-001": Example(lambda draft: draft.put("cover/phone", " "), "联系电话", Verdict.INCOMPLETE),
    "CMP-002": Example(lambda draft: draft.write("overview/tasks", " "), "年度总体工作", Verdict.INCOMPLETE),
    "CMP-003": Example(lambda draft: draft.amount("project", "final", ""), "项目支出决算数", Verdict.INCOMPLETE),
    "CMP-004": Example(lambda draft: draft.score("assets", ""), "资产管理情况", Verdict.INCOMPLETE),
    "CMP-005": Example(lambda draft: draft.put("left_over/1", "附件目录"), "1 段（4 字）", Verdict.INCOMPLETE),
    "CMP-006": Example(lambda draft: draft.carry_over("overview/tasks"), "是去年的原文", Verdict.INCOMPLETE),
    "FIG-001": Example(
        lambda draft: draft.amount("project", "final", "").write("overview/duties", QUOTED),
        "正文引用了还没有填的数字：项目支出决算数",
        Verdict.INCOMPLETE,
        lambda draft: draft.write("overview/duties", QUOTED),
    ),
    "FIG-002": Example(
        lambda draft: draft.write("overview/duties", QUOTED.replace("project", "none")),
        "都没有",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/duties", QUOTED),
    ),
    "SPD-001": Example(
        lambda draft: draft.amount("total", "final", "2166.05"),
        "基本支出 1,370.80＋项目支出 745.25＝2,116.05，表中填 2,166.05，相差 50.00",
        Verdict.CONTRADICTED,
        lambda draft: draft.amount("total", "final", "2116.05"),
    ),
    "SPD-002": Example(
        lambda draft: draft.amount("construction", "final", "980.00"),
        "基本建设类项目 980.00，大于所属的项目支出 745.25",
        Verdict.CONTRADICTED,
        lambda draft: draft.amount("construction", "initial", "800.00").amount("construction", "final", "745.25"),
    ),
    "SCR-001": Example(
        lambda draft: draft.write("evaluation/summary", "本部门整体支出绩效得分为 97 分。"),
        "8＋8＋7＋20＋11＋4＋5＋28＋5＝96，文中写 97",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("evaluation/summary", "满分 100 分，本部门自评得分 96.0 分，上年为 93 分。"),
    ),
    "SCR-002": Example(
        lambda draft: draft.write("evaluation/funds", "支付及时。该指标分值 7 分，自评得分 6 分。"),
        "评分填 7 分，文中写 6 分",
        Verdict.CONTRADICTED,
    ),
    "SCR-003": Example(
        lambda draft: draft.write("evaluation/funds", "支付及时。该指标分值 9 分，自评得分 7 分。"),
        "规定分值 7 分，文中写 9 分",
        Verdict.CONTRADICTED,
    ),
    "SCR-005": Example(
        lambda draft: draft.score("satisfaction", "5.5"), "得分 5.5 分，高于分值 5 分", Verdict.CONTRADICTED
    ),
    "SCR-006": Example(
        lambda draft: draft.score("satisfaction", "4.125"),
        "4.125 分，小数超过 2 位",
        Verdict.CONTRADICTED,
        lambda draft: draft.score("satisfaction", "4.12"),
    ),
    "SCR-007": Example(
        lambda draft: draft.write("evaluation/assets", "资产账实相符，没有发现闲置。该指标分值 5 分，自评得分 4 分。"),
        "分值 5 分，自评 4 分，扣 1 分",
        Verdict.MUST_EXPLAIN,
        lambda draft: draft.write("evaluation/assets", "资产账实相符。").put("indicator/assets/reason", "登记迟了。"),
    ),
    "SCR-008": Example(
        lambda draft: draft.write("evaluation/summary", "自评总得分为 96 分，绩效等级为“良”。"),
        "＝96，90 分及以上为“优”，文中写“良”",
        Verdict.CONTRADICTED,
        lambda draft: draft.score("results", "17").write("evaluation/summary", "得分为 85 分，绩效等级为“良”。"),
    ),
    "SCR-009": Example(
        lambda draft: draft.write("problems/main", "一是预算编制还不够细化。"),
        "分值 8 分，自评 8 分，没有扣分，而“存在问题”里写有“一是预算编制还不够细化”",
        Verdict.MUST_EXPLAIN,
        lambda draft: draft.write("problems/main", "一是巡查人手不足。"),
    ),
    "SCR-010": Example(
        lambda draft: draft.write("overview/tasks", *_TASKS).write("evaluation/results", *_RESULTS),
        "列有 3 项任务，“重点任务完成与部门履职效益”写有 2 项，没有看到“3.清理湖岸垃圾”的结果",
        Verdict.MUST_EXPLAIN,
        lambda draft: draft.write("overview/tasks", *_TASKS).write(
            "evaluation/results", *_RESULTS, "3. 湖岸垃圾清理 86 吨。"
        ),
    ),
    "PRB-001": Example(
        lambda draft: draft.write("problems/main", "一是监测设备登记不及时。", "二是巡查船只年久失修。"),
        "“存在问题”列有 2 条，“改进措施及有关建议”列有 1 条，“二是巡查船只年久失修”没有看到对应的措施",
        Verdict.INCOMPLETE,
    ),
    "PRB-002": Example(
        lambda draft: draft.write("measures/main", "一是每季度盘点监测设备。", "二是更换老旧巡查船只。"),
        "“二是更换老旧巡查船只”没有看到“存在问题”中对应的问题",
        Verdict.MUST_EXPLAIN,
        lambda draft: draft.write("measures/main", "一是每季度盘点监测设备。", "二是加强学习，提高认识。"),
    ),
    "NAM-001": Example(
        lambda draft: draft.write("overview/tasks", "我局完成 12 个湖泊的巡查，在局网站公开。"),
        "文中有 2 处像是别的单位的称呼：“我局”、“局网站”",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "我中心完成 12 个湖泊的巡查，报市生态环境局，在省厅网站公开。"),
    ),
    "NUM-001": Example(
        lambda draft: draft.write(
            "overview/spending_use", "公用经费年初预算为 150.00 万元，支出决算为 140.30 万元，完成年初预算的 39.53%。"
        ),
        "文中写 39.53%，而 140.30 万元÷150.00 万元＝93.53%",
        Verdict.CONTRADICTED,
        lambda draft: draft.write(
            "overview/spending_use", "公用经费年初预算为 150.00 万元，支出决算为 140.30 万元，完成年初预算的 93.53%。"
        ),
    ),
    "NUM-002": Example(
        lambda draft: draft.write("overview/tasks", "收集水样 400 份，其中不合格 30 份，占 9.5%。"),
        "文中写 9.5%，而 30 份÷400 份＝7.50%",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "收集水样 400 份，其中不合格 30 份，占 7.5%。"),
    ),
    "NUM-003": Example(
        lambda draft: draft.write("overview/tasks", "巡查经费 55.00 万元，比上年增加 5.00 万元，增长 15.0%。"),
        "文中写 15.0%，而 5.00 万元÷（55.00 万元－5.00 万元）＝10.00%",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "巡查经费 55.00 万元，比上年增加 5.00 万元，增长 10.0%。"),
    ),
    "NUM-004": Example(
        lambda draft: draft.write("overview/tasks", "巡查经费 55.00 万元，比上年增加 5.00 万元，下降 10.0%。"),
        "方向相反",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "巡查经费 45.00 万元，比上年减少 5.00 万元，下降 10.0%。"),
    ),
    "NUM-005": Example(
        lambda draft: draft.write(
            "overview/spending_use", "全年支出 2,116.05 万元，其中：基本支出 1,370.80 万元，项目支出 754.25 万元。"
        ),
        "1,370.80 万元＋754.25 万元，合 2125.05，总数写 2,116.05 万元，相差 9",
        Verdict.CONTRADICTED,
    ),
    "NUM-007": Example(
        lambda draft: draft.write("overview/tasks", "全年安排湖泊清淤 126 次，覆盖 14 个湖区，平均每个湖区 7 次。"),
        "126 次÷14 个＝9.00",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "全年安排湖泊清淤 126 次，覆盖 14 个湖区，平均每个湖区 9 次。"),
    ),
    "NUM-006": Example(
        lambda draft: draft.write(
            "overview/tasks", "全年支付湖泊清淤经费 1,286.45 万元。", "已支付湖泊清淤经费 1,268.45 万元，工程完工。"
        ),
        "像是同一个数，只差一处",
        Verdict.CONTRADICTED,
        # A budget is no payment, and another thing is another figure.
        lambda draft: draft.write(
            "overview/tasks",
            "全年安排湖泊清淤经费 1,286.45 万元。",
            "已支付湖泊清淤经费 1,268.45 万元，支付巡查站点建设经费 1,286.54 万元，折合 12,865,400 元。",
        ),
    ),
    "TAB-004": Example(
        lambda draft: draft.write("evaluation/operating_cost", "全年人员经费实际支出 1,203.50 万元。"),
        "文中“全年人员经费实际支出”写 1,203.50 万元，表中“人员经费”的“决算数”写 1,230.50 万元，像是同一个数",
        Verdict.CONTRADICTED,
        lambda draft: draft.write(
            "evaluation/operating_cost",
            "全年人员经费实际支出 1,230.50 万元，其中：外聘人员经费 123.50 万元。公用经费年初预算 150.00 万元。",
        ),
    ),
    "RAT-001": Example(
        lambda draft: draft.write("evaluation/funds", "我中心支出完成率为 92%，结转结余率为 1%。"),
        "合计决算数 2,116.05 ÷ 合计年初预算数 2,150.00 ＝ 98.42%。两个比率相加为 93%，还有 7% 没有交代",
        Verdict.NOT_REPRODUCIBLE,
        lambda draft: draft.write("evaluation/funds", "我中心支出完成率为 98.9%，结转结余率为 1.06%。"),
    ),
    "FRM-001": Example(
        lambda draft: draft.write("overview/tasks", "完成 12 个湖泊的巡查,建成监测站 4 座。"),
        "1 个是半角",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "全年巡查 1,200 次，9:30 开始，干支比 3:7。"),
    ),
    "FRM-002": Example(
        lambda draft: draft.write("overview/tasks", "建成监测站 4 座（其中水下 1 座。"),
        "（ 没有后一半",
        Verdict.INCOMPLETE,
        lambda draft: draft.write("overview/tasks", "1）建成监测站 4 座（其中水下 1 座）；2）得分在[90，100)的为优。"),
    ),
    "FRM-003": Example(
        lambda draft: draft.write("overview/tasks", "1. 巡查湖泊。", "2. 建监测站。", "3、清理湖岸。"),
        "2 处写“3.”式，1 处写“3、”式",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "1. 巡查湖泊。", "2. 建监测站。", "（1）东岸。", "（2）西岸。"),
    ),
    "FRM-004": Example(
        lambda draft: draft.write("overview/tasks", "完成 12 个湖泊的巡查，，建成监测站 4 座。"),
        "1 处标点重复",
        Verdict.CONTRADICTED,
    ),
    "FRM-006": Example(
        lambda draft: draft.write("problems/main", "一是登记不及时；二是盘点不够；四是档案不全。"),
        "序号“二是”之后是“四是”，缺“三”",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("problems/main", "一是登记不及时；二是盘点不够；三是档案不全。"),
    ),
    "LST-001": Example(
        lambda draft: draft.write("overview/organisation", "内设 4 个科室，分别为办公室、规划科、监督科。"),
        "文中写“4 个科室”，后面列出的是 3 项：办公室、规划科、监督科",
        Verdict.CONTRADICTED,
        lambda draft: draft.write(
            "overview/organisation", "内设 3 个科室，分别为办公室（信访室、档案室）、规划科和监督科。"
        ),
    ),
    "LST-002": Example(
        lambda draft: draft.write("problems/main", "主要有三个短板：一是设备登记不及时；二是档案不全。"),
        "文中写“三个短板”，后面分 2 点写，到“二是”为止",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("problems/main", "主要有两个短板：一是设备登记不及时；二是档案不全。"),
    ),
    "LST-003": Example(
        lambda draft: draft.write("overview/organisation", "内设 3 个科室，分别为办公室、监督科、监督科。"),
        "列出的内容里，“监督科”出现两次",
        Verdict.CONTRADICTED,
    ),
    "DAT-001": Example(
        lambda draft: draft.write("overview/tasks", "2020 年 11 月 31 日前完成 12 个湖泊的巡查。"),
        "2020 年 11 月只有 30 天",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "2020 年 2 月 29 日完成 12 个湖泊的巡查。"),
    ),
    "DAT-002": Example(
        lambda draft: draft.write("overview/tasks", "3020 年度完成 12 个湖泊的巡查。"),
        "文中写“3020 年度”，报告年度是 2020 年",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "湖堤始建于 1368 年，到 2035 年湖水达到Ⅱ类。"),
    ),
    "DAT-003": Example(
        lambda draft: draft.write(
            "overview/tasks", "截至 2020 年 12 月 31 日，在管湖泊 12 个。", "截至 2019 年 12 月 31 日，有监测站 4 座。"
        ),
        "这是 2020 年度的报告，这里写截至“2019 年 12 月 31 日”，另有 1 处截至 2020 年末",
        Verdict.MUST_EXPLAIN,
        lambda draft: draft.write("overview/tasks", "截至 2020 年 12 月 31 日，在管湖泊 12 个。"),
    ),
    "DAT-004": Example(
        lambda draft: draft.write("overview/tasks", "2020 年度巡查 300 次，比 2020 年度增加 20 次。"),
        "这一句说的是 2020 年，又与 2020 年比较",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "2020 年度巡查 300 次，比 2019 年度增加 20 次。"),
    ),
    "DAT-005": Example(
        lambda draft: draft.write("overview/tasks", "监测站工期为 2020 年 9 月至 2020 年 3 月。"),
        "起止时间“2020 年 9 月至 2020 年 3 月”，结束早于开始",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", "监测站工期为 2020 年 9 月至 2021 年 3 月。"),
    ),
    "DAT-006": Example(
        lambda draft: draft.put("cover/reported_on", "2020年3月"),
        "这是 2020 年度的报告，落款日期写“2020年3月”",
        Verdict.MUST_EXPLAIN,
    ),
    "TPL-001": Example(
        lambda draft: draft.write("overview/tasks", "完成 XX 个湖泊的巡查。"), "如“XX”", Verdict.INCOMPLETE
    ),
    "TPL-002": Example(
        lambda draft: draft.write("overview/tasks", *[_LONG] * 2),
        "1 段文字与前文重复",
        Verdict.CONTRADICTED,
        lambda draft: draft.write("overview/tasks", _LONG),
    ),
    "EVD-002": Example(
        lambda draft: draft.attach("批复", indicators="gone"),
        "“批复”没有选择对应的指标",
        Verdict.INCOMPLETE,
        lambda draft: draft.attach("批复", indicators="assets"),
    ),
    "EVD-003": Example(
        lambda draft: draft.attach("批复", size=12_000_000).attach("合同", size=8_500_000),
        "佐证材料 2 份，共 20.5 MB，上限 20 MB（默认值），超出 500 KB。最大的是“批复” 12.0 MB、“合同” 8.5 MB",
        Verdict.CONTRADICTED,
        lambda draft: draft.attach("批复", size=20_000_000),
    ),
    "VAR-001": Example(
        lambda draft: draft.amount("project", "final", "400.00"),
        "项目支出 800.00 → 400.00（单位：万元），减少 50.0%",
        Verdict.MUST_EXPLAIN,
        lambda draft: draft.amount("project", "final", "400.00").write(
            "overview/spending_use", "项目支出比年初预算减少 400.00 万元。主要是两座监测站改在下一年开工。"
        ),
    ),
}


def findings_of(code: str, draft: Draft) -> list[Finding]:
    return [finding for finding in check(draft.report()).findings if finding.rule == code]


def test_clean_draft_has_no_fault_but_the_standards_own() -> None:
    assert [finding.rule for finding in check(Draft().report()).findings] == ["SCR-004"]


def test_every_rule_has_examples() -> None:
    # The gap of SCR-004 lies in a standard, not in a report: its examples stand in test_scores.py.
    # The first TAB rules, and the EVA rules, speak of tables that no standard knows: their examples stand in
    # test_grids.py, test_score_tables.py and test_score_words.py.
    # EVD-001 asks for what only some standards want: its examples stand in test_evidence.py.
    of_other_tables = {"TAB-001", "TAB-002", "TAB-003", *(item.code for item in RULES if item.code.startswith("EVA-"))}
    assert {item.code for item in RULES} == {*EXAMPLES, "SCR-004", "EVD-001", *of_other_tables}


@pytest.mark.parametrize("code", EXAMPLES)
def test_rule_finds_its_fault(code: str) -> None:
    example = EXAMPLES[code]
    (finding,) = findings_of(code, example.fails(Draft()))
    assert example.says in finding.message
    assert finding.verdict is example.verdict
    assert finding.todo
    assert finding.places


@pytest.mark.parametrize("code", EXAMPLES)
def test_rule_passes_its_counter_example(code: str) -> None:
    report = EXAMPLES[code].passes(Draft()).report()
    run = check(report)
    assert code not in [finding.rule for finding in run.findings]
    assert code in run.coverage.ran, "silence counts only where the rule could speak"


@pytest.mark.parametrize("code", EXAMPLES)
def test_places_are_spans_of_the_very_text(code: str) -> None:
    report = EXAMPLES[code].fails(Draft()).report()
    for finding in check(report).findings:
        for place in finding.places:
            assert place.end - place.start == len(place.text)
            assert place.text in place.context
            if place.address.startswith("narrative/") and place.text:
                assert report.text(place.address)[place.start : place.end] == place.text


@pytest.mark.parametrize("item", RULES, ids=lambda item: item.code)
def test_rule_is_described(item: Rule) -> None:
    assert item.code[:3].isupper()
    assert item.code[4:].isdigit()
    assert any("\u4e00" <= sign <= "\u9fff" for sign in item.title)
    assert item.clause
    assert item.reads
    assert (item.check.__doc__ or "").strip()
    assert item.check.__name__.startswith("check_")


def test_every_family_of_rules_is_run_and_every_check_in_it_is_a_rule() -> None:
    names = [module.name for module in pkgutil.iter_modules(core.validation.rules.__path__)]
    families = [importlib.import_module(f"core.validation.rules.{name}") for name in names]
    assert rules_in(*families) == RULES
    for family in families:
        checks = [item for name, item in vars(family).items() if name.startswith("check_")]
        assert checks
        assert all(isinstance(item, Rule) for item in checks)


def test_code_used_twice_is_refused() -> None:
    family = importlib.import_module("core.validation.rules.variance")
    with pytest.raises(ValueError, match="VAR-001"):
        rules_in(family, family)


def test_decorated_function_becomes_a_rule() -> None:
    decorate = rule("XXX-001", severity=Severity.HINT, title="甲", clause="乙", reads=[])
    made = decorate(lambda inspection: iter(()))
    assert (made.code, made.title, made.clause, made.reads) == ("XXX-001", "甲", "乙", frozenset())
