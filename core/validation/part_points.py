"""The points of a part of the narrative: 一是…, numbered headings with what stands below them, or plain paragraphs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.model.manuscript import Manuscript, Passage
from core.model.report import Paragraph
from core.validation.inspection import Readings
from core.validation.narrative.number_runs import Run, runs_in
from core.validation.narrative.numbering import Family, Point, read_points
from core.validation.narrative.sentences import Span, sentence_spans, trimmed
from core.validation.narrative.shared_words import words_in

_FEWEST = 2
_LEVELS = {3: (Family.ARABIC, "N."), 4: (Family.ARABIC_BRACKETED, "（N）")}
_LEADS_ON = ("：", ":")
_MARKS = re.compile(r"[\W_]+")
_DIGEST_LENGTH = 8


@dataclass(frozen=True, slots=True)
class PartPoint:
    """One point of a part.

    It begins in `paragraph`, as the `ordinal`-th of those that begin there, and says `text` there and in the paragraphs
    below it; `pieces` are the spans of that by address. `title` is its first sentence, `span` the place of that.
    `number` is how it is numbered (一是, 1.), empty for a plain paragraph.
    """

    paragraph: Paragraph
    ordinal: int
    number: str
    title: str
    span: Span
    text: str
    pieces: tuple[tuple[str, Span], ...]

    @property
    def key(self) -> str:
        """What it is recognised by: its paragraph, which of those in it, and a digest of its title."""
        name = self.paragraph.address.rpartition("/")[2]
        return f"{name}.{self.ordinal}.{digest_of(self.title)}"

    @property
    def name(self) -> str:
        """Its number and title."""
        return f"{self.number}{self.title}"


def digest_of(title: str) -> str:
    """Return 8 hex digits that stay the same when only marks and blanks of a title change."""
    return hashlib.sha256(_MARKS.sub("", title).encode("utf-8")).hexdigest()[:_DIGEST_LENGTH]


def points_of(paragraphs: Sequence[Paragraph], title: str, readings: Readings) -> tuple[PartPoint, ...]:
    """Return the points of the paragraphs of a part with that title, in order.

    Where two or more of them are numbered, the numbered ones are the points and what stands before the first is their
    introduction. A heading that says the part's title again, or half of it, is none: those below it are. Where nothing
    is numbered, each paragraph is a point, but for those that lead on to the next.
    """
    written = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    numbers = _numbers(written, readings)
    run = _main_run(written, numbers)
    if run is not None:
        return tuple(_numbered(written, run, title, readings))
    plain = zip(written, numbers, strict=True)
    return tuple(_plain(item, inside) for item, inside in plain if not item.text.rstrip().endswith(_LEADS_ON))


def _numbers(written: Sequence[Paragraph], readings: Readings) -> list[tuple[Point, ...]]:
    """Return the numbers of each paragraph, with the one that its level gives it."""
    counts = dict.fromkeys(_LEVELS, 0)
    found = []
    for paragraph in written:
        numbers = readings.read(read_points, paragraph.text)
        if paragraph.level in _LEVELS:
            family, style = _LEVELS[paragraph.level]
            counts[paragraph.level] += 1
            counts.update((level, 0) for level in counts if level > paragraph.level)
            value = counts[paragraph.level]
            numbers = (Point(family, value, str(value), style, 0, 0, leading=True), *numbers)
        found.append(numbers)
    return found


def _main_run(written: Sequence[Paragraph], numbers: Sequence[tuple[Point, ...]]) -> Run | None:
    """Return the run of numbers that divides the part: one that begins paragraphs before one inside them."""
    passages = tuple(Passage(paragraph.address, paragraph.text) for paragraph in written)
    by_address = {passage.address: inside for passage, inside in zip(passages, numbers, strict=True)}
    runs, _ = runs_in(Manuscript("", passages), lambda passage: by_address[passage.address])
    return min((run for run in runs if len(run.members) >= _FEWEST), key=_rank, default=None)


def _rank(run: Run) -> tuple[bool, int, int]:
    first = run.members[0]
    return not first.point.leading, first.block, first.point.start


def _numbered(written: Sequence[Paragraph], run: Run, title: str, readings: Readings) -> list[PartPoint]:
    """Return the points of a run, each with what follows up to the next.

    What follows the last is its own only where the others, too, have paragraphs below them, or where it is a heading.
    """
    points: list[PartPoint] = []
    begun: Counter[str] = Counter()
    has_more = False
    for member, following in zip(run.members, [*run.members[1:], None], strict=True):
        paragraph = written[member.block]
        end = following.point.start if following and following.block == member.block else len(paragraph.text)
        below = [
            (item, (0, len(item.text))) for item in written[member.block + 1 : following.block if following else None]
        ]
        if following and following.block != member.block and following.point.start:
            below.append((written[following.block], (0, following.point.start)))
        if following is None and not has_more and not _is_heading(paragraph.text[member.point.end : end]):
            below = []
        has_more = has_more or bool(below)
        if below and _repeats(paragraph.text[member.point.end : end], title):
            points += points_of([item for item, _ in below], title, readings)
            continue
        begun[paragraph.address] += 1
        points.append(
            _point(member.point, paragraph, begun[paragraph.address], [(paragraph, (member.point.end, end)), *below])
        )
    return points


def _repeats(heading: str, title: str) -> bool:
    words = words_in(heading)
    return _is_heading(heading) and len(words & words_in(title)) * 2 >= len(words) > 0


def _is_heading(text: str) -> bool:
    return not any(mark in text for mark in "。；;")


def _plain(paragraph: Paragraph, numbers: tuple[Point, ...]) -> PartPoint:
    number = numbers[0] if numbers and numbers[0].leading else None
    start = number.end if number else 0
    return _point(number, paragraph, 1, [(paragraph, (start, len(paragraph.text)))])


def _point(
    number: Point | None, paragraph: Paragraph, ordinal: int, pieces: Sequence[tuple[Paragraph, Span]]
) -> PartPoint:
    _, (start, end) = pieces[0]
    sentences = sentence_spans(paragraph.text[start:end])
    first = sentences[0] if sentences else (0, 0)
    span = trimmed(paragraph.text, (start + first[0], start + first[1]))
    return PartPoint(
        paragraph,
        ordinal,
        number.typed if number else "",
        paragraph.text[span[0] : span[1]],
        span,
        "\n".join(item.text[slice(*piece)] for item, piece in pieces).strip(),
        tuple((item.address, piece) for item, piece in pieces),
    )
