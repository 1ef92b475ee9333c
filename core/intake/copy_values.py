"""The figures, scores, reasons and cover fields of an edited copy that are not those of the report."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from core.document.copy_base import CopyBase
from core.document.printed import Printed, as_compared, digest_of
from core.intake.copy_changes import ALSO_CHANGED, CopyChange, CopyChangeKind
from core.intake.docx_figures import marked_text
from core.intake.word_copy import WordCopy
from core.model import address
from core.model.amount import parse_decimal
from core.model.change import Entry, Origin
from core.model.naming import short_title_of
from core.model.report import Report

_MOST_NAMED = 4


def changed_values(
    report: Report, printed: Mapping[str, Printed], copy: WordCopy
) -> tuple[list[CopyChange], list[str]]:
    """Return the changes of what stands in tables and on the cover, and what could not be taken, in sentences.

    A figure counts as changed only where its printed text is another than the export's own: one that was rounded for
    print never touches the exact one.
    """
    changes: list[CopyChange] = []
    notes: list[str] = []
    missing: list[str] = []
    for where, ours in printed.items():
        if where.startswith(f"{address.NARRATIVE}/"):
            continue
        then = copy.base.values.get(where) if copy.base else None
        if copy.base and then is None:
            continue
        theirs = marked_text(copy.marked, where)
        if theirs is None:
            missing.append(where)
        elif _is_changed(theirs, ours, copy.base, where):
            place = short_title_of(report.standard, where)
            if not _is_editable(report, where):
                # Without a base nobody knows whether the copy or the report has moved on.
                if copy.base:
                    notes.append(f"{_named(report, where)}由程序算出，文稿里改成的“{_short(theirs)}”没有采纳。")
                continue
            try:
                entry = entry_of(report, where, theirs, f"读回“{copy.name}”")
            except ValueError:
                notes.append(f"{place}要填数字，文稿里写的是“{_short(theirs)}”，没有采纳。")
                continue
            is_conflict = then is not None and then.digest != digest_of(ours.text)
            conflict = ALSO_CHANGED if is_conflict else ""
            changes.append(CopyChange(CopyChangeKind.CHANGED, where, ours.text, theirs, conflict, {where: entry}))
    if missing:
        named = "、".join(_named(report, where) for where in missing[:_MOST_NAMED])
        more = f"等 {len(missing)} 处" if len(missing) > _MOST_NAMED else ""
        notes.append(f"文稿里找不到{named}{more}（可能删了表格的行、合并了单元格），报告里的内容保持不变。")
    return changes, notes


def _is_changed(theirs: str, ours: Printed, base: CopyBase | None, where: str) -> bool:
    if as_compared(theirs) == as_compared(ours.text):
        return False
    return base is None or base.values[where].digest != digest_of(theirs)


def _is_editable(report: Report, where: str) -> bool:
    pieces = where.split("/")
    if pieces[0] == address.COVER:
        return True
    if pieces[0] == address.INDICATOR:
        scored = {indicator.id for indicator in report.standard.scored_indicators}
        return pieces[1] in scored and where in (
            address.indicator_score(pieces[1]),
            address.indicator_reason(pieces[1]),
        )
    if address.is_cell(where) and pieces[0] in report.standard.tables_by_id:
        has_parts = bool(report.standard.tables_by_id[pieces[0]].row(pieces[1]).parts)
        return not has_parts or report.stored_figure(where) is not None
    return False


def entry_of(report: Report, where: str, theirs: str, source: str) -> Entry | None:
    """Return what is stored for a text of the copy; raises `ValueError` for a text where a figure must be."""
    if where.startswith(f"{address.COVER}/"):
        theirs = as_compared(theirs)
    elif address.is_cell(where):
        table = report.standard.tables_by_id[where.split("/")[0]]
        amount = _figure(theirs, table.unit)
        return None if amount is None else Entry(f"{amount * table.scale:f}", Origin.IMPORTED, source)
    elif where.endswith("/score"):
        points = _figure(theirs, "分")
        return None if points is None else Entry(f"{points:f}", Origin.IMPORTED, source)
    return Entry(theirs, Origin.IMPORTED, source) if theirs else None


def _figure(text: str, unit: str) -> Decimal | None:
    return parse_decimal("".join(text.split()).removesuffix(unit))


def _named(report: Report, where: str) -> str:
    """Return the words for a place; those that only the printed form has are named by their table."""
    pieces = where.split("/")
    if pieces[0] == "quantity":
        quantity = report.standard.quantities_by_id.get(pieces[1])
        return f"“{quantity.title}”" if quantity else "比率计算表"
    known = {"total_max": "分值合计", "total_deduction": "扣分合计"}
    if pieces[0] == address.RESULT:
        return known.get(pieces[1]) or short_title_of(report.standard, where)
    if pieces[0] == address.INDICATOR and pieces[-1] == "deduction":
        indicator = report.standard.indicators_by_id[pieces[1]]
        return f"{indicator.title} · 扣分"
    return short_title_of(report.standard, where)


def _short(text: str) -> str:
    line = as_compared(text)
    return (f"{line[:20]}…" if len(line) > 20 else line) or "空白"
