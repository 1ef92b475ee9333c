"""An edited copy of an exported Word file as it stands: figures by their marks, paragraphs in order, its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.document.copy_base import NAMESPACE, ROOT, VALUE, WORDS, CopyBase, PrintedThen
from core.intake.allowance import IF_LARGER, LARGEST_FILE, Allowance
from core.intake.docx_figures import marked_texts
from core.intake.docx_numbers import AutomaticNumbers
from core.intake.docx_package import WordParts, number_of, open_word
from core.intake.docx_text import TextGatherer
from core.intake.file_bytes import read_bytes
from core.intake.office_package import child, children, local_name, value_of

_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
# The styles of what is printed between and behind the paragraphs of the body.
_OTHER_STYLES = frozenset(
    {"title", "封面", "caption", "表格单位", "表格", "表格标题", "表格小字", "表格小字标题", "表注", "表后", "落款"}
)
_ANNEX_STYLES = frozenset({"附件", "附件标题"})


@dataclass(frozen=True, slots=True)
class CopiedParagraph:
    """A paragraph of a copy that is not in a table.

    `marks` are the bookmarks that begin in it, those around a text first; `within` are those that began before it and
    reach into it. `empty` counts the marks that end in it without a text. `number` is what a list of Word prints before
    it. `is_other` tells by its style that it is no paragraph of the body's.
    """

    text: str
    number: str = ""
    marks: tuple[str, ...] = ()
    empty: int = 0
    within: frozenset[str] = frozenset()
    style: str = ""
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class WordCopy:
    """All that is read of a copy. `marked` holds texts by the tag of a control or the name of a bookmark."""

    name: str
    marked: Mapping[str, str]
    paragraphs: tuple[CopiedParagraph, ...]
    base: CopyBase | None
    has_tracked_changes: bool
    comments: int


def read_word_copy(path: Path) -> WordCopy:
    """Read a Word file as a copy. Raises `AppError`: not_found, is_folder, unreadable, too_large or encrypted."""
    parts = open_word(read_bytes(path, LARGEST_FILE, IF_LARGER), path.name)
    allowance = Allowance(path.name)
    marked = marked_texts(parts, allowance)
    return WordCopy(
        path.name,
        dict(marked),
        tuple(_Body(parts, allowance).read()),
        next(filter(None, map(_base, parts.data)), None),
        any(local_name(element) in _TRACKED for element in parts.document.iter()),
        0 if parts.comments is None else sum(1 for _ in children(parts.comments, "comment")),
    )


def _base(root: Any) -> CopyBase | None:
    if root.tag != f"{{{NAMESPACE}}}{ROOT}":
        return None
    values = {
        value_of(value, "at"): PrintedThen(value_of(value, "digest"), number_of(value, "level"))
        for value in children(root, VALUE)
    }
    words = frozenset(value_of(element, "digest") for element in children(root, WORDS))
    return CopyBase(value_of(root, "standard"), value_of(root, "unit"), value_of(root, "year"), values, words)


class _Body:
    """Walks once through the paragraphs of a body."""

    def __init__(self, parts: WordParts, allowance: Allowance) -> None:
        self._document = parts.document
        self._texts = TextGatherer(parts.document, parts.styles)
        self._numbers = AutomaticNumbers(parts.numbering, parts.styles)
        self._allowance = allowance
        self._open: dict[str, str] = {}
        self._ending = {value_of(end, "id") for end in parts.document.iter() if local_name(end) == "bookmarkEnd"}
        # What begins between paragraphs belongs to the next one, as does one whose mark was deleted.
        self._waiting: list[str] = []
        self._carried = ""

    def read(self) -> Iterator[CopiedParagraph]:
        """Yield the paragraphs that have a text or a mark."""
        is_annexed = False
        for element in self._pieces(child(self._document, "body")):
            name = local_name(element)
            if name == "p":
                found = self._paragraph(element)
                if found is not None:
                    is_annexed = is_annexed or found.style in _ANNEX_STYLES
                    yield replace(found, is_other=True) if is_annexed else found
            elif name == "bookmarkStart":
                self._begin(element, self._waiting)
            elif name == "bookmarkEnd":
                self._open.pop(value_of(element, "id"), None)

    def _pieces(self, parent: Any) -> Iterator[Any]:
        for element in parent:
            if local_name(element) in _WRAPPERS:
                yield from self._pieces(element)
            else:
                yield element

    def _begin(self, start: Any, names: list[str]) -> None:
        name = value_of(start, "name")
        names.append(name)
        if value_of(start, "id") in self._ending:
            self._open[value_of(start, "id")] = name

    def _paragraph(self, element: Any) -> CopiedParagraph | None:
        self._allowance.take(pieces=1)
        before = dict(self._open)
        marks, self._waiting = self._waiting, []
        ended_at_once = set()
        empty: list[str] = []
        unfilled: dict[str, str] = {}
        has_text = False
        for piece in element.iter():
            match local_name(piece):
                case "bookmarkStart":
                    self._begin(piece, marks)
                    unfilled[value_of(piece, "id")] = marks[-1]
                case "bookmarkEnd":
                    key = value_of(piece, "id")
                    if key in unfilled:
                        empty.append(unfilled.pop(key))
                    if key in before and not has_text:
                        ended_at_once.add(key)
                    self._open.pop(key, None)
                case "t":
                    if (piece.text or "").strip():
                        has_text = True
                        unfilled.clear()
        text = self._carried + self._texts.gather(element).text
        self._allowance.take(characters=len(text))
        if child(element, "pPr", "rPr", "del") is not None:
            # Its mark was deleted: it runs on into the next one.
            self._carried, self._waiting = text, marks
            return None
        self._carried = ""
        style = self._numbers.style_name(element)
        if not text.strip() or style.startswith("toc "):
            # An empty line may still hold the mark of what goes on in the next.
            self._waiting = [name for name in marks if name in self._open.values()]
            return None
        within = frozenset(name for key, name in before.items() if key not in ended_at_once and name not in marks)
        number = self._numbers.next(element)
        ordered = (*(name for name in marks if name not in empty), *empty)
        return CopiedParagraph(text.strip(), number, ordered, len(empty), within, style, style in _OTHER_STYLES)
