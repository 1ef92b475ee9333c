"""The automatic numbers of a Word file (一、 （一） 1.), which stand in no text, as they would be typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.intake.docx_package import is_on, number_of
from core.intake.office_package import child, children, value_of

_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST_CHAIN = 20
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _chinese(number: int) -> str:
    """Return a number up to 99 as 一 … 九十九, a larger one digit by digit."""
    if number > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    ten = "十" if tens == 1 else f"{_DIGITS[tens]}十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _letters(number: int) -> str:
    """Return a … z, aa … zz as Word counts with letters."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 260 else ""


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * min(times, 9)
    return found


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 0 < number <= 20 else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalHalfWidth": str,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    text: str
    start: int
    plain: bool
    restarts: bool
    style: str


@dataclass(frozen=True, slots=True)
class _List:
    """A list in use. Lists of one `family` count on from each other."""

    family: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]


class AutomaticNumbers:
    """Counts the numbered paragraphs of a document, which must be shown to it in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._styles = (
            {} if styles is None else {value_of(style, "styleId"): style for style in children(styles, "style")}
        )
        defaults = [key for key, style in self._styles.items() if _is_default(style)]
        self._default_style = defaults[0] if defaults else ""
        self._lists = self._read_lists(numbering) if numbering is not None else {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def style_name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in small letters: heading 1, toc 1."""
        style = self._styles.get(value_of(child(paragraph, "pPr", "pStyle")))
        return "" if style is None else value_of(child(style, "name")).lower()

    def next(self, paragraph: Any) -> str:
        """Count a paragraph and return its number with its marks; empty when it has none or one of a kind unknown."""
        where = self._where(paragraph)
        if where is None:
            return ""
        used, key, level = where
        counts = self._counts.setdefault(used.family, [None] * _LEVELS)
        if key not in self._started:
            self._started.add(key)
            for other, start in used.restarts.items():
                counts[other] = start - 1
        before = counts[level]
        counts[level] = used.levels[level].start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            if deeper not in used.levels or used.levels[deeper].restarts:
                counts[deeper] = None
        return self._shown(used, level, counts)

    def _shown(self, used: _List, level: int, counts: list[int | None]) -> str:
        text = used.levels[level].text
        for place in {int(digit) - 1 for digit in _PLACE.findall(text)}:
            of_place = used.levels.get(place)
            if of_place is None:
                return ""
            count = counts[place]
            if count is None:
                count = counts[place] = of_place.start
            shape = _FORMATS.get("decimal" if used.levels[level].plain else of_place.shape)
            if shape is None:
                return ""
            text = text.replace(f"%{place + 1}", shape(count))
        return "" if used.levels[level].shape == "bullet" else text.strip()

    def _where(self, paragraph: Any) -> tuple[_List, str, int] | None:
        """Return the list, its key and the level of a paragraph, by its own word or its style's."""
        own = child(paragraph, "pPr", "numPr")
        style = value_of(child(paragraph, "pPr", "pStyle")) or self._default_style
        key = value_of(child(own, "numId"))
        given = child(own, "ilvl")
        if not key:
            key, of_style = self._of_style(style)
            given = of_style if given is None else given
        used = self._lists.get(key)
        if used is None:
            return None
        linked = [number for number, level in used.levels.items() if level.style and level.style == style]
        level = linked[0] if linked and child(own, "numId") is None else number_of(given)
        return (used, key, level) if level in used.levels else None

    def _of_style(self, style: str) -> tuple[str, Any]:
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(style)
            if found is None:
                break
            properties = child(found, "pPr", "numPr")
            key = value_of(child(properties, "numId"))
            if key:
                return key, child(properties, "ilvl")
            style = value_of(child(found, "basedOn"))
        return "", None

    def _read_lists(self, numbering: Any) -> dict[str, _List]:
        families = {value_of(family, "abstractNumId"): family for family in children(numbering, "abstractNum")}
        by_key = {value_of(number, "numId"): number for number in children(numbering, "num")}
        found: dict[str, _List] = {}
        for key, number in by_key.items():
            name = value_of(child(number, "abstractNumId"))
            link = value_of(child(families.get(name), "numStyleLink"))
            if link:
                name = value_of(child(by_key.get(self._of_style(link)[0]), "abstractNumId"))
            family = families.get(name)
            if key == "0" or family is None:
                continue
            levels = _levels(children(family, "lvl"))
            restarts: dict[int, int] = {}
            for override in children(number, "lvlOverride"):
                levels.update(_levels(children(override, "lvl")))
                start = child(override, "startOverride")
                if start is not None and number_of(override, "ilvl") < _LEVELS:
                    restarts[number_of(override, "ilvl")] = number_of(start)
            found[key] = _List(name, levels, restarts)
        return found


def _is_default(style: Any) -> bool:
    return value_of(style, "type") == "paragraph" and value_of(style, "default") in {"1", "true", "on"}


def _levels(elements: Any) -> dict[int, _Level]:
    return {
        number_of(element, "ilvl"): _Level(
            shape=value_of(child(element, "numFmt")) or "decimal",
            text=value_of(child(element, "lvlText")),
            start=number_of(child(element, "start"), otherwise=1),
            plain=is_on(child(element, "isLgl")),
            restarts=value_of(child(element, "lvlRestart")) != "0",
            style=value_of(child(element, "pStyle")),
        )
        for element in elements
        if number_of(element, "ilvl") < _LEVELS
    }
