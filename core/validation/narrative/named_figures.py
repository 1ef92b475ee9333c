"""Figures of a whole text by what they are called, for claims whose base stands far away: 占本年支出合计的 x%."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.echoes import echo
from core.validation.narrative.intervals import interval_of
from core.validation.narrative.labels import bare_name, words_before
from core.validation.narrative.mentions import Mention
from core.validation.narrative.roles import RATES, Role, told_in
from core.validation.narrative.sheets import MONEY_UNITS, Labelled, Sheet

_FEWEST_WORDS = 3
_MOST_VALUES = 2


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure with its name and where it stands; `header` is that of its column, empty in prose."""

    name: str
    header: str
    mention: Mention
    address: str

    @property
    def in_table(self) -> bool:
        """Whether it stands in a cell."""
        return bool(self.header)


@dataclass(frozen=True, slots=True)
class NamedFigures:
    """The figures of a text by name, and the rows of its tables."""

    by_name: Mapping[str, Sequence[NamedFigure]]
    rows: Sequence[Sequence[NamedFigure]]

    def called(self, name: str, unit: str) -> tuple[NamedFigure, ...]:
        """Return the figures of a name in a unit; none where the name stands for more amounts than two."""
        found = tuple(figure for figure in self.by_name.get(bare_name(name), ()) if figure.mention.unit == unit)
        return found if len({figure.mention.amount for figure in found}) <= _MOST_VALUES else ()

    def beside(self, top: Mention, label: str, base: str) -> Iterator[NamedFigure]:
        """Yield the figures of the columns called like a base in the rows that hold `top` and bear its name."""
        around = interval_of(top)
        for row in self.rows:
            if row[0].mention.unit == top.unit and echo(label, row[0].name):
                others = [figure for figure in row if base not in figure.header]
                if any(interval_of(figure.mention).meets(around) for figure in others):
                    yield from (figure for figure in row if base in figure.header)


def named_figures(prose: Iterable[NamedFigure], sheets: Iterable[Sheet]) -> NamedFigures:
    """Return the figures of a text for look-up; a row's name is that of its first figure, which sums up the rest."""
    rows = [row for sheet in sheets for row in _rows_of(sheet)]
    by_name: dict[str, list[NamedFigure]] = defaultdict(list)
    for figure in (*prose, *(row[0] for row in rows)):
        if len(figure.name) >= _FEWEST_WORDS:
            by_name[figure.name].append(figure)
    return NamedFigures(by_name, rows)


def named_in(text: str, mentions: Sequence[Mention]) -> tuple[tuple[str, Mention], ...]:
    """Return the plain amounts of a paragraph with their names."""
    return tuple(
        (bare_name(words_before(text, told.mention.start)), told.mention)
        for told in told_in(text, mentions)
        if told.role is Role.PLAIN and told.mention.unit not in RATES and told.mention.unit and not told.mention.hedge
    )


def _rows_of(sheet: Sheet) -> Iterable[list[NamedFigure]]:
    rows: dict[tuple[int, int], list[NamedFigure]] = defaultdict(list)
    for column in sheet.columns:
        for number, entry in enumerate(column.entries):
            if entry is not None and entry.figure.value >= 0:
                unit = entry.figure.unit or entry.unit or column.unit or sheet.grid.unit
                rows[number, column.side].append(_figure(entry, unit, column.header or "列"))
    return rows.values()


def _figure(entry: Labelled, unit: str, header: str) -> NamedFigure:
    figure = entry.figure
    mention = Mention(
        value=figure.value,
        text=figure.cell.text.strip("%％ "),
        decimals=figure.decimals,
        unit="元" if unit in MONEY_UNITS else unit,
        scale=MONEY_UNITS.get(unit, Decimal(1)),
        hedge="",
        start=0,
        end=len(figure.cell.text),
        until=len(figure.cell.text),
    )
    return NamedFigure(bare_name(entry.label), header, mention, figure.cell.address)
