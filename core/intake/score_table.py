"""The table of scores (自评表) in a text: one row an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.intake.account import Account
from core.intake.cells import RULES, Cells, cut_bracket, cut_cells, figure_of
from core.intake.lines import Line
from core.intake.titles import closest, key_of, read_number
from core.model import address
from core.model.amount import format_plain
from core.model.standard import Indicator, Standard

_MAXIMUM = frozenset({"分值", "满分", "标准分", "标准分值", "权重"})
_EARNED = frozenset({"得分", "自评得分", "自评分", "自评分值", "自评分数"})
_REASON = ("扣分", "原因")
_INDICATOR = "指标"
_SUMS = frozenset({"合计", "总计", "总分"})


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the cells of a score table stand; -1 for a column that it lacks."""

    maximum: int
    earned: int
    reason: int

    @property
    def first(self) -> int:
        return min(position for position in (self.maximum, self.earned, self.reason) if position >= 0)


@dataclass
class ScoreTables:
    """Reads score tables into the scores and reasons of indicators."""

    standard: Standard
    account: Account

    def read(self, lines: Sequence[Line], taken: set[int]) -> None:
        """Read all score tables out of the lines not taken yet, and add the indexes of theirs to `taken`."""
        layout: _Layout | None = None
        for index, line in enumerate(lines):
            cells = None if index in taken else cut_cells(line)
            heading = _layout_of(cells) if cells else None
            if cells and heading:
                layout = heading
                self._take_heading(line, cells, layout)
                taken.add(index)
            elif cells and layout and self._take_row(line, cells, layout):
                taken.add(index)
            else:
                layout = None

    def _take_heading(self, line: Line, cells: Cells, layout: _Layout) -> None:
        known = {layout.maximum, layout.earned, layout.reason}
        for position, text in enumerate(cells.texts):
            if position in known or position < layout.first:
                self.account.place(text)
            else:
                self.account.leave(line.number, text)
        self._place_rules(line, cells)

    def _take_row(self, line: Line, cells: Cells, layout: _Layout) -> bool:
        """Take a row; returns whether the line is one."""
        if len(cells.texts) <= layout.earned:
            return False
        indicator, at = self._indicator_in(cells.texts[: layout.first])
        if indicator is None:
            if figure_of(cells.texts[layout.earned]) is None:
                return False
            if key_of(cells.texts[0]) in _SUMS:
                why = "自评表的合计由程序计算，原表的合计行未归位"
            else:
                why = "自评表中有指标体系没有的指标，未归位"
            self.account.leave_line(line, why)
            return True
        for position, text in enumerate(cells.texts):
            if position == at or self._take_cell(line, text, position, indicator, layout):
                self.account.place(text)
            else:
                self.account.leave(line.number, text)
        self._place_rules(line, cells)
        return True

    def _indicator_in(self, texts: Sequence[str]) -> tuple[Indicator | None, int]:
        """Return the indicator that a row is about and the position of its title, looked for from the right."""
        scored = {key_of(indicator.title): indicator for indicator in self.standard.scored_indicators}
        for position in range(len(texts) - 1, -1, -1):
            number = read_number(texts[position])
            key = key_of(number.rest if number else texts[position])
            indicator = scored.get(key) or closest(key, scored)
            if indicator:
                return indicator, position
        return None, -1

    def _take_cell(self, line: Line, text: str, position: int, indicator: Indicator, layout: _Layout) -> bool:
        """Store what a cell says; returns whether it has found its place."""
        if position == layout.earned:
            return self._take_score(line, figure_of(text), indicator)
        if position == layout.maximum:
            stated = figure_of(text)
            if stated != indicator.max_score:
                maximum = format_plain(indicator.max_score)
                self.account.note(f"“{indicator.title}”的分值写作“{text[:20]}”，指标体系为 {maximum} 分", line.number)
            return stated == indicator.max_score
        where = address.indicator_reason(indicator.id)
        if position == layout.reason and text and where not in self.account.stored:
            self.account.store(where, text, line.number)
            return True
        return False

    def _take_score(self, line: Line, score: Decimal | None, indicator: Indicator) -> bool:
        where = address.indicator_score(indicator.id)
        if score is None or where in self.account.stored:
            self.account.note(f"自评表中“{indicator.title}”的得分未归位", line.number)
            return False
        self.account.store(where, format_plain(score), line.number)
        return True

    def _place_rules(self, line: Line, cells: Cells) -> None:
        if cells.ruled:
            self.account.place("".join(RULES.findall(line.text)))


def _layout_of(cells: Cells) -> _Layout | None:
    keys = [key_of(cut_bracket(text)[0]) for text in cells.texts]
    maximum = next((position for position, key in enumerate(keys) if key in _MAXIMUM), -1)
    earned = next((position for position, key in enumerate(keys) if key in _EARNED), -1)
    reason = next((position for position, key in enumerate(keys) if any(word in key for word in _REASON)), -1)
    layout = _Layout(maximum, earned, reason)
    if earned < 1 or layout.first < 1 or not any(_INDICATOR in key for key in keys[: layout.first]):
        return None
    return layout
