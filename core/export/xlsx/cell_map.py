"""The hidden sheet that tells programs which cell of the workbook holds what stands at which address.

Its first row holds a mark, the version of this arrangement, the standard's id and version, a note, and the id of the
part of a report that was given out with it, if it is one. Each row from the third
on is a cell that is filled in by hand: its address, its name, the sheet, the cell or cells, and the words by which its
row is known again. `core.intake.xlsx_figures` reads it.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.document.blocks import Form
from core.document.marks import MAP_MARK, MAP_VERSION
from core.export.xlsx.formulas import Place
from core.export.xlsx.layout import Anchor
from core.export.xlsx.names import cell_name
from core.export.xlsx.sheet import Sheet, SheetCell, coordinate
from core.export.xlsx.styles import Style
from core.export.xlsx.text import clean

NAME = "单元格对照"
_HEAD = ("地址", "名称", "工作表", "单元格", "标题")
_WIDTHS = (240, 240, 120, 80, 200, 80)
_NOTE = "这张表供程序读回本工作簿时使用，请不要改动。"


def cell_map(form: Form, anchors: Sequence[Anchor], name: str) -> Sheet:
    """Return the sheet called `name`."""
    rows: list[tuple[str, ...]] = [
        (MAP_MARK, str(MAP_VERSION), form.standard, str(form.version), _NOTE, form.handout),
        _HEAD,
    ]
    rows += [
        (
            anchor.address,
            cell_name(anchor.address),
            anchor.place.sheet,
            _area(anchor.place),
            anchor.label,
        )
        for anchor in anchors
        if anchor.is_input
    ]
    cells = tuple(
        SheetCell(row, column, clean(text) or None, Style())
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
    )
    return Sheet(name, _WIDTHS, (18,) * len(rows), cells, head=(1, 2), hidden=True)


def _area(place: Place) -> str:
    first = coordinate(place.row, place.column)
    return first if place.rows == 1 else f"{first}:{coordinate(place.row + place.rows - 1, place.column)}"
