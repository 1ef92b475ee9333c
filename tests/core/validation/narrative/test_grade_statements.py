"""Stated grades of the whole evaluation are found; other grades are left alone."""

from __future__ import annotations

import pytest

from core.validation.narrative.grade_statements import grade_statements
from tests.core.validation.drafts import TEXTS, Draft, inspection_of


def grades(part: str, text: str) -> list[str]:
    """The grades stated where only this part says anything."""
    draft = Draft()
    for name in TEXTS:
        draft.write(name, text if name == part else "略")
    return [item.grade for item in grade_statements(inspection_of(draft.report()))]


@pytest.mark.parametrize(
    "text",
    [
        "绩效等级为“优”。",
        "评价等级：优",
        "自评 96 分，等级优秀。",
        "绩效评价结果为优，",
        "自评得分 96 分，评为“优”。",
        "得分 96 分，为“优”。",
        "自评 96 分，评定为优秀等级。",
        "自评为“优”等级。",
        "绩效等级评定为 优（90 分以上）。",
    ],
)
def test_grade_is_found_in_the_summary(text: str) -> None:
    assert grades("evaluation/summary", text) == ["优"]


def test_grade_is_found_elsewhere_only_where_the_clause_says_whose() -> None:
    assert grades("problems/main", "部门整体支出绩效等级为“良”。") == ["良"]
    assert grades("problems/main", "信用等级为良。") == []


@pytest.mark.parametrize(
    "text",
    [
        "评价等级分为优、良、中、差四级。",
        "90 分以上为优，80 分以上为良。",
        "2019 年度绩效等级为“良”。",
        "上年绩效等级为“良”。",
        "干部年度考核等级为优秀。",
        "2 个项目绩效等级为“良”。",
        "3 人被评为优秀共产党员。",
        "等级差异较大。",
    ],
)
def test_other_grades_are_left_alone(text: str) -> None:
    assert grades("evaluation/summary", text) == []
