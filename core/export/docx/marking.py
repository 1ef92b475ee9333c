"""Content controls around figures and bookmarks around everything that has an address, by which a copy is read back."""

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

    def control(self, address: str, lines: Sequence[str], *properties: Element) -> list[Element]:
        """Return the text as a content control within a bookmark, or as it is where the address is marked already.

        Word keeps the control; other programs may lose its tag when they save the file, but keep the bookmark.
        """
        if not address or address in self._marked:
            return [run(lines, *properties)]
        is_blank = not any(lines)
        described = w(
            "sdtPr",
            w("tag", val=control_tag(address)),
            w("id", val=len(self._marked) + 1),
            w("showingPlcHdr") if is_blank else None,
        )
        control = w("sdt", described, w("sdtContent", run(_BLANK if is_blank else lines, *properties)))
        return self.bookmarked(address, control)

    def bookmarked(self, address: str, text: Element) -> list[Element]:
        """Return the text between the marks of a bookmark, or as it is where the address is marked already."""
        if not address or address in self._marked:
            return [text]
        self._marked.add(address)
        key = len(self._marked)
        return [w("bookmarkStart", id=key, name=bookmark_name(address)), text, w("bookmarkEnd", id=key)]
