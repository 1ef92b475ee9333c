"""What a standard file says about itself must exist: duplicates, references and circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.model import address
from core.model.expression import references
from core.model.standard import Standard, Table
from core.standard.locator import KeyPath
from core.standard.section import Faults

# No form nests deeper; the limits keep whatever walks these trees within a few calls.
_DEEPEST_ROWS = 8
_DEEPEST_INDICATORS = 3


def check_references(standard: Standard, faults: Faults) -> None:
    """Note every duplicate, every mention of what does not exist, and every circle."""
    _check_duplicates(standard, faults)
    for index, table in enumerate(standard.tables):
        _check_rows(table, ("tables", index, "rows"), faults)
    _check_outline(standard, faults)
    _check_indicators(standard, faults)
    _check_quantities(standard, faults)
    _check_variance(standard, faults)
    _check_rates(standard, faults)
    _check_linked_parts(standard, faults)
    _check_tabs(standard, faults)


def figure_addresses(standard: Standard) -> frozenset[str]:
    """Return the addresses that an expression may speak of: the cells of the tables and the scores."""
    scores = (address.indicator_score(indicator.id) for indicator in standard.scored_indicators)
    return frozenset(where for _, _, _, where in standard.cells()).union(scores)


def _check_duplicates(standard: Standard, faults: Faults) -> None:
    def check(path: KeyPath, ids: Sequence[str], key: str = "id") -> None:
        seen: set[str] = set()
        for index, item in enumerate(ids):
            if item in seen:
                faults.add((*path, index, key), f"“{item}”与前面的重复")
            seen.add(item)

    check(("cover",), [item.id for item in standard.cover])
    check(("chapters",), [chapter.id for chapter in standard.chapters])
    for index, chapter in enumerate(standard.chapters):
        check(("chapters", index, "parts"), [part.id for part in chapter.parts])
    check(("tables",), [table.id for table in standard.tables])
    for index, table in enumerate(standard.tables):
        check(("tables", index, "columns"), [column.id for column in table.columns])
        check(("tables", index, "rows"), [row.id for row in table.rows])
        if table.id in address.RESERVED:
            faults.add(("tables", index, "id"), f"“{table.id}”是保留的名称，不能用作表格")
    check(("quantities",), [quantity.id for quantity in standard.quantities])
    check(("indicators",), [indicator.id for indicator in standard.indicators])
    check(("grades",), [grade.name for grade in standard.grades], "name")
    check(("checks", "rates"), [rate.id for rate in standard.rate_checks])
    check(("tabs",), [tab.id for tab in standard.tabs])


def _check_rows(table: Table, path: KeyPath, faults: Faults) -> None:
    ids = {row.id for row in table.rows}
    for index, row in enumerate(table.rows):
        for position, part in enumerate(row.parts):
            where = (*path, index, "parts", position)
            if part not in ids:
                faults.add(where, f"提到的行“{part}”不存在")
            elif part in row.parts[:position]:
                faults.add(where, f"重复提到行“{part}”")
        if row.part_of is not None and row.part_of not in ids:
            faults.add((*path, index, "part_of"), f"提到的行“{row.part_of}”不存在")
    positions = {row.id: index for index, row in enumerate(table.rows)}
    links = {row.id: row.parts for row in table.rows}
    for row_id, why in _circles(links, _DEEPEST_ROWS):
        faults.add((*path, positions[row_id], "parts"), why)
    links = {row.id: (row.part_of,) if row.part_of else () for row in table.rows}
    for row_id, why in _circles(links, _DEEPEST_ROWS):
        faults.add((*path, positions[row_id], "part_of"), why)


def _check_outline(standard: Standard, faults: Faults) -> None:
    for chapter_index, chapter in enumerate(standard.chapters):
        for index, part in enumerate(chapter.parts):
            path: KeyPath = ("chapters", chapter_index, "parts", index)
            if part.table is not None and part.table not in standard.tables_by_id:
                faults.add((*path, "table"), f"提到的表格“{part.table}”不存在")
            if part.indicator is not None and part.indicator not in standard.indicators_by_id:
                faults.add((*path, "indicator"), f"提到的指标“{part.indicator}”不存在")


def _check_indicators(standard: Standard, faults: Faults) -> None:
    quantities = {quantity.id for quantity in standard.quantities}
    positions = {}
    for index, indicator in enumerate(standard.indicators):
        positions[indicator.id] = index
        if indicator.parent is not None and indicator.parent not in standard.indicators_by_id:
            faults.add(("indicators", index, "parent"), f"提到的指标“{indicator.parent}”不存在")
        for position, quantity in enumerate(indicator.quantities):
            if quantity not in quantities:
                faults.add(("indicators", index, "quantities", position), f"提到的比率“{quantity}”不存在")
    links = {
        indicator.id: (indicator.parent,) if indicator.parent is not None else () for indicator in standard.indicators
    }
    for indicator_id, why in _circles(links, _DEEPEST_INDICATORS):
        faults.add(("indicators", positions[indicator_id], "parent"), why)


def _check_quantities(standard: Standard, faults: Faults) -> None:
    known = figure_addresses(standard)
    for index, quantity in enumerate(standard.quantities):
        for where in dict.fromkeys(references(quantity.expression)):
            if where not in known:
                faults.add(
                    ("quantities", index, "expression"), f"提到的“{where.replace('/', '.')}”不是表格里的数据或指标得分"
                )


def _check_variance(standard: Standard, faults: Faults) -> None:
    for index, check in enumerate(standard.variance_checks):
        path: KeyPath = ("checks", "variance", index)
        table = standard.tables_by_id.get(check.table)
        if table is None:
            faults.add((*path, "table"), f"提到的表格“{check.table}”不存在")
            continue
        columns = {column.id for column in table.columns}
        for key, column in (("base", check.base), ("actual", check.actual)):
            if column not in columns:
                faults.add((*path, key), f"提到的列“{column}”不存在")
        if check.base == check.actual:
            faults.add((*path, "actual"), "与 base 是同一列，比不出差异")


def _check_rates(standard: Standard, faults: Faults) -> None:
    ids = {rate.id for rate in standard.rate_checks}
    for index, rate in enumerate(standard.rate_checks):
        path: KeyPath = ("checks", "rates", index)
        for position, quantity in enumerate(rate.readings):
            if quantity not in standard.quantities_by_id:
                faults.add((*path, "readings", position), f"提到的比率“{quantity}”不存在")
        if rate.rest is not None and rate.rest not in ids:
            faults.add((*path, "rest"), f"提到的比率核对“{rate.rest}”不存在")
        elif rate.rest == rate.id:
            faults.add((*path, "rest"), "不能是它自己")


def _check_linked_parts(standard: Standard, faults: Faults) -> None:
    """Tasks and their results, problems and their measures: parts that exist, and two of them."""

    def check(path: KeyPath, **parts: str) -> None:
        for key, part in parts.items():
            if part not in standard.parts:
                faults.add((*path, key), f"提到的部分“{part}”不存在")
        first, second = parts
        if parts[first] == parts[second]:
            faults.add((*path, second), f"与 {first} 是同一部分")

    for index, task_check in enumerate(standard.task_checks):
        path: KeyPath = ("checks", "tasks", index)
        check(path, tasks=task_check.tasks, results=task_check.results)
        if task_check.indicator not in {indicator.id for indicator in standard.scored_indicators}:
            faults.add((*path, "indicator"), f"提到的指标“{task_check.indicator}”不存在，或者不单独评分")
    if standard.links is not None:
        check(("links",), problems=standard.links.problems, measures=standard.links.measures)


def _check_tabs(standard: Standard, faults: Faults) -> None:
    known = {address.COVER, address.INDICATOR, address.EVIDENCE, *standard.tables_by_id, *standard.parts}
    if standard.links is not None:
        known.add(address.LINK)
    for index, tab in enumerate(standard.tabs):
        for position, item in enumerate(tab.items):
            if item not in known:
                faults.add(("tabs", index, "items", position), f"提到的“{item}”不存在")


def _circles(links: Mapping[str, Sequence[str]], deepest: int) -> list[tuple[str, str]]:
    """Return each node that leads back to itself with why; where none does, each that leads on too deep."""
    circles, too_deep = [], []
    for start in links:
        level = {start}
        for _ in range(deepest):
            level = {there for here in level for there in links.get(here, ())}
            if start in level:
                circles.append((start, f"绕了一圈又回到“{start}”"))
                break
        else:
            if level:
                too_deep.append((start, f"嵌套超过 {deepest} 层"))
    return circles or too_deep
