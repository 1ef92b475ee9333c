"""This year's report beside last year's: words with what differs, figures and points with their differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.document.numbering import paragraph_numbers
from core.model import address
from core.model.amount import format_percent, format_plain
from core.model.last_year import last_year_figure, last_year_paragraphs
from core.model.report import Paragraph, Report, format_amount
from core.model.text_difference import TextRun, text_difference


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure of both years in the words of its table; `change` and `rate` are empty where one of them is missing.

    `rate` is empty as well where last year's figure was not above zero.
    """

    address: str
    title: str
    level: int
    last: str
    this: str
    change: str
    rate: str


@dataclass(frozen=True, slots=True)
class YearTable:
    """One column of figures of both years; `unit` is said once."""

    title: str
    unit: str
    rows: tuple[YearFigure, ...]


@dataclass(frozen=True, slots=True)
class YearText:
    """A part of both years: the runs that lead from last year's words to this year's; new lines part paragraphs."""

    address: str
    title: str
    runs: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class YearComparison:
    """Everything that can be held against last year's report."""

    tables: tuple[YearTable, ...]
    texts: tuple[YearText, ...]


def compare_years(report: Report) -> YearComparison:
    """Return both years side by side; what neither year has is left out."""
    tables = (*_amounts(report), *_scores(report))
    return YearComparison(tables, tuple(_texts(report)))


def _amounts(report: Report) -> Iterator[YearTable]:
    for table in report.standard.tables:
        for column in table.columns:
            rows = []
            for row in table.rows:
                where = address.cell(table.id, row.id, column.id)
                last, this = last_year_figure(report, where), report.amount(where)
                if last is None and this is None:
                    continue
                change = None if last is None or this is None else this - last
                rows.append(
                    YearFigure(
                        where,
                        row.title,
                        row.level,
                        format_amount(table, last),
                        format_amount(table, this),
                        format_amount(table, change),
                        _rate(last, change),
                    )
                )
            if any(row.last for row in rows):
                yield YearTable(f"{table.title} · {column.title}", table.unit, tuple(rows))


def _scores(report: Report) -> Iterator[YearTable]:
    rows = []
    for indicator in report.standard.scored_indicators:
        where = address.indicator_score(indicator.id)
        last, this = last_year_figure(report, where), report.score(indicator.id)
        change = None if last is None or this is None else this - last
        rows.append(YearFigure(where, indicator.title, 0, _points(last), _points(this), _points(change), ""))
    if any(row.last for row in rows):
        yield YearTable("各项指标得分", "分", tuple(rows))


def _points(figure: Decimal | None) -> str:
    return "" if figure is None else format_plain(figure)


def _rate(last: Decimal | None, change: Decimal | None) -> str:
    return format_percent(change / last) if change is not None and last is not None and last > 0 else ""


def _texts(report: Report) -> Iterator[YearText]:
    chapters = {chapter.id: chapter for chapter in report.standard.chapters}
    for where, part in report.standard.parts.items():
        last, this = _written(last_year_paragraphs(report, where)), _written(report.paragraphs(where))
        if last:
            title = part.title or chapters[part.chapter].title
            yield YearText(where, title, text_difference(last, this))


def _written(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n".join(f"{number}{paragraph.text}" for paragraph, number in paragraph_numbers(list(paragraphs)))
