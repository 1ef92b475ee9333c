"""Words in which something is found or changes, as lists of changes show them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

_AROUND = 8


@dataclass(frozen=True)
class Words:
    """A text in which something changes: the words that do, and those around them."""

    lead: str
    changing: str
    trail: str

    def html(self) -> str:
        """Return the words as rich text, those that change bold and underlined."""
        changing = f"<b><u>{escape(self.changing)}</u></b>" if self.changing else ""
        return f"{escape(self.lead)}{changing}{escape(self.trail)}"

    def plain(self) -> str:
        """Return the words as they are read out."""
        return f"{self.lead}{self.changing}{self.trail}"


def words_around(whole: str, start: int, end: int, signs: int = _AROUND) -> tuple[str, str]:
    """Return some signs before and after a span, with … where there are more."""
    lead, trail = whole[max(0, start - signs) : start], whole[end : end + signs]
    return f"…{lead}" if start > signs else lead, f"{trail}…" if len(whole) > end + signs else trail
