"""Tables of money in a text: their lines found and read into cells of yuan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.intake.account import Account
from core.intake.cells import RULES, Cells, cut_bracket, cut_cells, figure_of, row_key
from core.intake.lines import Line
from core.intake.money_heading import (
    LONGEST_HEADING,
    SCALES,
    Layout,
    is_title_of,
    is_variant_of_title,
    read_heading,
    read_unit,
)
from core.model import address
from core.model.amount import format_plain
from core.model.report import Report
from core.model.standard import Row, Standard, Table

_LINES_ABOVE = 4
_LONGEST_REMARK = 40


@dataclass
class MoneyTables:
    """Reads every table of money of a standard out of the lines of a source.

    Stated figures are gathered first and stored by `settle`, for a computed row is stored only where it contradicts
    its parts.
    """

    standard: Standard
    account: Account
    _stated: dict[str, tuple[Decimal, int]] = field(default_factory=dict)

    def read(self, lines: Sequence[Line]) -> set[int]:
        """Read all tables; returns the indexes of the lines that were taken."""
        taken: set[int] = set()
        at = 0
        while at < len(lines):
            cells = cut_cells(lines[at])
            layout = read_heading(cells, self.standard) if cells else None
            if cells and layout:
                self._take_heading(lines[at], cells, layout)
                taken.add(at)
                self._read_above(lines, at, layout, taken)
                at = self._read_rows(lines, at + 1, layout, taken)
                continue
            layout = self._layout_without_heading(lines, at, cells) if cells else None
            if layout:
                self._read_above(lines, at, layout, taken)
                at = self._read_rows(lines, at, layout, taken)
                continue
            at += 1
        return taken

    def settle(self) -> None:
        """Store the figures; a row of parts only where its stated figure is not what its parts add up to."""
        for table in self.standard.tables:
            for row in _parts_first(table):
                report = Report(self.standard, self.account.stored) if row.parts else None
                for column in table.columns:
                    where = address.cell(table.id, row.id, column.id)
                    if where not in self._stated:
                        continue
                    figure, line = self._stated[where]
                    computed = report.computed_figure(where) if report else None
                    if computed is None or computed.blanks or computed.value != figure:
                        self.account.store(where, format_plain(figure), line)
        if self._stated:
            self.account.note(f"明细表读入 {len(self._stated)} 个单元格")

    # -- heading -----------------------------------------------------------------------------------------------------

    def _layout_without_heading(self, lines: Sequence[Line], at: int, cells: Cells) -> Layout | None:
        """Take the standard's own columns where a table's title is followed by rows of just as many figures."""
        for table in self.standard.tables:
            if not any(is_title_of(line, table) for line in lines[max(0, at - _LINES_ABOVE) : at]):
                continue
            layout = Layout(table, dict(enumerate(table.columns, start=1)), {}, len(table.columns) + 1)
            found = _row_in(cells, layout)
            figures = cells.texts[found.figures_at :] if found else ()
            if len(figures) == layout.figures and all(figure_of(text) is not None for text in figures):
                self.account.note(f"“{table.title}”没有表头，按指标体系的列次序读入", lines[at].number)
                return layout
        return None

    def _take_heading(self, line: Line, cells: Cells, layout: Layout) -> None:
        for position, text in enumerate(cells.texts, start=layout.width - len(cells.texts)):
            if position in layout.columns or position < layout.first:
                self.account.place(text)
            else:
                self.account.leave(line.number, text)
                self.account.note(f"“{layout.table.title}”没有“{text[:20]}”这一列，该列未归位", line.number)
        self._place_rules(line, cells)

    def _read_above(self, lines: Sequence[Line], at: int, layout: Layout, taken: set[int]) -> None:
        """Take the table's title and unit, which stand in a few short lines above its rows."""
        for index in range(at - 1, max(-1, at - 1 - _LINES_ABOVE), -1):
            if index in taken or len(lines[index].text) > _LONGEST_REMARK:
                break
            if self._take_title_or_unit(lines[index], layout):
                taken.add(index)
        if layout.scale is None and len(layout.scales) < len(layout.columns):
            table = layout.table
            self.account.note(f"“{table.title}”没有写明单位，按{table.unit}读入，请核对", lines[at].number)

    def _take_title_or_unit(self, line: Line, layout: Layout) -> bool:
        if len(line.text) > LONGEST_HEADING:
            return False
        titled = is_title_of(line, layout.table)
        unit = read_unit(cut_bracket(line.text)[1]) if titled else read_unit(line.text)
        if unit in SCALES:
            layout.scale = SCALES[unit]
            if layout.scale != layout.table.scale:
                self.account.note(f"“{layout.table.title}”以{unit}为单位，已换算为{layout.table.unit}", line.number)
        elif unit:
            table = layout.table
            self.account.leave_line(line, f"不认识单位“{unit}”，“{table.title}”按{table.unit}读入，请核对")
            return True
        elif not titled:
            if not is_variant_of_title(line, layout.table):
                return False
            self.account.leave_line(line, f"“{layout.table.title}”的标题写法不同，按指标体系的标题输出")
            return True
        self.account.place(line.text)
        return True

    # -- rows --------------------------------------------------------------------------------------------------------

    def _read_rows(self, lines: Sequence[Line], at: int, layout: Layout, taken: set[int]) -> int:
        """Read rows until the table ends; returns the index of the first line behind it."""
        for index in range(at, len(lines)):
            line = lines[index]
            cells = cut_cells(line) or Cells((line.text,), ruled=False)
            again = read_heading(cells, self.standard)
            found = _row_in(cells, layout)
            if again is not None and again.table is layout.table:
                # The heading row repeated on the next page.
                again.scale = layout.scale
                layout = again
                self._take_heading(line, cells, layout)
            elif found is not None:
                self._take_row(line, cells, found, layout)
            elif _is_unknown_row(cells, layout):
                self.account.leave_line(line, f"“{layout.table.title}”没有这样的行，未归位")
            elif not self._take_title_or_unit(line, layout):
                return index
            taken.add(index)
        return len(lines)

    def _take_row(self, line: Line, cells: Cells, found: _RowFound, layout: Layout) -> None:
        for position, text in enumerate(cells.texts[: found.figures_at]):
            if position in found.title_at:
                self.account.place(text)
            else:
                self.account.leave(line.number, text)
        for position, text in enumerate(cells.texts[found.figures_at :], start=layout.first):
            self._take_cell(line, text, position, found.row, layout)
        self._place_rules(line, cells)

    def _take_cell(self, line: Line, text: str, position: int, row: Row, layout: Layout) -> None:
        column = layout.columns.get(position)
        if not text or column is None:
            self.account.leave(line.number, text)
            return
        title = layout.table.title
        figure = figure_of(text)
        if figure is None:
            self.account.leave(line.number, text)
            self.account.note(f"“{title}”的“{text[:20]}”不是数字，未归位", line.number)
            return
        amount = figure * layout.scale_at(position)
        where = address.cell(layout.table.id, row.id, column.id)
        if where in self._stated and self._stated[where][0] != amount:
            self.account.leave(line.number, text)
            self.account.note(f"“{title}”中“{row.short}”的{column.title}有两个不同的数，后一个未归位", line.number)
            return
        self._stated.setdefault(where, (amount, line.number))
        self.account.place(text)

    def _place_rules(self, line: Line, cells: Cells) -> None:
        """Count the bars between cells, which the printed table has too."""
        if cells.ruled:
            self.account.place("".join(RULES.findall(line.text)))


@dataclass(frozen=True, slots=True)
class _RowFound:
    """The row that a line states: the positions of its title's cells, and where its figures begin."""

    row: Row
    title_at: range
    figures_at: int


def _row_in(cells: Cells, layout: Layout) -> _RowFound | None:
    texts = cells.texts
    if cells.ruled or len(texts) == 1:
        at = min(layout.first, len(texts))
        titles = [range(at), *(range(position, position + 1) for position in reversed(range(at)))]
    else:
        # Cells cut at spaces have lost the blank ones: only a full row says which figure stands where, and prose
        # may begin with a row's title too.
        at = len(texts) - layout.figures
        if at < 1 or sum(figure_of(text) is None for text in texts[at:]) > 1:
            return None
        titles = [range(at)]
    for title_at in titles:
        row = layout.rows.get(row_key("".join(texts[position] for position in title_at)))
        if row:
            return _RowFound(row, title_at, at)
    return None


def _is_unknown_row(cells: Cells, layout: Layout) -> bool:
    figures = [figure_of(text) is not None for text in cells.texts[1:]]
    if cells.ruled:
        return any(figures)
    return len(figures) >= layout.figures and all(figures[-layout.figures :])


def _parts_first(table: Table) -> Iterator[Row]:
    done: set[str] = set()

    def visit(row: Row) -> Iterator[Row]:
        if row.id not in done:
            done.add(row.id)
            for part in row.parts:
                yield from visit(table.row(part))
            yield row

    for row in table.rows:
        yield from visit(row)
