"""The charts of a report: bars in proportion, figures in words, and what is missing said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from core.document.chart_shapes import WIDTH, Bar, Chart, ChartRow
from core.document.charts import charts_of, text_width
from core.model.report import Report
from core.model.standard import Standard
from core.scoring.engine import score
from core.standard.loader import load_standard_text
from tests.builders import TINY_STANDARD, report_with

FIGURES = {
    "spending/basic/initial": "1000000",
    "spending/basic/final": "500000",
    "spending/project/initial": "3000000",
    "spending/project/final": "3500000",
}


def charts(values: Mapping[str, str], standard: Standard | None = None) -> dict[str, Chart]:
    report: Report = report_with(values, standard)
    return {chart.name: chart for chart in charts_of(report, score(report))}


def row(chart: Chart, title: str) -> ChartRow:
    return next(item for item in chart.rows if item.words[0].text == title)


def bars(chart: Chart, title: str) -> list[Bar]:
    return list(row(chart, title).bars)


def words(chart: Chart, title: str) -> list[str]:
    return [item.text for item in row(chart, title).words[1:]]


def standard_with(old: str, new: str) -> Standard:
    assert old in TINY_STANDARD
    return load_standard_text(TINY_STANDARD.replace(old, new), "tiny-2024.toml")


# -- amounts -----------------------------------------------------------------------------------------------------------


def test_budget_and_final_stand_below_each_other_in_proportion() -> None:
    chart = charts(FIGURES)["spending"]
    assert chart.title == "支出明细表：年初预算数与决算数对比"
    assert chart.unit == "单位：万元"
    assert [(item.tone, item.text) for item in chart.legend] == [("plan", "年初预算数"), ("actual", "决算数")]
    basic, project = bars(chart, "基本支出"), bars(chart, "项目支出")
    assert [bar.tone for bar in basic] == ["plan", "actual"]
    assert basic[0].y + basic[0].height <= basic[1].y
    assert basic[0].x == basic[1].x == project[0].x
    assert basic[0].width == pytest.approx(2 * basic[1].width, abs=1)
    assert project[0].width == pytest.approx(3 * basic[0].width, abs=2)
    assert words(chart, "基本支出") == ["100.00", "50.00"]


def test_a_total_is_drawn_as_it_is_computed() -> None:
    chart = charts(FIGURES)["spending"]
    assert words(chart, "合计") == ["400.00", "400.00"]
    assert row(chart, "合计").words[0].bold
    assert row(chart, "合计").address == "spending/total/final"


def test_what_is_blank_has_no_bar_and_says_so() -> None:
    chart = charts({"spending/basic/initial": "1000000"})["spending"]
    assert [bar.tone for bar in bars(chart, "基本支出")] == ["plan"]
    assert words(chart, "基本支出") == ["100.00", "未填"]
    assert row(chart, "基本支出").words[2].quiet
    assert words(chart, "合计")[0] == "100.00（另有 1 项未填）"
    assert chart.notes == ("没有填写：项目支出。",)


def test_nought_is_not_blank() -> None:
    values = {**FIGURES, "spending/project/initial": "0", "spending/project/final": "0"}
    assert charts(values)["spending"].notes == ("年初预算数、决算数都是 0：项目支出。",)
    chart = charts({**FIGURES, "spending/project/final": "0"})["spending"]
    assert bars(chart, "项目支出")[1].width == 0
    assert words(chart, "项目支出") == ["300.00", "0.00"]


def test_a_small_figure_can_still_be_seen() -> None:
    chart = charts({**FIGURES, "spending/basic/final": "1"})["spending"]
    assert bars(chart, "基本支出")[1].width == 1


def test_a_negative_figure_goes_the_other_way() -> None:
    chart = charts({**FIGURES, "spending/basic/final": "-1000000"})["spending"]
    plan, actual = bars(chart, "基本支出")
    assert actual.x + actual.width == plan.x
    assert actual.width == pytest.approx(plan.width, abs=1)
    assert words(chart, "基本支出")[1] == "-100.00"


@pytest.mark.parametrize("final", ["1", "500000", "999999999990000", "-3500000"])
def test_everything_stays_within_the_chart(final: str) -> None:
    for chart in charts({**FIGURES, "spending/basic/final": final, "indicator/budgeting/score": "38.5"}).values():
        for item in chart.rows:
            for bar in item.bars:
                assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
                assert 0 <= bar.y <= bar.y + bar.height <= item.height
            for label in item.words:
                assert label.x + text_width(label.text, label.size) <= WIDTH + 1


def test_a_long_title_is_set_smaller_and_then_cut() -> None:
    long = "对附属单位补助支出及其他各项支出的合计数"
    standard = standard_with('short = "项目支出"', f'short = "{long}"')
    label = charts(FIGURES, standard)["spending"].rows[1].words[0]
    assert label.text.endswith("…")
    assert long.startswith(label.text.removesuffix("…"))
    assert text_width(label.text, label.size) < min(bar.x for bar in charts(FIGURES)["spending"].rows[0].bars)


def test_without_figures_there_is_no_chart() -> None:
    assert charts({}) == {}


# -- one year against the other ----------------------------------------------------------------------------------------

LAST_YEAR = '[[tables.columns]]\nid = "last_final"\ntitle = "上年决算数"\n\n[[tables.rows]]\nid = "basic"'


def test_last_year_is_held_against_this_year() -> None:
    standard = standard_with('[[tables.rows]]\nid = "basic"', LAST_YEAR)
    values = {**FIGURES, "spending/basic/last_final": "400000"}
    found = charts(values, standard)
    assert found["spending"].title == "支出明细表：年初预算数与决算数对比"
    years = found["spending-years"]
    assert years.title == "支出明细表：上年决算数与决算数对比"
    assert words(years, "基本支出") == ["40.00", "50.00"]
    assert words(years, "项目支出") == ["未填", "350.00"]


def test_without_last_year_there_is_no_such_chart() -> None:
    assert "spending-years" not in charts(FIGURES)


# -- points ------------------------------------------------------------------------------------------------------------


def test_points_lie_over_their_maximum() -> None:
    chart = charts({"indicator/budgeting/score": "30", "indicator/results/score": "60"})["indicator"]
    assert chart.title == "各项指标得分"
    most, earned = bars(chart, "预算编制情况")
    assert (most.tone, earned.tone) == ("room", "actual")
    assert earned.width == pytest.approx(most.width * 30 / 40, abs=1)
    assert (most.x, most.y, most.height) == (earned.x, earned.y, earned.height)
    assert words(chart, "预算编制情况") == ["30 / 40"]
    assert chart.notes == ()


def test_what_is_not_scored_says_so() -> None:
    chart = charts({"indicator/budgeting/score": "30"})["indicator"]
    assert [bar.tone for bar in bars(chart, "履职效益")] == ["room"]
    assert words(chart, "履职效益") == ["未评分 / 60"]
    assert chart.notes == ("另有 1 项没有评分。",)


def test_groups_are_drawn_in_place_of_what_lies_below_them() -> None:
    below = '[[indicators]]\nid = "output"\ntitle = "产出"\nmax_score = "60"\nparent = "results"\n\n[[grades]]'
    standard = standard_with('[[grades]]\nname = "合格"', f'{below}\nname = "合格"')
    chart = charts({"indicator/budgeting/score": "30", "indicator/output/score": "50"}, standard)["indicator"]
    assert chart.title == "各组指标得分"
    assert [item.words[0].text for item in chart.rows] == ["预算编制情况", "履职效益"]
    assert words(chart, "履职效益") == ["50 / 60"]
