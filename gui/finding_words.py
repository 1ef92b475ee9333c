"""The words and signs of findings, the same on cards, marks and tips."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from core.model.finding import Finding, Place, Severity

SHAPES = {Severity.ERROR: "▲", Severity.WARNING: "◆", Severity.HINT: "◇"}
WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}
_MOST_IN_A_TIP = 3
_LONGEST_QUOTE = 36
_CONTEXT = 10
_IN_NUMBERS = "0123456789.,"


def tip_of(findings: Iterable[Finding]) -> str:
    """Return what the tip of a mark says: the cards of the findings in words, one below the other."""
    listed = list(findings)
    cards = [
        "\n".join(filter(None, (f"{SHAPES[item.severity]} {item.title}", item.message, item.todo)))
        for item in listed[:_MOST_IN_A_TIP]
    ]
    if len(listed) > _MOST_IN_A_TIP:
        cards.append(f"这里还有 {len(listed) - _MOST_IN_A_TIP} 条，见右边的校核结果。")
    return "\n\n".join(cards)


def wrapped(words: str) -> str:
    """Return a tip's words so that Qt breaks their lines: it breaks those of rich text only."""
    return f"<p>{escape(words).replace(chr(10), '<br>')}</p>"


def quote_of(place: Place, title: str) -> tuple[str, str, str]:
    """Return the text of a place with what stands before and after it; what its title says already is left out."""
    text = place.text
    at = min(place.start, _CONTEXT)
    if place.context[at : at + len(text)] != text:
        at = max(place.context.rfind(text), 0)
    before, after = place.context[:at], place.context[at + len(text) :]
    if len(text) > _LONGEST_QUOTE:
        half = _LONGEST_QUOTE // 2
        text = f"{text[:half]}…{text[-half:]}"
    if place.start == 0 and not after and before.strip() in title:
        return "", text, ""
    # A context cut off within a number would show a number that stands nowhere.
    if place.start > _CONTEXT:
        before = f"…{before.lstrip(_IN_NUMBERS)}"
    if len(after) == _CONTEXT:
        after = f"{after.rstrip(_IN_NUMBERS)}…"
    return before, text, after
