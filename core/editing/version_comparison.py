"""Two states of one report, held side by side: what differs, part by part in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.model import address
from core.model.amount import format_plain
from core.model.change import Entry
from core.model.naming import title_of
from core.model.report import Paragraph, Report, format_amount
from core.model.standard import Standard
from core.model.text_difference import TextRun, text_difference
from core.validation.reading_order import ReadingOrder

_INDICATOR = "指标 · "
_HEADS = {
    address.COVER: "封面",
    address.LEFT_OVER: "未归位内容",
    address.WAIVER: "接受并说明",
    address.LINK: "问题与措施的对应",
    address.LAST_YEAR: "去年的报告",
}


class DifferenceKind(StrEnum):
    """What became of an entry; `RANKED` is a paragraph of another level, `SOURCED` the same words of another origin."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RANKED = "ranked"
    SOURCED = "sourced"


_KIND_WORDS = {
    DifferenceKind.ADDED: "新增",
    DifferenceKind.REMOVED: "删除",
    DifferenceKind.CHANGED: "修改",
    DifferenceKind.MOVED: "移动",
    DifferenceKind.RANKED: "改变层级",
    DifferenceKind.SOURCED: "改变来源或确认状态",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that differs; both values stand as the report shows them, empty where there is none."""

    address: str
    title: str
    kind: DifferenceKind
    before: str
    after: str

    @property
    def kind_words(self) -> str:
        """What became of it, in words."""
        words = _KIND_WORDS[self.kind]
        return f"{words}并修改" if self.kind is DifferenceKind.MOVED and self.before != self.after else words

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """What is equal, removed and added on the way from one to the other."""
        return text_difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class DifferentPart:
    """A part, a table, an indicator or the cover with all that differs in it; `address` is its scope for restoring."""

    address: str
    title: str
    differences: tuple[Difference, ...]


def compare(before: Report, after: Report) -> tuple[DifferentPart, ...]:
    """Return what differs between two states of one report, in the order in which the later one is read.

    That paragraphs before or behind shifted the positions of others is no difference.
    """
    old, new = before.entries, after.entries
    changed: dict[str, list[str]] = {}
    for where in {*old, *new}:
        if old.get(where) != new.get(where):
            changed.setdefault(_scope_of(where), []).append(where)
    order = ReadingOrder(after.standard)
    found = []
    for scope, places in changed.items():
        places.sort(key=lambda where: order.key_of(after if where in new else before, where))
        title = _title_of_scope(after.standard, scope)
        if address.is_paragraph(places[0]):
            differences = tuple(_paragraph_differences(before.paragraphs(scope), after.paragraphs(scope), old, new))
        else:
            differences = tuple(
                _difference(after.standard, where, title, old.get(where), new.get(where)) for where in places
            )
        if differences:
            found.append((order.key_of(after, places[0]), DifferentPart(scope, title, differences)))
    return tuple(part for _, part in sorted(found, key=lambda item: item[0]))


def _scope_of(where: str) -> str:
    head, _, rest = where.partition("/")
    if address.is_paragraph(where):
        return address.part_of(where)
    return f"{head}/{rest.partition('/')[0]}" if head in (address.INDICATOR, address.NARRATIVE) else head


def _title_of_scope(standard: Standard, scope: str) -> str:
    head, _, rest = scope.partition("/")
    if head == address.INDICATOR:
        indicator = standard.indicators_by_id.get(rest)
        return f"{_INDICATOR}{indicator.title}" if indicator else "指标"
    if head in standard.tables_by_id:
        return standard.tables_by_id[head].title
    return title_of(standard, scope) if head == address.NARRATIVE else _HEADS.get(head, "其他内容")


# -- what is no paragraph --------------------------------------------------------------------------------------------


def _difference(standard: Standard, where: str, part: str, before: Entry | None, after: Entry | None) -> Difference:
    old, new = (_shown(standard, where, entry) for entry in (before, after))
    if old == new and before and after and before.value != after.value:
        old, new = before.value, after.value  # what rounding hides
    title = title_of(standard, where).removeprefix(f"{part.removeprefix(_INDICATOR)} · ")
    return Difference(where, title, _kind(before, after), old, new)


def _kind(before: Entry | None, after: Entry | None) -> DifferenceKind:
    if before is None:
        return DifferenceKind.ADDED
    if after is None:
        return DifferenceKind.REMOVED
    if before.value != after.value:
        return DifferenceKind.CHANGED
    return DifferenceKind.RANKED if before.level != after.level else DifferenceKind.SOURCED


def _shown(standard: Standard, where: str, entry: Entry | None) -> str:
    if entry is None or not entry.value:
        return ""
    table = standard.tables_by_id.get(where.partition("/")[0])
    if table is not None and address.is_cell(where):
        return format_amount(table, Decimal(entry.value))
    is_score = where.startswith(f"{address.INDICATOR}/") and where.endswith("/score")
    return format_plain(Decimal(entry.value)) if is_score else entry.value


# -- paragraphs ------------------------------------------------------------------------------------------------------


def _paragraph_differences(
    before: tuple[Paragraph, ...],
    after: tuple[Paragraph, ...],
    old: Mapping[str, Entry],
    new: Mapping[str, Entry],
) -> Iterator[Difference]:
    """Yield the paragraphs that differ as they follow each other, a removed one behind the one that it followed."""
    place_before = {paragraph.address: place for place, paragraph in enumerate(before)}
    place_after = {paragraph.address: place for place, paragraph in enumerate(after)}
    staying = _staying([place_before[item.address] for item in after if item.address in place_before])
    found: list[tuple[tuple[int, int], Difference]] = []
    for place, item in enumerate(after):
        entry, was = new[item.address], old.get(item.address)
        moved = item.address in place_before and place_before[item.address] not in staying
        if was is not None and not moved and _same(was, entry):
            continue
        kind = DifferenceKind.MOVED if moved else _kind(was, entry)
        title = f"第 {place + 1} 段"
        found.append(((place, 0), Difference(item.address, title, kind, was.value if was else "", entry.value)))
    last = -1
    for place, item in enumerate(before):
        if item.address not in place_after:
            title = f"原第 {place + 1} 段"
            removed = Difference(item.address, title, DifferenceKind.REMOVED, item.text, "")
            found.append(((last, place + 1), removed))
        elif place in staying:
            last = place_after[item.address]
    found.sort(key=lambda item: item[0])
    yield from (difference for _, difference in found)


def _same(one: Entry, other: Entry) -> bool:
    """Tell whether two entries are the same but for their positions."""
    return (one.value, one.level, one.origin, one.source) == (other.value, other.level, other.origin, other.source)


def _staying(places: list[int]) -> set[int]:
    """Return the places of a longest rising series: the paragraphs that need not have moved."""
    tails: list[int] = []
    chain: list[list[int]] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        chain[at : at + 1] = [[*(chain[at - 1] if at else []), place]]
    return set(chain[-1]) if chain else set()
