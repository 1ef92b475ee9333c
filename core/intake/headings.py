"""Which lines of a text are headings, and of what: a walk through the lines that knows where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from core.intake.lines import Line
from core.intake.outline import Outline, Target
from core.intake.titles import Number, Style, closest, key_of, read_number, shared_letters, title_before
from core.model.standard import Chapter

LONGEST_HEADING = 28
_LONGEST_LINE = 80
_SENTENCE = re.compile("[。；！？;!?]|[，,、]$")
_RUN_ON_MARKS = "。：:"
_CONTENTS = "目录"
# （一）预算编制情况（分值 8 分，得 8 分）: what stands in brackets behind a title is text.
_REMARK = re.compile("[（(][^（）()]{1,30}[)）]$")
_LEADER = re.compile(r"^(.+?)\s{0,4}(?:[.…·‥⋯．]{3,}|\t)[\s.…·‥⋯．]{0,200}\d{1,3}$")


class Kind(Enum):
    """What a heading is: one of the outline, one that the standard does not know, or a line of a table of contents."""

    KNOWN = 1
    UNKNOWN = 2
    CONTENTS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a text: how many lines it takes, and the text that follows it in the last of them."""

    kind: Kind
    target: Target | None = None
    lines: int = 1
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A line as far as it can be read without knowing where it stands."""

    number: Number | None
    title: str
    key: str

    @property
    def outer(self) -> bool:
        return self.number is not None and bool(self.title) and self.number.style in (Style.CHAPTER, Style.PART)

    @property
    def short(self) -> bool:
        return len(self.title) <= LONGEST_HEADING and not _SENTENCE.search(self.title)


def find_headings(lines: Sequence[Line], outline: Outline) -> dict[int, Heading]:
    """Return the headings by the index of their (first) line."""
    reads = [_read(line) for line in lines]
    found = {index: Heading(Kind.CONTENTS) for index in _contents(lines, reads, outline)}
    walk = _Walk(outline, reads, _orders_ahead(reads, outline, found))
    index = 0
    while index < len(lines):
        heading = found[index] if index in found else walk.step(index)
        if heading:
            found[index] = heading
        index += heading.lines if heading else 1
    return found


def _read(line: Line) -> _Read:
    number = read_number(line.text)
    title = number.rest if number else line.text
    return _Read(number, title, key_of(title) if len(line.text) <= _LONGEST_LINE else "")


def _contents(lines: Sequence[Line], reads: Sequence[_Read], outline: Outline) -> Iterator[int]:
    """Yield the lines of a table of contents: headings with page numbers, or a run of headings that all come again."""
    last: dict[Target, int] = {}
    named: list[Target | None] = []
    for index, read in enumerate(reads):
        target = next(iter(outline.named(read.key)), None)
        named.append(target)
        if target:
            last[target] = index
    run: list[int] = []
    for index in range(len(lines) + 1):
        target = named[index] if index < len(lines) else None
        if target is not None and all(named[earlier] is not target for earlier in run):
            run.append(index)
            continue
        if len(run) > 2 and all(last[known] >= index for known in map(named.__getitem__, run) if known):
            yield from run
        run = [index] if target is not None else []
    for index, read in enumerate(reads):
        if read.key == _CONTENTS or _has_page_number(lines[index], outline):
            yield index


def _has_page_number(line: Line, outline: Outline) -> bool:
    match = _LEADER.match(line.text) if len(line.text) <= _LONGEST_LINE * 3 else None
    if match is None:
        return False
    number = read_number(match[1])
    title = number.rest if number else match[1]
    return bool(outline.named(key_of(title))) or (number is not None and bool(title) and "\t" not in line.text)


def _orders_ahead(reads: Sequence[_Read], outline: Outline, contents: dict[int, Heading]) -> list[int]:
    """Return for each line the order of the next numbered heading behind it, beyond all orders when there is none."""
    ahead = [len(outline.targets)] * (len(reads) + 1)
    for index in range(len(reads) - 1, -1, -1):
        ahead[index] = ahead[index + 1]
        targets = outline.named(reads[index].key) if reads[index].outer and index not in contents else ()
        if targets:
            ahead[index] = targets[0].order
    return ahead


class _Walk:
    """Goes from line to line and keeps in mind the chapter, the numbers so far, and what has been visited."""

    def __init__(self, outline: Outline, reads: Sequence[_Read], ahead: Sequence[int]) -> None:
        self._outline = outline
        self._reads = reads
        self._ahead = ahead
        self._at: Target | None = None
        self._chapter: Chapter | None = None
        self._last = {Style.CHAPTER: 0, Style.PART: 0}
        self._inner = {Style.CHAPTER: 0, Style.PART: 0}
        self._visited: set[Target] = set()

    def step(self, index: int) -> Heading | None:
        """Return the heading that a line is, and go there; `None` when it is text."""
        read = self._reads[index]
        number = read.number
        if number is None or not read.outer:
            return self._bare(index, read)
        heading = self._exact(index, read) or (self._alike(number, read) if read.short else None)
        if heading is None and read.short and self._is_sibling(number):
            heading = Heading(Kind.UNKNOWN)
        self._go(number, heading)
        return heading

    def _bare(self, index: int, read: _Read) -> Heading | None:
        """A title without a number counts only between the numbered headings around it."""
        if read.number is not None and read.number.style is Style.SUBITEM:
            return None
        here = self._at.order if self._at else -1
        for target in self._outline.named(read.key):
            if here < target.order < self._ahead[index + 1]:
                heading = Heading(Kind.KNOWN, target)
                self._go(None, heading)
                return heading
        return None

    def _exact(self, index: int, read: _Read) -> Heading | None:
        target = self._acceptable(self._outline.named(read.key), read)
        if target:
            return Heading(Kind.KNOWN, target)
        following = self._reads[index + 1] if index + 1 < len(self._reads) else None
        if read.short and following and following.number is None and following.short:
            target = self._acceptable(self._outline.named(key_of(read.title + following.title)), read)
            if target:
                return Heading(Kind.KNOWN, target, lines=2)
        remark = _REMARK.search(read.title)
        if remark:
            target = self._acceptable(self._outline.named(key_of(read.title[: remark.start()])), read)
            if target:
                return Heading(Kind.KNOWN, target, rest=remark[0])
        end = title_before(read.title, self._outline.keys, _RUN_ON_MARKS)
        rest = read.title[end:].strip() if end else ""
        if rest:
            target = self._acceptable(self._outline.named(key_of(read.title[:end])), read)
            if target:
                return Heading(Kind.KNOWN, target, rest=rest)
        return None

    def _acceptable(self, targets: Sequence[Target], read: _Read) -> Target | None:
        chosen = [target for target in targets if self._may_be(target, read)]
        here = self._at.order if self._at else -1
        return min(chosen, key=lambda target: (target.chapter is not self._chapter, target.order < here), default=None)

    def _may_be(self, target: Target, read: _Read) -> bool:
        """Tell whether a numbered title with the words of a heading is that heading, and not a point of a list."""
        forward = self._at is None or target.order > self._at.order
        if target.part is None:
            return forward or (read.number is not None and read.number.style is Style.CHAPTER)
        if self._chapter is None or target.chapter is self._chapter or forward:
            return True
        return target not in self._visited and _has_titles(self._chapter)

    def _alike(self, number: Number, read: _Read) -> Heading | None:
        """Recognise a title in slightly other words, or at least in its ordinal place with many of its letters."""
        outline = self._outline
        targets = outline.chapters if number.style is Style.CHAPTER else outline.parts_of(self._chapter)
        fresh = {key: target for key, target in targets.items() if target not in self._visited}
        target = closest(read.key, fresh)
        if target is not None:
            onward = number.value > self._last[number.style] and not self._continues_list(number)
            return Heading(Kind.KNOWN, target) if onward else None
        if not self._is_sibling(number):
            return None
        for key, other in fresh.items():
            scored = other.part is not None and other.part.indicator is not None
            if other.ordinal == number.value and not scored and shared_letters(read.key, key) >= 40:
                return Heading(Kind.KNOWN, other)
        return None

    def _is_sibling(self, number: Number) -> bool:
        """Tell whether a number goes on from the last heading of its style, and not from a list within the text."""
        if number.style is Style.PART and self._chapter is not None and not _has_titles(self._chapter):
            return False
        return number.value == self._last[number.style] + 1 and not self._continues_list(number)

    def _continues_list(self, number: Number) -> bool:
        inner = self._inner[number.style]
        return inner > 0 and number.value == inner + 1

    def _go(self, number: Number | None, heading: Heading | None) -> None:
        if heading is None:
            if number is not None and number.value in (1, self._inner[number.style] + 1):
                self._inner[number.style] = number.value
            return
        self._inner = dict.fromkeys(self._inner, 0)
        if number is not None and number.style in self._last:
            self._last[number.style] = number.value
        target = heading.target
        if target is None:
            if number is not None and number.style is Style.CHAPTER:
                self._chapter = None
                self._last[Style.PART] = 0
            return
        if target.chapter is not self._chapter:
            self._chapter = target.chapter
            if number is None or number.style is not Style.PART or target.part is None:
                self._last[Style.PART] = 0
        self._at = target
        self._visited.add(target)


def _has_titles(chapter: Chapter) -> bool:
    return any(part.title for part in chapter.parts)
