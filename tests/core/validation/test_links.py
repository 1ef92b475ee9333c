"""The table of problems: what is proposed, what was said, and what becomes of it when the text changes."""

from __future__ import annotations

from core.model.change import Change
from core.model.report import Report
from core.validation.inspection import Readings
from core.validation.link_changes import confirm, say_indicators, say_measures, unsay
from core.validation.links import LinkTable, link_table, links_of
from core.validation.problem_indicators import indicators_touched
from tests.builders import report_with
from tests.core.validation.drafts import Draft

PROBLEMS = ("一是预算编制不够细化。", "二是监测设备登记不及时，影响资产对账。", "三是巡查船只年久失修。")
MEASURES = ("一是细化预算编制。", "二是监测设备到货后 10 日内登记。")


def draft() -> Draft:
    return Draft().write("problems/main", *PROBLEMS).write("measures/main", *MEASURES)


def after(report: Report, change: Change) -> Report:
    return report.with_change(change)


def measures_of(table: LinkTable) -> list[list[str]]:
    return [[measure.number for measure in row.measures] for row in table.rows]


# -- proposals ---------------------------------------------------------------------------------------------------------


def test_indicators_and_measures_are_proposed() -> None:
    table = link_table(draft().report())
    assert [row.indicators for row in table.rows] == [("budgeting",), ("assets",), ()]
    assert measures_of(table) == [["一是"], ["二是"], []]
    assert not any(row.indicators_said or row.measures_said for row in table.rows)


def test_an_indicator_that_is_called_by_its_title_goes_before_its_topics() -> None:
    report = Draft().write("problems/main", "一是资产登记迟缓。对应“财务管理情况”，扣 1 分。").report()
    (row,) = link_table(report).rows
    assert indicators_touched(report.standard, row.problem, Readings()) == ("finance",)


def test_words_of_a_description_are_the_last_resort() -> None:
    report = Draft().write("problems/main", "一是决算迟报，影响项目程序和采购。").report()
    (row,) = link_table(report).rows
    assert row.indicators == ("projects",)


def test_a_part_that_says_there_is_none_lists_none() -> None:
    table = link_table(Draft().write("problems/main", "无。").write("measures/main", "无。").report())
    assert (table.rows, table.measures) == ((), ())


def test_a_standard_that_names_no_parts_has_no_table() -> None:
    assert link_table(report_with({})) == LinkTable()


# -- saying ------------------------------------------------------------------------------------------------------------


def test_confirming_says_what_was_proposed() -> None:
    report = draft().report()
    change = confirm(report, link_table(report).rows)
    table = link_table(after(report, change))
    assert all(row.said for row in table.rows)
    assert measures_of(table) == [["一是"], ["二是"], []]
    assert change.title == "确认 3 个问题的指标和措施"


def test_what_is_said_goes_before_what_is_proposed() -> None:
    report = draft().report()
    table = link_table(report)
    report = after(report, say_indicators(report, table.rows[2], ["projects", "assets"]))
    report = after(report, say_measures(report, link_table(report).rows[2], table.measures))
    row = link_table(report).rows[2]
    # The standard's order, whatever the order of choosing.
    assert row.indicators == ("projects", "assets")
    assert [measure.number for measure in row.measures] == ["一是", "二是"]


def test_that_there_is_none_can_be_said() -> None:
    report = draft().report()
    report = after(report, say_measures(report, link_table(report).rows[0], []))
    row = link_table(report).rows[0]
    assert (row.measures, row.measures_said, row.indicators_said) == ((), True, False)


def test_taking_back_leaves_no_trace() -> None:
    report = draft().report()
    said = after(report, confirm(report, link_table(report).rows[:1]))
    (link,) = links_of(said)
    assert after(said, unsay(said, link)).entries == report.entries


def test_saying_the_same_again_changes_nothing() -> None:
    report = draft().report()
    report = after(report, confirm(report, link_table(report).rows))
    assert confirm(report, link_table(report).rows).puts == ()


def test_a_change_can_be_undone() -> None:
    report = draft().report()
    change = confirm(report, link_table(report).rows)
    assert after(after(report, change), change.inverse()).entries == report.entries


# -- when the text changes ---------------------------------------------------------------------------------------------


def said_draft() -> Draft:
    """The draft with its first problem confirmed."""
    made = draft()
    report = made.report()
    made.entries.update(
        (put.address, put.after) for put in confirm(report, link_table(report).rows[:1]).puts if put.after is not None
    )
    return made


def test_what_was_said_follows_its_problem() -> None:
    moved = ("一是巡查船只年久失修。", "二是预算编制不够细化。", "三是监测设备登记不及时，影响资产对账。")
    table = link_table(said_draft().write("problems/main", *moved).report())
    assert [row.said for row in table.rows] == [False, True, False]


def test_what_was_said_of_a_problem_that_has_gone_is_shown_and_not_lost() -> None:
    table = link_table(said_draft().write("problems/main", PROBLEMS[2], PROBLEMS[1]).report())
    assert not any(row.said for row in table.rows)
    (link,) = table.gone
    assert (link.problem.title, link.indicators) == ("预算编制不够细化", ("budgeting",))


def test_what_is_said_of_a_reworded_problem_moves_to_its_key_of_today() -> None:
    report = said_draft().write("problems/main", "一是部门预算编制不够细化。", *PROBLEMS[1:]).report()
    row = link_table(report).rows[0]
    assert row.said
    report = after(report, say_indicators(report, row, ["finance"]))
    (link,) = links_of(report)
    assert link.problem.key == link_table(report).rows[0].problem.key
    assert (link.problem.title, link.indicators) == ("部门预算编制不够细化", ("finance",))
    assert link.measures is not None
    assert [measure.title for measure in link.measures] == ["细化预算编制"]


def test_a_measure_that_has_gone_is_named_and_another_is_proposed() -> None:
    report = said_draft().write("measures/main", "一是聘请专家审核预算编制。", MEASURES[1]).report()
    row = link_table(report).rows[0]
    assert row.lost == ("细化预算编制",)
    assert not row.measures_said
    assert [measure.title for measure in row.measures] == ["聘请专家审核预算编制"]


def test_what_nobody_can_have_written_is_read_without_harm() -> None:
    made = draft().put("link/problem/x/measures", "\n \nkey\nk t").put("link/problem/x/indicators", "nobody")
    made.put("link/problem/y/other", "?")
    table = link_table(made.report())
    assert [link.problem.key for link in table.gone] == ["x", "y"]
