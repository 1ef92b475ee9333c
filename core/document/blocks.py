"""The typed document: what every exporter writes, and nothing else.

A `Document` is made from a report by `core.document.build` and is all that PDF, Word and Excel writers get: words,
levels, tables with figures and live expressions, and the addresses that they came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.document.chart_shapes import Chart
from core.document.inputs import Input
from core.document.live_words import Joined, LiveWords
from core.model.expression import Node

Align = Literal["left", "center", "right"]
CellKind = Literal["text", "amount", "score", "percent"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline. `number` is produced from the level: 一、 / （一） / 1. / （1）."""

    level: int
    number: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text.

    `number` is set for a numbered one (1. or （1）) and is printed before the text; `level` is then 3 or 4.
    """

    number: str
    text: str
    address: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table.

    `text` is what is printed. `value` is the figure in the table's unit, `expression` what it follows from, over the
    addresses of cells of the same document; a cell with an expression is a live formula in Excel. `indent` counts
    characters. `columns` and `rows` are how many columns and rows the cell covers; covered cells are left out.
    `live` is what a text follows from, where it follows from other cells; `input` is what may be typed into the cell.
    """

    text: str
    kind: CellKind = "text"
    address: str = ""
    value: Decimal | None = None
    expression: Node | None = None
    decimals: int = 0
    align: Align = "left"
    indent: int = 0
    bold: bool = False
    columns: int = 1
    rows: int = 1
    live: LiveWords | None = None
    input: Input | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading rows (repeated on each page) and body rows.

    `name` is the sheet's name in Excel. `widths` are the columns' shares of the page width. `unit` stands right above
    the table (单位：万元), `notes` below it. A `dense` table is a long list, set small and close.
    """

    name: str
    title: str
    unit: str
    widths: tuple[int, ...]
    head: tuple[tuple[TableCell, ...], ...]
    body: tuple[tuple[TableCell, ...], ...]
    notes: tuple[str, ...] = ()
    address: str = ""
    dense: bool = False


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line of the cover: 部门名称：……"""

    title: str
    text: str
    address: str
    input: Input | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover page. `live_title` is what the title follows from, where it follows from fields of the report."""

    title: str
    lines: tuple[CoverLine, ...]
    live_title: Joined | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs the document, and when, in the words that are printed: 2021年4月15日."""

    unit: str
    date: str


@dataclass(frozen=True, slots=True)
class Form:
    """The standard that a workbook is filled in by, so that a copy of it can be read back.

    `handout` is the id of the part of a report that was given out with it, empty for a whole report.
    """

    standard: str
    version: int
    handout: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The report that a document was made of: the id of its standard, its unit and year."""

    standard: str
    unit: str
    fiscal_year: str


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: cover, body in reading order, and the tables annexed after it.

    Without a cover the title stands above the body.

    `made_on` is the ISO date written into document properties, empty when the report states none; the same report
    gives the same document. `charts` are annexed after the tables, by writers that can draw. `watermark` stands across
    every page, behind the text (草稿); empty for none. `signature` stands at the end of the body.
    `source` is what an edited copy is known again by. `form` is set for a workbook that is to be filled in and read
    back.
    """

    title: str
    author: str
    made_on: str
    cover: Cover | None
    body: tuple[Block, ...]
    annexes: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    watermark: str = ""
    signature: Signature | None = None
    source: Source | None = None
    form: Form | None = None

    def tables(self) -> tuple[Table, ...]:
        """Return the tables of the body and the annexes, in reading order."""
        return (*(block for block in self.body if isinstance(block, Table)), *self.annexes)
