"""The year that a text reports on, learnt from its title."""

from __future__ import annotations

import pytest

from core.model.manuscript import Manuscript, Passage
from core.validation.narrative.dates import read_dates
from core.validation.narrative.report_year import Kind, ReportYear, learn_year


def learnt(*paragraphs: str, name: str = "文稿") -> ReportYear | None:
    passages = tuple(Passage(f"line/{number}", text) for number, text in enumerate(paragraphs, 1))
    return learn_year(Manuscript(name, passages), lambda passage: read_dates(passage.text))


@pytest.mark.parametrize(
    ("title", "year", "kind", "is_account"),
    [
        ("云川市湖泊局2023年度部门决算公开情况说明", 2023, Kind.FINAL, True),
        ("2022年湖岸护栏项目支出绩效自评报告", 2022, Kind.FINAL, False),
        ("云川市湖泊局2024年部门预算", 2024, Kind.BUDGET, False),
        ("云川市湖泊局2024年工作总结", 2024, Kind.WORK, False),
        ("云川市湖泊局2023年度绩效自评中期报告", 2023, Kind.OTHER, False),
        ("二〇二三年度部门决算", 2023, Kind.FINAL, True),
    ],
)
def test_title_tells_year_and_kind(title: str, year: int, kind: Kind, is_account: bool) -> None:
    found = learnt("附件2", title, "本局主管湖泊保护。")
    assert found is not None
    assert (found.year, found.kind, found.is_account) == (year, kind, is_account)
    assert found.address == "line/2"


def test_name_of_the_text_tells_it_where_no_title_does() -> None:
    found = learnt("本局主管湖泊保护。", name="云川市湖泊局2020年度部门整体支出绩效自评报告")
    assert found is not None
    assert (found.year, found.is_account) == (2020, True)


def test_title_of_two_years_tells_none() -> None:
    assert learnt("云川市2022年预算执行情况和2023年预算草案的报告", *["2023年度预算。"] * 5) is None


def test_the_year_spoken_of_most_stands_in_for_a_title() -> None:
    assert learnt("2023年度收入。", "2023年度支出。", "2023年度结余，2022年度结转。") == ReportYear(2023, Kind.OTHER)
    assert learnt("2023年度收入。", "2022年度支出。") is None


def test_a_title_with_another_year_than_the_text_is_no_account_of_it() -> None:
    found = learnt("2024年度绩效自评报告", *["2023年度支出。"] * 3)
    assert found is not None
    assert not found.is_account
