"""Sums that the names of their parts make likely in any budget: 三公 of three kinds of spending, 公务用车 of two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.validation.narrative.row_names import is_total
from core.validation.narrative.table_sums import Reading, Sum, Trust

_ABROAD = re.compile(r"出国")
_RECEPTION = re.compile(r"接待费?$|公务接待")
_VEHICLES = re.compile(r"公务用车(?:购置)?[及和与、].{0,4}运行|公务用车费$")
_BUYING = re.compile(r"购置费?$|车辆?购置")
_RUNNING = re.compile(r"运行(?:维护)?费?$")
_KINDS = (_ABROAD, _VEHICLES, _RECEPTION)
_THREE = re.compile(r"三公")
_FARTHEST = 8


def standing_sums(names: Sequence[str]) -> Iterator[Sum]:
    """Yield the sums among names of rows, or of columns, in order."""
    for place, name in enumerate(names):
        if _VEHICLES.search(name):
            parts = _vehicle_parts(names, place)
            if parts:
                yield Sum(place, (parts,), Trust.NAMED)
        elif is_total(name) or _THREE.search(name):
            parts = _three(names, place)
            if parts:
                yield Sum(place, (parts,), Trust.NAMED)


def is_three_public(names: Sequence[str]) -> bool:
    """Tell whether names are those of the three kinds of spending, one each."""
    return len(names) == len(_KINDS) and all(any(kind.search(name) for name in names) for kind in _KINDS)


def _vehicle_parts(names: Sequence[str], place: int) -> Reading | None:
    near = range(place + 1, min(len(names), place + 3))
    buying = next((row for row in near if _BUYING.search(names[row])), None)
    running = next((row for row in near if row != buying and _RUNNING.search(names[row])), None)
    return None if buying is None or running is None else (buying, running)


def _three(names: Sequence[str], place: int) -> Reading | None:
    """Return the three kinds of spending that stand next to a total, before or after it."""
    for near in (
        range(place + 1, min(len(names), place + _FARTHEST)),
        range(place - 1, max(-1, place - _FARTHEST), -1),
    ):
        found = [next((row for row in near if kind.search(names[row])), None) for kind in _KINDS]
        if None not in found:
            return tuple(row for row in found if row is not None)
    return None
