"""The cover of a report in a text: its title line and its labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import Formatter

from core.intake.account import Account
from core.intake.lines import Line
from core.intake.titles import key_of
from core.model import address
from core.model.standard import CoverField, Standard

_UNIT = "reporting_unit"
_YEAR = "fiscal_year"
_LONGEST_LINE = 200
_LONGEST_VALUE = 40
_TITLE_LINES = 4
_TAIL = 4
_GAP = "[ \t\u3000]{0,8}"
_FILLER = " \t\u3000\xa0|│，,；;"
_COLON = re.compile("[:：]")
_YEAR_VALUE = re.compile(r"\D{0,4}(\d{4})\s{0,4}年?\s{0,4}度?")
_YEAR_IN_TITLE = re.compile(r"(\d{4}|[〇○零一二三四五六七八九]{4})年")
_YEAR_PATTERN = "(?P<fiscal_year>[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})"
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class CoverReader:
    """Reads the lines before the first heading into the cover's fields."""

    def __init__(self, standard: Standard, account: Account) -> None:
        self._standard = standard
        self._account = account
        self._fields = {key_of(field.title): field for field in standard.cover}
        titles = "|".join(_spaced(field.title) for field in sorted(standard.cover, key=lambda f: -len(f.title)))
        # 填 报 人（签章）： — space within the label, a remark behind it; a label opens its line or follows a gap.
        self._label = re.compile(
            rf"(?:^|(?<=[\s|│，,；;]))({titles}){_GAP}([（(][^（）()]{{1,12}}[)）])?{_GAP}(?:[:：]|\t|[|│])"
        )
        self._title = re.compile(_title_pattern(standard.report_title))

    def read(self, lines: Sequence[Line]) -> None:
        """Read the cover; what is neither the title nor a field is left over."""
        rest: list[Line] = []
        waiting: CoverField | None = None
        for line in lines:
            labels = self._labels_in(line)
            if labels:
                waiting = self._read_fields(line, labels)
            elif waiting and self._may_be_value(line.text, waiting):
                # A form whose values stand under their labels.
                self._store(waiting, line.text, line.number)
                self._account.place(line.text)
                waiting = None
            else:
                rest.append(line)
        self._read_title(rest)

    def _labels_in(self, line: Line) -> list[re.Match[str]]:
        return list(self._label.finditer(line.text)) if len(line.text) <= _LONGEST_LINE else []

    def _read_fields(self, line: Line, labels: Sequence[re.Match[str]]) -> CoverField | None:
        """Store the values behind the labels of a line; returns the field whose value the next line may hold."""
        before = line.text[: labels[0].start()]
        if before.strip(_FILLER):
            self._account.leave(line.number, before)
        else:
            self._account.place(before)
        ends = [*(label.start() for label in labels[1:]), len(line.text)]
        field: CoverField | None = None
        for label, end in zip(labels, ends, strict=True):
            field = self._fields[key_of(label[1])]
            remark = label[2] or ""
            value = line.text[label.end() : end].strip(_FILLER)
            filler = line.text[label.end() : end].replace(value, "", 1) if value else line.text[label.end() : end]
            self._account.place(line.text[label.start() : label.end()].replace(remark, "", 1) if remark else label[0])
            self._account.place(filler)
            self._account.leave(line.number, remark)
            if not value.strip("_＿—-"):
                self._account.leave(line.number, value)
            elif address.cover_field(field.id) in self._account.stored:
                self._account.leave(line.number, value)
                self._account.note(f"封面的“{field.title}”出现了不止一次，只取第一次的", line.number)
            else:
                self._store(field, value, line.number)
                self._account.place(value)
                field = None
        return field if field and address.cover_field(field.id) not in self._account.stored else None

    def _may_be_value(self, text: str, field: CoverField) -> bool:
        if len(text) > _LONGEST_VALUE or _COLON.search(text) or self._title.fullmatch(_squeezed(text)):
            return False
        return field.kind == "text" or any(letter.isdecimal() for letter in text)

    def _store(self, field: CoverField, value: str, line: int) -> None:
        if field.kind == "year":
            match = _YEAR_VALUE.fullmatch(value)
            value = str(int(match[1])) if match else value
        self._account.store(address.cover_field(field.id), value, line)

    # -- title -------------------------------------------------------------------------------------------------------

    def _read_title(self, lines: Sequence[Line]) -> None:
        """Find the title, whole or broken across lines, and take from it what the fields have not said."""
        found = min(self._titles(lines), key=self._doubt, default=None)
        taken = range(0)
        if found:
            taken, match = found
            text = "".join(line.text for line in lines[taken.start : taken.stop])
            if self._agrees(match.groupdict(), lines[taken.start].number):
                self._account.place(text)
            else:
                self._account.leave(lines[taken.start].number, text)
                self._account.note("标题中的部门名称或年度与封面不一致，标题未归位", lines[taken.start].number)
        else:
            self._read_year(lines)
        for index, line in enumerate(lines):
            if index not in taken:
                self._account.leave_line(line, "第一个标题之前的文字未归位")

    def _titles(self, lines: Sequence[Line]) -> Iterator[tuple[range, re.Match[str]]]:
        for start in range(len(lines)):
            text = ""
            for stop in range(start, min(start + _TITLE_LINES, len(lines))):
                text += _squeezed(lines[stop].text)
                if len(text) > _LONGEST_LINE:
                    break
                match = self._title.fullmatch(text)
                if match:
                    yield range(start, stop + 1), match

    def _doubt(self, found: tuple[range, re.Match[str]]) -> tuple[int, int]:
        """Rank a possible title: one that names the unit comes first, then the one of fewest lines."""
        taken, match = found
        unit = key_of(match.groupdict().get(_UNIT, ""))
        known = self._account.stored.get(address.cover_field(_UNIT))
        if not unit:
            rank = 2
        elif known is None:
            rank = 1
        else:
            rank = 0 if unit == key_of(known.value) else 3
        return rank, len(taken)

    def _agrees(self, said: dict[str, str], line: int) -> bool:
        """Store what the title says and no field has said; tells whether it contradicts no field."""
        agreed = True
        for field in self._standard.cover:
            value = said.get(field.id, "")
            if field.id == _YEAR:
                value = _year_value(value)
            known = self._account.stored.get(address.cover_field(field.id))
            if value and known is None:
                self._account.store(address.cover_field(field.id), value, line)
            elif value and known is not None and key_of(known.value) != key_of(value):
                agreed = False
        return agreed

    def _read_year(self, lines: Sequence[Line]) -> None:
        """Take the year from a title in other words: a line with a year that ends as the standard's title does."""
        tail = key_of(self._standard.report_title)[-_TAIL:]
        known_fields = {field.id for field in self._standard.cover}
        if _YEAR not in known_fields or address.cover_field(_YEAR) in self._account.stored:
            return
        for line in lines:
            match = _YEAR_IN_TITLE.search(_squeezed(line.text[:_LONGEST_LINE]))
            if match and key_of(line.text[:_LONGEST_LINE]).endswith(tail):
                self._account.store(address.cover_field(_YEAR), _year_value(match[1]), line.number)
                self._account.note("标题与指标体系的写法不同，只取了年度", line.number)
                return


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _spaced(title: str) -> str:
    return _GAP.join(re.escape(letter) for letter in title if not letter.isspace())


def _title_pattern(template: str) -> str:
    pattern = ""
    for literal, name, _, _ in Formatter().parse(template):
        pattern += re.escape(_squeezed(literal))
        if name == _YEAR:
            pattern += _YEAR_PATTERN
        elif name:
            pattern += f"(?P<{name}>.{{0,60}}?)"
    return pattern


def _year_value(written: str) -> str:
    digits = written.translate(_CHINESE_DIGITS)
    return str(int(digits)) if digits else ""
