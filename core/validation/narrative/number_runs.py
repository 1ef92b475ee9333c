"""Points in runs of siblings: which numbers follow each other, where one is left out or stands twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from core.model.manuscript import Grid, Manuscript, Passage
from core.validation.narrative.numbering import Family, Point, han_numeral

# A list within a list within a list of the same kind; what was interrupted before that does not go on.
_DEEPEST = 3
_SPOKEN = (Family.SAID, Family.ORDINAL, Family.OF_THEM)
_IN_HAN = (Family.PART, Family.CHAPTER, Family.HAN, Family.HAN_BRACKETED, *_SPOKEN)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A point in its passage; `block` is the place of the passage among the blocks of the text."""

    passage: Passage
    point: Point
    block: int


@dataclass
class Run:
    """Siblings in order. `alike` is false where the run may lie within another of its kind, in another style."""

    members: list[Numbered]
    alike: bool = True

    @property
    def last(self) -> Numbered:
        """The last of them."""
        return self.members[-1]


@dataclass(frozen=True, slots=True)
class Break:
    """Two siblings that do not follow each other: the second repeats the first's number or leaves out those between."""

    first: Numbered
    second: Numbered

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers left out; none where one stands twice."""
        return tuple(range(self.first.point.value + 1, self.second.point.value))


@dataclass
class _Level:
    family: Family
    run: Run
    interrupted: list[Run] = field(default_factory=list)


class _Reader:
    """Follows the points of a text: a lower level does not end a run, a higher one does."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._blocks = manuscript.blocks
        self._levels: list[_Level] = []
        self._section = ""
        self.runs: list[Run] = []
        self.breaks: list[Break] = []

    def follow(self, numbered: Numbered) -> None:
        """Put the next point of the text where it belongs."""
        section = numbered.passage.address.rpartition("/")[0]
        if section != self._section:
            self._section = section
            self._levels.clear()
        family = numbered.point.family
        if all(level.family is not family for level in self._levels):
            self._levels.append(_Level(family, self._begun(numbered)))
            return
        while self._levels[-1].family is not family:
            self._levels.pop()
        self._place(self._levels[-1], numbered)

    def _place(self, level: _Level, numbered: Numbered) -> None:
        value, last = numbered.point.value, level.run.last
        follows = value == last.point.value + 1
        if follows and _of_one_list(last, numbered):
            level.run.members.append(numbered)
            return
        for run in reversed(level.interrupted):
            if value == run.last.point.value + 1 and _of_one_list(run.last, numbered):
                del level.interrupted[level.interrupted.index(run) :]
                run.members.append(numbered)
                level.run = run
                return
        if follows:
            level.run.members.append(numbered)
        elif value == 1:
            level.interrupted = [*level.interrupted[1 - _DEEPEST :], level.run]
            outer = level.run
            level.run = self._begun(numbered)
            level.run.alike = outer.alike and outer.last.point.style == numbered.point.style
        elif self._is_break(level.run, numbered):
            self.breaks.append(Break(last, numbered))
            level.run.members.append(numbered)
        else:
            level.run = self._begun(numbered)

    def _begun(self, numbered: Numbered) -> Run:
        run = Run([numbered])
        self.runs.append(run)
        return run

    def _is_break(self, run: Run, numbered: Numbered) -> bool:
        last = run.last
        ahead = numbered.point.value - last.point.value
        if run.members[0].point.value != 1 or not _of_one_list(last, numbered):
            return False
        if ahead == 0:
            return last.passage is numbered.passage or not _is_heading_again(last.passage.text, numbered.passage.text)
        if ahead != 2 and not (ahead == 3 and len(run.members) > 1):
            return False
        between = self._between(last, numbered)
        return not any(stands_in(between, last.point.family, last.point.value + step) for step in range(1, ahead))

    def _between(self, first: Numbered, second: Numbered) -> str:
        """Return all that stands between two points, tables too."""
        if first.block == second.block:
            return first.passage.text[first.point.end : second.point.start]
        texts = [first.passage.text[first.point.end :], second.passage.text[: second.point.start]]
        for block in self._blocks[first.block + 1 : second.block]:
            if isinstance(block, Grid):
                texts += [cell.text for row in block.rows for cell in row]
            else:
                texts.append(block.text)
        return "\n".join(texts)


def _of_one_list(first: Numbered, second: Numbered) -> bool:
    if first.point.leading and second.point.leading:
        return True
    return first.block == second.block


def _is_heading_again(first: str, second: str) -> bool:
    """Tell whether a heading stands twice, as on a page of its own and above its text."""
    shorter, longer = sorted((first.strip(), second.strip()), key=len)
    return longer.startswith(shorter)


def stands_in(text: str, family: Family, value: int) -> bool:
    """Tell whether a number may stand in a text after all, written in a way that the reader passed over."""
    if family in _IN_HAN:
        numeral = han_numeral(value)
        pattern = (
            rf"(?:第|其|[（(]\s*){numeral}|(?<![一二三四五六七八九十]){numeral}\s*(?:[、．.，,）)是要则来在]|方面)"
        )
    elif family in (Family.CIRCLED, Family.SMALL_BRACKETED):
        pattern = f"[{chr(0x2460 + value - 1)}{chr(0x2474 + value - 1)}]"
    else:
        pattern = rf"(?<![\d.]){value}\s*[.．、，,)）]"
    return re.search(pattern, text) is not None


def runs_in(
    manuscript: Manuscript, points_of: Callable[[Passage], Iterable[Point]]
) -> tuple[tuple[Run, ...], tuple[Break, ...]]:
    """Return the runs of siblings of a text, those of one point too, and where the numbers of one do not follow."""
    reader = _Reader(manuscript)
    for number, block in enumerate(manuscript.blocks):
        if isinstance(block, Passage):
            for point in points_of(block):
                reader.follow(Numbered(block, point, number))
    return tuple(reader.runs), tuple(reader.breaks)
