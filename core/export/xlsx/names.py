"""Names of sheets and cells that Excel accepts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from core.export.xlsx.text import clean

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n]")
_RESERVED = {"history"}
_FOREIGN = re.compile(r"[^A-Za-z0-9_.]")
# A point within keeps a name from being a cell's (A1, R1C1); small letters alone cannot differ in capitals only.
_OWN_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_LONGEST_CELL_NAME = 200


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return a legal name for each sheet, no two the same; Excel does not tell capitals from small letters."""
    names: list[str] = []
    taken = set(_RESERVED)
    for number, text in enumerate(wanted, start=1):
        legal = _shortened(_FORBIDDEN.sub("", clean(text)), _LONGEST) or f"表{number}"
        name, count = legal, 1
        while name.casefold() in taken:
            count += 1
            name = f"{_shortened(legal, _LONGEST - 5)}（{count}）"
        taken.add(name.casefold())
        names.append(name)
    return names


def cell_name(address: str) -> str:
    """Return the name of the cell of an address: spending.total.final, as a standard's own expressions call it."""
    name = _FOREIGN.sub("_", address.replace("/", "."))
    if name == address.replace("/", ".") and _OWN_NAME.fullmatch(name) and len(name) <= _LONGEST_CELL_NAME:
        return name
    # What Excel would take for something else, or two addresses for the same, is told apart by a digest.
    return f"_{name[:_LONGEST_CELL_NAME]}_{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _shortened(name: str, longest: int) -> str:
    # Names count in UTF-16 units, and neither begin nor end with an apostrophe.
    units = name.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", errors="ignore").strip(" '")
