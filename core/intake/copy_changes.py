"""What an edited copy would change in a report, one by one, and the one change that makes those that were chosen.

A copy is a Word file that was edited, or the file of a part that an office filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count

from core.model import address
from core.model.change import Change, Entry, Origin, Put
from core.model.naming import short_title_of
from core.model.quotation import harmless
from core.model.report import Report
from core.model.standard import Standard

TITLE = "读回 Word 文稿"
ALSO_CHANGED = "报告里也改过这一处"
# The distance between the positions of neighbours, so that new ones fit between without moving the others.
_GAP = 1024


class CopyChangeKind(StrEnum):
    """What happened in the copy."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LEVEL = "level"
    SPLIT = "split"
    JOINED = "joined"
    CONFIRMED = "confirmed"


KIND_WORDS: Mapping[CopyChangeKind, str] = {
    CopyChangeKind.CHANGED: "改动",
    CopyChangeKind.ADDED: "新增一段",
    CopyChangeKind.REMOVED: "删去一段",
    CopyChangeKind.MOVED: "移动位置",
    CopyChangeKind.LEVEL: "改编号层次",
    CopyChangeKind.SPLIT: "分成几段",
    CopyChangeKind.JOINED: "并成一段",
    CopyChangeKind.CONFIRMED: "确认沿用去年的内容",
}
LEVEL_WORDS = {0: "［不编号］", 3: "［编为 1.］", 4: "［编为（1）］"}
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph that comes to stand in a part: a new one, or the one of `address`, which is taken from its place.

    `follows` are the keys of the paragraphs before it in the copy, nearest first; its own key is `key`. Text and level
    are those of a new one, which comes to stand at `becomes`, or at a free address where that is empty.
    """

    key: str
    part: str
    follows: tuple[str, ...]
    text: str = ""
    level: int = 0
    address: str = ""
    becomes: str = ""


@dataclass(frozen=True, slots=True)
class CopyChange:
    """One thing that the copy has otherwise than the report.

    `address` is where it leads, `before` and `after` are the texts of report and copy. `conflict` says what speaks
    against taking it as it stands; empty when nothing does. `values` are put, `None` taking away; `placed` are put
    into their order.
    """

    kind: CopyChangeKind
    address: str
    before: str
    after: str
    conflict: str = ""
    values: Mapping[str, Entry | None] = field(default_factory=dict)
    placed: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyProposal:
    """What a copy would change, conflicts first, and what was not taken of it, in sentences.

    `doubt` says why the copy may not be of this report as it is now; empty when there is no reason to think so.
    """

    name: str
    changes: tuple[CopyChange, ...]
    notes: tuple[str, ...] = ()
    doubt: str = ""

    def is_proposed(self, change: CopyChange) -> bool:
        """Tell whether a change can be taken without a second look."""
        return not change.conflict and not self.doubt


def moved_to(standard: Standard, part: str, before: str | None, *, is_elsewhere: bool) -> str:
    """Return in words where a paragraph has been moved to: behind the text `before`, `None` for the beginning."""
    place = f"“{short_title_of(standard, part)}”" if is_elsewhere else "本部分"
    if before is None:
        return f"［移到{place}开头］"
    shown = f"{before[:_SHOWN]}…" if len(before) > _SHOWN else before
    return f"［移到{place}“{shown}”之后］"


def change_of(report: Report, chosen: Sequence[CopyChange], name: str) -> Change:
    """Return the one change that takes over what was chosen of a Word copy; `name` is the name of its file."""
    return taking_over(report, chosen, TITLE, f"读回“{name}”")


def taking_over(report: Report, chosen: Sequence[CopyChange], title: str, source: str) -> Change:
    """Return the one change that takes over what was chosen; `source` is what new paragraphs say they are from."""
    values: dict[str, Entry | None] = {}
    placed: dict[str, list[Placed]] = {}
    for item in chosen:
        values.update(item.values)
        for paragraph in item.placed:
            placed.setdefault(paragraph.part, []).append(paragraph)
    for part, paragraphs in placed.items():
        _place(report, part, paragraphs, values, source)
    puts = (Put(where, report.entries.get(where), entry) for where, entry in values.items())
    return Change(title, tuple(put for put in puts if put.before != put.after))


def _place(
    report: Report, part: str, paragraphs: Sequence[Placed], values: dict[str, Entry | None], source: str
) -> None:
    """Add to `values` what puts paragraphs into the order of a part."""
    moving = {paragraph.address for paragraph in paragraphs if paragraph.address}
    order: list[tuple[str, Placed | None]] = []
    for known in report.paragraphs(part):
        is_removed = known.address in values and values[known.address] is None
        if not is_removed and known.address not in moving:
            order.append((known.address, None))
    for coming in paragraphs:
        keys = [key for key, _ in order]
        before = next((key for key in coming.follows if key in keys), None)
        order.insert(0 if before is None else keys.index(before) + 1, (coming.key, coming))
    numbers = _free_numbers(report, part)
    positions = _positions(report, order)
    for (key, paragraph), position in zip(order, positions, strict=True):
        if paragraph is None:
            entry = values.get(key) or report.entries[key]
            if entry.position != position:
                values[key] = replace(entry, position=position)
            continue
        where = paragraph.address
        stays = values.get(where) or report.entries.get(where)
        if where and address.part_of(where) != part:
            values[where] = None
        if not where or address.part_of(where) != part:
            where = paragraph.becomes or f"{part}/p{next(numbers)}"
        if stays is None:
            stays = Entry(harmless(paragraph.text), Origin.IMPORTED, source, paragraph.level)
        values[where] = replace(stays, position=position)


def _positions(report: Report, order: Sequence[tuple[str, Placed | None]]) -> list[int]:
    """Return rising positions: those that stay keep theirs, unless there is no room between them."""
    kept = [(index, report.entries[key].position) for index, (key, placed) in enumerate(order) if placed is None]
    anchors = [(-1, 0), *kept]
    found: list[int] = []
    for (index, low), following in zip(anchors, [*anchors[1:], None], strict=True):
        if index >= 0:
            found.append(low)
        if following is None:
            found += [low + _GAP * (number + 1) for number in range(len(order) - index - 1)]
            continue
        between = following[0] - index - 1
        step = (following[1] - low) // (between + 1)
        if step < 1:
            return [_GAP * (number + 1) for number in range(len(order))]
        found += [low + step * (number + 1) for number in range(between)]
    return found


def _free_numbers(report: Report, part: str) -> Iterator[int]:
    numbers = [paragraph.address.rpartition("/p")[2] for paragraph in report.paragraphs(part)]
    return count(max((int(number) for number in numbers if number.isdigit()), default=0) + 1)
