"""The paragraphs of a part that an office filled in: changed, new, deleted and moved since it was given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.intake.copy_changes import ALSO_CHANGED, LEVEL_WORDS, CopyChange, CopyChangeKind, Placed, moved_to
from core.intake.part_values import as_taken, confirmation, since_when
from core.model.change import Entry
from core.model.order import out_of_order
from core.model.quotation import Rendered, retold
from core.model.report import Paragraph, Report

_GONE = "报告里已删去这一段"
_REORDERED = "报告里也调整过次序"
_LONGEST_NAME = 40
# How far back a new paragraph looks for one that the report still has.
_MOST_BEFORE = 60


class MergedPart:
    """One part of the narrative three times: as it was given out, as the report has it, as the office returns it.

    A paragraph that the office added has the same address in the report each time it is merged; it is made of the
    part's id, so that the offices do not come in each other's way.
    """

    def __init__(
        self, report: Report, returned: Report, base: Mapping[str, Entry], part: str, handout: str, source: str
    ) -> None:
        self._report = report
        self._returned = returned
        self._part = part
        self._handout = handout
        self._source = source
        self._ours = {item.address: item for item in report.paragraphs(part) if item.text.strip()}
        self._theirs = [item for item in returned.paragraphs(part) if item.text.strip()]
        prefix = f"{part.replace('/', '.')}."
        then = [
            (entry.position, f"{part}/{where.removeprefix(prefix)}", entry)
            for where, entry in base.items()
            if where.startswith(prefix) and entry.value.strip()
        ]
        self._base = {where: entry for _, where, entry in sorted(then, key=lambda item: item[:2])}
        self._order = {where: number for number, where in enumerate(self._base)}
        self._keys = [self._key(item.address) for item in self._theirs]

    def _key(self, where: str) -> str:
        if where in self._base:
            return where
        return f"{self._part}/{where.rpartition('/')[2][:_LONGEST_NAME]}-{self._handout}"

    def changes(self) -> list[CopyChange]:
        """Return everything, in the order of the returned part; what was deleted comes last."""
        moved = self._moved()
        found: list[CopyChange] = []
        for number, paragraph in enumerate(self._theirs):
            key = self._keys[number]
            ours = self._ours.get(key)
            if ours is None:
                found += self._added(number, paragraph)
                continue
            found += self._text_changes(paragraph, ours)
            if key in moved:
                found.append(self._move(number, ours))
        return [*found, *self._removals()]

    # -- one paragraph ---------------------------------------------------------------------------------------------

    def _added(self, number: int, paragraph: Paragraph) -> list[CopyChange]:
        key, level = self._keys[number], _known_level(paragraph.level)
        then = self._base.get(key)
        if then is not None and (then.value, then.level) == (paragraph.text, paragraph.level):
            return []  # the report deleted it meanwhile, and the office did not touch it
        if then is None and paragraph.text.strip() in self._texts_added_here():
            return []
        follows = tuple(reversed(self._keys[max(0, number - _MOST_BEFORE) : number]))
        placed = Placed(key, self._part, follows, paragraph.text, level, becomes=key)
        conflict = f"{_GONE}；{since_when(then.value)}" if then is not None else ""
        # Where the report shows best what is meant: the paragraph before, or the part.
        where = next((item for item in follows if item in self._ours), self._part)
        return [CopyChange(CopyChangeKind.ADDED, where, "", paragraph.text.strip(), conflict, placed=(placed,))]

    def _texts_added_here(self) -> set[str]:
        return {item.text.strip() for where, item in self._ours.items() if where not in self._base}

    def _text_changes(self, paragraph: Paragraph, ours: Paragraph) -> list[CopyChange]:
        """Return how a paragraph that both have is changed; text and level are merged each by itself."""
        where = ours.address
        then = self._base.get(where)
        base_text, base_level = (then.value, then.level) if then else (None, None)
        level = _known_level(paragraph.level)
        is_new_text = paragraph.text not in (base_text, ours.text)
        is_new_level = level not in (base_level, ours.level)
        if not (is_new_text or is_new_level):
            confirmed = confirmation(where, self._report.entries[where], self._returned.entries.get(paragraph.address))
            return [confirmed] if confirmed else []
        is_conflict = (is_new_text and ours.text != base_text) or (is_new_level and ours.level != base_level)
        conflict = f"{ALSO_CHANGED}；{since_when(base_text or '')}" if is_conflict else ""
        entry = as_taken(self._returned.entries[paragraph.address], self._source)
        entry = replace(
            entry,
            value=retold(Rendered(ours.text, ours.quotes), paragraph.text) if is_new_text else ours.stored,
            level=level if is_new_level else ours.level,
            position=ours.position,
        )
        after = paragraph.text if is_new_text else ours.text
        kind, before, after = CopyChangeKind.CHANGED, ours.text.strip(), after.strip()
        if not is_new_text:
            kind = CopyChangeKind.LEVEL
            before = f"{LEVEL_WORDS.get(ours.level, '')}{before}"
            after = f"{LEVEL_WORDS[level]}{after}"
        return [CopyChange(kind, where, before, after, conflict, {where: entry})]

    def _removals(self) -> list[CopyChange]:
        theirs = set(self._keys)
        found = []
        for where, then in self._base.items():
            ours = self._ours.get(where)
            if ours is None or where in theirs:
                continue
            is_conflict = (ours.text, ours.level) != (then.value, then.level)
            conflict = f"{ALSO_CHANGED}；{since_when(then.value)}" if is_conflict else ""
            found.append(CopyChange(CopyChangeKind.REMOVED, where, ours.text.strip(), "", conflict, {where: None}))
        return found

    # -- order -----------------------------------------------------------------------------------------------------

    def _moved(self) -> set[str]:
        """Return the paragraphs that the office moved, unless the report has them in the same order already."""
        common = [key for key in self._keys if key in self._order and key in self._ours]
        known = set(common)
        if common == sorted(common, key=self._order.__getitem__) or common == [
            where for where in self._ours if where in known
        ]:
            return set()
        return out_of_order(common, self._order)

    def _move(self, number: int, ours: Paragraph) -> CopyChange:
        before = self._theirs[number - 1].text.strip() if number else None
        after = f"{moved_to(self._report.standard, self._part, before, is_elsewhere=False)}{ours.text.strip()}"
        follows = tuple(reversed(self._keys[max(0, number - _MOST_BEFORE) : number]))
        placed = Placed(ours.address, self._part, follows, address=ours.address)
        kept = [where for where in self._ours if where in self._order]
        conflict = "" if kept == sorted(kept, key=self._order.__getitem__) else _REORDERED
        return CopyChange(CopyChangeKind.MOVED, ours.address, ours.text.strip(), after, conflict, placed=(placed,))


def _known_level(level: int) -> int:
    """Return a level that the editor knows; a file from outside may state any."""
    return level if level in LEVEL_WORDS else 0
