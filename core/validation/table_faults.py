"""The words of findings about tables: which rows or columns make a sum, and by how much it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.model.amount import format_decimal, format_plain, round_half_up
from core.model.finding import Place, place_of
from core.model.manuscript import Grid
from core.validation.narrative.paired_totals import Pair
from core.validation.narrative.sheets import Labelled
from core.validation.narrative.table_formulas import Misfit, Operation
from core.validation.narrative.table_sums import Judged
from core.validation.registry import Fault, contradicted

_MOST_SHOWN = 5
_MOST_NAMED = 3
_MOST_COLUMNS = 2
_SIGNS = {Operation.DIFFERENCE: "－", Operation.SUM: "＋", Operation.PRODUCT: "×"}
_PERCENTS = frozenset({Operation.RATE, Operation.SHARE, Operation.GROWTH})


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A sum down a column of a table, as it is found there."""

    grid: Grid
    header: str
    result: Judged

    @property
    def row(self) -> tuple[str, str]:
        """The row of the sum, by which its columns are told together; two may stand side by side in one line."""
        whole = self.result.whole
        return whole.figure.cell.address.rpartition("/")[0], whole.label


@dataclass(frozen=True, slots=True)
class RowSum:
    """A sum across the columns of a table in one of its rows; `headers` are the names of the parts."""

    grid: Grid
    header: str
    headers: tuple[str, ...]
    result: Judged


def column_fault(sums: Sequence[ColumnSum]) -> Fault:
    """Return the finding about a row that does not sum up others in one or more columns."""
    told = "；".join(_in_column(one) for one in sums[:_MOST_COLUMNS])
    more = f"；另有 {len(sums) - _MOST_COLUMNS} 列也不符" if len(sums) > _MOST_COLUMNS else ""
    figures = [item for one in sums for item in (one.result.whole, *one.result.parts)]
    return contradicted(
        f"{_title(sums[0].grid)}{told}{more}。",
        "核对这一行与所属各行，改正填错的一个。",
        [place_of_cell(item) for item in dict.fromkeys(figures)],
    )


def row_fault(grid: Grid, sums: Sequence[RowSum], misfits: Sequence[Misfit]) -> Fault:
    """Return the finding about a row in which columns do not follow from others."""
    told: dict[frozenset[str], str] = {}
    figures: list[Labelled] = []
    for one in sums:
        figures += (one.result.whole, *one.result.parts)
        told.setdefault(_cells(figures[-1 - len(one.result.parts) :]), _across(one))
    for misfit in misfits:
        figures += (misfit.result, *misfit.operands)
        told.setdefault(_cells((misfit.result, *misfit.operands)), _worked(misfit))
    label = next((item.label for item in figures if item.label), "")
    row = f"“{label}”一行：" if label not in {one.header for one in sums} else "："
    return contradicted(
        f"{_title(grid)}{row}{'；'.join([*told.values()][:_MOST_COLUMNS])}。",
        "核对这一行的各个数，改正填错的一个。",
        [place_of_cell(item) for item in dict.fromkeys(figures)],
    )


def pair_fault(pair: Pair, why: str) -> Fault:
    """Return the finding about two totals that differ, and `why` they should not."""
    one, other = pair.one, pair.other
    here, there = (sheet.grid for sheet in pair.sheets)
    elsewhere = "" if here is there else f"“{there.title}”" if there.title else "另一张表"
    return contradicted(
        f"{_title(here)}“{one.label}”填 {one.figure.cell.text}，"
        f"{elsewhere}“{other.label}”填 {other.figure.cell.text}，{why}",
        "核对两个合计，改正填错的一个。",
        [place_of_cell(one), place_of_cell(other)],
    )


def place_of_cell(item: Labelled) -> Place:
    """Return the place of a figure of a table."""
    return place_of(item.figure.cell.address, item.figure.cell.text, item.label)


def _in_column(one: ColumnSum) -> str:
    result = one.result
    header = f"“{one.header}”列" if one.header else ""
    parts = [part for part in result.parts if part.figure.value] or list(result.parts)
    return (
        f"{header}“{result.whole.label}”填 {result.whole.figure.cell.text}，"
        f"{_rows(parts, _amount(result.gap + result.whole.figure.value, parts))}，相差 {_gap(result)}{_larger(result)}"
    )


def _rows(parts: Sequence[Labelled], total: str) -> str:
    if len(parts) == 1:
        return f"所属的“{parts[0].label}”{parts[0].figure.cell.text}"
    if len(parts) <= _MOST_SHOWN:
        return f"所属各行 {'＋'.join(part.figure.cell.text for part in parts)}＝{total}"
    names = "、".join(part.code or f"“{part.label}”" for part in parts[:_MOST_NAMED])
    return f"所属 {names} 等 {len(parts)} 行之和 {total}"


def _larger(result: Judged) -> str:
    """Say which part alone is more than the whole, where nothing is negative."""
    values = [part.figure.value for part in result.parts]
    most = max(result.parts, key=lambda part: part.figure.value)
    if min(values) < 0 or most.figure.value <= result.whole.figure.value or len(result.parts) == 1:
        return ""
    return f"（其中“{most.label}”一行就有 {most.figure.cell.text}）"


def _across(one: RowSum) -> str:
    result = one.result
    filled = [pair for pair in zip(one.headers, result.parts, strict=True) if pair[1].figure.value]
    shown = "".join(f"{_sign(part)}{header} {part.figure.cell.text}" for header, part in filled[:_MOST_SHOWN])[1:]
    more = f"＋…（共 {len(filled)} 列）" if len(filled) > _MOST_SHOWN else ""
    total = _amount(result.gap + result.whole.figure.value, result.parts)
    return f"{shown}{more}＝{total}，“{one.header}”填 {result.whole.figure.cell.text}，相差 {_gap(result)}"


def _sign(part: Labelled) -> str:
    """Return how a figure is added: what goes out of a balance is taken off, though it is written without a sign."""
    return "－" if part.figure.value < 0 and part.figure.cell.text.strip()[:1].isdigit() else "＋"


def _worked(misfit: Misfit) -> str:
    texts = [item.figure.cell.text for item in misfit.operands]
    sums = _SIGNS.get(misfit.operation, "÷").join(texts)
    if misfit.operation is Operation.GROWTH:
        sums = f"（{texts[0]}－{texts[1]}）÷{texts[1]}"
    percent = "%" if misfit.operation in _PERCENTS else ""
    expected = format_plain(round_half_up(misfit.expected, max(misfit.result.figure.decimals, 2)))
    return (
        f"按其他 {misfit.agreeing} 行的算法，{sums}＝{expected}{percent}，"
        f"“{misfit.header}”填 {misfit.result.figure.cell.text}"
    )


def _cells(items: Sequence[Labelled]) -> frozenset[str]:
    return frozenset(item.figure.cell.address for item in items)


def _amount(value: Decimal, parts: Sequence[Labelled]) -> str:
    return format_decimal(value, max(part.figure.decimals for part in parts))


def _gap(result: Judged) -> str:
    return format_decimal(abs(result.gap), max(part.figure.decimals for part in (result.whole, *result.parts)))


def _title(grid: Grid) -> str:
    return f"“{grid.title}”" if grid.title else "表中"
