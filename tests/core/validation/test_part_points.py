"""The points of a part, however its author numbers them."""

from __future__ import annotations

import pytest

from core.model.report import Paragraph
from core.validation.inspection import Readings
from core.validation.part_points import PartPoint, digest_of, points_of

TITLE = "存在问题"


def points(*lines: str | tuple[int, str], title: str = TITLE) -> tuple[PartPoint, ...]:
    """Return the points of paragraphs, each a text or a level and a text."""
    pairs = [(0, line) if isinstance(line, str) else line for line in lines]
    paragraphs = [
        Paragraph(f"narrative/problems/main/p{number}", text, level, number)
        for number, (level, text) in enumerate(pairs, 1)
    ]
    return points_of(paragraphs, title, Readings())


def names(*lines: str | tuple[int, str], title: str = TITLE) -> list[str]:
    return [point.name for point in points(*lines, title=title)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(("一是登记迟。原因是人少。", "二是盘点少。"), ["一是登记迟", "二是盘点少"], id="said"),
        pytest.param(("主要有：一是登记迟；二是盘点少。",), ["一是登记迟", "二是盘点少"], id="in one paragraph"),
        pytest.param(("存在以下不足：", "1. 登记迟。", "2. 盘点少。"), ["1.登记迟", "2.盘点少"], id="introduced"),
        pytest.param(((3, "登记迟。"), (3, "盘点少。")), ["1.登记迟", "2.盘点少"], id="by level"),
        pytest.param(((4, "登记迟。"), (4, "盘点少。")), ["（1）登记迟", "（2）盘点少"], id="by lower level"),
        pytest.param(
            ("（一）项目管理", "一是立项迟；二是验收迟。", "（二）资产管理", "一是登记迟；二是盘点少。"),
            ["（一）项目管理", "（二）资产管理"],
            id="headings above points of their own",
        ),
        pytest.param(("登记迟。", "盘点少。"), ["登记迟", "盘点少"], id="plain paragraphs"),
        pytest.param(("主要不足如下：", "登记迟。"), ["登记迟"], id="a paragraph that leads on is none"),
        pytest.param(("一是登记迟。",), ["一是登记迟"], id="one alone"),
        pytest.param((" ", ""), [], id="nothing written"),
    ],
)
def test_points_are_found(lines: tuple[str | tuple[int, str], ...], expected: list[str]) -> None:
    assert names(*lines) == expected


def test_a_point_has_the_paragraphs_below_it() -> None:
    first, second = points("（一）登记迟", "设备到货后三个月才登记。", "（二）盘点少", "全年只盘点一次。")
    assert first.text == "登记迟\n设备到货后三个月才登记。"
    assert [where for where, _ in second.pieces] == ["narrative/problems/main/p3", "narrative/problems/main/p4"]


def test_closing_words_belong_to_no_point() -> None:
    _, second = points("一是登记迟。", "二是盘点少。", "以上问题将逐项整改。")
    assert second.text == "盘点少。"


def test_points_of_one_paragraph_end_where_the_next_begins() -> None:
    first, second = points("一是登记迟，影响对账；二是盘点少。")
    assert (first.text, second.text) == ("登记迟，影响对账；", "盘点少。")
    assert (first.ordinal, second.ordinal) == (1, 2)


def test_the_span_is_that_of_the_title() -> None:
    (point,) = points("一是 登记迟。原因是人少。")
    assert point.paragraph.text[slice(*point.span)] == point.title == "登记迟"


@pytest.mark.parametrize(
    ("title", "lines", "expected"),
    [
        (
            "改进措施及有关建议",
            (
                "（一）改进措施",
                "1. 按月登记。",
                "2. 按季盘点。",
                "（二）有关建议",
                "1. 统一登记表格。",
                "2. 共享仓库。",
            ),
            ["1.按月登记", "2.按季盘点", "1.统一登记表格", "2.共享仓库"],
        ),
        ("存在问题", ("（一）存在的问题", "登记迟。", "（二）原因分析", "人手少。"), ["登记迟", "（二）原因分析"]),
        ("存在问题", ("（一）存在的问题。", "（二）原因分析。"), ["（一）存在的问题", "（二）原因分析"]),
    ],
)
def test_headings_that_repeat_the_title_are_no_points(title: str, lines: tuple[str, ...], expected: list[str]) -> None:
    assert names(*lines, title=title) == expected


def test_the_key_is_place_order_and_words() -> None:
    first, second = points("一是登记迟；二是盘点少。")
    assert first.key == f"p1.1.{digest_of('登记迟')}"
    assert second.key == f"p1.2.{digest_of('盘点少')}"


def test_marks_and_blanks_do_not_change_the_key() -> None:
    assert points("一是登记，迟。")[0].key == points("一是 登记 迟！")[0].key
