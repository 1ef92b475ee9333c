"""The sheets of an Excel file as texts by cell, and where its names point to.

Only what stands in the cells is read: no link is followed, nothing is calculated, and what a sheet claims of its size
is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from core.intake.allowance import Allowance
from core.intake.office_package import OfficePackage, child, children, local_name, value_of

Place = tuple[int, int]
"""Row and column of a cell, counted from 1."""

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_AREA = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::(\$?[A-Z]{1,3}\$?[0-9]{1,7}))?")
_MARK = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Excel writes up to 17 digits of a binary fraction, but holds no more than 15 of what was typed.
_TYPED_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of one column of a sheet, one below the other."""

    sheet: str
    column: int
    first: int
    last: int


class Workbook:
    """An open Excel file; sheets are read when they are asked for."""

    def __init__(self, package: OfficePackage, allowance: Allowance) -> None:
        main = package.related("").get("officeDocument", "xl/workbook.xml")
        root = package.tree(main)
        if root is None or local_name(root) != "workbook" or child(root, "sheets") is None:
            raise package.damaged()
        relations = package.relations(main)
        members = {relation.id: relation.member for relation in relations}
        strings = next((relation.member for relation in relations if relation.kind == "sharedStrings"), "")
        self._package = package
        self._allowance = allowance
        self._root = root
        self._members = {
            value_of(sheet, "name"): members.get(value_of(sheet, "id"), "")
            for sheet in children(child(root, "sheets"), "sheet")
        }
        self._strings_member = strings
        self._sheets: dict[str, dict[Place, str]] = {}

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of the sheets, hidden ones included, in order."""
        return tuple(self._members)

    def cells(self, sheet: str) -> Mapping[Place, str]:
        """Return the texts of a sheet's cells that are not blank; none for a sheet that is not there.

        A figure is told in decimal digits, a formula's result as it was last worked out.
        """
        if sheet not in self._sheets:
            root = self._package.tree(self._members.get(sheet, ""))
            self._sheets[sheet] = self._read(root) if root is not None and local_name(root) == "worksheet" else {}
        return self._sheets[sheet]

    @cached_property
    def names(self) -> Mapping[str, Area]:
        """Where the names of the whole workbook point to; names of anything but cells of a column are left out."""
        found: dict[str, Area] = {}
        for name in children(child(self._root, "definedNames"), "definedName"):
            area = area_of(name.text or "")
            if area is not None and not value_of(name, "localSheetId"):
                found.setdefault(value_of(name, "name"), area)
        return found

    @cached_property
    def _strings(self) -> list[str]:
        root = self._package.tree(self._strings_member) if self._strings_member else None
        return [self._taken(_rich_text(item)) for item in children(root, "si")]

    def _read(self, root: Any) -> dict[Place, str]:
        found: dict[Place, str] = {}
        row = 0
        for line in children(child(root, "sheetData"), "row"):
            number = value_of(line, "r")
            row = int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else row + 1
            column = 0
            for cell in children(line, "c"):
                place = _place(value_of(cell, "r")) or (row, column + 1)
                row, column = place
                text = self._text(cell)
                if text:
                    found[place] = text
        return found

    def _text(self, cell: Any) -> str:
        kind = value_of(cell, "t")
        if kind == "inlineStr":
            return self._taken(_rich_text(child(cell, "is")))
        stored = child(cell, "v")
        text = "" if stored is None else str(stored.text or "")
        if kind == "s":
            number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
            # It was counted when the list of texts was read, but may be used a million times.
            return self._taken(self._strings[number]) if 0 <= number < len(self._strings) else ""
        formula = child(cell, "f")
        if formula is not None and not text and kind != "str":
            # Nobody has worked it out yet; a blank would hide that something was typed.
            return self._taken(f"={formula.text or ''}")
        if kind == "b":
            return self._taken("TRUE" if text == "1" else "FALSE")
        return self._taken(_unmarked(text) if kind in {"str", "e", "d"} else _figure(text))

    def _taken(self, text: str) -> str:
        self._allowance.take(characters=len(text), pieces=1)
        return text


def area_of(reference: str) -> Area | None:
    """Return the cells that a reference names (`'自评表'!$E$5`); `None` for anything but cells of one column."""
    found = _AREA.fullmatch(reference.strip())
    if found is None:
        return None
    quoted, plain, start, end = found.groups()
    first = _place(start)
    last = _place(end) if end else first
    if first is None or last is None or first[1] != last[1] or last[0] < first[0]:
        return None
    return Area(quoted.replace("''", "'") if quoted else plain, first[1], first[0], last[0])


def _place(reference: str) -> Place | None:
    found = _CELL.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row, column) if 0 < row <= LAST_ROW and column <= LAST_COLUMN else None


def _rich_text(item: Any) -> str:
    """Return a text that may be in pieces of several looks; readings of characters (拼音) are no part of it."""
    pieces = (
        []
        if item is None
        else [
            piece if local_name(piece) == "t" else child(piece, "t")
            for piece in item
            if local_name(piece) in {"t", "r"}
        ]
    )
    return _unmarked("".join(str(piece.text or "") for piece in pieces if piece is not None))


def _unmarked(text: str) -> str:
    """Return a stored text with Excel's marks for characters (_x0041_) taken back."""
    return _MARK.sub(lambda mark: chr(int(mark[1], 16)), text)


def _figure(text: str) -> str:
    """Return a stored figure as it was typed: 0.1 for 0.10000000000000001; a text that is none as it is."""
    try:
        value = Decimal(text)
    except ArithmeticError:
        return text
    if not value.is_finite() or not -30 < value.adjusted() < 30:
        return text
    if len(value.as_tuple().digits) > _TYPED_DIGITS:
        value = Decimal(repr(float(text)))
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
