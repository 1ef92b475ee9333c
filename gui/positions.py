"""Qt counts the units of UTF-16, Python whole characters: a rare character of a name counts two there and one here."""

from __future__ import annotations


def qt_position(text: str, index: int) -> int:
    """Return where Qt has the character of a text at an index."""
    return index + sum(sign > "\uffff" for sign in text[:index])


def index_at(text: str, position: int) -> int:
    """Return the index of the character that Qt has at a position, the length of the text beyond its end."""
    for index, sign in enumerate(text):
        position -= 2 if sign > "\uffff" else 1
        if position < 0:
            return index
    return len(text)
