"""What ends the body: the list of annexes, then who signs and when, with room for the seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.document.blocks import Signature
from core.export.pdf.fonts import string_width
from core.export.pdf.line_breaking import Line
from core.export.pdf.pages import (
    BODY_SIZE,
    BODY_TRACKING,
    CHARACTER_PITCH,
    LINE_PITCH,
    MEASURE,
    Pen,
    Strip,
    baseline,
)
from core.export.pdf.typesetting import compose_text

_INDENT = 2 * CHARACTER_PITCH
_DATE_INDENT = 4 * CHARACTER_PITCH  # from the right
_SHORTEST_INDENT = 2 * CHARACTER_PITCH  # of a long name, from the right
_LABEL = "附件："


def closing_strips(annexes: Sequence[str], signature: Signature | None) -> list[Strip]:
    """Return the list of the annexes' titles and the signature, all on one page."""
    strips = [*_annex_list(annexes)]
    if signature is not None:
        strips += [_blank(), _blank(), *_signature(signature)]
    return [replace(strip, keeps_next=index < len(strips) - 1) for index, strip in enumerate(strips)]


def _annex_list(titles: Sequence[str]) -> list[Strip]:
    if not titles:
        return []
    strips = [_blank()]
    label = string_width(_LABEL, "body", BODY_SIZE + BODY_TRACKING)
    for count, title in enumerate(titles, start=1):
        number = f"{count}." if len(titles) > 1 else ""
        # Further lines of a long title stand below its first character.
        start = _INDENT + label + string_width(number, "body", BODY_SIZE) + len(number) * BODY_TRACKING
        for index, line in enumerate(_compose(title, MEASURE - start)):
            pieces = [(line, start)]
            if index == 0 and number:
                pieces += [(piece, _INDENT + label) for piece in _compose(number, MEASURE)]
            if index == 0 and count == 1:
                pieces += [(piece, _INDENT) for piece in _compose(_LABEL, MEASURE)]
            strips.append(_line(sorted(pieces, key=lambda piece: piece[1])))
    return strips


def _signature(signature: Signature) -> list[Strip]:
    date = _compose(signature.date, MEASURE - _DATE_INDENT)[:1]
    date_width = sum(line.width for line in date)
    middle = MEASURE - _DATE_INDENT - date_width / 2
    strips = []
    for line in _compose(f"{signature.unit}（盖章）", MEASURE - _SHORTEST_INDENT) if signature.unit else ():
        x = min(middle - line.width / 2, MEASURE - _SHORTEST_INDENT - line.width)
        strips.append(_line([(line, max(x, 0.0))]))
    strips += [_line([(line, MEASURE - _DATE_INDENT - line.width)]) for line in date]
    return strips


def _compose(text: str, measure: float) -> list[Line]:
    return compose_text(text, "body", BODY_SIZE, measure, tracking=BODY_TRACKING)


def _line(pieces: Sequence[tuple[Line, float]]) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        for line, x in pieces:
            pen.line(line, x, baseline(top, LINE_PITCH, BODY_SIZE), "body", BODY_SIZE, BODY_TRACKING)

    return Strip(LINE_PITCH, draw, on_grid=True)


def _blank() -> Strip:
    return Strip(LINE_PITCH, lambda pen, top: None, on_grid=True)
