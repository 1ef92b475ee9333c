"""What stands where on a sheet, before the formulas that point to these places are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.document.blocks import TableCell
from core.export.xlsx.formulas import Place, cell_reference, formula
from core.export.xlsx.sheet import Alert, Content, Formula, Sheet, SheetCell, coordinate
from core.export.xlsx.text import clean
from core.export.xlsx.words import words_formula


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of an address, and the words left of it by which its row is known again in an edited copy."""

    address: str
    place: Place
    is_input: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with the place of every cell. `lines` are fixed texts, `cells` what may follow from other cells."""

    name: str
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    lines: tuple[SheetCell, ...]
    cells: tuple[tuple[TableCell, SheetCell], ...]
    head: tuple[int, int] | None = None
    landscape: bool = False
    numbered: bool = True

    def anchors(self) -> Iterator[Anchor]:
        """Yield where each address stands; a long text takes several rows."""
        taken: dict[str, list[tuple[TableCell, SheetCell]]] = {}
        for content, cell in self.cells:
            if content.address:
                taken.setdefault(content.address, []).append((content, cell))
        labels = self._labels()
        for address, found in taken.items():
            content, first = found[0]
            # An address that stands twice on a sheet is read where it stands first.
            pieces = [cell for number, (_, cell) in enumerate(found) if cell.row == first.row + number]
            place = Place(self.name, first.row, first.column, len(pieces))
            column, label = labels.get(first.row, (0, ""))
            yield Anchor(address, place, content.input is not None, label if column < first.column else "")

    def _labels(self) -> dict[int, tuple[int, str]]:
        """Return the words at the head of each row with their column; ordinal numbers are none."""
        found: dict[int, tuple[int, str]] = {}
        for content, cell in self.cells:
            text = clean(content.text).strip()
            is_fixed = content.kind == "text" and not content.address and not content.live and not content.input
            if is_fixed and text and not text.isdecimal():
                found[cell.row] = min(found.get(cell.row, (cell.column, text)), (cell.column, text))
        return found

    def sheet(self, places: Mapping[str, Place], running_title: str, watermark: str) -> Sheet:
        """Return the sheet, its formulas over the places of all that the workbook shows."""
        cells = [
            replace(cell, content=_content(content, places, self.name), input=content.input)
            for content, cell in self.cells
        ]
        return Sheet(
            name=self.name,
            widths=self.widths,
            heights=self.heights,
            cells=tuple(sorted((*self.lines, *cells), key=lambda cell: (cell.row, cell.column))),
            head=self.head,
            landscape=self.landscape,
            numbered=self.numbered,
            running_title=running_title if self.numbered else "",
            watermark=watermark,
            alerts=tuple(self._alerts(places)),
        )

    def _alerts(self, places: Mapping[str, Place]) -> Iterator[Alert]:
        """Yield what colours a cell that must not stay blank."""
        for content, cell in self.cells:
            figure = places.get(content.input.needed_by) if content.input else None
            if figure is not None:
                own = coordinate(cell.row, cell.column)
                condition = f'AND(N({cell_reference(figure, self.name)})>0,TRIM({own})="")'
                yield Alert(own, condition)


def _content(cell: TableCell, places: Mapping[str, Place], sheet: str) -> Content:
    if cell.kind == "text":
        live = words_formula(cell.live, places, sheet) if cell.live is not None else None
        return Formula(live, clean(cell.text)) if live is not None else clean(cell.text) or None
    figure = formula(cell.expression, places, sheet) if cell.expression is not None else None
    if figure is not None:
        return Formula(figure, cell.value)
    return cell.value if cell.value is not None else clean(cell.text) or None
