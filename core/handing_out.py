"""Giving a part of an open report to an office: a file of its own, and a note of it in the report."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from core.editing.part_file import given_entries, part_entries, recording
from core.errors import AppError
from core.export.report import made_folder, safe_stem
from core.model import address
from core.model.handout import Handout, digest_of_base, own_handout
from core.model.part_standard import targets_of
from core.model.report import Report
from core.session import Session

LONGEST_OFFICE = 40


def give_out(session: Session, office: str, targets: Collection[str], folder: Path, now: datetime) -> Path:
    """Write the file of a part to `folder`, note it in the report, and return its path; no file is ever replaced.

    Raises `AppError`: `no_office`, `no_parts`, `is_part`, `no_folder`, and as `Session.create` and `Session.apply` do;
    then neither file nor note is left.
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
    digest = digest_of_base(given_entries(report, chosen))
    handout = Handout(secrets.token_hex(4), name, f"{now:%Y-%m-%d}", chosen, digest=digest)
    made_folder(folder)
    path = _free_path(folder, _stem(session, name))
    title = f"分给“{name}”填写"
    # The whole standard goes with it, whatever the part shows of it.
    Session.create(path, report.standard, part_entries(report, handout).items(), title=title, clock=lambda: now).close()
    try:
        session.apply(recording(report, handout))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _stem(session: Session, office: str) -> str:
    report = session.report
    unit = report.text(address.cover_field("reporting_unit")).strip() or "部门"
    year = report.text(address.cover_field("fiscal_year")).strip() or str(report.standard.fiscal_year)
    return safe_stem(f"{unit[:40]}-{office}-{year[:10]}年度")


def _free_path(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}.ziping", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}（{number}）.ziping"
    return path


def read_part(path: Path) -> Report:
    """Read the file that an office returned, without writing anything; raises `AppError` as `Session.open` does."""
    with Session.open(path, read_only=True) as session:
        return session.report
