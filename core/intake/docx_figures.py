"""What an edited copy of an exported Word file says at the addresses of a report: figures, cover fields, paragraphs.

The export holds each figure and field in a content control whose tag is the address, and these and each paragraph in a
bookmark named after it (`core.document.marks`). Word keeps both when the text is edited, other programs at least the
bookmarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.document.marks import bookmark_name, control_tag
from core.intake.allowance import IF_LARGER, LARGEST_FILE, Allowance
from core.intake.docx_package import WordParts, is_on, open_word
from core.intake.docx_text import TextGatherer
from core.intake.file_bytes import read_bytes
from core.intake.office_package import child, local_name, value_of


def read_docx_figures(path: Path, addresses: Iterable[str]) -> Mapping[str, str]:
    """Return the text that a Word file has at each of these addresses that it marks; tracked changes are accepted.

    Numbers of headings are left out. Raises `AppError` with the code not_found, is_folder, unreadable, too_large or
    encrypted.
    """
    return docx_figures(read_bytes(path, LARGEST_FILE, IF_LARGER), path.name, addresses)


def docx_figures(data: bytes, name: str, addresses: Iterable[str]) -> Mapping[str, str]:
    """Return the text at each of these addresses in the bytes of a Word file. Raises as `read_docx_figures`."""
    marked = marked_texts(open_word(data, name), Allowance(name))
    found = {address: marked_text(marked, address) for address in addresses}
    return {address: text for address, text in found.items() if text is not None}


def marked_texts(parts: WordParts, allowance: Allowance) -> Mapping[str, str]:
    """Return the text within each content control by its tag, and within each bookmark by its name."""
    reader = _Reader(TextGatherer(parts.document, parts.styles), allowance, parts.document)
    reader.read(child(parts.document, "body"))
    return reader.found


def marked_text(marked: Mapping[str, str], address: str) -> str | None:
    """Return the text of an address out of those that are marked; `None` where none is."""
    # The tag counts first: an empty control may show a prompt of the program's.
    return marked.get(control_tag(address), marked.get(bookmark_name(address)))


# What may stand around the text of a paragraph and the marks in it.
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml"})


@dataclass(slots=True)
class _Bookmark:
    """A bookmark that is open, and the text of each paragraph that it has reached so far."""

    name: str
    lines: list[str] = field(default_factory=list)


class _Reader:
    """Walks through a document once. Of a mark that was copied within the file, the first one counts."""

    def __init__(self, texts: TextGatherer, allowance: Allowance, document: Any) -> None:
        self.found: dict[str, str] = {}
        self._texts = texts
        self._allowance = allowance
        self._open: dict[str, _Bookmark] = {}
        # Of a bookmark that never ends only the first paragraph is known.
        self._ending = {value_of(end, "id") for end in document.iter() if local_name(end) == "bookmarkEnd"}

    def read(self, parent: Any) -> None:
        """Read all that stands in a body, a cell or a control."""
        for element in parent:
            match local_name(element):
                case "p":
                    self._read_paragraph(element)
                case "bookmarkStart":
                    self._begin(element)
                case "bookmarkEnd":
                    self._end(value_of(element, "id"))
                case "sdt":
                    self._read_control(element)
                    self.read(element)
                case _:
                    self.read(element)

    def _read_paragraph(self, paragraph: Any) -> None:
        self._allowance.take(pieces=1)
        for control in paragraph.iter():
            if local_name(control) == "sdt":
                self._read_control(control)
        open_before = set(self._open)
        pieces = dict.fromkeys(self._open, "")
        ended = set()
        for element in _pieces(paragraph):
            match local_name(element):
                case "bookmarkStart":
                    pieces[self._begin(element)] = ""
                case "bookmarkEnd":
                    key = value_of(element, "id")
                    ended.add(key)
                    # One that ends where the next paragraph begins has nothing of it.
                    if key in open_before and not pieces.get(key):
                        pieces.pop(key, None)
                case _:
                    text = self._text(element)
                    # What was typed behind the end of a paragraph's bookmark still belongs to it.
                    pieces = {key: piece + text for key, piece in pieces.items()}
        for key, piece in pieces.items():
            self._open[key].lines.append(piece)
        for key in list(self._open):
            if key in ended or key not in self._ending:
                self._end(key)

    def _begin(self, start: Any) -> str:
        key = value_of(start, "id")
        self._open[key] = _Bookmark(value_of(start, "name"))
        return key

    def _end(self, key: str) -> None:
        bookmark = self._open.pop(key, None)
        if bookmark is not None:
            self.found.setdefault(bookmark.name, "\n".join(bookmark.lines).strip())

    def _read_control(self, control: Any) -> None:
        tag = value_of(child(control, "sdtPr", "tag"))
        if tag and tag not in self.found:
            is_blank = is_on(child(control, "sdtPr", "showingPlcHdr"))
            content = child(control, "sdtContent")
            self.found[tag] = "" if is_blank or content is None else self._text(content).strip()

    def _text(self, element: Any) -> str:
        text = self._texts.gather([element]).text
        self._allowance.take(characters=len(text), pieces=1)
        return text


def _pieces(element: Any) -> Iterator[Any]:
    """Yield the runs and marks of a paragraph, those within controls and tracked insertions too."""
    for piece in element:
        if local_name(piece) in _WRAPPERS:
            yield from _pieces(piece)
        else:
            yield piece
