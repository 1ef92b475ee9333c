"""A report exported to Excel is a workbook with its own check report."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.document.version import Version
from core.export import release
from core.export import report as report_module
from core.export.report import Format, export_report
from core.intake.xlsx_figures import read_xlsx_figures
from core.model.report import Report
from core.progress import SilentProgress
from core.validation.run import CheckRun, check
from tests.core.document.check_runs import faulty_report
from tests.core.validation.drafts import Draft


def test_the_workbook_ends_with_the_check_report_and_can_be_read_back(tmp_path: Path) -> None:
    report = faulty_report()
    (path,) = export_report(report, tmp_path, [Format.XLSX], SilentProgress()).paths
    assert openpyxl.load_workbook(path).sheetnames[-4:-1] == ["校核结果", "已接受说明", "校核台账"]
    filled = read_xlsx_figures(path)
    assert (filled.standard, filled.lost) == (report.standard.id, ())
    assert filled.texts["cover/reporting_unit"] == report.text("cover/reporting_unit")


def test_the_checks_run_once_for_the_gate_and_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report, runs = Draft().report(), []

    def counted(report: Report) -> CheckRun:
        runs.append(check(report))
        return runs[-1]

    for module in (report_module, release):
        monkeypatch.setattr(module, "check", counted)
    exported = export_report(report, tmp_path, [Format.XLSX], SilentProgress(), version=Version.FINAL)
    assert len(runs) == 1
    assert "校核结果" in openpyxl.load_workbook(exported.paths[0]).sheetnames


def test_a_public_workbook_has_no_check_report(tmp_path: Path) -> None:
    (path,) = export_report(Draft().report(), tmp_path, [Format.XLSX], SilentProgress(), version=Version.PUBLIC).paths
    assert "校核结果" not in openpyxl.load_workbook(path).sheetnames
