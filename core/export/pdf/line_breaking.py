"""Breaking Chinese text into lines: GB/T 15834's forbidden starts and ends, whole numbers, justified lines.

The text is cut into atoms, which are never broken (a character; a number with its separators; a Latin word; …… or ——).
Each line then ends at the break that costs least: punctuation is squeezed by up to the half em that it leaves blank,
or slack is spread between the atoms. A line is decided by looking little further than its own end, so that the time
grows with the length of the text and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from core.export.pdf.listening import listen

NO_LINE_START = frozenset("，。、；：？！）》”’】〕〉」』］｝％‰℃·～－,.;:!?)]}%°\u00a0")
NO_LINE_END = frozenset("（《“‘【〔〈「『［｛([{￥¥$№\u00a0")

# The blank part of full-width punctuation, in ems; ？ stands in the middle of its square in 仿宋 and 楷体.
_BLANK_AFTER = dict.fromkeys("，。、；：！）》”’】〕〉」』］｝", 0.5) | {"？": 0.25}
_BLANK_BEFORE = dict.fromkeys("（《“‘【〔〈「『［｛", 0.5)

# Longer ones first: the first that fits is taken.
_UNITS = (
    "个百分点|平方公里|平方米|立方米|万人次|工作日|亿元|万元|千元|百元|人次|场次|批次|公里|公斤|小时|分钟|年度|月份|季度|个月|"
    "万|亿|元|年|月|日|号|时|个|项|人|名|次|家|期|条|分|天|倍|岁|辆|套|台|件|份|场|所|处|户|批|篇|册|米|亩|公顷|吨|类|级|间|座"
)
_TOKEN = re.compile(
    r"(?P<western>[+\-−±≥≤≈＜＞~￥¥$№]?[0-9A-Za-zÀ-ɏ]"
    r"(?:[0-9A-Za-zÀ-ɏ]|[.,:/\-–+'&_@#*=?](?=[0-9A-Za-z])|’(?=[A-Za-z]))*[%％‰℃°]?\.?)"
    rf"(?:(?<=[0-9])(?P<gap> ?)(?P<unit>{_UNITS}))?"
    r"|(?P<space>[ \u3000]+)"
    r"|(?P<mark>…{2,}|—{2,})"
    r"|.",
    re.DOTALL,
)

_NEVER = float("inf")
_UNWELCOME = 1.0  # a break inside a run too long for one line
_TORN = 16.0  # a break between a number and its unit: only where the line could not be justified without it
_LONGEST_ATOM = 12.0  # ems: no figure is longer, so what is longer (an address, a code) may be broken
_STRETCH_OF_COST_1 = 0.12  # ems between two characters
_RAGGED = 3.0  # how much easier a short line is borne where none is stretched
_LARGEST_STRETCH = 0.5  # ems; a line that needs more is left ragged
_ORPHAN_COST = 0.5  # a last line of one character
_ROUNDING = 1e-6
# A long text is set in portions, so that its atoms do not fill the memory and a user who cancels need not wait.
_PORTION, _NEAR = 5000, 1000


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a line with the same `spacing` after each of them, in the unit of the widths.

    Squeezed punctuation is a negative spacing, so that the runs of a line follow each other without a gap or an
    overlap, and are copied as one line by every reader.
    """

    text: str
    spacing: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, spaces at its end included; where it starts, in runs; `width` leaves the indent out."""

    text: str
    x: float
    runs: tuple[Run, ...]
    width: float


@dataclass(slots=True)
class _Atoms:
    """Parallel lists, an item an atom.

    `width` is the atom's own, `step` the way from its start to the next one's; they differ where two marks share a
    blank. `before` and `after` are how far the atom can be squeezed at either end; `penalty` is what a line break
    before it costs.
    """

    text: list[str] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    step: list[float] = field(default_factory=list)
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    is_space: list[bool] = field(default_factory=list)

    def add(self, text: str, width: float, penalty: float, *, is_space: bool = False) -> None:
        self.text.append(text)
        self.width.append(width)
        self.step.append(width)
        self.before.append(0.0)
        self.after.append(0.0)
        self.penalty.append(penalty)
        self.is_space.append(is_space)


def compose(
    text: str,
    *,
    advance: Callable[[str], float],
    em: float,
    measure: float,
    indent: float = 0.0,
    justify: bool = True,
) -> list[Line]:
    """Break a paragraph into lines; their texts together are `text`.

    `advance` gives the width of one character, `em` that of a Chinese one, `measure` that of the column, all in one
    unit; `indent` is the first line's. Without `justify` the lines keep their natural widths. No line is wider than
    the column, as long as one character is not.
    """
    longest = min(_LONGEST_ATOM * em, measure - indent)
    lines: list[Line] = []
    done = 0
    while done < len(text):
        listen()
        portion = text[done : done + _PORTION]
        is_last = done + len(portion) == len(text)
        atoms = _cut(portion, advance, em, longest)
        _squeeze_neighbours(atoms)
        start = taken = 0
        # What the next portion begins with may change a line that is near it.
        while start < len(atoms.text) and (is_last or not taken or taken <= _PORTION - _NEAR):
            room = measure - (0.0 if lines else indent)
            end = _line_end(atoms, start, room, em if justify else _RAGGED * em)
            is_full = justify and not (is_last and end == len(atoms.text))
            lines.append(_set_line(atoms, start, end, room, em, 0.0 if lines else indent, is_full))
            start = end
            taken += len(lines[-1].text)
        done += taken
    return lines


def _cut(text: str, advance: Callable[[str], float], em: float, longest: float) -> _Atoms:
    atoms = _Atoms()
    previous = ""  # the last character that is no space
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind is None:
            character = token[0]
            atoms.add(character, advance(character), _penalty(previous, character))
            blank = _BLANK_AFTER.get(character)
            if blank:
                atoms.after[-1] = blank * em
            elif character in _BLANK_BEFORE:
                atoms.before[-1] = _BLANK_BEFORE[character] * em
            previous = character
        elif kind == "space":
            atoms.add(token[0], sum(map(advance, token[0])), _NEVER, is_space=True)
        else:
            run = token[0] if kind == "mark" else token["western"]
            width = sum(map(advance, run))
            penalty = _penalty(previous, run[0])
            if width <= longest:
                atoms.add(run, width, penalty)
            else:
                for index, character in enumerate(run):
                    atoms.add(character, advance(character), _UNWELCOME if index else penalty)
            previous = run[-1]
            if kind == "unit":
                if token["gap"]:
                    atoms.add(token["gap"], advance(token["gap"]), _NEVER, is_space=True)
                for index, character in enumerate(token["unit"]):
                    atoms.add(character, advance(character), _NEVER if index else _TORN)
                previous = token["unit"][-1]
    return atoms


def _penalty(previous: str, first: str) -> float:
    return _NEVER if first in NO_LINE_START or previous in NO_LINE_END else 0.0


def _squeeze_neighbours(atoms: _Atoms) -> None:
    """Let two marks in a row share one blank half: 》， and ：“ and （《."""
    before, after, step = atoms.before, atoms.after, atoms.step
    for index in range(len(step) - 1):
        if after[index] and (after[index + 1] or before[index + 1]):
            step[index] -= after[index]
            after[index] = 0.0
        elif before[index] and before[index + 1]:
            step[index] -= before[index + 1]
            before[index + 1] = 0.0


def _line_end(atoms: _Atoms, start: int, room: float, ease: float) -> int:
    """Return the end (exclusive) of the line that starts at an atom; `ease` is the em by which slack is measured."""
    steps, before, after, penalties, is_space = atoms.step, atoms.before, atoms.after, atoms.penalty, atoms.is_space
    count = len(steps)
    natural = visible = elastic = 0.0
    best, best_cost = 0, _NEVER
    fitting = start + 1
    end = start
    while end < count:
        natural += steps[end]
        if not is_space[end]:
            visible = natural
            elastic += before[end] + after[end]
        end += 1
        if visible - elastic > room + _ROUNDING:
            break
        if visible <= room + _ROUNDING:
            fitting = end
        penalty = 0.0 if end == count else penalties[end]
        if penalty == _NEVER:
            continue
        if end == count and visible <= room + _ROUNDING:
            return end
        cost = penalty + _strain(room - visible, elastic, after[end - 1], end - start - 1, ease)
        if count - end == 1 or (count - end == 2 and atoms.text[count - 1] in NO_LINE_START):
            cost += _ORPHAN_COST
        if cost <= best_cost:
            best, best_cost = end, cost
    # Where the rules leave no break at all in a line's width, the line is broken all the same.
    return best if best_cost < _NEVER else fitting


def _strain(slack: float, elastic: float, at_end: float, gaps: int, ease: float) -> float:
    """Return how unpleasant it is to spread the slack, or to squeeze where it is negative."""
    if slack >= 0:
        stretch = slack / (max(gaps, 1) * ease)
        return (stretch / _STRETCH_OF_COST_1) ** 2
    # The blank half of a mark at the end of the line is not missed.
    lacking = -slack - at_end
    return 0.0 if lacking <= _ROUNDING else (lacking / max(elastic - at_end, lacking)) ** 2


def _set_line(atoms: _Atoms, start: int, end: int, room: float, em: float, indent: float, justify: bool) -> Line:
    """Return the line of the atoms from `start` to `end`, squeezed or stretched to its room."""
    stop = end
    while stop > start + 1 and atoms.is_space[stop - 1]:
        stop -= 1
    natural = sum(atoms.step[start:stop])
    slack = room - natural
    spread = share = at_end = 0.0
    if slack < -_ROUNDING:
        at_end = min(atoms.after[stop - 1], -slack)
        elastic = sum(atoms.before[start:stop]) + sum(atoms.after[start : stop - 1])
        share = min((-slack - at_end) / elastic, 1.0) if elastic else 0.0
    elif justify and stop - start > 1 and slack / (stop - start - 1) <= _LARGEST_STRETCH * em:
        spread = slack / (stop - start - 1)

    x = indent - atoms.before[start] * share
    spacings = _spacings(atoms, start, stop, spread, share)
    text = "".join(atoms.text[start:end])
    spacings += [0.0] * (len(text) - len(spacings))
    width = natural + spread * (stop - start - 1) + min(slack, 0.0)
    return Line(text, x, tuple(_runs(text, spacings)), width)


def _spacings(atoms: _Atoms, start: int, stop: int, spread: float, share: float) -> list[float]:
    """Return what is added after each character; `share` of what can be squeezed is taken off."""
    spacings = []
    for index in range(start, stop):
        spacings += [0.0] * (len(atoms.text[index]) - 1)
        spacing = spread + atoms.step[index] - atoms.width[index]
        if share and index + 1 < stop:
            spacing -= share * (atoms.after[index] + atoms.before[index + 1])
        spacings.append(spacing)
    return spacings


def _runs(text: str, spacings: list[float]) -> Iterator[Run]:
    start = 0
    for spacing, group in groupby(spacings):
        end = start + len(list(group))
        yield Run(text[start:end], spacing)
        start = end
