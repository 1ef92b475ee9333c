"""Numbers of headings and numbered paragraphs, produced from the level: 一、 （一） 1. （1）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.model.report import Paragraph

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return 1…99 in Chinese numerals: 十二."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def chapter_number(number: int) -> str:
    """Return the number of a first-level heading: 一、"""
    return f"{chinese_number(number)}、"


def part_number(number: int) -> str:
    """Return the number of a second-level heading: （一）"""
    return f"（{chinese_number(number)}）"


def paragraph_numbers(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Yield each paragraph of a part with its number: 1. through the part, （1） anew below each, else none."""
    third = fourth = 0
    for paragraph in paragraphs:
        if paragraph.level == 3:
            third, fourth = third + 1, 0
            yield paragraph, f"{third}."
        elif paragraph.level == 4:
            fourth += 1
            yield paragraph, f"（{fourth}）"
        else:
            yield paragraph, ""
