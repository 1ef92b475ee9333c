"""The paragraphs of an edited copy that are not those of the report: changed, new, deleted, moved, split and joined."""

from __future__ import annotations

from collections.abc import Mapping

from core.document.copy_base import CopyBase
from core.document.printed import as_compared, digest_of
from core.intake.copy_changes import ALSO_CHANGED, LEVEL_WORDS, CopyChange, CopyChangeKind, Placed, moved_to
from core.intake.copy_outline import Outline, Piece
from core.intake.copy_pairing import pair
from core.model import address
from core.model.change import Entry, Origin
from core.model.order import out_of_order
from core.model.quotation import Rendered, retold
from core.model.report import Paragraph, Report

_GONE = "报告里已删去这一段"
_REORDERED = "报告里也调整过次序"
# How far back a new paragraph looks for one that the report still has.
_MOST_BEFORE = 60


def changed_paragraphs(report: Report, outline: Outline, base: CopyBase | None, name: str) -> list[CopyChange]:
    """Return what the copy changes in the narrative, in its order; what it deletes stands where it was."""
    return _Comparison(report, outline, base, name).changes()


class _Comparison:
    def __init__(self, report: Report, outline: Outline, base: CopyBase | None, name: str) -> None:
        self._report = report
        self._base = base
        self._source = f"读回“{name}”"
        self._ours = {item.address: item for item in report.all_paragraphs() if item.text.strip()}
        then = [where for where in base.values if address.is_paragraph(where)] if base else list(self._ours)
        self._order = {where: number for number, where in enumerate(then)}
        self._pieces = outline.pieces
        pair(self._pieces, report, self._ours, base, outline.swallowed)
        self._joined = {where for piece in self._pieces for where in piece.joined}
        self._found = {piece.address: piece for piece in self._pieces if piece.address}
        self._swallowed = outline.swallowed
        self._tails = self._split_tails()

    def changes(self) -> list[CopyChange]:
        """Return everything."""
        moved = self._moved()
        tails = {tail.key for several in self._tails.values() for tail in several}
        found: list[tuple[float, CopyChange]] = []
        place = -1.0
        for number, piece in enumerate(self._pieces):
            if piece.address in self._order:
                place = self._order[piece.address]
            if piece.key in tails:
                continue
            within = place + number / (len(self._pieces) + 1)
            found += [(within, change) for change in self._changes_of(number, piece, moved)]
        found += [(self._order.get(change.address, 0) + 0.0, change) for change in self._removals()]
        return [change for _, change in sorted(found, key=lambda item: item[0])]

    # -- one paragraph ---------------------------------------------------------------------------------------------

    def _changes_of(self, number: int, piece: Piece, moved: frozenset[str]) -> list[CopyChange]:
        ours = self._ours.get(piece.address)
        if ours is None:
            return self._added(number, piece)
        found = []
        change = self._text_change(number, piece, ours)
        if change is not None:
            found.append(change)
        if piece.address in moved:
            placed = Placed(piece.address, piece.part, self._before(number), address=piece.address)
            conflict = _REORDERED if self._is_reordered(piece.part) else ""
            text = ours.text.strip()
            after = f"{self._whither(number)}{text}"
            found.append(CopyChange(CopyChangeKind.MOVED, piece.address, text, after, conflict, placed=(placed,)))
        return found

    def _added(self, number: int, piece: Piece) -> list[CopyChange]:
        then = self._base.values.get(piece.address) if self._base and piece.address else None
        if then is not None and then.digest == digest_of(piece.text):
            return []  # the report deleted it meanwhile, and the copy did not touch it
        placed = Placed(piece.key, piece.part, self._before(number), piece.text, piece.level)
        conflict = _GONE if then is not None else ""
        # Where the report shows best what is meant: the paragraph before, or the part.
        where = next((key for key in placed.follows if key in self._ours), piece.part)
        return [CopyChange(CopyChangeKind.ADDED, where, "", piece.text, conflict, placed=(placed,))]

    def _text_change(self, number: int, piece: Piece, ours: Paragraph) -> CopyChange | None:
        joined = [self._ours[where] for where in piece.joined if where in self._ours]
        tails = self._tails.get(piece.key, [])
        then = self._base.values.get(piece.address) if self._base else None
        is_new_text = self._is_new_text(piece)
        is_new_level = piece.level != ours.level and (then is None or then.level != piece.level)
        if not (is_new_text or is_new_level or joined):
            return None
        text = retold(Rendered(ours.text, ours.quotes), piece.text) if is_new_text else ours.stored
        level = piece.level if is_new_level else ours.level
        values: dict[str, Entry | None] = {
            piece.address: Entry(text, Origin.IMPORTED, self._source, level, ours.position)
        }
        values.update((paragraph.address, None) for paragraph in joined)
        concerned = [ours, *joined]
        conflict = ALSO_CHANGED if any(map(self._is_changed_since, concerned)) else ""
        before = "\n".join(paragraph.text.strip() for paragraph in concerned)
        after = "\n".join([piece.text, *(tail.text for tail in tails)])
        kind = CopyChangeKind.CHANGED
        if not is_new_text and not joined:
            kind = CopyChangeKind.LEVEL
            before, after = f"{LEVEL_WORDS[ours.level]}{before}", f"{LEVEL_WORDS[level]}{before}"
        if joined:
            kind = CopyChangeKind.JOINED
        elif tails:
            kind = CopyChangeKind.SPLIT
        placed = tuple(
            Placed(tail.key, tail.part, self._before(self._pieces.index(tail)), tail.text, tail.level) for tail in tails
        )
        return CopyChange(kind, piece.address, before, after, conflict, values, placed)

    def _is_new_text(self, piece: Piece) -> bool:
        """Tell whether a known paragraph says in the copy what neither the report nor the export says."""
        ours = self._ours.get(piece.address)
        if ours is None or as_compared(piece.text) == as_compared(ours.text):
            return False
        then = self._base.values.get(piece.address) if self._base else None
        return then is None or then.digest != digest_of(piece.text)

    def _removals(self) -> list[CopyChange]:
        found = []
        for where, ours in self._ours.items():
            is_there = where in self._found or where in self._joined or where in self._swallowed
            if is_there or where not in self._order:
                continue
            conflict = ALSO_CHANGED if self._is_changed_since(ours) else ""
            found.append(CopyChange(CopyChangeKind.REMOVED, where, ours.text.strip(), "", conflict, {where: None}))
        return found

    def _is_changed_since(self, ours: Paragraph) -> bool:
        then = self._base.values.get(ours.address) if self._base else None
        return then is not None and (then.digest != digest_of(ours.text) or then.level != ours.level)

    # -- order -----------------------------------------------------------------------------------------------------

    def _before(self, number: int) -> tuple[str, ...]:
        """Return the keys of the paragraphs before a piece in its part, nearest first."""
        part = self._pieces[number].part
        before = self._pieces[max(0, number - _MOST_BEFORE) : number]
        return tuple(
            piece.address if piece.address in self._ours else piece.key
            for piece in reversed(before)
            if piece.part == part
        )

    def _whither(self, number: int) -> str:
        """Return in words where a piece has been moved to."""
        piece = self._pieces[number]
        before = next((item for item in reversed(self._pieces[:number]) if item.part == piece.part), None)
        is_elsewhere = address.part_of(piece.address) != piece.part
        return moved_to(self._report.standard, piece.part, before.text if before else None, is_elsewhere=is_elsewhere)

    def _moved(self) -> frozenset[str]:
        """Return the paragraphs that stand elsewhere than they did: in another part, or in another order."""
        found = set()
        by_part: dict[str, list[str]] = {}
        for where, piece in self._found.items():
            if where not in self._order or where not in self._ours:
                continue
            if address.part_of(where) != piece.part:
                found.add(where)
            else:
                by_part.setdefault(piece.part, []).append(where)
        for part, addresses in by_part.items():
            known = set(addresses)
            ours = [item.address for item in self._report.paragraphs(part) if item.address in known]
            if ours != addresses:
                found |= out_of_order(addresses, self._order)
        return frozenset(found)

    def _is_reordered(self, part: str) -> bool:
        ours = [item.address for item in self._report.paragraphs(part) if item.address in self._order]
        return ours != sorted(ours, key=self._order.__getitem__)

    def _split_tails(self) -> Mapping[str, list[Piece]]:
        """Return the new paragraphs that were cut off a known one by Enter, by its key."""
        found: dict[str, list[Piece]] = {}
        head: Piece | None = None
        for piece in self._pieces:
            if piece.address:
                head = piece if self._is_new_text(piece) and not piece.joined else None
            elif head is not None and (head.address in piece.within or self._was_in(head, piece)):
                found.setdefault(head.key, []).append(piece)
            else:
                head = None
        return found

    def _was_in(self, head: Piece, piece: Piece) -> bool:
        """Tell whether a new paragraph is a part of the one before it that this has lost; marks may end too early."""
        text, whole = as_compared(piece.text), as_compared(self._ours[head.address].text)
        return text in whole and text not in as_compared(head.text)
