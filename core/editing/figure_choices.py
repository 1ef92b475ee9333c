"""The figures of a report that prose can quote, and the numbers in prose that are one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.model import address
from core.model.amount import round_half_up
from core.model.naming import source_name
from core.model.quotation import PERCENT, POINTS, Reference, render, units_of, value_of
from core.model.report import Paragraph, Report

_NUMBER = re.compile(
    r"(?<![\d.,，%⟦])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
    r"(?P<space>[ \u00a0]?)(?P<unit>万元|亿元|元|%|％|分(?![钟之类别公局部校数为]))"
)
_RATE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A figure that can be quoted: how a quote of it begins, what it is called, where it stands, what it shows."""

    reference: Reference
    name: str
    family: str
    shown: str


@dataclass(frozen=True, slots=True)
class FigureLink:
    """A number at a span of a paragraph that equals one known figure, and the quote that would print the same."""

    paragraph: Paragraph
    start: int
    end: int
    reference: Reference
    name: str


def figure_choices(report: Report) -> list[FigureChoice]:
    """Return every figure that can be quoted: cells table by table, rates, then the total and the other scores."""
    standard = report.standard
    found = []
    for table, _row, _column, where in standard.cells():
        unit = units_of(standard, where)[0]
        found.append(_choice(report, Reference(where, unit, table.decimals), table.title))
    for quantity in standard.quantities:
        source = f"{address.QUANTITY}/{quantity.id}"
        unit = units_of(standard, source)[0]
        found.append(_choice(report, Reference(source, unit, _RATE_DECIMALS), "比率"))
    scores = (address.TOTAL_SCORE, *(address.indicator_score(item.id) for item in standard.indicators))
    decimals = standard.score_decimals
    return [*found, *(_choice(report, Reference(source, POINTS, decimals), "得分") for source in scores)]


def _choice(report: Report, reference: Reference, family: str) -> FigureChoice:
    name = source_name(report.standard, reference.source)
    return FigureChoice(reference, name, family, render(report, reference.token).text)


def matching(choices: Iterable[FigureChoice], typed: str) -> list[FigureChoice]:
    """Return the choices that typed words fit: whole words first, then their characters in order."""
    wanted = "".join(typed.split())
    close, loose = [], []
    for choice in choices:
        words = f"{choice.family}{choice.name}"
        rest = iter(words)
        if wanted in words or wanted in choice.shown.replace(",", ""):
            close.append(choice)
        elif all(sign in rest for sign in wanted):
            loose.append(choice)
    return close + loose


def figure_links(report: Report, paragraphs: Iterable[Paragraph]) -> Iterator[FigureLink]:
    """Yield the numbers in paragraphs that equal exactly one known figure, as far as they are printed; zero is none."""
    known: dict[str, list[tuple[str, Decimal]]] = {}
    for choice in figure_choices(report):
        value = value_of(report, choice.reference.source)
        if value:
            for unit in units_of(report.standard, choice.reference.source):
                scaled = Decimal(Reference("", unit, 6, with_unit=False).shown(value)) if unit != POINTS else value
                known.setdefault(unit, []).append((choice.reference.source, scaled))
    for paragraph in paragraphs:
        for found in _NUMBER.finditer(paragraph.text):
            if not any(found.start() < quote.end and quote.start < found.end() for quote in paragraph.quotes):
                yield from _links(report, paragraph, found, known)


def _links(
    report: Report, paragraph: Paragraph, found: re.Match[str], known: dict[str, list[tuple[str, Decimal]]]
) -> Iterator[FigureLink]:
    digits, unit = found["digits"], PERCENT if found["unit"] == "％" else found["unit"]
    decimals = len(digits.partition(".")[2])
    stated = Decimal(digits.replace(",", ""))
    sources = [source for source, value in known.get(unit, ()) if round_half_up(value, decimals) == stated]
    if len(sources) != 1 or not stated:
        return
    with_unit = not found["space"] and found["unit"] == unit
    end = found.end() if with_unit else found.end("digits")
    reference = Reference(sources[0], unit, decimals, with_unit, "," in digits)
    # A quote never changes what is written: 1234,567 or 007 stay numbers.
    if render(report, reference.token).text == paragraph.text[found.start() : end]:
        yield FigureLink(paragraph, found.start(), end, reference, source_name(report.standard, sources[0]))


def linked_texts(links: Iterable[FigureLink]) -> dict[str, str]:
    """Return what paragraphs store, by address, once their numbers are quotes."""
    by_paragraph: dict[str, list[FigureLink]] = {}
    for link in links:
        by_paragraph.setdefault(link.paragraph.address, []).append(link)
    texts = {}
    for where, there in by_paragraph.items():
        stored, paragraph = "", there[0].paragraph
        pieces = [(quote.start, quote.end, quote.reference) for quote in paragraph.quotes]
        pieces += [(link.start, link.end, link.reference) for link in there]
        at = 0
        for start, end, reference in sorted(pieces, key=lambda piece: piece[0]):
            stored += paragraph.text[at:start] + reference.token
            at = end
        texts[where] = stored + paragraph.text[at:]
    return texts
