"""A workbook that an office filled in, as the part of the report that was given out with it."""

from __future__ import annotations

from core.errors import AppError
from core.intake.copy_values import entry_of
from core.intake.part_merge import source_of
from core.intake.xlsx_figures import FilledWorkbook
from core.model import address
from core.model.change import Entry
from core.model.handout import SELF, Handout, handouts, kept_base_of
from core.model.naming import short_title_of
from core.model.part_standard import TITLE_FIELDS, given_fields
from core.model.report import Report

_UNHARMED = "报告没有改动。"
_MOST_NAMED = 4


def part_of_workbook(report: Report, filled: FilledWorkbook, name: str) -> tuple[Report, tuple[str, ...]]:
    """Return the part that a workbook stands for, and what could not be read of it, in sentences.

    What the workbook does not say stands as it was given out. Raises `AppError`: not_a_part, other_standard.
    """
    handout = next((item for item in handouts(report) if item.id == filled.handout), None)
    if handout is None:
        raise AppError(
            "not_a_part",
            f"报告里没有分出“{name}”的记录，没有并入。{_UNHARMED}"
            "请选用“分给科室填写”写出的 Excel 表格；如果撤销过那一步，先恢复它再并入。",
        )
    if (filled.standard, filled.version) != (report.standard.id, report.standard.version):
        raise AppError("other_standard", f"“{name}”用的是另一套指标体系，不能并入这份报告。{_UNHARMED}")
    base = kept_base_of(report, handout)
    entries: dict[str, Entry] = {}
    unread: list[str] = []
    for where in given_fields(report.standard, handout.targets):
        then = base.get(where.replace("/", "."))
        entry = then
        if where in filled.texts:
            try:
                entry = entry_of(report, where, filled.texts[where], source_of(handout))
            except ValueError:
                unread.append(f"{short_title_of(report.standard, where)}要填数字，表格里写的不是数字，没有并入。")
        if entry is not None:
            entries[where] = entry
    for field in TITLE_FIELDS:
        where = address.cover_field(field)
        if where in report.entries:
            entries.setdefault(where, report.entries[where])
    entries |= {address.handout_field(SELF, field): entry for field, entry in handout.entries.items()}
    entries |= {address.handout_field("base", where): entry for where, entry in base.items()}
    return Report(report.standard, entries), (*unread, *_lost(report, filled, handout))


def _lost(report: Report, filled: FilledWorkbook, handout: Handout) -> tuple[str, ...]:
    given = set(given_fields(report.standard, handout.targets))
    lost = [short_title_of(report.standard, where) for where in filled.lost if where in given]
    if not lost:
        return ()
    more = f"等 {len(lost)} 处" if len(lost) > _MOST_NAMED else ""
    return (f"表格里找不到{'、'.join(lost[:_MOST_NAMED])}{more}（可能删了行、合并了单元格），报告里的内容保持不变。",)
