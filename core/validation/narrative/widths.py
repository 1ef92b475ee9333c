"""Signs in the width that does not suit them: half-width punctuation between Chinese words, full-width digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"

_CHINESE = re.compile(f"[{HAN}，。、；：？！“”‘’（）《》〈〉【】〔〕…％]")
_STOPS = "，。；：、！？"
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_NAMES = {",": "逗号", ";": "分号", ":": "冒号", "?": "问号", "!": "感叹号"}
_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = re.compile(r"[,;:?!]|\((?P<inside>[^()（）\n]{1,80})\)")
_NUMERAL = re.compile(r"\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*")
_HAN = re.compile(f"[{HAN}]")

_FULL_IN_NUMBERS = re.compile(
    "(?P<digits>[０-９]+)|(?P<letters>[Ａ-Ｚａ-ｚ]+)|(?P<percent>％)|(?<=[0-9０-９])．(?=[0-9０-９])|"
    # 3，518.85 万元 is no list of two.
    r"(?<=[^\d，、][1-9])，(?=\d{3}\.\d+\s?[万亿]?元)|(?<=[^\d，、][1-9]\d)，(?=\d{3}\.\d+\s?[万亿]?元)|"
    r"(?<=[^\d，、][1-9]\d\d)，(?=\d{3}\.\d+\s?[万亿]?元)"
)
_ANY_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％．]|[0-9]，[0-9]")
_WIDE_NAMES = {"digits": "数字", "letters": "字母", "percent": "百分号", "．": "小数点", "，": "千分位逗号"}
_NUMBERED = re.compile(r"\s*[（(]?[０-９]{1,3}[）)．.、]")
_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HALF_DIGITS = re.compile("[0-9]+")
_HALF_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_HALF_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_HALF_LETTERS = re.compile("[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, or a run of digits or letters, and what it is in the other width; `name` is what it is called.

    The two signs of a pair have one name, 括号, and only the first of them has `counts`.
    """

    start: int
    end: int
    after: str
    name: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Widths:
    """What a text has of each sign in the usual width, by name, and what it has in the other.

    `full` and `half` are punctuation, where full width is usual; `narrow` and `wide` are what numbers and Latin words
    are made of, where half width is.
    """

    full: dict[str, int]
    half: tuple[Sign, ...]
    narrow: dict[str, int]
    wide: tuple[Sign, ...]


def read_widths(text: str) -> Widths:
    """Return the signs of a paragraph by width; what belongs to numbers, times or Latin words is in neither."""
    full = {name: text.count(_TO_FULL[sign]) for sign, name in _NAMES.items()}
    full["括号"] = text.count("（")
    narrow = {
        "数字": len(_HALF_DIGITS.findall(text)),
        "字母": len(_HALF_LETTERS.findall(text)),
        "百分号": text.count("%"),
        "小数点": len(_HALF_POINT.findall(text)),
        "千分位逗号": len(_HALF_THOUSANDS.findall(text)),
    }
    return Widths(full, tuple(_half(text, 0, len(text))), narrow, tuple(_wide(text)))


def _half(text: str, start: int, end: int) -> Iterator[Sign]:
    for found in _HALF.finditer(text, start, end):
        inside = found["inside"]
        if inside is None:
            if _between_chinese(text, found.start()):
                sign = found.group()
                yield Sign(found.start(), found.end(), _TO_FULL[sign], _NAMES[sign])
            continue
        if _is_remark(text, found):
            yield Sign(found.start(), found.start() + 1, "（", "括号")
            yield Sign(found.end() - 1, found.end(), "）", "括号", counts=False)
        yield from _half(text, found.start() + 1, found.end() - 1)


def _between_chinese(text: str, position: int) -> bool:
    before, after = _neighbour(text, position, -1), _neighbour(text, position, 1)
    # A sign beside another is one too many, whatever its width.
    if _LATIN.match(after) or _LATIN.match(before) or (before and before in _STOPS) or (after and after in _STOPS):
        return False
    if _CHINESE.match(before):
        return not after or after not in "/\\@=._-"
    if text[position] in "?!":
        return False
    # 37.5%,会议 and 减至2项(含),其中; but not 1,234 and 8:30.
    return bool(_CHINESE.match(after)) and (before.isdigit() or before in ("%", ")", "℃"))


def _is_remark(text: str, found: re.Match[str]) -> bool:
    """Tell whether a pair of brackets holds Chinese words; a number between them is a numbering, no remark."""
    inside = found["inside"].strip()
    around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    return bool(
        inside
        and _HAN.search(inside)
        and not _NUMERAL.fullmatch(inside)
        and not _LATIN.search(inside[0] + inside[-1] + around)
    )


def _neighbour(text: str, position: int, step: int) -> str:
    """Return the next sign in a direction that is no blank; empty at the end."""
    position += step
    while 0 <= position < len(text):
        if not text[position].isspace():
            return text[position]
        position += step
    return ""


def _wide(text: str) -> Iterator[Sign]:
    if not _ANY_WIDE.search(text):
        return
    numbered = _NUMBERED.match(text)
    for found in _FULL_IN_NUMBERS.finditer(text, numbered.end() if numbered else 0):
        name = _WIDE_NAMES[found.lastgroup or found.group()]
        yield Sign(found.start(), found.end(), found.group().translate(_TO_HALF), name)
