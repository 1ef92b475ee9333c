"""Paragraphs of an edited copy without a mark, recognised by their words and by where they stand.

Word drops the mark of a paragraph that is typed over whole, and some programs drop all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from core.document.copy_base import CopyBase
from core.document.printed import as_compared, digest_of
from core.intake.copy_outline import Piece
from core.model import address
from core.model.report import Paragraph, Report

_LIKE = 0.6
# How many characters may be compared of all paragraphs together.
_MOST_COMPARED = 20_000_000


def pair(
    pieces: Sequence[Piece],
    report: Report,
    ours: Mapping[str, Paragraph],
    base: CopyBase | None,
    swallowed: Collection[str],
) -> None:
    """Give pieces without an address that of the paragraph that they are."""
    _turn_splits_round(pieces, ours)
    taken = {where for piece in pieces for where in (piece.address, *piece.joined)} | set(swallowed)
    free = [where for where in dict.fromkeys([*ours, *(base.values if base else ())]) if address.is_paragraph(where)]
    free = [where for where in free if where not in taken]
    by_digest: dict[str, list[str]] = {}
    for where in free:
        digests = {digest_of(ours[where].text)} if where in ours else set()
        if base and where in base.values:
            digests.add(base.values[where].digest)
        for digest in digests:
            by_digest.setdefault(digest, []).append(where)
    for piece in pieces:
        if not piece.address:
            same = [where for where in by_digest.get(digest_of(piece.text), ()) if where not in taken]
            same.sort(key=lambda where: address.part_of(where) != piece.part)
            if same:
                piece.address = same[0]
                taken.add(same[0])
    _pair_by_place(pieces, report, ours, taken, base)


def _turn_splits_round(pieces: Sequence[Piece], ours: Mapping[str, Paragraph]) -> None:
    """Where Enter was pressed before a paragraph its mark may begin in the new one: then it is handed on."""
    for piece, following in pairwise(pieces):
        known = ours.get(piece.address)
        if known is None or following.address or piece.address not in following.within:
            continue
        if as_compared(following.text) == as_compared(known.text) != as_compared(piece.text):
            following.address, piece.address = piece.address, ""


def _pair_by_place(
    pieces: Sequence[Piece],
    report: Report,
    ours: Mapping[str, Paragraph],
    taken: set[str],
    base: CopyBase | None,
) -> None:
    """Pair new pieces with missing paragraphs that stood between the same neighbours, by likeness and in order."""
    likeness = _Likeness()
    number = 0
    while number < len(pieces):
        if pieces[number].address:
            number += 1
            continue
        end = number
        part = pieces[number].part
        while end < len(pieces) and not pieces[end].address and pieces[end].part == part:
            end += 1
        run = [piece for piece in pieces[number:end] if not piece.within]
        missing = _gap(pieces, number, end, report, ours, taken, base)
        for piece, paragraph in _pairs(run, missing, likeness):
            piece.address = paragraph.address
            taken.add(paragraph.address)
        number = end


def _gap(
    pieces: Sequence[Piece],
    start: int,
    end: int,
    report: Report,
    ours: Mapping[str, Paragraph],
    taken: Collection[str],
    base: CopyBase | None,
) -> list[Paragraph]:
    """Return the missing paragraphs between the known neighbours of a run."""
    part = pieces[start].part
    order = [item.address for item in report.paragraphs(part) if item.address in ours]
    before = next((item.address for item in reversed(pieces[:start]) if item.address in order), None)
    after = next((item.address for item in pieces[end:] if item.address in order), None)
    low = order.index(before) + 1 if before else 0
    high = order.index(after) if after else len(order)
    missing = [where for where in order[low:high] if where not in taken]
    return [ours[where] for where in missing if base is None or where in base.values]


def _pairs(
    run: Sequence[Piece], missing: Sequence[Paragraph], likeness: _Likeness
) -> Iterator[tuple[Piece, Paragraph]]:
    if len(run) == len(missing) == 1:
        yield run[0], missing[0]
        return
    left = list(missing)
    for piece in run:
        for place, paragraph in enumerate(left):
            if likeness.is_alike(piece.text, paragraph.text):
                yield piece, paragraph
                del left[: place + 1]
                break


class _Likeness:
    """Tells whether two texts are alike, as long as there is time for it."""

    def __init__(self) -> None:
        self._left = _MOST_COMPARED

    def is_alike(self, one: str, other: str) -> bool:
        """Tell whether two texts have most of their characters in common; what there is no time for is not alike."""
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        if matcher.real_quick_ratio() < _LIKE or len(one) + len(other) > self._left:
            return False
        self._left -= len(one) + len(other)
        # Which characters they have; their order takes too long to compare in texts that repeat themselves.
        return matcher.quick_ratio() >= _LIKE
