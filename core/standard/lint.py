"""A standard's own faults: what can be read, but does not agree with itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.model import address
from core.model.amount import format_percent, format_plain, round_half_up
from core.model.expression import references
from core.model.report import children_of
from core.model.standard import Grade, Indicator, Standard
from core.standard.locator import KeyPath, key_text
from core.standard.references import figure_addresses


@dataclass(frozen=True, slots=True)
class LintFault:
    """One fault. `code` is a stable English name, `key` the place in the file: indicators[2].max_score."""

    code: str
    message: str
    key: str


def lint(standard: Standard) -> list[LintFault]:
    """Return the standard's faults in the order of the checks; that it is not verified is none."""
    return [fault for check in _CHECKS for fault in check(standard)]


def _fault(code: str, message: str, *path: str | int) -> LintFault:
    return LintFault(code, message, key_text(path))


# -- scores and grades -------------------------------------------------------------------------------------------------


def _check_maxima(standard: Standard) -> Iterator[LintFault]:
    top = [indicator for indicator in standard.indicators if indicator.parent is None]
    total = _sum_of_maxima(top)
    if total != standard.full_mark:
        yield _fault(
            "maxima_not_full_mark",
            f"{len(top)} 个一级指标的分值合计 {format_plain(total)} 分，与满分 {format_plain(standard.full_mark)} 分"
            f"相差 {format_plain(abs(standard.full_mark - total))} 分",
            "scoring",
            "full_mark",
        )
    for index, indicator in enumerate(standard.indicators):
        children = children_of(standard, indicator.id)
        below = _sum_of_maxima(children)
        if children and below != indicator.max_score:
            yield _fault(
                "maxima_not_parent",
                f"“{indicator.title}”分值 {format_plain(indicator.max_score)} 分，"
                f"下级指标的分值合计 {format_plain(below)} 分",
                "indicators",
                index,
                "max_score",
            )
        if indicator.max_score == 0:
            yield _fault("maximum_zero", f"“{indicator.title}”的分值是 0", "indicators", index, "max_score")
        if indicator.max_score != round_half_up(indicator.max_score, standard.score_decimals):
            yield _fault(
                "maximum_too_fine",
                f"“{indicator.title}”的分值 {format_plain(indicator.max_score)} 的小数"
                f"多于评分的小数位数（{standard.score_decimals} 位）",
                "indicators",
                index,
                "max_score",
            )


def _sum_of_maxima(indicators: Sequence[Indicator]) -> Decimal:
    return sum((indicator.max_score for indicator in indicators), Decimal(0))


def _check_grades(standard: Standard) -> Iterator[LintFault]:
    places = {grade.name: index for index, grade in enumerate(standard.grades)}
    reached = Decimal(0)
    for grade in sorted(standard.grades, key=lambda grade: grade.lower):
        path = ("grades", places[grade.name])
        if grade.lower >= grade.upper:
            yield _fault("band_empty", f"等级“{grade.name}”的下限不低于上限", *path, "upper")
            continue
        if grade.lower > reached:
            yield _fault(
                "band_gap", f"{_span(reached, grade.lower)} 分不属于任何等级，“{grade.name}”之下有空档", *path, "lower"
            )
        if grade.lower < reached:
            overlap = _span(grade.lower, min(reached, grade.upper))
            yield _fault("band_overlap", f"{overlap} 分既属于“{grade.name}”，又属于另一等级", *path, "lower")
        reached = max(reached, grade.upper)
    if reached < standard.full_mark:
        span = f"[{format_plain(reached)}, {format_plain(standard.full_mark)}]"
        yield _fault("band_gap", f"{span} 分不属于任何等级，最高一级没有到满分", "grades")
    if reached > standard.full_mark:
        yield _fault("band_beyond", f"等级到 {format_plain(reached)} 分为止，超出了满分", "grades")
    if list(standard.grades) != sorted(standard.grades, key=_lower, reverse=True):
        yield _fault("grade_order", "等级应当从高到低排列", "grades")


def _lower(grade: Grade) -> Decimal:
    return grade.lower


def _span(lower: Decimal, upper: Decimal) -> str:
    return f"[{format_plain(lower)}, {format_plain(upper)})"


# -- outline, tabs and cover -------------------------------------------------------------------------------------------


def _check_cover(standard: Standard) -> Iterator[LintFault]:
    for needed, kind in (("reporting_unit", "text"), ("fiscal_year", "year")):
        found = [(index, item) for index, item in enumerate(standard.cover) if item.id == needed]
        if not found:
            yield _fault("cover_field_missing", f"封面缺少 {needed}，报告标题和文件名要用", "cover")
        for index, item in found:
            if not item.required:
                yield _fault("cover_field_optional", f"“{item.title}”应当必填", "cover", index, "required")
            if item.kind != kind:
                yield _fault("cover_field_kind", f"“{item.title}”的 kind 应当是 {kind}", "cover", index, "kind")
            if item.private:
                message = f"“{item.title}”不能标为不公开，公开件的标题和文件名要用"
                yield _fault("cover_field_private", message, "cover", index, "private")


def _check_tabs(standard: Standard) -> Iterator[LintFault]:
    shown = Counter(item for tab in standard.tabs for item in tab.items)
    # The indicators' own parts are edited beside their scores.
    with_indicators = {part.address for part in standard.parts.values() if part.indicator is not None}
    expected: list[tuple[str, str, KeyPath]] = [
        (address.COVER, "封面", ("cover",)),
        (address.INDICATOR, "指标", ("indicators",)),
        *((table.id, f"表格“{table.title}”", ("tables", index)) for index, table in enumerate(standard.tables)),
        *_parts_with_paths(standard),
    ]
    if standard.links is not None:
        expected.append((address.LINK, "问题与措施的对应表", ("links",)))
    for item, title, path in expected:
        times = shown[item] + (shown[address.INDICATOR] if item in with_indicators else 0)
        if times == 0:
            yield _fault("not_in_tabs", f"{title}没有在任何页签里出现，无处填写", *path)
        if times > 1:
            yield _fault("twice_in_tabs", f"{title}在页签里出现了 {times} 次", *path)


def _check_private_parts(standard: Standard) -> Iterator[LintFault]:
    for part, (_, title, path) in zip(standard.parts.values(), _parts_with_paths(standard), strict=True):
        if part.private and part.table is not None:
            message = f"{title}标为不公开，所附表格却要公开，请把表格放到别的部分"
            yield _fault("private_part_with_table", message, *path, "private")


def _parts_with_paths(standard: Standard) -> Iterator[tuple[str, str, KeyPath]]:
    for chapter_index, chapter in enumerate(standard.chapters):
        for index, part in enumerate(chapter.parts):
            title = part.title or chapter.title
            yield part.address, f"“{title}”", ("chapters", chapter_index, "parts", index)


def _check_outline(standard: Standard) -> Iterator[LintFault]:
    placed = Counter(part.table for part in standard.parts.values())
    for index, table in enumerate(standard.tables):
        if placed[table.id] == 0:
            yield _fault("table_not_placed", f"表格“{table.title}”没有放进提纲，报告里不会有它", "tables", index)
        if placed[table.id] > 1:
            message = f"表格“{table.title}”在提纲里放了 {placed[table.id]} 次"
            yield _fault("table_placed_twice", message, "tables", index)
    for chapter_index, chapter in enumerate(standard.chapters):
        analyses = any(part.indicator is not None for part in chapter.parts)
        for index, part in enumerate(chapter.parts):
            path = ("chapters", chapter_index, "parts", index)
            if not part.title and index > 0:
                yield _fault(
                    "untitled_part", f"“{chapter.title}”里没有标题的部分应当排在最前，否则分不出界线", *path, "title"
                )
            if analyses and part.title and part.indicator is None:
                yield _fault("part_without_indicator", f"“{part.title}”没有对应的指标", *path)


def _check_indicator_parts(standard: Standard) -> Iterator[LintFault]:
    analysed = Counter(part.indicator for part in standard.parts.values())
    scored = {indicator.id for indicator in standard.scored_indicators}
    for index, indicator in enumerate(standard.indicators):
        if analysed[indicator.id] > 1:
            yield _fault("indicator_with_parts", f"“{indicator.title}”在提纲里有多个部分", "indicators", index)
        if indicator.id in scored and not any(analysed[upward] for upward in _upwards(standard, indicator)):
            yield _fault("indicator_without_part", f"“{indicator.title}”在提纲里没有对应的部分", "indicators", index)


def _upwards(standard: Standard, indicator: Indicator) -> Iterator[str]:
    """Yield the indicator's id and then those above it."""
    here: Indicator | None = indicator
    while here is not None:
        yield here.id
        here = standard.indicators_by_id[here.parent] if here.parent is not None else None


# -- tables, quantities and checks -------------------------------------------------------------------------------------


def _check_rows(standard: Standard) -> Iterator[LintFault]:
    for table_index, table in enumerate(standard.tables):
        including = {row.id: row.part_of for row in table.rows}
        for index, row in enumerate(table.rows):
            for part in row.parts:
                whole = including[part]
                if whole is not None and whole in (row.id, *row.parts):
                    yield _fault(
                        "row_counted_twice",
                        f"“{table.row(part).short}”是“{table.row(whole).short}”的其中项，不能再计入“{row.short}”的合计",
                        "tables",
                        table_index,
                        "rows",
                        index,
                        "parts",
                    )


def _check_quantities(standard: Standard) -> Iterator[LintFault]:
    known = figure_addresses(standard)
    used = {quantity for indicator in standard.indicators for quantity in indicator.quantities}
    for index, quantity in enumerate(standard.quantities):
        for where in dict.fromkeys(references(quantity.expression)):
            if where not in known:
                message = f"“{quantity.title}”提到的 {where} 不存在"
                yield _fault("unknown_address", message, "quantities", index, "expression")
        if quantity.id not in used:
            yield _fault("quantity_unused", f"“{quantity.title}”没有指标用到", "quantities", index)


def _check_thresholds(standard: Standard) -> Iterator[LintFault]:
    for index, check in enumerate(standard.variance_checks):
        if not 0 < check.threshold <= 1:
            yield _fault(
                "variance_threshold",
                f"差异比例 {format_percent(check.threshold)} 应当大于 0、不超过 100%（30% 写作 0.30）",
                "checks",
                "variance",
                index,
                "threshold",
            )


def _check_rates(standard: Standard) -> Iterator[LintFault]:
    named: dict[str, str] = {}
    for index, rate in enumerate(standard.rate_checks):
        path = ("checks", "rates", index)
        for reading in rate.readings:
            quantity = standard.quantities_by_id[reading]
            if quantity.kind != "percent":
                yield _fault("rate_of_amount", f"“{quantity.title}”是金额，不能是“{rate.names[0]}”", *path, "readings")
        for name in rate.names:
            if not name.endswith("率"):
                yield _fault("rate_name", f"“{name}”不以“率”结尾，正文里认不出", *path, "names")
            if name in named:
                yield _fault("rate_named_twice", f"“{name}”出现了两次，分不清是哪一个比率", *path, "names")
            named[name] = rate.id


def _check_titles(standard: Standard) -> Iterator[LintFault]:
    """Alike titles cannot be told apart in a finding, and an import could not say which one is meant."""
    seen: set[tuple[str, str]] = set()
    for scope, title, path in _titles(standard):
        if (scope, title) in seen:
            yield _fault("title_repeated", f"“{title}”出现了两次，分不清指的是哪一个", *path)
        seen.add((scope, title))


def _titles(standard: Standard) -> Iterator[tuple[str, str, KeyPath]]:
    """Yield each title with the scope that it must be alone in."""
    for index, item in enumerate(standard.cover):
        yield "cover", item.title, ("cover", index, "title")
    for index, chapter in enumerate(standard.chapters):
        yield "chapter", chapter.title, ("chapters", index, "title")
        for alias in chapter.aliases:
            yield "chapter", alias, ("chapters", index, "aliases")
        for part_index, part in enumerate(chapter.parts):
            yield f"chapter/{chapter.id}", part.title, ("chapters", index, "parts", part_index, "title")
    for index, table in enumerate(standard.tables):
        yield "table", table.title, ("tables", index, "title")
        for row_index, row in enumerate(table.rows):
            yield f"{table.id}/row", row.short, ("tables", index, "rows", row_index, "short")
        for column_index, column in enumerate(table.columns):
            yield f"{table.id}/column", column.title, ("tables", index, "columns", column_index, "title")
    for index, quantity in enumerate(standard.quantities):
        yield "quantity", quantity.title, ("quantities", index, "title")
    for index, indicator in enumerate(standard.indicators):
        yield f"indicator/{indicator.parent}", indicator.title, ("indicators", index, "title")
    for index, tab in enumerate(standard.tabs):
        yield "tab", tab.title, ("tabs", index, "title")


_CHECKS: tuple[Callable[[Standard], Iterator[LintFault]], ...] = (
    _check_maxima,
    _check_grades,
    _check_cover,
    _check_tabs,
    _check_outline,
    _check_private_parts,
    _check_indicator_parts,
    _check_rows,
    _check_quantities,
    _check_thresholds,
    _check_rates,
    _check_titles,
)
