"""An exported workbook, filled in and read back: what its cells say, by their addresses."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from core.document.build import build_document
from core.document.workbook import build_workbook
from core.errors import AppError
from core.export.xlsx.cell_map import NAME as MAP
from core.export.xlsx.writer import xlsx_bytes
from core.intake import allowance, office_package
from core.intake.xlsx_figures import FilledWorkbook, read_xlsx_figures, xlsx_figures
from core.model.change import Entry
from core.model.report import Report
from core.standard.catalog import find_standard
from tests.core.export.xlsx_readers import opened, sheet_named

FINAL = "spending/personnel/final"
REASON = "indicator/funds/reason"
LONG = "上半年进度偏慢，原因是采购计划批复较晚。\n" * 60
ENTRIES = {
    "cover/reporting_unit": Entry("晴川市园林管理局"),
    "cover/phone": Entry("007-8800"),
    "cover/fiscal_year": Entry("2020"),
    FINAL: Entry("43214321.00"),
    "spending/operating/final": Entry("-1000"),
    "indicator/funds/score": Entry("6.5"),
    REASON: Entry(LONG),
    "indicator/assets/reason": Entry("=1+1 _x0041_ <b>"),
}


@cache
def exported() -> bytes:
    return exported_with(ENTRIES)


def exported_with(entries: Mapping[str, Entry]) -> bytes:
    report = Report(find_standard("foshan-2020"), entries)
    return xlsx_bytes(build_workbook(report, build_document(report), None))


def changed(change: Callable[[Workbook], None], content: bytes | None = None) -> bytes:
    """A copy that somebody changed and saved."""
    workbook = opened(content or exported())
    change(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def place(workbook: Workbook, address: str) -> tuple[str, str]:
    """The sheet of an address, and the first of its cells."""
    ((sheet, cells),) = workbook.defined_names[address.replace("/", ".")].destinations
    return sheet, cells.replace("$", "").split(":")[0]


def fill(address: str, value: object) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        sheet, cell = place(workbook, address)
        sheet_named(workbook, sheet)[cell].value = value

    return change


def read(content: bytes) -> FilledWorkbook:
    return xlsx_figures(content, "报告.xlsx")


def refusal(content: bytes) -> AppError:
    with pytest.raises(AppError) as caught:
        read(content)
    return caught.value


def test_an_unchanged_copy_says_what_the_report_does() -> None:
    filled = read(exported())
    assert (filled.standard, filled.version, filled.lost) == ("foshan-2020", 1, ())
    stored = {where: text for where, text in filled.texts.items() if text}
    in_unit = {FINAL: "4321.4321", "spending/operating/final": "-0.1", REASON: LONG.strip()}
    assert stored == {where: in_unit.get(where, entry.value) for where, entry in ENTRIES.items()}


def test_every_input_of_an_empty_report_is_there_and_blank() -> None:
    report = Report(find_standard("foshan-2020"), {})
    filled = read(exported_with({}))
    typed = {where for table, row, _, where in report.standard.cells() if not row.parts}
    typed |= {
        f"indicator/{item.id}/{kind}" for item in report.standard.scored_indicators for kind in ("score", "reason")
    }
    typed |= {f"cover/{field.id}" for field in report.standard.cover}
    assert dict(filled.texts) == dict.fromkeys(typed, "")


@pytest.mark.parametrize(
    ("address", "typed", "text"),
    [
        ("spending/total/final", None, None),
        (FINAL, 0.1, "0.1"),
        (FINAL, 4999.99, "4999.99"),
        (FINAL, 1e20, "1" + 20 * "0"),
        (FINAL, None, ""),
        (FINAL, "一百万", "一百万"),
        (FINAL, "=1+2", "=1+2"),
        (FINAL, True, "TRUE"),
        ("indicator/results/score", 28, "28"),
        (REASON, "改了", "改了"),
        ("cover/phone", 13800000000, "13800000000"),
        ("cover/reported_on", " 2021年9月 ", "2021年9月"),
    ],
)
def test_what_was_typed_is_read(address: str, typed: object, text: str | None) -> None:
    content = exported_with({**ENTRIES, REASON: Entry("短")})
    assert read(changed(fill(address, typed), content) if text is not None else content).texts.get(address) == text


def test_the_last_digits_of_binary_fractions_are_not_typed_ones() -> None:
    rewritten = _with_part(exported(), "4321.4321</v>", "4321.4321000000004</v>")
    assert read(rewritten).texts[FINAL] == "4321.4321"


def _with_part(content: bytes, old: str, new: str) -> bytes:
    """The workbook with a text of its sheets replaced."""
    buffer = io.BytesIO()
    seen = False
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            seen |= old in text
            target.writestr(name, text.replace(old, new))
    assert seen
    return buffer.getvalue()


def test_rows_that_a_program_inserts_move_the_names_along() -> None:
    def insert(workbook: Workbook) -> None:
        sheet = sheet_named(workbook, "支出明细表")
        sheet.insert_rows(4, 3)
        # What Excel does on its own.
        for name, defined in list(workbook.defined_names.items()):
            if name.startswith("spending."):
                where, cells = next(defined.destinations)
                column, row = cells.replace("$", " ").split()
                workbook.defined_names[name] = DefinedName(name, attr_text=f"'{where}'!${column}${int(row) + 3}")

    filled = read(changed(insert))
    assert (filled.texts[FINAL], filled.lost) == ("4321.4321", ())


def test_rows_that_were_moved_without_their_names_are_found_by_their_words() -> None:
    filled = read(changed(lambda workbook: sheet_named(workbook, "支出明细表").insert_rows(4, 3)))
    assert (filled.texts[FINAL], filled.lost) == ("4321.4321", ())


def test_a_copy_without_names_is_read_by_the_hidden_sheet() -> None:
    def forget(workbook: Workbook) -> None:
        for name in list(workbook.defined_names):
            del workbook.defined_names[name]

    filled = read(changed(forget))
    assert filled.texts == read(exported()).texts


def test_a_row_that_is_gone_is_lost_and_not_taken_for_another() -> None:
    filled = read(changed(lambda workbook: sheet_named(workbook, "支出明细表").delete_rows(5)))
    assert filled.lost == tuple(f"spending/personnel/{column}" for column in ("initial", "adjusted", "final"))
    assert filled.texts["spending/operating/final"] == "-0.1"


def test_a_sheet_that_is_gone_or_renamed() -> None:
    def rename(workbook: Workbook) -> None:
        sheet_named(workbook, "支出明细表").title = "明细"

    assert FINAL in read(changed(rename)).lost
    assert FINAL in read(changed(lambda workbook: workbook.remove(workbook["支出明细表"]))).lost


def test_a_workbook_that_is_not_ours_is_said() -> None:
    assert refusal(changed(lambda workbook: workbook.remove(workbook[MAP]))).code == "no_cell_map"


def test_a_workbook_of_a_newer_program_is_said() -> None:
    def renew(workbook: Workbook) -> None:
        sheet_named(workbook, MAP)["B1"].value = "99"

    assert refusal(changed(renew)).code == "newer_workbook"


@pytest.mark.parametrize("content", [b"", b"PK", b"abc" * 100, exported()[:2000]])
def test_what_is_no_excel_file_is_unreadable(content: bytes) -> None:
    assert refusal(content).code == "unreadable"


def test_a_word_file_is_unreadable() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(buffer.getvalue()).code == "unreadable"


def test_entities_are_refused() -> None:
    content = _with_part(exported(), "<workbook ", '<!DOCTYPE w [<!ENTITY a "aaaa">]><workbook ')
    assert refusal(content).code == "unreadable"


def test_what_grows_too_much_when_unpacked_is_too_large() -> None:
    buffer = io.BytesIO(exported())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", bytes(30 * 1024 * 1024))
    assert refusal(buffer.getvalue()).code == "too_large"


@pytest.mark.parametrize("limit", ["LARGEST_UNPACKED", "LARGEST_PART", "MOST_MEMBERS", "MOST_TAGS"])
def test_sizes_beyond_a_limit_are_too_large(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = exported()
    monkeypatch.setattr(office_package, limit, 1)
    assert refusal(content).code == "too_large"


@pytest.mark.parametrize(("limit", "value"), [("MOST_CHARACTERS", 50), ("MOST_PIECES", 50)])
def test_texts_beyond_a_limit_are_too_large(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content = exported()
    monkeypatch.setattr(allowance, limit, value)
    assert refusal(content).code == "too_large"


def test_a_size_that_a_sheet_only_claims_costs_nothing() -> None:
    content = _with_part(exported(), '<dimension ref="A1:D12"/>', '<dimension ref="A1:XFD1048576"/>')
    assert read(content).texts[FINAL] == "4321.4321"


def test_links_to_other_files_lead_nowhere() -> None:
    content = _with_part(
        exported(), 'Target="/xl/worksheets/sheet3.xml"', 'Target="file:///etc/passwd" TargetMode="External"'
    )
    assert FINAL in read(content).lost


def test_a_name_over_a_million_rows_is_read_as_what_stands_in_them() -> None:
    def widen(workbook: Workbook) -> None:
        workbook.defined_names["cover.phone"] = DefinedName("cover.phone", attr_text="'封面'!$C$7:$C$1048576")

    assert read(changed(widen)).texts["cover/phone"] == "007-8800"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        read_xlsx_figures(tmp_path / "没有.xlsx")
    assert caught.value.code == "not_found"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_copy_that_libreoffice_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(exported())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        "out",
        "a.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=100)
    filled = read_xlsx_figures(tmp_path / "out" / "a.xlsx")
    assert filled == read(exported())
    saved = openpyxl.load_workbook(tmp_path / "out" / "a.xlsx")
    assert "spending.total.final" in saved.defined_names
