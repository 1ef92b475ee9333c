"""What ends the body: the list of annexes, then who signs and when, with room for the seal."""

from __future__ import annotations

from collections.abc import Sequence

from core.document.blocks import Signature
from core.export.docx.elements import Element, paragraph, run, w
from core.export.docx.page import CHARACTER, INDENT, MEASURE
from core.export.docx.text import clean_line
from core.export.xlsx.text import half_ems

_LABEL = "附件："
_DATE_INDENT = 4 * CHARACTER  # from the right


def closing_blocks(annexes: Sequence[str], signature: Signature | None) -> list[Element]:
    """Return the list of the annexes' titles and the signature, all on one page."""
    blocks = _annex_list(annexes)
    if signature is not None:
        blocks += [_line("Closing"), _line("Closing"), *_signature(signature)]
    for block in blocks[-1:]:
        # The last line stands on no page of the next: that begins with an annex.
        block[0].insert(1, w("keepNext", val=0))
    return blocks


def _annex_list(titles: Sequence[str]) -> list[Element]:
    if not titles:
        return []
    blocks = [_line("Closing")]
    for count, title in enumerate(titles, start=1):
        number = f"{count}." if len(titles) > 1 else ""
        label = half_ems(_LABEL) * CHARACTER // 2
        hanging = half_ems(number) * CHARACTER // 2
        start = INDENT + label + hanging
        # Further lines of a long title stand below its first character.
        first = {"hanging": start - INDENT} if count == 1 else {"hanging": hanging}
        words = f"{_LABEL if count == 1 else ''}{number}{clean_line(title)}"
        blocks.append(_line("Closing", words, w("ind", left=start, firstLineChars=0, **first)))
    return blocks


def _signature(signature: Signature) -> list[Element]:
    unit, date = f"{clean_line(signature.unit)}（盖章）" if signature.unit else "", clean_line(signature.date)
    date_width, width = (half_ems(words) * CHARACTER // 2 for words in (date, unit))
    # The unit stands in the middle above its date, a long one not nearer to the edge than two characters.
    right = max(_DATE_INDENT + (date_width - width) // 2, INDENT)
    lines = [(unit, right if width <= MEASURE - INDENT else INDENT), (date, _DATE_INDENT)]
    return [
        _line("Closing", words, w("ind", right=indent, firstLineChars=0, firstLine=0), w("jc", val="right"))
        for words, indent in lines
        if words
    ]


def _line(style: str, words: str = "", *properties: Element) -> Element:
    return paragraph(style, *([run(words)] if words else []), properties=properties)
