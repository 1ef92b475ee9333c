"""Names of sheets that Excel accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.export.xlsx.text import clean

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n]")
_RESERVED = {"history"}


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


def _shortened(name: str, longest: int) -> str:
    # Names count in UTF-16 units, and neither begin nor end with an apostrophe.
    units = name.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", errors="ignore").strip(" '")
