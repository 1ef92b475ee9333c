"""The shape of a standard (指标体系): what one place and year asks a report to hold.

These shapes lie in `model`, since a report's snapshot carries the standard that it is written by; reading them from
TOML is `core.standard.loader`'s job. Code knows the shape, never a standard's figures or words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from core.model import address
from core.model.expression import Node


@dataclass(frozen=True, slots=True)
class CoverField:
    """A line of the cover page. `kind` decides the editor; `private` fields are left out of a public copy."""

    id: str
    title: str
    kind: Literal["text", "year", "date", "phone"] = "text"
    required: bool = True
    hint: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chapter: （一）部门职能. A part without a title stands directly under its chapter's heading.

    Lengths are counted in characters. `table` stands after the part's paragraphs; `indicator` is the indicator whose
    analysis the part is. `good` and `poor` are examples of how it may be written, `clause` is what asks for it. The
    paragraphs of a `private` part are left out of a public copy.
    """

    chapter: str
    id: str
    title: str
    guidance: str = ""
    good: str = ""
    poor: str = ""
    clause: str = ""
    required: bool = True
    longest: int | None = None
    table: str | None = None
    indicator: str | None = None
    private: bool = False

    @property
    def address(self) -> str:
        """The prefix of the part's paragraphs."""
        return address.part(self.chapter, self.id)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the outline: 一、部门基本情况. `aliases` are headings that mean the same in other reports."""

    id: str
    title: str
    parts: tuple[Part, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    A row with `parts` is their sum and computed unless overridden; `part_of` names the row that this one is an
    “其中” part of, and is never above.
    """

    id: str
    title: str
    short: str
    level: int = 0
    parts: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures of a table."""

    id: str
    title: str


@dataclass(frozen=True)
class Table:
    """A table of money. `scale` is what one `unit` is in yuan; `decimals` are those shown."""

    id: str
    title: str
    heading: str
    unit: str
    scale: Decimal
    decimals: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def row(self, row_id: str) -> Row:
        """Return a row by its id; raises `KeyError` when there is none."""
        return self._rows_by_id[row_id]

    @cached_property
    def _rows_by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A rate or figure that follows from the tables; its title names numerator and denominator."""

    id: str
    title: str
    expression: Node
    kind: Literal["percent", "amount"] = "percent"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, first to third level; only those without children are scored.

    `topics` are words by which other parts of the report speak of it; `quantities` are rates that its score is
    judged by. `evidence` says in words what must be attached for it.
    """

    id: str
    title: str
    max_score: Decimal
    parent: str | None = None
    describe: str = ""
    method: str = "manual"
    topics: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade band, half-open: `lower` belongs to it, `upper` does not, except where it is the full mark."""

    name: str
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class VarianceCheck:
    """How far a row of `table` may move from column `base` to column `actual` before the report must say why."""

    table: str
    base: str
    actual: str
    threshold: Decimal


@dataclass(frozen=True, slots=True)
class RateCheck:
    """A rate that the narrative calls by one of `names`, and what it may be: `readings` are ids of quantities.

    `rest` is the id of the rate that with this one makes up all of what both are divided by.
    """

    id: str
    names: tuple[str, ...]
    readings: tuple[str, ...]
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class TaskCheck:
    """The part that sets the year's tasks, the part that tells their results, and the indicator that these score."""

    tasks: str
    results: str
    indicator: str


@dataclass(frozen=True, slots=True)
class ProblemLinks:
    """The part that tells the problems, and the part that tells the measures against them."""

    problems: str
    measures: str


@dataclass(frozen=True, slots=True)
class Submission:
    """How a report is handed in. `size_limit` is in MB; it is `assumed` where nobody has stated one."""

    size_limit: int | None = None
    assumed: bool = False

    @property
    def most_bytes(self) -> int | None:
        """The limit in bytes."""
        return None if self.size_limit is None else self.size_limit * 1_000_000

    @property
    def limit_words(self) -> str:
        """The limit in words: 20 MB（默认值）; empty where there is none."""
        if self.size_limit is None:
            return ""
        return f"{self.size_limit} MB{'（默认值）' if self.assumed else ''}"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the editor: its title and what it shows in order.

    `items` are addresses: the cover, parts, tables, `indicator`, `evidence`, and `link`, the table of problems and
    measures.
    """

    id: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Standard:
    """One standard, whole. `source` is the TOML text that it was read from; a copy travels inside each report."""

    id: str
    version: int
    title: str
    place: str
    fiscal_year: int
    issuer: str
    verified: bool
    note: str
    report_title: str
    full_mark: Decimal
    score_decimals: int
    cover: tuple[CoverField, ...]
    chapters: tuple[Chapter, ...]
    tables: tuple[Table, ...]
    quantities: tuple[Quantity, ...]
    indicators: tuple[Indicator, ...]
    grades: tuple[Grade, ...]
    variance_checks: tuple[VarianceCheck, ...]
    rate_checks: tuple[RateCheck, ...]
    task_checks: tuple[TaskCheck, ...]
    links: ProblemLinks | None
    tabs: tuple[Tab, ...]
    submission: Submission = Submission()
    source: str = field(repr=False, default="")

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Every part of the narrative by its address, in reading order."""
        return {part.address: part for chapter in self.chapters for part in chapter.parts}

    @cached_property
    def tables_by_id(self) -> dict[str, Table]:
        """Every table by its id."""
        return {table.id: table for table in self.tables}

    @cached_property
    def quantities_by_id(self) -> dict[str, Quantity]:
        """Every quantity by its id."""
        return {quantity.id: quantity for quantity in self.quantities}

    @cached_property
    def indicators_by_id(self) -> dict[str, Indicator]:
        """Every indicator by its id, in order."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def scored_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that carry a score themselves, in order: those that no other has as its parent."""
        parents = {indicator.parent for indicator in self.indicators}
        return tuple(indicator for indicator in self.indicators if indicator.id not in parents)

    @cached_property
    def part_of_indicator(self) -> dict[str, Part]:
        """The part of the narrative that analyses each indicator, by the indicator's id."""
        return {part.indicator: part for part in self.parts.values() if part.indicator}

    def cells(self) -> Iterator[tuple[Table, Row, Column, str]]:
        """Yield every cell of every table with its address, row by row."""
        for table in self.tables:
            for row in table.rows:
                for column in table.columns:
                    yield table, row, column, address.cell(table.id, row.id, column.id)
