"""Other programs calculate the workbooks anew; what they find is what is stored beside each formula."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.document.blocks import Document
from core.document.build import build_document
from core.document.workbook import build_workbook
from core.export.xlsx.writer import xlsx_bytes
from core.intake.text import import_text
from core.intake.text_file import read_text_file
from core.model.change import Entry
from core.model.report import Report
from core.paths import resource_path
from core.standard.catalog import find_standard
from tests.core.export.documents import calculation_document, report_document
from tests.core.export.xlsx_readers import formula_cells, without_stored_values


def workbook_of(entries: Mapping[str, Entry]) -> Document:
    report = Report(find_standard("foshan-2020"), entries)
    return build_workbook(report, build_document(report), run=None)


def workbook_of_text(path: Path) -> Document:
    return workbook_of(dict(import_text(read_text_file(path), find_standard("foshan-2020"), path.name).entries))


def sample_workbook() -> Document:
    return workbook_of_text(resource_path("samples", "sample.txt"))


def empty_workbook() -> Document:
    return workbook_of({})


def half_scored_workbook() -> Document:
    """Some points are given, one of them a full mark, and a deduction has no reason."""
    points = {"budgeting": "7.1", "objectives": "8", "funds": "6.9"}
    return workbook_of({f"indicator/{name}/score": Entry(value) for name, value in points.items()})


REAL_REPORT = Path(__file__).resolve().parents[4] / "shared" / "samples" / "foshan-2020.txt"

# Each with the number of formulas that must have a value.
DOCUMENTS: tuple[tuple[Callable[[], Document], int], ...] = (
    (report_document, 10),
    (calculation_document, 190),
    (sample_workbook, 55),
    (half_scored_workbook, 14),
    (empty_workbook, 8),
)
if REAL_REPORT.exists():
    DOCUMENTS = (*DOCUMENTS, (lambda: workbook_of_text(REAL_REPORT), 50))


def assert_calculated_as_stored(content: bytes, calculated: Mapping[tuple[str, str], object], least: int) -> None:
    """Compare every formula's result with its stored value; at least so many must have a value."""
    wrong: list[tuple[str, str, object, object]] = []
    with_value = 0
    for sheet, where, stored in formula_cells(content):
        found = calculated[sheet, where]
        if stored is None:
            if found not in {None, ""}:
                wrong.append((sheet, where, stored, found))
            continue
        with_value += 1
        if isinstance(stored, str):
            if str(found or "") != stored.replace("_x005F_", "_"):
                wrong.append((sheet, where, stored, found))
            continue
        assert isinstance(stored, int | float)
        # A figure: TRUE is not 1.
        if isinstance(found, bool | str) or found != pytest.approx(stored, rel=1e-12, abs=1e-12):
            wrong.append((sheet, where, stored, found))
    assert not wrong
    assert with_value >= least


@pytest.mark.parametrize(("document", "least"), DOCUMENTS, ids=lambda value: getattr(value, "__name__", ""))
def test_formulas_package_calculates_the_stored_values(
    document: Callable[[], Document], least: int, tmp_path: Path
) -> None:
    import formulas

    content = xlsx_bytes(document())
    path = tmp_path / "book.xlsx"
    path.write_bytes(without_stored_values(content))
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()

    calculated = {}
    for sheet, where, _ in formula_cells(content):
        value: Any = solution[f"'[book.xlsx]{sheet.upper()}'!{where}"].value[0, 0]
        calculated[sheet, where] = value.item() if hasattr(value, "item") else value
    assert_calculated_as_stored(content, calculated, least)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_the_stored_values(tmp_path: Path) -> None:
    written = {f"{count}.xlsx": xlsx_bytes(document()) for count, (document, _) in enumerate(DOCUMENTS)}
    for name, content in written.items():
        (tmp_path / name).write_bytes(without_stored_values(content))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out"]
    subprocess.run([*command, *written], cwd=tmp_path, check=True, capture_output=True, timeout=100)
    for (name, content), (_, least) in zip(written.items(), DOCUMENTS, strict=True):
        workbook = openpyxl.load_workbook(tmp_path / "out" / name, data_only=True)
        found = {
            (sheet.title, cell.coordinate): cell.value
            for sheet in workbook.worksheets
            for row in sheet.iter_rows()
            for cell in row
        }
        assert_calculated_as_stored(content, found, least)
