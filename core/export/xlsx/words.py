"""Words that follow from other cells, as live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.document.live_words import Grading, Joined, LiveWords, Shown, Unexplained, Unscored
from core.export.xlsx.formulas import Place, cell_reference, fits, range_reference, runs_of
from core.export.xlsx.text import clean

_LONGEST_LITERAL = 250  # Excel allows 255


def words_formula(words: LiveWords, places: Mapping[str, Place], sheet: str) -> str | None:
    """Return words as a formula for a cell of `sheet`, without its equals sign.

    Returns `None` where Excel cannot hold it: a text that stands on no sheet or in several cells, or a formula beyond
    its limits.
    """
    if any(where not in places for where in _addresses(words)):
        return None
    if isinstance(words, Joined) and any(places[where].rows > 1 for where in _addresses(words)):
        return None
    text = _Writing(places, sheet).text(words)
    return text if fits(text) else None


def _addresses(words: LiveWords) -> Iterator[str]:
    match words:
        case Joined(parts):
            yield from (part.address for part in parts if isinstance(part, Shown))
        case Grading(scores, maxima):
            yield from (*scores, *maxima)
        case Unscored(scores):
            yield from scores
        case Unexplained(deductions, reasons):
            yield from (*deductions, *reasons)


class _Writing:
    """Writes formulas for one sheet, over places that are all known."""

    def __init__(self, places: Mapping[str, Place], sheet: str) -> None:
        self._places = places
        self._sheet = sheet

    def text(self, words: LiveWords) -> str:
        match words:
            case Joined():
                return self._joined(words)
            case Grading():
                return self._grading(words)
            case Unscored(scores):
                return self._unscored(scores)
            case Unexplained():
                return self._unexplained(words)

    def _joined(self, words: Joined) -> str:
        return "&".join(self._shown(part) if isinstance(part, Shown) else literal(part) for part in words.parts)

    def _shown(self, part: Shown) -> str:
        cell = cell_reference(self._places[part.address], self._sheet)
        return f'IF(TRIM({cell})="",{literal(part.blank)},{cell})'

    def _grading(self, words: Grading) -> str:
        scores, maxima = [[self._places[where] for where in kind] for kind in (words.scores, words.maxima)]
        total = f"SUM({self._range(words.scores)})"
        # What is still open may yet be given whole.
        still_open = "".join(
            f"+SUMPRODUCT((1-ISNUMBER({range_reference(earned, self._sheet)}))*{range_reference(tops, self._sheet)})"
            for earned, tops in _side_by_side(scores, maxima)
        )
        # Sums of binary fractions may be a hair off a bound.
        lowest, highest = f"ROUND({total},6)", f"ROUND({total}{still_open},6)"
        text = '""'
        for band, is_full in reversed(list(zip(words.bands, words.is_full_mark, strict=True))):
            upper = f"{highest}{'<=' if is_full else '<'}{band.upper:f}"
            text = f"IF(AND({lowest}>={band.lower:f},{upper}),{literal(band.name)},{text})"
        return f'IF(COUNT({self._range(words.scores)})=0,"",{text})'

    def _unscored(self, scores: Sequence[str]) -> str:
        still_open = f"{len(scores)}-COUNT({self._range(scores)})"
        return f'IF({still_open}=0,"","另有 "&({still_open})&" 项未评分")'

    def _unexplained(self, words: Unexplained) -> str:
        pairs = zip(self._cells(words.deductions), self._cells(words.reasons), strict=True)
        short = "+".join(f'IF(N({deduction})>0,IF(TRIM({reason})="",1,0),0)' for deduction, reason in pairs)
        return f'IF({short}=0,"没有",({short})&" 项")'

    def _cells(self, addresses: Iterable[str]) -> list[str]:
        return [cell_reference(self._places[address], self._sheet) for address in addresses]

    def _range(self, addresses: Iterable[str]) -> str:
        runs = runs_of(self._places[address] for address in addresses)
        return ",".join(range_reference(run, self._sheet) for run in runs)


def _side_by_side(scores: list[Place], maxima: list[Place]) -> Iterator[tuple[list[Place], list[Place]]]:
    """Yield scores and their maxima in runs of the same rows."""
    tops = iter(maxima)
    for run in runs_of(scores):
        beside = [next(tops) for _ in run]
        if len(runs_of(beside)) == 1 and all(one.row == other.row for one, other in zip(run, beside, strict=True)):
            yield run, beside
        else:
            yield from (([one], [other]) for one, other in zip(run, beside, strict=True))


def literal(text: str) -> str:
    """Return a text as formulas write it."""
    lines = []
    for line in clean(text).split("\n"):
        pieces = [line[at : at + _LONGEST_LITERAL] for at in range(0, len(line), _LONGEST_LITERAL)] or [""]
        lines.append("&".join('"' + piece.replace('"', '""') + '"' for piece in pieces))
    return "&CHAR(10)&".join(lines)
