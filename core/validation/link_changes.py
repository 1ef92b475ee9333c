"""Saying which indicators a problem touches and which measures answer it: the changes of the report that do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.model import address
from core.model.change import Change, Entry, Put
from core.model.link import Link
from core.model.report import Report
from core.validation.links import INDICATORS, MEASURES, PROBLEM, ProblemRow
from core.validation.part_points import PartPoint
from core.validation.places import quoted

_LONGEST_NAME = 20


def say_indicators(report: Report, row: ProblemRow, indicators: Iterable[str]) -> Change:
    """Return the change that says which indicators a problem touches; none may be."""
    return _saying(report, f"选择{_quoted(row)}涉及的指标", [(row, {INDICATORS: " ".join(indicators)})])


def say_measures(report: Report, row: ProblemRow, measures: Iterable[PartPoint]) -> Change:
    """Return the change that says which measures answer a problem; none may."""
    return _saying(report, f"选择{_quoted(row)}的改进措施", [(row, {MEASURES: _lines(measures)})])


def confirm(report: Report, rows: Sequence[ProblemRow]) -> Change:
    """Return the change that says of one or more problems what is proposed for them."""
    values = [(row, {INDICATORS: " ".join(row.indicators), MEASURES: _lines(row.measures)}) for row in rows]
    title = f"确认{_quoted(rows[0])}的指标和措施" if len(rows) == 1 else f"确认 {len(rows)} 个问题的指标和措施"
    return _saying(report, title, values)


def unsay(report: Report, link: Link) -> Change:
    """Return the change that takes back what was said of a problem."""
    return Change(f"撤回{quoted(link.problem.title, _LONGEST_NAME)}的指标和措施", tuple(_dropped(report, link)))


def _quoted(row: ProblemRow) -> str:
    return quoted(row.problem.title, _LONGEST_NAME)


def _lines(measures: Iterable[PartPoint]) -> str:
    return "\n".join(f"{measure.key} {measure.title}" for measure in measures)


def _saying(report: Report, title: str, said: Sequence[tuple[ProblemRow, Mapping[str, str]]]) -> Change:
    puts: list[Put] = []
    for row, values in said:
        entries = {name: Entry(value) for name, value in {PROBLEM: row.problem.title, **values}.items()}
        if row.link is not None and row.link.problem.key != row.problem.key:
            # The problem was moved or reworded: what was said of it goes on under its key of today.
            dropped = _dropped(report, row.link)
            earlier = {put.address.rpartition("/")[2]: put.before for put in dropped if put.before is not None}
            entries = {**earlier, **entries}
            puts += dropped
        for name, entry in entries.items():
            where = address.problem_link(row.problem.key, name)
            puts.append(Put(where, report.entries.get(where), entry))
    return Change(title, tuple(put for put in puts if put.before != put.after))


def _dropped(report: Report, link: Link) -> list[Put]:
    wheres = (address.problem_link(link.problem.key, name) for name in (PROBLEM, INDICATORS, MEASURES))
    return [Put(where, report.entries[where], None) for where in wheres if where in report.entries]
