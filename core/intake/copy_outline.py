"""The paragraphs of an edited copy in the parts of its report's outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.document.marks import bookmark_name
from core.document.printed import Printed, as_compared, digest_of
from core.intake.titles import Style, key_of, read_number
from core.intake.word_copy import CopiedParagraph, WordCopy
from core.model import address
from core.model.report import Report
from core.model.standard import Standard

_LEVELS = {Style.ITEM: 3, Style.SUBITEM: 4}
_SHOWN = 20


@dataclass(slots=True, eq=False)
class Piece:
    """A paragraph of the copy in its part. `address` is whose mark it bears, `joined` are others in the same one.

    `within` are the addresses whose marks began before it and reach into it.
    """

    key: str
    part: str
    text: str
    level: int
    address: str = ""
    joined: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()


@dataclass(slots=True)
class Outline:
    """What was found: the pieces in order, paragraphs that a heading swallowed, and what could not be taken."""

    pieces: list[Piece] = field(default_factory=list)
    swallowed: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def outline_of(report: Report, printed: Mapping[str, Printed], copy: WordCopy, words: frozenset[str]) -> Outline:
    """Return the pieces of a copy; `words` are the digests of what is printed without an address."""
    walk = _Walk(report, printed, copy, words)
    for number, paragraph in enumerate(copy.paragraphs):
        walk.step(number, paragraph)
    walk.finish()
    return walk.found


class _Walk:
    def __init__(self, report: Report, printed: Mapping[str, Printed], copy: WordCopy, words: frozenset[str]) -> None:
        self.found = Outline()
        self._standard = report.standard
        self._printed = printed
        self._base = copy.base
        self._words = words
        self._titles = _titles(report.standard)
        known = {*self._titles, *(paragraph.address for paragraph in report.all_paragraphs())}
        known |= {where for where in (copy.base.values if copy.base else ()) if address.is_paragraph(where)}
        self._names = {bookmark_name(where): where for where in known}
        self._headings = {
            self._names[mark]
            for paragraph in copy.paragraphs
            for mark in paragraph.marks
            if self._names.get(mark) in self._titles
        }
        self._has_headings = bool(self._headings)
        self._seen: set[str] = set()
        self._part = ""
        self._chapter = ""
        self._counts: dict[str, tuple[int, int]] = {}

    def step(self, number: int, paragraph: CopiedParagraph) -> None:
        """Take the next paragraph."""
        marks = paragraph.marks
        own = [self._names[mark] for mark in marks if mark in self._names]
        own = [where for where in own if where not in self._seen]
        self._seen.update(own)
        # A mark around nothing was left behind by a paragraph that was deleted, unless it is the only one.
        filled = {self._names.get(mark) for mark in marks[: len(marks) - paragraph.empty]}
        own = [where for where in own if where in filled] or own[:1]
        heading = next((where for where in own if where in self._titles), None)
        if heading is None and not own:
            if digest_of(paragraph.text) in self._words:
                return
            heading = self._unmarked_heading(paragraph)
        if heading is not None:
            self._go(heading, paragraph.text)
            self._swallow([where for where in own if where not in self._titles], heading)
        elif own or not self._is_other(paragraph):
            self._add(number, paragraph, own)

    def finish(self) -> None:
        """Say which headings are gone."""
        if not self._has_headings:
            return
        gone = [
            title
            for where, title in self._titles.items()
            if where not in self._headings and (self._base is None or where in self._base.values)
        ]
        if gone:
            named = "、".join(f"“{title}”" for title in gone[:3])
            more = f"等 {len(gone)} 个" if len(gone) > 3 else ""
            self.found.notes.append(f"文稿里没有标题{named}{more}；标题由指标体系规定，报告里照旧。")

    def _unmarked_heading(self, paragraph: CopiedParagraph) -> str | None:
        """Return whose title a paragraph without a mark is: one that lost it, or that was typed anew."""
        number = read_number(paragraph.text)
        key = key_of(number.rest if number and not paragraph.number else paragraph.text)
        same = [where for where, title in self._titles.items() if key_of(title) == key and where not in self._headings]
        nearest = [where for where in same if where.startswith(f"{self._chapter}/")]
        found = next(iter(nearest or same), None)
        if found is not None:
            self._headings.add(found)
        return found

    def _go(self, heading: str, text: str) -> None:
        title = self._titles[heading]
        number = read_number(text)
        if as_compared(title) not in {as_compared(text), as_compared(number.rest if number else text)}:
            self.found.notes.append(f"标题“{title}”在文稿里写成“{_short(text)}”；标题由指标体系规定，没有采纳。")
        if heading in self._standard.parts:
            self._part = heading
            self._chapter = address.part_of(heading)
            return
        self._chapter, self._part = heading, ""
        untitled = [
            part.address
            for chapter in self._standard.chapters
            if f"{address.NARRATIVE}/{chapter.id}" == heading
            for part in chapter.parts[:1]
            if not part.title
        ]
        self._part = next(iter(untitled), "")

    def _swallow(self, addresses: list[str], heading: str) -> None:
        if addresses:
            self.found.swallowed.update(addresses)
            title = self._titles[heading]
            self.found.notes.append(f"有段落与标题“{title}”并在了一起，没有采纳；报告里那一段照旧。")

    def _is_other(self, paragraph: CopiedParagraph) -> bool:
        """Tell whether a paragraph without a mark is none of the body's; what it says newly is told."""
        if not paragraph.is_other:
            number = read_number(paragraph.number)
            if number is not None and number.style not in _LEVELS:
                self._leave(paragraph.text, "是大纲里没有的标题")
                return True
            return False
        if self._base is not None:
            self._leave(paragraph.text, "不在正文各部分之内")
        return True

    def _leave(self, text: str, why: str) -> None:
        self.found.notes.append(f"“{_short(text)}”{why}，没有采纳。")

    def _add(self, number: int, paragraph: CopiedParagraph, own: list[str]) -> None:
        where = own[0] if own else ""
        part = self._part_of(where)
        if not part:
            self._leave(paragraph.text, "不在正文各部分之内")
            return
        text, level = self._levelled(paragraph, where, part)
        within = frozenset(self._names[name] for name in paragraph.within if name in self._names)
        self.found.pieces.append(Piece(f"new/{number}", part, text, level, where, tuple(own[1:]), within))

    def _part_of(self, where: str) -> str:
        own = address.part_of(where)
        if own in self._standard.parts:
            has_no_heading = own in self._titles and own not in self._headings
            is_untitled = own not in self._titles and (not self._has_headings or own.startswith(f"{self._chapter}/"))
            if has_no_heading or is_untitled or not self._part:
                self._part = own
        return self._part

    def _levelled(self, paragraph: CopiedParagraph, where: str, part: str) -> tuple[str, int]:
        """Return text and level; a number that was typed stands for the level, if it is the one that is due."""
        text, level = paragraph.text, 0
        items, subitems = self._counts.get(part, (0, 0))
        listed = read_number(paragraph.number) if paragraph.number else None
        if listed is not None and not listed.rest:
            level = _LEVELS.get(listed.style, 0)
        elif paragraph.number:
            text = f"{paragraph.number} {text}"
        typed = read_number(text) if not level else None
        if typed is not None and typed.style in _LEVELS and typed.rest:
            due = (items if typed.style is Style.ITEM else subitems) + 1
            known = self._printed.get(where)
            if typed.value == due and not (known and as_compared(known.text) == as_compared(text)):
                text, level = typed.rest.strip(), _LEVELS[typed.style]
        if level == 3:
            self._counts[part] = items + 1, 0
        elif level == 4:
            self._counts[part] = items, subitems + 1
        return text, level


def _titles(standard: Standard) -> dict[str, str]:
    found: dict[str, str] = {}
    for chapter in standard.chapters:
        found[f"{address.NARRATIVE}/{chapter.id}"] = chapter.title
        found.update((part.address, part.title) for part in chapter.parts if part.title)
    return found


def _short(text: str) -> str:
    line = as_compared(text)
    return f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line
