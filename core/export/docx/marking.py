"""Content controls around figures and bookmarks around paragraphs, by which an edited copy is read back."""

from __future__ import annotations

from collections.abc import Sequence

from core.document.marks import bookmark_name, control_tag
from core.export.docx.elements import Element, run, w

# What a control without a text shows; it gives way to what is typed.
_BLANK = "\u3000"


class Marks:
    """Marks what stands at an address where it is printed first, and counts the marks."""

    def __init__(self) -> None:
        self._marked: set[str] = set()

    def control(self, address: str, lines: Sequence[str], *properties: Element) -> Element:
        """Return the text as a content control, or as plain text where the address has been marked already."""
        if not self._is_new(address):
            return run(lines, *properties)
        blank = not any(lines)
        described = w(
            "sdtPr",
            w("tag", val=control_tag(address)),
            w("id", val=len(self._marked)),
            w("showingPlcHdr") if blank else None,
            w("text", multiLine=1),
        )
        return w("sdt", described, w("sdtContent", run(_BLANK if blank else lines, *properties)))

    def bookmarked(self, address: str, text: Element) -> list[Element]:
        """Return the text between the marks of a bookmark, unless the address has been marked already."""
        if not self._is_new(address):
            return [text]
        key = len(self._marked)
        return [w("bookmarkStart", id=key, name=bookmark_name(address)), text, w("bookmarkEnd", id=key)]

    def _is_new(self, address: str) -> bool:
        if not address or address in self._marked:
            return False
        self._marked.add(address)
        return True
