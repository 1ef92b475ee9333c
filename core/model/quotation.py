"""Figures quoted in prose: how a paragraph stores a reference to a figure, and how the figure is printed.

A reference stands in a paragraph's stored value as a token: ⟦spending/total/final|万元|2⟧. Between the bars are the
source (a cell, `quantity/<id>`, an indicator's score or the total score), the unit and the decimals; a fourth field
says how it is written: `g` with thousands separators, `n` the number alone, without the unit. What is not exactly a
token of the report's own standard is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from core.model import address
from core.model.amount import format_decimal
from core.model.expression import evaluate

if TYPE_CHECKING:
    from core.model.report import Report
    from core.model.standard import Standard

MISSING = "（未填）"
OPENING = "⟦"
_HARMLESS_OPENING = "〚"
_TOKEN = re.compile(r"⟦([a-z0-9_/]{1,200})\|(元|万元|亿元|%|分)\|([0-6])(?:\|(g|n|gn))?⟧")
_LIKE_A_TOKEN = re.compile(r"[⟦〚][^⟦⟧\n]{1,300}\|[^⟦⟧\n]{1,20}⟧")
_MONEY = {"元": Decimal(1), "万元": Decimal(10) ** 4, "亿元": Decimal(10) ** 8}
PERCENT, POINTS = "%", "分"


@dataclass(frozen=True, slots=True)
class Reference:
    """What is quoted and how it is printed."""

    source: str
    unit: str
    decimals: int
    with_unit: bool = True
    grouped: bool = False

    @property
    def token(self) -> str:
        """The reference as a paragraph stores it."""
        flags = ("g" if self.grouped else "") + ("" if self.with_unit else "n")
        return f"⟦{self.source}|{self.unit}|{self.decimals}{'|' if flags else ''}{flags}⟧"

    def shown(self, value: Decimal | None) -> str:
        """Return a value in the source's base unit (yuan, ratio, points) as it is printed; a blank one is marked."""
        if value is None:
            return MISSING
        figure = value * 100 if self.unit == PERCENT else value / _MONEY.get(self.unit, Decimal(1))
        digits = format_decimal(figure, self.decimals)
        return (digits if self.grouped else digits.replace(",", "")) + (self.unit if self.with_unit else "")


@dataclass(frozen=True, slots=True)
class Quote:
    """A reference where it stands in the printed words; `known` tells whether its source holds a figure."""

    reference: Reference
    start: int
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A stored text as it is printed, with the figures that it quotes in order."""

    text: str
    quotes: tuple[Quote, ...] = ()

    @property
    def stored(self) -> str:
        """The text with its tokens, as it is stored."""
        pieces, at = [], 0
        for quote in self.quotes:
            pieces += [self.text[at : quote.start], quote.reference.token]
            at = quote.end
        return "".join((*pieces, self.text[at:]))

    def replaced(self, start: int, end: int, words: str) -> Rendered:
        """Return it with words in the place of a span of the printed text; a quote that the span cuts becomes words."""
        words = harmless(words)
        shift = len(words) - (end - start)
        before = [quote for quote in self.quotes if quote.end <= start]
        after = [
            replace(quote, start=quote.start + shift, end=quote.end + shift)
            for quote in self.quotes
            if quote.start >= end and quote.end > start
        ]
        return Rendered(self.text[:start] + words + self.text[end:], (*before, *after))


def units_of(standard: Standard, source: str) -> tuple[str, ...]:
    """Return the units that a source can be printed in, its own first; none where there is no such source."""
    if source == address.TOTAL_SCORE:
        return (POINTS,)
    pieces = source.split("/")
    match pieces:
        case [address.INDICATOR, indicator, "score"]:
            return (POINTS,) if indicator in standard.indicators_by_id else ()
        case [_, quantity_id] if pieces[0] == address.QUANTITY:
            quantity = standard.quantities_by_id.get(quantity_id)
            if quantity is None:
                return ()
            return (PERCENT,) if quantity.kind == "percent" else ("万元", "元", "亿元")
        case [table_id, row_id, column_id]:
            table = standard.tables_by_id.get(table_id)
            if table is None or not any(row.id == row_id for row in table.rows):
                return ()
            if not any(column.id == column_id for column in table.columns):
                return ()
            return tuple(dict.fromkeys((table.unit, *_MONEY))) if table.unit in _MONEY else tuple(_MONEY)
    return ()


def value_of(report: Report, source: str) -> Decimal | None:
    """Return what a source holds in its base unit: yuan, a ratio (1 = 100%) or points; `None` when blank."""
    if address.is_cell(source):
        return report.amount(source)
    if source == address.TOTAL_SCORE:
        return _sum_of_scores(report, [item.id for item in report.standard.scored_indicators])
    head, _, rest = source.partition("/")
    if head == address.QUANTITY:
        return evaluate(report.standard.quantities_by_id[rest].expression, lambda where: _operand(report, where)).value
    return _sum_of_scores(report, list(_carriers(report.standard, rest.partition("/")[0])))


def render(report: Report, stored: str) -> Rendered:
    """Return a paragraph's stored value as it is printed in a report."""
    if OPENING not in stored:
        return Rendered(stored)
    pieces: list[str] = []
    quotes: list[Quote] = []
    at = length = 0
    for found in _TOKEN.finditer(stored):
        source, unit, decimals, flags = found.groups()
        if unit not in units_of(report.standard, source):
            continue
        reference = Reference(source, unit, int(decimals), "n" not in (flags or ""), "g" in (flags or ""))
        value = value_of(report, source)
        plain, shown = stored[at : found.start()], reference.shown(value)
        start = length + len(plain)
        length = start + len(shown)
        pieces += [plain, shown]
        quotes.append(Quote(reference, start, length, value is not None))
        at = found.end()
    return Rendered("".join((*pieces, stored[at:])), tuple(quotes))


def replace_rendered(report: Report, stored: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a stored text after edits (start, end, words) of what it prints; quotes outside the spans are kept."""
    rendered = render(report, stored)
    for start, end, words in sorted(edits, reverse=True):
        rendered = rendered.replaced(start, end, words)
    return rendered.stored


def retold(stored: Rendered, words: str) -> str:
    """Return what is to be stored so that a text prints other words; quotes in what stays at both ends are kept."""
    words, most = harmless(words), min(len(stored.text), len(words))
    head = next((at for at in range(most) if stored.text[at] != words[at]), most)
    most -= head
    tail = next((at for at in range(most) if stored.text[-1 - at] != words[-1 - at]), most)
    return stored.replaced(head, len(stored.text) - tail, words[head : len(words) - tail]).stored


def harmless(words: str) -> str:
    """Return words from outside, typed or imported, in which nothing is a token; their length stays."""
    return _TOKEN.sub(lambda found: _HARMLESS_OPENING + found[0][1:], words) if OPENING in words else words


def unknown_tokens(words: str) -> Iterator[tuple[int, int]]:
    """Yield where printed words still hold what looks like a token: its source is none of the report's."""
    if OPENING in words or _HARMLESS_OPENING in words:
        for found in _LIKE_A_TOKEN.finditer(words):
            yield found.span()


def _operand(report: Report, where: str) -> Decimal | None:
    return report.amount(where) if address.is_cell(where) else report.stored_figure(where)


def _sum_of_scores(report: Report, indicators: list[str]) -> Decimal | None:
    points = [points for points in map(report.score, indicators) if points is not None]
    return sum(points, Decimal(0)) if points else None


def _carriers(standard: Standard, indicator: str) -> Iterator[str]:
    """Yield the indicators at or below one that carry a score themselves."""
    below = [item.id for item in standard.indicators if item.parent == indicator]
    if not below:
        yield indicator
    for child in below:
        yield from _carriers(standard, child)
