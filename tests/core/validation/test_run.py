"""A run is ordered, counted, repeatable, and the same whether it starts from nothing or goes on from the last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.change import Change, Entry, Put
from core.model.finding import Place, Severity
from core.model.manuscript import Manuscript, Passage
from core.model.report import Report
from core.progress import CancelledError
from core.standard.catalog import find_standard
from core.validation.coverage import NotRun
from core.validation.inspection import Inspection, Readings, UsedSpan
from core.validation.registry import Area, CouldNotRun, NotApplicable, Outcome, Rule, area_of, incomplete, rule
from core.validation.run import RULES, Checker, check, check_text
from tests.builders import report_with
from tests.core.validation.drafts import COLUMNS, SCORES, TABLE, TEXTS, Draft, part

# -- order and counts --------------------------------------------------------------------------------------------------


def test_findings_are_in_order_of_gravity_then_of_reading() -> None:
    draft = Draft().put("left_over/1", "附件").put("cover/phone", "").write("overview/tasks")
    draft.write("evaluation/funds", "该指标分值 9 分，自评得分 7 分。").amount("total", "final", "3000.00")
    assert [finding.rule for finding in check(draft.report()).findings] == [
        "SPD-001",
        "SCR-003",
        "CMP-001",
        "CMP-002",
        "SCR-004",
        "CMP-005",
    ]


def test_numbers_are_counted_once_however_many_rules_use_them() -> None:
    draft = Draft()
    for name in TEXTS:
        draft.write(name, "略")
    draft.write("evaluation/summary", "培训 30 人，总得分 96 分。")
    coverage = check(draft.report()).coverage
    # 21 stored cells, 9 scores, two numbers in the prose. No rule looks at the people trained, nor, while totals are
    # computed, at the 调整预算数 of the five rows without an 其中.
    assert coverage.numbers_read == 21 + 9 + 2
    assert coverage.numbers_checked == coverage.numbers_read - 1 - 5


def test_a_run_tells_which_figures_took_part() -> None:
    draft = Draft()
    for name in TEXTS:
        draft.write(name, "略")
    text = "培训 30 人，总得分 96 分。"
    run = check(draft.write("evaluation/summary", text).report())
    where = f"{part('evaluation/summary')}/p1"
    spans = {item for item in run.used if isinstance(item, UsedSpan)}
    assert spans == {UsedSpan(where, text.index("96"))}
    assert {"spending/total/final", "indicator/assets/score"} <= run.used


def test_a_text_that_is_no_report_tells_it_too() -> None:
    text = "上年 100 人次，本年 120 人次，增长 50%。培训 30 人。"
    run = check_text(Manuscript("文稿", (Passage("line/1", text),)))
    starts = {item.start for item in run.used if isinstance(item, UsedSpan)}
    assert {text.index(words) for words in ("100", "120", "50%")} <= starts
    assert text.index("30 人") not in starts


def test_the_check_of_a_text_tells_how_far_it_is_and_stops_when_told() -> None:
    class Impatient:
        told = 0

        def report(self, done: int, total: int, message: str) -> None:
            self.told += 1
            assert done < total
            assert message
            if done == 2:
                raise CancelledError

    progress = Impatient()
    with pytest.raises(CancelledError):
        check_text(Manuscript("文稿", ()), progress)
    assert progress.told == 3


def test_every_rule_stands_in_the_ledger() -> None:
    for report in (Draft().report(), Report(find_standard("foshan-2020"), {}), report_with({})):
        coverage = check(report).coverage
        others = {item.rule for item in (*coverage.not_applicable, *coverage.could_not_run)}
        assert {*coverage.ran, *others} == {item.code for item in RULES}


# -- the contract of rules ---------------------------------------------------------------------------------------------


def test_rule_may_run_on_some_and_not_on_others() -> None:
    @rule("XXX-001", severity=Severity.HINT, title="甲", clause="乙", reads=[Area.COVER])
    def check_something(inspection: Inspection) -> Iterator[Outcome]:
        """Says two things."""
        yield incomplete("一", "二", [Place("cover/head")])
        yield CouldNotRun("缺数")

    @rule("XXX-002", severity=Severity.HINT, title="甲", clause="乙", reads=[Area.COVER])
    def check_nothing(inspection: Inspection) -> Iterator[Outcome]:
        """Does not apply."""
        yield NotApplicable("没有")

    run = Checker([check_something, check_nothing]).update(Draft().report())
    assert [finding.message for finding in run.findings] == ["一"]
    assert run.coverage.ran == ("XXX-001",)
    assert run.coverage.could_not_run == (NotRun("XXX-001", "缺数"),)
    assert run.coverage.not_applicable == (NotRun("XXX-002", "没有"),)


def test_bug_in_a_rule_is_not_swallowed() -> None:
    @rule("XXX-001", severity=Severity.HINT, title="甲", clause="乙", reads=[Area.COVER])
    def check_something(inspection: Inspection) -> Iterator[Outcome]:
        """Fails."""
        yield NotApplicable(f"{1 // 0}")

    with pytest.raises(ZeroDivisionError):
        Checker([check_something]).update(Draft().report())


@pytest.mark.parametrize(
    ("where", "area"),
    [
        ("cover/phone", Area.COVER),
        ("narrative/problems/main/p1", Area.NARRATIVE),
        ("indicator/assets/score", Area.INDICATORS),
        ("left_over/3", Area.LEFT_OVER),
        ("link/problem/p1.1.0123abcd/measures", Area.LINKS),
        ("spending/total/final", Area.TABLES),
        ("waiver/SPD-001/0123456789abcdef/reason", None),
    ],
)
def test_area_of_an_address(where: str, area: Area | None) -> None:
    assert area_of(where) is area


# -- going on from the last run ----------------------------------------------------------------------------------------


def put(report: Report, where: str, entry: Entry | None) -> tuple[Report, frozenset[str]]:
    """The report after one edit, and what it touched."""
    change = Change("", (Put(where, report.entries.get(where), entry),))
    return report.with_change(change), change.addresses()


def test_only_rules_that_read_what_changed_run_again() -> None:
    runs: list[str] = []

    def counting(code: str, area: Area) -> Rule:
        def check_nothing(inspection: Inspection) -> Iterator[Outcome]:
            runs.append(code)
            yield from ()

        return rule(code, severity=Severity.HINT, title="", clause="", reads=[area])(check_nothing)

    checker = Checker([counting("A", Area.COVER), counting("B", Area.TABLES)])
    report = Draft().report()
    checker.update(report)
    after, changed = put(report, "cover/phone", Entry("1"))
    checker.update(after, changed)
    assert runs == ["A", "B", "A"]
    checker.update(after, frozenset())
    assert runs == ["A", "B", "A"]
    checker.update(after)
    assert runs == ["A", "B", "A", "A", "B"]


def test_report_of_another_standard_is_checked_from_the_start() -> None:
    checker = Checker()
    checker.update(Draft().report())
    assert checker.update(report_with({}), frozenset()) == check(report_with({}))


def test_paragraph_that_did_not_change_is_not_read_again() -> None:
    readings = Readings()
    seen: list[str] = []

    def read(text: str) -> int:
        seen.append(text)
        return len(text)

    assert [readings.read(read, text) for text in ("甲", "乙乙", "甲")] == [1, 2, 1]
    assert seen == ["甲", "乙乙"]


def test_texts_that_left_the_report_are_forgotten_in_the_end() -> None:
    readings = Readings()
    seen: list[str] = []

    def read(text: str) -> str:
        seen.append(text)
        return text

    texts = [str(number) for number in range(200)]
    for text in texts:
        readings.read(read, text)
    assert not readings.overfull(150)
    assert readings.overfull(10)
    readings.forget_except(frozenset(texts[:10]))
    assert not readings.overfull(10)
    for text in (texts[5], texts[150]):
        readings.read(read, text)
    assert seen == [*texts, texts[150]]


_AMOUNTS = st.sampled_from(["", "0", "745.25", "760.00", "1370.80", "2116.05", "-3.5", "98.001"])
_CELLS = st.tuples(st.sampled_from([*TABLE, "basic", "total"]), st.sampled_from(COLUMNS), _AMOUNTS)
_POINTS = st.tuples(st.sampled_from(list(SCORES)), st.sampled_from(["", "0", "4", "5", "7.125", "28", "31", "-1"]))
_SENTENCES = st.lists(
    st.sampled_from(
        [
            "总得分 96 分，等级为“优”。",
            "自评得分 97 分。",
            "该指标分值 5 分，自评得分 4 分。",
            "因登记不及时，扣 1 分。",
            "项目支出减少，主要是年中调减。",
            "资产管理有待加强。",
            "培训 30 人。",
            "",
        ]
    ),
    max_size=3,
).map("".join)
_EDITS = st.one_of(
    _CELLS.map(lambda item: (f"spending/{item[0]}/{item[1]}", str(float(item[2]) * 10000) if item[2] else "")),
    _POINTS.map(lambda item: (f"indicator/{item[0]}/score", item[1])),
    st.tuples(st.sampled_from([f"{part(name)}/p1" for name in TEXTS]), _SENTENCES),
    st.tuples(st.sampled_from([f"{part(name)}/p2" for name in TEXTS]), _SENTENCES),
    st.tuples(st.sampled_from(["cover/fiscal_year", "cover/reporting_unit"]), st.sampled_from(["2020", "2021", ""])),
    st.tuples(st.sampled_from(["left_over/1", "indicator/assets/reason"]), st.sampled_from(["甲", ""])),
)


@settings(max_examples=60)
@given(st.lists(_EDITS, min_size=1, max_size=12))
def test_run_after_edits_equals_a_run_from_nothing(edits: list[tuple[str, str]]) -> None:
    checker = Checker()
    report = Draft().report()
    checker.update(report)
    for where, value in edits:
        report, changed = put(report, where, Entry(value, position=2) if value else None)
        assert checker.update(report, changed) == check(report)
