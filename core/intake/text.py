"""Text from outside turned into the entries of a report, every character accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.document.numbering import chapter_number, part_number
from core.errors import AppError
from core.intake.account import Account
from core.intake.cells import looks_tabular
from core.intake.cover import CoverReader
from core.intake.headings import Heading, Kind, find_headings
from core.intake.lines import Line, cut_lines
from core.intake.manuscript_text import text_manuscript
from core.intake.money_table import MoneyTables
from core.intake.outline import Outline, Target
from core.intake.paragraphs import Fragment, Levelled, Numbering, join_lines
from core.intake.score_table import ScoreTables
from core.intake.scores import read_indicator
from core.intake.titles import key_of, read_number
from core.model.address import part_of
from core.model.change import Entry
from core.model.finding import Finding
from core.model.standard import Part, Standard
from core.validation.source_numbering import STYLES, numbering_of_source, placed_in_report

_STEP = 1024
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]{1,8}\d{1,3}[-—–－·\s]{1,8}|第\s{0,2}\d{1,3}\s{0,2}页.{0,12}|\d{1,3}\s?/\s?\d{1,3}|\d{1,3}"
)


@dataclass(frozen=True, slots=True)
class Intake:
    """What an import proposes. `placed` and `left_over` count all characters of the source that are not white space.

    `entries` include the tray (`left_over/<n>`); `notes` say in Chinese what was understood and what was not.
    `numbering` is what was wrong with the numbers that were typed before headings and paragraphs: the report prints
    its own in their place.
    """

    entries: tuple[tuple[str, Entry], ...]
    placed: int
    left_over: int
    notes: tuple[str, ...]
    numbering: tuple[Finding, ...] = ()


def import_text(text: str, standard: Standard, source: str) -> Intake:
    """Read a report out of plain text by a standard's outline, tables and indicators.

    `source` is the file's name, for saying where each entry came from. Nothing is dropped: what has no place goes to
    the tray. Takes time in proportion to the length of the text.
    """
    account = Account(source)
    cut = cut_lines(text)
    account.leave_invisible(cut.invisible)
    lines = _without_page_numbers(cut.lines, account)
    money = MoneyTables(standard, account)
    taken = money.read(lines)
    ScoreTables(standard, account).read(lines, taken)
    rest = [line for index, line in enumerate(lines) if index not in taken]
    headings = find_headings(rest, Outline(standard))
    first = min(headings, default=len(rest))
    CoverReader(standard, account).read(rest[:first])
    paragraphs = _Body(account).read(rest, first, headings)
    _store_narrative(paragraphs, standard, account)
    money.settle()
    _note_what_is_missing(standard, account)
    numbering = _numbering(text, source, account)
    return Intake(account.entries(), account.placed, account.left_over, account.notes(), numbering)


def _without_page_numbers(lines: Iterable[Line], account: Account) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        if len(line.text) <= 24 and _PAGE_NUMBER.fullmatch(line.text):
            account.leave_line(line, "页码未归位")
        else:
            found.append(line)
    return found


class _Body:
    """Sorts the lines behind the cover into the parts of the outline."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._part: Part | None = None
        self._why = ""
        self._zone: list[Line] = []
        self._fragments: dict[str, list[Fragment]] = {}

    def read(self, lines: Sequence[Line], first: int, headings: Mapping[int, Heading]) -> dict[str, list[Fragment]]:
        """Return the paragraphs of each part by the part's address."""
        index = first
        while index < len(lines):
            heading = headings.get(index)
            if heading is None:
                self._zone.append(lines[index])
                index += 1
                continue
            self._take_heading(lines[index : index + heading.lines], heading)
            index += heading.lines
        self._close_zone()
        return self._fragments

    def _take_heading(self, lines: Sequence[Line], heading: Heading) -> None:
        line = lines[-1]
        if heading.kind is Kind.CONTENTS:
            self._account.leave_line(line, "目录由程序生成，原目录未归位")
            return
        self._close_zone()
        if heading.target is None:
            self._part = None
            self._why = f"指标体系的提纲中没有“{line.text}”，这一部分未归位"
            self._account.leave(line.number, line.text)
            self._account.note(self._why, line.number)
            return
        self._part = heading.target.landing
        if self._part is not None:
            self._account.mark(lines[0].number, self._part.address)
        self._why = f"“{heading.target.title}”的第一个小标题之前的文字未归位"
        whole = "".join(each.text for each in lines)
        typed = whole[: len(whole) - len(heading.rest)].rstrip()
        self._account.place(typed)
        self._note_wording(typed, heading.target, line.number)
        if heading.rest:
            self._zone.append(Line(line.number, heading.rest, heading.rest))

    def _note_wording(self, typed: str, target: Target, line: int) -> None:
        """Say so where the report prints a heading otherwise than it was typed."""
        number = read_number(typed)
        title = number.rest if number else typed
        printed = (part_number if target.part else chapter_number)(target.ordinal) + target.title
        if key_of(title) != key_of(target.title):
            self._account.note(f"标题“{title}”归入“{target.title}”", line)
        elif "".join(typed.split()) != printed:
            self._account.note("标题的编号、括号或标点按规范改写", line)

    def _close_zone(self) -> None:
        """Put the lines gathered since the last heading where they belong."""
        prose: list[Line] = []
        for line in self._zone:
            if looks_tabular(line):
                self._account.leave_line(line, "不认识的表格行，未归位")
            else:
                prose.append(line)
        self._zone = []
        fragments = join_lines(prose)
        if self._part:
            self._fragments.setdefault(self._part.address, []).extend(fragments)
            for fragment in fragments:
                for number in fragment.joins:
                    self._account.note("分页断开的段落已接上前一行", number)
            return
        for fragment in fragments:
            self._account.leave(fragment.line, fragment.text)
            self._account.note(self._why, fragment.line)


def _store_narrative(found: Mapping[str, Sequence[Fragment]], standard: Standard, account: Account) -> None:
    for where, fragments in found.items():
        part = standard.parts[where]
        numbering = Numbering()
        paragraphs: list[Levelled] = []
        for count, fragment in enumerate(fragments, start=1):
            paragraph = numbering.level(fragment)
            paragraphs.append(paragraph)
            account.place(fragment.text)
            number = fragment.number
            if paragraph.level and number and number.typed not in (f"{number.value}.", f"（{number.value}）"):
                account.note("段落编号统一写成“1.”“（1）”", paragraph.line)
            account.store(f"{where}/p{count}", paragraph.text, paragraph.line, paragraph.level, count * _STEP)
        for line in numbering.kept:
            account.note("编号与自动编号不一致，按原文保留在段落中", line)
        if part.indicator:
            read_indicator(standard.indicators_by_id[part.indicator], paragraphs, account)


def _numbering(text: str, source: str, account: Account) -> tuple[Finding, ...]:
    """Note what was wrong with the typed numbers of points, and return it at the places of the report."""

    def line_of(where: str) -> int:
        return int(where.split("/")[1])

    try:
        manuscript = text_manuscript(text, source)
    except AppError:
        account.note("原稿太长，没有核对序号的写法")
        return ()
    found: list[Finding] = []
    for finding in numbering_of_source(manuscript):
        message = finding.message.removesuffix("。")
        if finding.rule == STYLES:
            message += "，导入后标题和段落的编号已由程序统一"
        for place in finding.places:
            account.note(f"原稿{message}", line_of(place.address))
        placed = placed_in_report(finding, lambda where: account.where(line_of(where)))
        found += [placed] if placed else []
    return tuple(found)


def _note_what_is_missing(standard: Standard, account: Account) -> None:
    filled = {part_of(where) for where in account.stored}
    missing = [
        part.title or next(chapter.title for chapter in standard.chapters if chapter.id == part.chapter)
        for part in standard.parts.values()
        if part.address not in filled
    ]
    account.note(f"提纲的 {len(standard.parts)} 个部分读到 {len(standard.parts) - len(missing)} 个")
    if missing:
        account.note("没有读到：" + "、".join(missing))
    fields = [field for field in standard.cover if f"cover/{field.id}" in account.stored]
    account.note(f"封面的 {len(standard.cover)} 项读到 {len(fields)} 项")
    scored = [
        indicator for indicator in standard.scored_indicators if f"indicator/{indicator.id}/score" in account.stored
    ]
    account.note(f"{len(standard.scored_indicators)} 个指标的得分读到 {len(scored)} 个")
