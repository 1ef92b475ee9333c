"""What a filled-in copy of an exported workbook says at the addresses of a report: figures, points, reasons, the cover.

The export names each cell after its address, and lists all of them on a hidden sheet (`core.export.xlsx.cell_map`).
Excel, WPS and LibreOffice move a name along with its cell when rows are inserted; a program that does not is found out
by the words at the head of the row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.document.marks import MAP_MARK, MAP_VERSION
from core.errors import AppError
from core.intake.allowance import IF_LARGER, LARGEST_FILE, Allowance
from core.intake.file_bytes import UNHARMED, read_bytes
from core.intake.office_package import opened
from core.intake.xlsx_package import Area, Workbook, area_of

_FIRST_ENTRY = 3


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """A filled-in workbook: the standard that it was exported by, and what its input cells say, by address.

    Addresses and standard are the file's own words; a blank cell has an empty text. Figures are decimal digits in the
    unit of their table. `lost` are the addresses whose cells are not there any more, or not to be told from others.
    `handout` is the id of the part of a report that it was given out as; empty for a whole report.
    """

    standard: str
    version: int
    texts: Mapping[str, str]
    lost: tuple[str, ...]
    handout: str = ""


def read_xlsx_figures(path: Path) -> FilledWorkbook:
    """Return what a filled-in workbook says.

    Raises `AppError` with the code not_found, is_folder, unreadable, too_large, encrypted, no_cell_map (no workbook of
    ours) or newer_workbook.
    """
    return xlsx_figures(read_bytes(path, LARGEST_FILE, IF_LARGER), path.name)


def xlsx_figures(data: bytes, name: str) -> FilledWorkbook:
    """Return what the bytes of a filled-in workbook say. Raises as `read_xlsx_figures`."""
    with opened(data, name, "Excel") as package:
        allowance = Allowance(name)
        workbook = Workbook(package, allowance)
        # The map is the last sheet, as long as nobody adds another.
        for sheet in reversed(workbook.sheet_names):
            cells = workbook.cells(sheet)
            if cells.get((1, 1)) == MAP_MARK:
                break
        else:
            raise AppError(
                "no_cell_map",
                f"“{name}”里没有自评程序导出时留下的对照表，认不出哪个格子是哪一项。{UNHARMED}"
                "请选用自评程序导出、填好的那个 Excel 文件。",
            )
        if _number(cells.get((1, 2), "")) > MAP_VERSION:
            raise AppError(
                "newer_workbook", f"“{name}”是用较新版本的自评程序导出的，读不了。{UNHARMED}请用较新版本的程序打开。"
            )
        reader = _Reader(workbook, allowance)
        texts: dict[str, str] = {}
        lost: list[str] = []
        for entry in _entries(cells):
            text = reader.text_of(entry)
            if text is None:
                lost.append(entry.address)
            else:
                texts.setdefault(entry.address, text)
        standard, version, handout = cells.get((1, 3), ""), _number(cells.get((1, 4), "")), cells.get((1, 6), "")
        return FilledWorkbook(standard, version, texts, tuple(lost), handout)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the map: an input cell, its name, where it stood when it was exported, and the words of its row."""

    address: str
    name: str
    area: Area | None
    label: str


def _entries(cells: Mapping[tuple[int, int], str]) -> Iterator[_Entry]:
    for row in sorted(row for row, column in cells if column == 1 and row >= _FIRST_ENTRY):
        address, name, sheet, where, label = (cells.get((row, column), "") for column in range(1, 6))
        quoted = sheet.replace("'", "''")
        yield _Entry(address, name, area_of(f"'{quoted}'!{where}"), label.strip())


class _Reader:
    """Looks up entries; sheets are gone through once, however many entries a file may list."""

    def __init__(self, workbook: Workbook, allowance: Allowance) -> None:
        self._workbook = workbook
        self._allowance = allowance
        self._rows: dict[str, dict[int, list[int]]] = {}
        self._labels: dict[str, dict[str, dict[int, int]]] = {}

    def text_of(self, entry: _Entry) -> str | None:
        """Return what the cell of an entry says; `None` where it cannot be told."""
        area = self._workbook.names.get(entry.name, entry.area)
        if area is None or area.sheet not in self._workbook.sheet_names:
            return None
        first = self._first_row(entry.label, area) if entry.label else area.first
        if first is None:
            return None
        rows = self._rows_of(area.sheet).get(area.column, [])
        filled = rows[bisect_left(rows, first) : bisect_right(rows, first + area.last - area.first)]
        cells = self._workbook.cells(area.sheet)
        text = "".join(cells[row, area.column] for row in filled).strip()
        self._allowance.take(characters=len(text), pieces=1 + len(filled))
        return text

    def _first_row(self, label: str, area: Area) -> int | None:
        """Return the row that bears the words: the one that is named, or the only other one if rows were moved."""
        columns = self._labels_of(area.sheet).get(label, {})
        if columns.get(area.first, area.column) < area.column:
            return area.first
        if len(columns) != 1:
            return None
        ((row, column),) = columns.items()
        return row if column < area.column else None

    def _rows_of(self, sheet: str) -> dict[int, list[int]]:
        if sheet not in self._rows:
            rows = self._rows[sheet] = {}
            for row, column in sorted(self._workbook.cells(sheet)):
                rows.setdefault(column, []).append(row)
        return self._rows[sheet]

    def _labels_of(self, sheet: str) -> dict[str, dict[int, int]]:
        """Return the rows that bear each text, with the first column that does."""
        if sheet not in self._labels:
            labels = self._labels[sheet] = {}
            for (row, column), text in sorted(self._workbook.cells(sheet).items()):
                labels.setdefault(text.strip(), {}).setdefault(row, column)
        return self._labels[sheet]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
