"""A point that something was said of is found again after edits, and never mistaken for another."""

from __future__ import annotations

from core.model.link import Remembered
from core.model.report import Paragraph
from core.validation.inspection import Readings
from core.validation.part_points import PartPoint, points_of
from core.validation.recognition import recognised


def points(**texts: str) -> tuple[PartPoint, ...]:
    """Return the points of paragraphs by their names, in order."""
    listed = enumerate(texts.items(), 1)
    paragraphs = [Paragraph(f"narrative/problems/main/{name}", text, 0, number) for number, (name, text) in listed]
    return points_of(paragraphs, "存在问题", Readings())


def remembered(found: tuple[PartPoint, ...]) -> list[Remembered]:
    return [Remembered(point.key, point.title) for point in found]


def titles(found: list[PartPoint | None]) -> list[str | None]:
    return [point.title if point else None for point in found]


BEFORE = remembered(points(p1="一是设备登记迟缓。", p2="二是仓库盘点太少。"))


def test_what_did_not_change_is_the_very_same() -> None:
    now = points(p1="一是设备登记迟缓。", p2="二是仓库盘点太少。")
    assert recognised(BEFORE, now) == list(now)


def test_a_point_is_followed_to_another_place() -> None:
    now = points(p7="一是仓库盘点太少。", p1="二是新增问题一条。", p2="三是设备登记迟缓。")
    assert titles(recognised(BEFORE, now)) == ["设备登记迟缓", "仓库盘点太少"]


def test_a_point_within_its_paragraph_is_followed() -> None:
    before = remembered(points(p1="一是设备登记迟缓；二是仓库盘点太少。"))
    now = points(p1="一是新增问题一条；二是设备登记迟缓；三是仓库盘点太少。")
    assert titles(recognised(before, now)) == ["设备登记迟缓", "仓库盘点太少"]


def test_a_point_that_is_reworded_in_its_place_is_the_same() -> None:
    now = points(p1="一是部分设备登记较为迟缓。", p2="二是仓库盘点太少。")
    assert titles(recognised(BEFORE, now)) == ["部分设备登记较为迟缓", "仓库盘点太少"]


def test_another_point_in_its_place_is_not() -> None:
    now = points(p1="一是采购验收不规范。", p2="二是仓库盘点太少。")
    assert titles(recognised(BEFORE, now)) == [None, "仓库盘点太少"]


def test_a_point_that_was_deleted_has_gone_and_the_next_is_not_taken_for_it() -> None:
    assert titles(recognised(BEFORE, points(p2="一是仓库盘点太少。"))) == [None, "仓库盘点太少"]


def test_a_title_that_stands_twice_elsewhere_is_not_guessed() -> None:
    now = points(p7="一是设备登记迟缓。", p8="二是设备登记迟缓。")
    assert titles(recognised(BEFORE, now)) == [None, None]


def test_no_point_is_two() -> None:
    before = [*BEFORE, Remembered("p1.1.00000000", "设备登记迟缓得很")]
    now = points(p1="一是设备登记迟缓。", p2="二是仓库盘点太少。")
    assert titles(recognised(before, now)) == ["设备登记迟缓", "仓库盘点太少", None]
