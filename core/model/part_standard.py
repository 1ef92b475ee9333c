"""What of a report can be given to an office by itself, and the standard as far as it concerns what was given.

A target is an address: `cover`, a part of the narrative, a table's id, or `indicator/<id>` for the points and reason of
an indicator together with its analysis.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from core.model import address
from core.model.expression import references
from core.model.standard import Chapter, CoverField, Indicator, Part, Standard, Tab

# What a report is titled by; it goes with every part.
TITLE_FIELDS = ("reporting_unit", "fiscal_year")


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be given out; `group` is the title of the tab that it stands on."""

    address: str
    title: str
    group: str


def targets_of(standard: Standard) -> tuple[Target, ...]:
    """Return everything that can be given out, in the order of the tabs; what links problems and measures cannot."""
    found: dict[str, Target] = {}
    analyses = _analyses(standard)
    for tab in standard.tabs:
        for item in tab.items:
            for where, title in _targets_in(standard, item):
                if where not in analyses:
                    found.setdefault(where, Target(where, title, tab.title))
    return tuple(found.values())


def _targets_in(standard: Standard, item: str) -> Iterator[tuple[str, str]]:
    if item == address.COVER:
        yield item, "封面"
    elif item in standard.tables_by_id:
        yield item, standard.tables_by_id[item].title
    elif item in standard.parts:
        yield item, _title_of(standard, standard.parts[item])
    elif item == address.INDICATOR:
        yield from ((indicator_target(indicator.id), indicator.title) for indicator in standard.scored_indicators)
        # The analyses of groups are written like any other part.
        analyses = standard.part_of_indicator.values()
        yield from ((part.address, _title_of(standard, part)) for part in analyses)


def _title_of(standard: Standard, part: Part) -> str:
    return part.title or next(chapter.title for chapter in standard.chapters if chapter.id == part.chapter)


def indicator_target(indicator: str) -> str:
    """Return the target that an indicator is given out by."""
    return f"{address.INDICATOR}/{indicator}"


def _analyses(standard: Standard) -> dict[str, str]:
    """Return the parts that are given with an indicator: its target by the part's address."""
    scored = {indicator.id for indicator in standard.scored_indicators}
    return {
        part.address: indicator_target(part.indicator)
        for part in standard.parts.values()
        if part.indicator is not None and part.indicator in scored
    }


def given_parts(standard: Standard, targets: Collection[str]) -> tuple[str, ...]:
    """Return the parts of the narrative that belong to targets, in reading order."""
    analyses = _analyses(standard)
    return tuple(where for where in standard.parts if analyses.get(where, where) in targets)


def given_fields(standard: Standard, targets: Collection[str]) -> tuple[str, ...]:
    """Return the addresses that belong to targets but for those of paragraphs: cover, cells, points, reasons."""
    found = []
    if address.COVER in targets:
        found += [address.cover_field(field.id) for field in standard.cover]
    found += [where for table, _, _, where in standard.cells() if table.id in targets]
    for indicator in standard.scored_indicators:
        if indicator_target(indicator.id) in targets:
            found += [address.indicator_score(indicator.id), address.indicator_reason(indicator.id)]
    return tuple(found)


def narrowed(standard: Standard, targets: Collection[str]) -> Standard:
    """Return the standard as far as it concerns targets, so that tabs, checks and scores speak of nothing else.

    Its identity and source stay those of the whole.
    """
    parts = set(given_parts(standard, targets))
    tables = tuple(table for table in standard.tables if table.id in targets)
    known = {table.id for table in tables}
    quantities = tuple(
        quantity
        for quantity in standard.quantities
        if all(where.partition("/")[0] in known for where in references(quantity.expression))
    )
    rates = {quantity.id for quantity in quantities}
    indicators = _narrowed_indicators(standard, targets, rates)
    scored = {indicator.id for indicator in standard.scored_indicators} & {item.id for item in indicators}
    points = {item.id: item.max_score for item in indicators}
    kept_checks = [
        replace(check, readings=tuple(item for item in check.readings if item in rates))
        for check in standard.rate_checks
        if not rates.isdisjoint(check.readings)
    ]
    kept_ids = {check.id for check in kept_checks}
    return replace(
        standard,
        full_mark=sum((points[item] for item in scored), Decimal(0)),
        cover=_narrowed_cover(standard, targets),
        chapters=tuple(_narrowed_chapters(standard, parts, known, scored)),
        tables=tables,
        quantities=quantities,
        indicators=indicators,
        # A grade is given for the whole report.
        grades=(),
        # The reason of a variance may stand in any part of the prose.
        variance_checks=(),
        rate_checks=tuple(check if check.rest in kept_ids else replace(check, rest=None) for check in kept_checks),
        task_checks=tuple(
            check
            for check in standard.task_checks
            if check.tasks in parts and check.results in parts and check.indicator in points
        ),
        links=None,
        tabs=tuple(_narrowed_tabs(standard, targets, parts, scored)),
    )


def _narrowed_cover(standard: Standard, targets: Collection[str]) -> tuple[CoverField, ...]:
    if address.COVER in targets:
        return standard.cover
    return tuple(replace(field, required=False) for field in standard.cover if field.id in TITLE_FIELDS)


def _narrowed_chapters(
    standard: Standard, parts: Collection[str], tables: Collection[str], scored: Collection[str]
) -> Iterator[Chapter]:
    for chapter in standard.chapters:
        kept = tuple(
            replace(
                part,
                table=part.table if part.table in tables else None,
                indicator=part.indicator if part.indicator in scored else None,
            )
            for part in chapter.parts
            if part.address in parts
        )
        if kept:
            yield replace(chapter, parts=kept)


def _narrowed_indicators(standard: Standard, targets: Collection[str], rates: Collection[str]) -> tuple[Indicator, ...]:
    """Return the indicators that were given and the groups above them, whose maximum is what is left below."""
    points = {
        indicator.id: indicator.max_score
        for indicator in standard.scored_indicators
        if indicator_target(indicator.id) in targets
    }
    for indicator_id in tuple(points):
        parent = standard.indicators_by_id[indicator_id].parent
        while parent is not None:
            points[parent] = points.get(parent, Decimal(0)) + points[indicator_id]
            parent = standard.indicators_by_id[parent].parent
    return tuple(
        replace(
            indicator,
            max_score=points[indicator.id],
            quantities=tuple(item for item in indicator.quantities if item in rates),
        )
        for indicator in standard.indicators
        if indicator.id in points
    )


def _narrowed_tabs(
    standard: Standard, targets: Collection[str], parts: Collection[str], scored: Collection[str]
) -> Iterator[Tab]:
    shown = {item for tab in standard.tabs for item in tab.items}
    analyses = _analyses(standard)
    of_groups = [
        part.address
        for part in standard.part_of_indicator.values()
        if part.address in parts and part.address not in analyses and part.address not in shown
    ]
    for tab in standard.tabs:
        items: list[str] = []
        for item in tab.items:
            if item == address.INDICATOR:
                items += [*([item] if scored else []), *of_groups]
            elif item in parts or (item in targets and (item == address.COVER or item in standard.tables_by_id)):
                items.append(item)
        if items:
            yield replace(tab, items=tuple(items))
