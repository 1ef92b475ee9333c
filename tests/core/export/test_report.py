"""A report exported to Excel is a workbook with its own check report."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.export import report as report_module
from core.export.report import Format, export_report
from core.intake.xlsx_figures import read_xlsx_figures
from core.model.report import Report
from core.progress import SilentProgress
from core.validation.run import CheckRun, check
from tests.core.document.check_runs import faulty_report


def test_the_workbook_ends_with_the_check_report_and_can_be_read_back(tmp_path: Path) -> None:
    report = faulty_report()
    (path,) = export_report(report, tmp_path, [Format.XLSX], SilentProgress())
    assert openpyxl.load_workbook(path).sheetnames[-4:-1] == ["校核结果", "已接受说明", "校核台账"]
    filled = read_xlsx_figures(path)
    assert (filled.standard, filled.lost) == (report.standard.id, ())
    assert filled.texts["cover/reporting_unit"] == report.text("cover/reporting_unit")


def test_checks_that_have_run_already_are_not_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = faulty_report()
    run = check(report)
    (path,) = export_report(report, tmp_path / "a", [Format.XLSX], SilentProgress())

    def refuse(report: Report) -> CheckRun:
        raise AssertionError("checked again")

    monkeypatch.setattr(report_module, "check", refuse)
    (again,) = export_report(report, tmp_path / "b", [Format.XLSX], SilentProgress(), run=run)
    assert again.read_bytes() == path.read_bytes()
