"""Giving a part of an open report to an office: a file of its own, and a note of it in the report."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from core.document.blocks import Form
from core.editing.part_file import given_entries, part_entries, recording
from core.errors import AppError
from core.export.report import made_folder, safe_stem
from core.intake.part_merge import PartProposal, merge_proposal
from core.model import address
from core.model.handout import Handout, digest_of_base, own_handout, report_of
from core.model.part_standard import given_fields, targets_of
from core.model.report import Report
from core.model.standard import Standard
from core.session import Session

LONGEST_OFFICE = 40
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})


class PartKind(StrEnum):
    """A kind of file that a part is given out as. A workbook holds no prose."""

    REPORT = "ziping"
    WORKBOOK = "xlsx"


def give_out(
    session: Session,
    office: str,
    targets: Collection[str],
    folder: Path,
    now: datetime,
    kind: PartKind = PartKind.REPORT,
) -> Path:
    """Write the file of a part to `folder`, note it in the report, and return its path; no file is ever replaced.

    Raises `AppError`: `no_office`, `no_parts`, `only_tables`, `is_part`, `no_folder`, and as `Session.create`,
    `write_xlsx` and `Session.apply` do; then neither file nor note is left.
    """
    report = session.report
    name = " ".join(office.split())[:LONGEST_OFFICE]
    if own_handout(report):
        raise AppError("is_part", "这份文件本身就是分出来的一部分，不能再往下分。请在总的那份报告里分。")
    if not name:
        raise AppError("no_office", "还没有写科室名称，没有分出任何文件。请写上交给哪个科室。")
    chosen = tuple(target.address for target in targets_of(report.standard) if target.address in targets)
    if not chosen:
        raise AppError("no_parts", "还没有选要分出去的部分，没有分出任何文件。请至少选一个部分。")
    if session.read_only:
        raise AppError("read_only", f"“{session.path.name}”是只读打开的，不能分给科室。请以编辑方式打开后再分。")
    is_workbook = kind is PartKind.WORKBOOK
    if is_workbook and not all(fits_workbook(report.standard, where) for where in chosen):
        raise AppError(
            "only_tables",
            "Excel 表格里只能填封面、明细表和评分，不能写正文，没有分出任何文件。"
            "请去掉正文的部分，或者改用自评文件（.ziping）。",
        )
    base = given_entries(report, chosen)
    if is_workbook:
        base = {where: entry for where, entry in base.items() if not address.is_paragraph(where)}
    handout = Handout(secrets.token_hex(4), name, f"{now:%Y-%m-%d}", chosen, digest=digest_of_base(base))
    made_folder(folder)
    path = _free_path(folder, _stem(session, name), kind)
    if is_workbook:
        _write_workbook(report, handout, path)
    else:
        # The whole standard goes with it, whatever the part shows of it.
        entries = part_entries(report, handout).items()
        Session.create(path, report.standard, entries, title=f"分给“{name}”填写", clock=lambda: now).close()
    try:
        session.apply(recording(report, handout, base if is_workbook else None))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def fits_workbook(standard: Standard, target: str) -> bool:
    """Tell whether a target has anything that can be filled in in a workbook."""
    return bool(given_fields(standard, {target}))


def _write_workbook(report: Report, handout: Handout, path: Path) -> None:
    from core.document.build import build_document
    from core.document.workbook import build_workbook
    from core.export.xlsx.writer import write_xlsx

    part = report_of(report.standard, part_entries(report, handout))
    workbook = build_workbook(part, replace(build_document(part), watermark=""), None)
    form = Form(report.standard.id, report.standard.version, handout.id)
    write_xlsx(replace(workbook, form=form), path)


def _stem(session: Session, office: str) -> str:
    report = session.report
    unit = report.text(address.cover_field("reporting_unit")).strip() or "部门"
    year = report.text(address.cover_field("fiscal_year")).strip() or str(report.standard.fiscal_year)
    return safe_stem(f"{unit[:40]}-{office}-{year[:10]}年度")


def _free_path(folder: Path, stem: str, kind: PartKind) -> Path:
    path, number = folder / f"{stem}.{kind.value}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}（{number}）.{kind.value}"
    return path


def returned_part(report: Report, path: Path) -> PartProposal:
    """Compare the file that an office returned with its report; nothing is written.

    Raises `AppError` as `Session.open`, `read_xlsx_figures` and `merge_proposal` do, and `not_a_part`.
    """
    if path.suffix.lower() not in _WORKBOOKS:
        return merge_proposal(report, read_part(path), path.name)
    from core.intake.part_workbook import part_of_workbook
    from core.intake.xlsx_figures import read_xlsx_figures

    part, notes = part_of_workbook(report, read_xlsx_figures(path), path.name)
    proposal = merge_proposal(report, part, path.name)
    return replace(proposal, notes=(*notes, *proposal.notes))


def read_part(path: Path) -> Report:
    """Read the file that an office returned, without writing anything; raises `AppError` as `Session.open` does."""
    with Session.open(path, read_only=True) as session:
        return session.report
