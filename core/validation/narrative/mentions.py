"""Numbers in prose: where each stands, what it says, in which unit, and which digits are no numbers at all.

Years and dates, document numbers, headings, ordinals, telephone numbers, codes and the like are digits, but nothing
that could be right or wrong as a figure; they are not mentions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")


@dataclass(frozen=True, slots=True)
class Mention:
    """One number in a text.

    `text` is the number as written, `start` and `end` its span, unit not included; `until` is where its unit ends.
    `value` is the number as written, `amount` in whole units: 5.98 万人 has value 5.98, unit 人, scale 10000.
    Percentages have scale 0.01. `hedge` is what makes it less exact: 约, 近, 多, 以上.
    """

    value: Decimal
    text: str
    decimals: int
    unit: str
    scale: Decimal
    hedge: str
    start: int
    end: int
    until: int

    @property
    def amount(self) -> Decimal:
        """The number in whole units; a percentage as a ratio."""
        return self.value * self.scale

    def moved(self, by: int) -> Mention:
        """Return the number with its place moved."""
        # Written out: `dataclasses.replace` takes several times as long, and windows move numbers by the thousand.
        return Mention(
            self.value,
            self.text,
            self.decimals,
            self.unit,
            self.scale,
            self.hedge,
            self.start + by,
            self.end + by,
            self.until + by,
        )


_NUMBER = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:[.．]\d+)?(?![\d,])|"
    # A full-width comma may part two numbers; where decimals follow, it groups digits.
    r"\d{1,3}(?:[,，]\d{3})+[.．]\d+(?![\d,])|"
    r"\d+(?:[.．]\d+)?"
)

_YEAR = r"(?:19|20)\d{2}"
_TO = r"\s*[-—–－~～至到]+\s*"
# What begins with digits at this very place and is no number; the whole of it is passed over.
_NO_NUMBER = re.compile(
    "|".join(
        (
            rf"{_YEAR}(?:{_TO}{_YEAR})?\s*学?年(?!代)度?(?:\s*\d{{1,2}}\s*月(?:份|\s*\d{{1,2}}\s*[日号])?)?",
            rf"{_YEAR}([-./])\d{{1,2}}\1\d{{1,2}}(?![\d%％])",
            rf"{_YEAR}\s*[〕\]］】)）]\s*(?:第\s*)?\d+\s*号",
            rf"{_YEAR}(?=\s*[〕\]］】])",
            rf"\d{{1,2}}(?:{_TO}\d{{1,2}})?\s*月(?!龄)(?:份|\s*\d{{1,2}}(?:{_TO}\d{{1,2}})?\s*[日号])?",
            rf"\d{{1,2}}(?:{_TO}\d{{1,2}})?\s*日(?![均益])",
            r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?![\d.%％])",
            r"\d{1,2}\s*时(?:\s*\d{1,2}\s*分)?(?![长])",
            r"0\d{2,3}\s*[-—－]\s*\d{7,8}(?!\d)",
            r"1[3-9]\d{9}(?!\d)",
            r"\d{15,}[Xx]?",
            r"\d+(?:[.．]\d+){2,}",
            r"\d+\s*[/／]\s*\d+",
            r"\d+(?:\.\d+)?\s*[+＋]\s*[A-Za-z]\w*",
            r"\d+\s*(?:世纪|年代|号(?!召)|届(?=[一二三四五六七八九十]中全会))",
            r"\d+[-_]?[A-Za-z]\w*",
        )
    )
)
_QUOTED_CODE = re.compile(r"\d+(?:\s*[+＋.]\s*\w+)*(?=[”’\"'])|\d+(?:\s*[+＋]\s*\w+)+")
_HEADING_AT_START = re.compile(r"\s*[（(]?\d{1,3}(?:[)）]|[.．、](?!\d))")
_LIST_POINT = re.compile(r"\d{1,2}[.．、](?!\d)")
_BRACKETED = re.compile(r"\d{1,2}(?=\s*[)）])")
_CODE_BEFORE = re.compile(r"(?:第\s*|[A-Za-z_][-_]?|[Nn][Oo]\.\s*)$")
_LETTERS_BEFORE = re.compile(r"[A-Za-z]\s+$")
_LONGEST_BARE = 6

_SCALES = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
# 分 counts points only where no word goes on from it: 分钟, 分别, 分公司. (分为 may: 90 分为优.)
_UNIT = (
    r"元|分(?![之钟别类管析期级布局公支批店院区册工解])|人次|户次|批次|班次|场次|架次|车次|件次|团组|人|名|位|"
    r"平方公里|平方米|立方米|公里|公斤|公顷|小时|分钟|学时|课时|学分|周年|季度|个月|个|项|期|家|次|场|篇|条|件|份|门|"
    r"户|处|所|座|台|套|辆|亩|吨|天|年|岁|倍|批|类|种|支|部|册|本|张|宗|起|例|间|栋|幢|段|组|届|轮|级|只|株|棵|枚|块|幅|"
    r"厘米|米|版|字|页|款|村|周|笔|头|羽|艘|节|卷|封|箱|盒|袋|瓶|口|盏|趟|桌"
)
_AFTER = re.compile(
    r"\s*(?P<more>[多余来])?\s*"
    r"(?:(?P<percent>[%％])|(?P<mille>‰)|(?P<points>个?百分点)|(?P<whole>千克|千米|千瓦时|千瓦)|"
    rf"(?P<scale>万亿|[十百千万亿])?\s*(?P<still>[多余])?\s*(?P<unit>{_UNIT})?)"
    r"(?:\s*(?P<about>左右|上下|以上|以下|以内))?"
)
_UNIT_HERE = re.compile(_UNIT)
_HEDGE_BEFORE = re.compile(
    r"(?:不少于|不低于|不超过|不高于|不多于|大约|大概|接近|将近|超过|高于|低于|多于|少于|大于|小于|至少|最多|最少|"
    r"约|近|超|逾)\s*$"
)
_LONGEST_HEDGE = 6
_MINUS = "-－−"


# A paragraph is read for many kinds of claims, by itself and in the windows of the next few. One rule after the other
# goes through the whole text, so fewer places than a long text has paragraphs would be no help at all.
@lru_cache(maxsize=16_384)
def read_mentions(text: str) -> tuple[Mention, ...]:
    """Return the numbers of a paragraph in order."""
    found: list[Mention] = []
    heading = _HEADING_AT_START.match(text)
    position = heading.end() if heading else 0
    while token := _NUMBER.search(text, position):
        passed_over = _end_of_no_number(text, token.start())
        if passed_over is not None:
            position = max(passed_over, token.start() + 1)
            continue
        mention = _mention_at(text, token.start(), token.end())
        if mention is not None:
            found.append(mention)
        position = token.end()
    return tuple(found)


def unit_at(text: str, position: int) -> str:
    """Return the unit that stands at a place in a text, empty where none does; neither scales nor signs are units."""
    found = _UNIT_HERE.match(text, position)
    return found.group() if found else ""


def _end_of_no_number(text: str, start: int) -> int | None:
    before = text[max(0, start - 6) : start]
    if _CODE_BEFORE.search(before):
        return _end_of_digits(text, start)
    opening = before[-1:]
    found: re.Match[str] | None = None
    if opening and opening in "“‘\"'":
        found = _QUOTED_CODE.match(text, start)
    elif opening and opening in "（(":
        found = _BRACKETED.match(text, start)
    elif before.rstrip(" \u3000").endswith(("：", ":", "；", ";", "。", "\n")):
        found = _LIST_POINT.match(text, start)
    if found:
        return found.end()
    other = _NO_NUMBER.match(text, start)
    return other.end() if other else None


def _end_of_digits(text: str, start: int) -> int:
    token = _NUMBER.match(text, start)
    return token.end() if token else start


def _mention_at(text: str, start: int, end: int) -> Mention | None:
    after = _AFTER.match(text, end)
    if after is None:  # every piece of the pattern is optional
        return None
    unit, scale = _unit_of(after)
    written = text[start:end]
    if not unit and scale == 1 and not after["more"]:
        bare_code = written.isdigit() and len(written) > _LONGEST_BARE
        if bare_code or _LETTERS_BEFORE.search(text[max(0, start - 4) : start]):
            return None
    if start and text[start - 1] in _MINUS and not text[start - 2 : start - 1].isascii():
        start -= 1
        written = text[start:end]
    plain = text[start:end].translate(_HALF_WIDTH).replace(",", "").replace("－", "-").replace("−", "-")
    before = _HEDGE_BEFORE.search(text[max(0, start - _LONGEST_HEDGE) : start])
    hedge = "".join(
        piece for piece in (before and before.group().strip(), after["more"], after["still"], after["about"]) if piece
    )
    return Mention(
        value=Decimal(plain),
        text=written,
        decimals=len(plain.partition(".")[2]),
        unit=unit,
        scale=scale,
        hedge=hedge,
        start=start,
        end=end,
        until=max(end, *(after.end(group) for group in after.re.groupindex)),
    )


def _unit_of(after: re.Match[str]) -> tuple[str, Decimal]:
    if after["percent"]:
        return "%", Decimal("0.01")
    if after["mille"]:
        return "‰", Decimal("0.001")
    if after["points"]:
        return "个百分点", Decimal("0.01")
    if after["whole"]:
        return after["whole"], Decimal(1)
    return after["unit"] or "", _SCALES[after["scale"] or ""]
