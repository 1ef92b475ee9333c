"""The text of a Word file's paragraphs as it is printed: fields by their results, tracked changes as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from core.intake.docx_package import is_on, number_of
from core.intake.office_package import child, children, local_name, value_of

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What is taken out by a tracked change, describes, or is never printed.
_UNREAD = frozenset(
    {
        "del",
        "moveFrom",
        "delText",
        "delInstrText",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "tblPr",
        "tcPr",
        "binData",
    }
)
# Fields whose results are no text of the report: contents repeat its headings, numbers of pages follow the printer.
_UNREAD_FIELD = re.compile(r"\s*(?:TOC|TOA|INDEX|PAGE|PAGEREF|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
# An eighth of a printed page, in points: 12 cm by 6.5.
_LARGE = 340 * 184
_POINT = 12_700
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,8})pt")


@dataclass(slots=True)
class ParagraphText:
    """A paragraph's text, and what hangs on it: text boxes, and notes each by its kind and number."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, whether what follows is its result, and whether that is no text of the report."""

    code: str = ""
    has_result: bool = False
    is_unread: bool = True


class TextGatherer:
    """Reads paragraphs one after the other: a field may reach over several. Counts the large pictures on the way."""

    def __init__(self, document: Any, styles: Any) -> None:
        self.pictures = 0
        self.objects = 0
        self._hidden_styles = frozenset(
            value_of(style, "styleId")
            for style in (() if styles is None else children(styles, "style"))
            if is_on(child(style, "rPr", "vanish"))
        )
        self._fields: list[_Field] = []
        self._unread_fields = 0
        # Where fields do not close, nobody can tell what belongs to them; then all of it is text.
        kinds = list(_field_marks(document))
        self._has_whole_fields = kinds.count("begin") == kinds.count("end")

    def gather(self, paragraph: Any) -> ParagraphText:
        """Return a paragraph's text."""
        found = ParagraphText()
        self._gather(paragraph, found)
        return found

    def _gather(self, element: Any, into: ParagraphText) -> None:
        for found in element:
            name = local_name(found)
            if name == "t":
                self._add(found.text or "", into)
            elif name in _SIGNS:
                self._add(_SIGNS[name], into)
            elif name == "instrText":
                self._add_code(found.text or "")
            elif name == "fldChar":
                self._turn(value_of(found, "fldCharType"))
            elif name == "fldSimple":
                if not _UNREAD_FIELD.match(value_of(found, "instr")):
                    self._gather(found, into)
            elif name in _NOTES:
                into.notes.append((_NOTES[name], value_of(found, "id")))
            elif name == "txbxContent":
                into.boxes.append(found)
            elif name == "AlternateContent":
                # The same thing twice, for newer and for older programs.
                alternative = next(children(found, "Choice"), child(found, "Fallback"))
                if alternative is not None:
                    self._gather(alternative, into)
            elif name and name not in _UNREAD and not self._is_hidden(found, name):
                self._count(found, name)
                gather = self._gather_raised if _is_raised(found, name) else self._gather
                gather(found, into)

    def _gather_raised(self, run: Any, into: ParagraphText) -> None:
        """Gather a run whose digits are marks of notes or powers: 30¹ is not 301."""
        before = len(into.pieces)
        self._gather(run, into)
        into.pieces[before:] = [piece.translate(_RAISED) for piece in into.pieces[before:]]

    def _add(self, text: str, into: ParagraphText) -> None:
        if not self._unread_fields:
            into.pieces.append(text)

    def _add_code(self, code: str) -> None:
        if self._fields and not self._fields[-1].has_result:
            self._fields[-1].code += code

    def _turn(self, kind: str) -> None:
        if not self._has_whole_fields:
            return
        if kind == "begin":
            self._fields.append(_Field())
            self._unread_fields += 1
        elif self._fields and kind == "separate":
            innermost = self._fields[-1]
            innermost.has_result = True
            if innermost.is_unread and not _UNREAD_FIELD.match(innermost.code):
                innermost.is_unread = False
                self._unread_fields -= 1
        elif self._fields and kind == "end":
            self._unread_fields -= self._fields.pop().is_unread

    def _is_hidden(self, element: Any, name: str) -> bool:
        if name != "r":
            return False
        own = child(element, "rPr", "vanish")
        if own is not None:
            return is_on(own)
        return value_of(child(element, "rPr", "rStyle")) in self._hidden_styles

    def _count(self, element: Any, name: str) -> None:
        if name == "object":
            self.objects += 1
        elif name in {"inline", "anchor"}:
            shown = child(element, "graphic", "graphicData")
            extent = child(element, "extent")
            is_picture = shown is not None and any(local_name(part) in {"pic", "chart"} for part in shown)
            area = number_of(extent, name="cx") // _POINT * (number_of(extent, name="cy") // _POINT)
            self.pictures += is_picture and area >= _LARGE
        elif name == "shape" and child(element, "imagedata") is not None:
            sides = dict(_SIDE.findall(value_of(element, "style")))
            width, height = (int(sides.get(side, "0").partition(".")[0] or 0) for side in ("width", "height"))
            self.pictures += width * height >= _LARGE


def _is_raised(element: Any, name: str) -> bool:
    return name == "r" and value_of(child(element, "rPr", "vertAlign")) == "superscript"


def _field_marks(element: Any) -> Iterator[str]:
    """Yield the kinds of the marks of fields, but for those that a tracked change takes out."""
    for found in element:
        name = local_name(found)
        if name == "fldChar":
            yield value_of(found, "fldCharType")
        elif name not in {"del", "moveFrom"}:
            yield from _field_marks(found)
