"""A source cut into lines, and the count of what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE_BREAKS = re.compile(r"\r\n|\n|\r")
# No line breaks to an editor: Word's soft return, page feed, next line, line and paragraph separator.
_INNER_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# What neither a cell nor a page can show: control characters, marks of direction and width, half characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SEPARATORS = re.compile("[\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something in it. `number` counts from 1 in the source; `text` is `raw` without space around it."""

    number: int
    raw: str
    text: str

    @property
    def indented(self) -> bool:
        """Whether it begins with the two full-width spaces by which a paragraph is opened."""
        return self.raw.startswith("\u3000\u3000")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a source, and the invisible characters taken out of them."""

    lines: tuple[Line, ...]
    invisible: str


def count_content(text: str) -> int:
    """Return how many characters are not white space."""
    return sum(map(len, text.split()))


def cut_lines(text: str) -> Source:
    """Cut a source into its lines; blank ones are left out."""
    invisible = "".join(_INVISIBLE.findall(text))
    if invisible:
        text = _INVISIBLE.sub("", text)
    found: list[Line] = []
    for number, whole in enumerate(_LINE_BREAKS.split(_SEPARATORS.sub(" ", text)), start=1):
        for raw in _INNER_BREAKS.split(whole):
            stripped = raw.strip()
            if stripped:
                found.append(Line(number, raw, stripped))
    return Source(tuple(found), invisible)
