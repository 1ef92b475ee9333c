"""A paragraph with what was said shortly before it, as one text: wholes and bases often stand a paragraph earlier."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model.manuscript import Passage
from core.validation.narrative.mentions import Mention, read_mentions

# Between paragraphs, and before the paragraph that the window is about; no text holds them.
PARAGRAPH = "\x1e"
OWN = "\x1f"
_NUMBERED = re.compile(
    r"\s*(?:(?P<digit>\d{1,2}[.．、](?!\d))|(?P<bracketed>[（(]\d{1,2}[）)])|(?P<chinese>[一二三四五六七八九十]+、)"
    r"|(?P<chinese_bracketed>[（(][一二三四五六七八九十]+[）)])|(?P<first>[一二三四五六七八九十]+是)|(?P<circled>[①-⑳]))"
)
_LONGEST_BEFORE = 500
_LIST_LOOKS_BACK = 3
_MOST_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Window:
    """The text of a window, and the passages whose texts begin at `starts`; the last passage is its own."""

    text: str
    starts: tuple[int, ...]
    passages: tuple[Passage, ...]

    def passage_at(self, position: int) -> tuple[Passage, int]:
        """Return the passage that holds a position of the window, and the position in the passage's text."""
        number = bisect_right(self.starts, position) - 1
        return self.passages[number], position - self.starts[number]


def windows_of(passages: Sequence[Passage]) -> Iterator[Window]:
    """Yield the window of every passage in order."""
    for number, own in enumerate(passages):
        before: list[Passage] = []
        length = 0
        for earlier in reversed(passages[max(0, number - _MOST_BEFORE) : number]):
            length += len(earlier.text)
            if length > _LONGEST_BEFORE:
                break
            before.insert(0, earlier)
        starts: list[int] = []
        pieces: list[str] = []
        position = 0
        for passage in before:
            starts.append(position)
            pieces += [passage.text, PARAGRAPH]
            position += len(passage.text) + 1
        text = "".join(pieces)[:-1] + OWN if before else OWN
        yield Window(text + own.text, (*starts, len(text)), (*before, own))


def list_windows_of(passages: Sequence[Passage]) -> Iterator[Window]:
    """Yield the windows whose own paragraphs are the points of a list, one a line, after the paragraphs before it."""
    number = 0
    while number < len(passages):
        style = _style(passages[number])
        end = number + 1
        while style and end < len(passages) and _style(passages[end]) == style:
            end += 1
        if style and end - number > 1:
            before = passages[max(0, number - _LIST_LOOKS_BACK) : number]
            points = passages[number:end]
            head = PARAGRAPH.join(passage.text for passage in before) + OWN
            starts: list[int] = []
            position = 0
            for passage in (*before, *points):
                starts.append(position + (not before))
                position += len(passage.text) + 1
            lines = "\n".join(passage.text.replace("\n", " ") for passage in points)
            yield Window(head + lines, tuple(starts), (*before, *points))
        number = end


def _style(passage: Passage) -> str:
    found = _NUMBERED.match(passage.text)
    return found.lastgroup or "" if found else ""


def own_start(window: str) -> int:
    """Return where the own paragraph of a window's text begins."""
    return window.rindex(OWN) + 1


def mentions_in(window: str) -> tuple[Mention, ...]:
    """Return the numbers of a window's text, each paragraph read on its own."""
    found: list[Mention] = []
    position = 0
    for piece in window.replace(OWN, PARAGRAPH).split(PARAGRAPH):
        found += (item.moved(position) for item in read_mentions(piece))
        position += len(piece) + 1
    return tuple(found)
