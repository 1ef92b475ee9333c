from __future__ import annotations

import errno
import io
import os
import re
import time
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.document.blocks import Cover, CoverLine, TableCell
from core.errors import AppError
from core.export.xlsx.writer import write_xlsx, xlsx_bytes
from core.progress import CancelledError
from tests.core.export.documents import (
    AUTHOR,
    TITLE,
    amount,
    report_document,
    spending_table,
    table_document,
    text_table,
)
from tests.core.export.xlsx_readers import cell_at, cell_xml, dump, footer, opened, part, part_of_sheet, sheet_named

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "report.xlsx.txt"
EDGES = ("left", "right", "top", "bottom")


@pytest.fixture(scope="module")
def content() -> bytes:
    """The workbook of the report document."""
    return xlsx_bytes(report_document())


def test_workbook_is_the_golden_one(content: bytes) -> None:
    """ZIPING_WRITE_GOLDEN=1 writes the golden file anew; look at the difference before it is committed."""
    if os.environ.get("ZIPING_WRITE_GOLDEN") == "1":
        GOLDEN.write_text(dump(content), encoding="utf-8")
    assert dump(content) == GOLDEN.read_text(encoding="utf-8")


def test_there_is_a_sheet_for_the_cover_and_for_each_table_in_reading_order(content: bytes) -> None:
    assert opened(content).sheetnames == ["封面", "支出明细表", "自评表", "比率计算表"]


def test_a_document_without_a_cover_begins_with_its_first_table() -> None:
    document = replace(report_document(), cover=None)
    assert opened(xlsx_bytes(document)).sheetnames == ["支出明细表", "自评表", "比率计算表"]


def test_cover_holds_the_title_in_two_lines_and_every_field(content: bytes) -> None:
    cover = sheet_named(opened(content), "封面")
    assert str(cover["A2"].value).replace("\n", "") == TITLE
    assert [(cover[f"B{row}"].value, cover[f"C{row}"].value) for row in (4, 5, 6)] == [
        ("部门名称：", AUTHOR),
        ("联系电话：", "0000-0000000"),
        ("填报日期：", None),
    ]
    assert cover["C6"].border.bottom.style == "thin", "a blank field can be filled in by hand"


def test_figures_are_numbers_with_their_own_decimal_digits(content: bytes) -> None:
    sheet = sheet_named(opened(content), "支出明细表")
    assert sheet["B5"].data_type == "n"
    assert cell_xml(content, "支出明细表", "C5").endswith("><v>4321.4321</v></c>")
    # 4000.1 + 300.2 + 775.76 is 5076.0599… in binary fractions.
    assert cell_xml(content, "支出明细表", "B9").endswith("</f><v>5076.06</v></c>")


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("0.1", "0.1"),
        ("-0", "0"),
        ("1E+3", "1000"),
        ("999999999999999.99", "999999999999999.99"),
        ("0.000001", "0.000001"),
        ("0.3333333333333333333333333333", "0.33333333333333333"),
    ],
)
def test_stored_figures_are_plain_decimals_of_as_many_digits_as_excel_holds(value: str, stored: str) -> None:
    table = replace(spending_table(), body=((TableCell(""), amount(Decimal(value))),))
    assert f"<v>{stored}</v>" in cell_xml(xlsx_bytes(table_document(table)), "支出明细表", "B4")


def test_blank_is_not_zero(content: bytes) -> None:
    sheet = sheet_named(opened(content, values=True), "支出明细表")
    assert sheet["B8"].value is None
    assert sheet["C8"].value == 0


def test_formulas_have_their_values_stored_beside_them(content: bytes) -> None:
    formulas, values = opened(content), opened(content, values=True)
    assert formulas["支出明细表"]["B9"].value == '=IF(COUNT(B4,B7:B8)=0,"",SUM(B4,B7:B8))'
    assert values["支出明细表"]["B9"].value == 5076.06
    assert formulas["自评表"]["F5"].value == '=IF(COUNT(D5:E5)<2,"",D5-E5)'
    assert values["自评表"]["F6"].value == 0.1
    final, initial = "'支出明细表'!C9", "'支出明细表'!B9"
    assert (
        formulas["比率计算表"]["B4"].value == f'=IF(COUNT({final},{initial})<2,"",IF({initial}=0,"",{final}/{initial}))'
    )
    assert values["比率计算表"]["B4"].value == pytest.approx(5356.0571 / 5076.06)


def test_formula_without_a_value_stores_an_empty_text() -> None:
    table = spending_table()
    emptied = [
        tuple(replace(cell, value=None, text="") if cell.kind == "amount" else cell for cell in row)
        for row in table.body
    ]
    written = xlsx_bytes(table_document(replace(table, body=tuple(emptied))))
    assert ' t="str"><f>' in cell_xml(written, "支出明细表", "B4")
    assert cell_xml(written, "支出明细表", "B4").endswith("</f><v></v></c>")


def test_formula_over_a_figure_that_no_sheet_shows_is_written_as_its_value() -> None:
    table = spending_table()
    only_total = replace(table, body=table.body[-1:])
    written = xlsx_bytes(table_document(only_total))
    assert cell_xml(written, "支出明细表", "B4").endswith("><v>5076.06</v></c>")
    assert "<f>" not in part_of_sheet(written, "支出明细表")


def test_number_formats(content: bytes) -> None:
    workbook = opened(content)
    assert workbook["支出明细表"]["B5"].number_format == "#,##0.00"
    assert workbook["自评表"]["E5"].number_format == "General"
    assert workbook["比率计算表"]["B4"].number_format == "0.00%"
    wide = replace(spending_table(), body=((TableCell(""), amount(Decimal(1), decimals=4)),))
    assert opened(xlsx_bytes(table_document(wide)))["支出明细表"]["B4"].number_format == "#,##0.0000"


def test_table_looks_like_an_official_form(content: bytes) -> None:
    sheet = sheet_named(opened(content), "支出明细表")
    assert "A1:C1" in map(str, sheet.merged_cells.ranges)
    assert sheet["A1"].alignment.horizontal == "center"
    assert (sheet["A2"].value, sheet["C2"].value) == (f"填报单位：{AUTHOR}", "单位：万元")
    assert sheet["C2"].alignment.horizontal == "right"
    assert all(cell_at(sheet, f"{column}3").fill.fill_type == "solid" for column in "ABC")
    assert sheet["A5"].alignment.indent > sheet["A4"].alignment.indent == 0
    for row in range(3, 10):
        for column in "ABC":
            borders = cell_at(sheet, f"{column}{row}").border
            assert [getattr(borders, edge).style for edge in EDGES] == ["thin"] * 4


def test_every_part_of_a_merged_cell_has_its_own_borders(content: bytes) -> None:
    sheet = sheet_named(opened(content), "自评表")
    judged = 0
    for area in sheet.merged_cells.ranges:
        if area.min_row < 3 or area.min_row > 9:  # title, unit and notes have none
            continue
        looks = set()
        for row, column in (place for line in area.rows for place in line):
            found = re.search(r' s="(\d+)"', cell_xml(content, "自评表", f"{chr(64 + column)}{row}"))
            assert found
            looks.add(found[1])
        assert len(looks) == 1
        assert cell_at(sheet, area.coord.split(":")[0]).border.left.style == "thin"
        judged += 1
    assert judged == 7


def test_print_setup(content: bytes) -> None:
    workbook = opened(content)
    spending, scores = sheet_named(workbook, "支出明细表"), sheet_named(workbook, "自评表")
    assert (spending.page_setup.orientation, scores.page_setup.orientation) == ("portrait", "landscape")
    for sheet in workbook.worksheets:
        assert sheet.page_setup.paperSize == 9, "A4"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_options.horizontalCentered
        assert sheet.print_area
    assert footer(scores) == "第 &P 页 共 &N 页"
    assert scores.print_title_rows == "$3:$4"
    assert scores.freeze_panes == "A5"
    assert footer(sheet_named(workbook, "封面")) is None


def test_columns_share_the_width_of_the_page(content: bytes) -> None:
    sheet = sheet_named(opened(content), "自评表")
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFG"]
    assert [round(width / widths[0] * 3) for width in widths] == [3, 9, 12, 4, 4, 4, 13]


def test_properties_come_from_the_document(content: bytes) -> None:
    properties = opened(content).properties
    assert (properties.title, properties.creator) == (TITLE, AUTHOR)
    assert f"{properties.created:%Y-%m-%d} {properties.modified:%Y-%m-%d}" == "2022-03-31 2022-03-31"


@pytest.mark.parametrize("made_on", ["", "2021-02-31"])
def test_without_a_date_none_is_stated(made_on: str, content: bytes) -> None:
    assert "<dcterms:created " in part(content, "docProps/core.xml")
    assert "created" not in part(xlsx_bytes(report_document(made_on=made_on)), "docProps/core.xml")


def test_every_prefix_within_an_attribute_is_declared(content: bytes) -> None:
    """Readers of XML do not check `xsi:type="dcterms:W3CDTF"`; programs that validate the properties do."""
    judged = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            declared = {prefix for _, (prefix, _) in ElementTree.iterparse(io.BytesIO(text), ["start-ns"])}
            for prefix in re.findall(rb' xsi:type="([^":]+):', text):
                assert prefix.decode("ascii") in declared, name
                judged += 1
    assert judged == 2


def test_same_document_gives_the_same_file(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "again.xlsx"
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("sys.platform", "win32")
    write_xlsx(report_document(), target)
    assert target.read_bytes() == content
    with zipfile.ZipFile(target) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}


class Recorder:
    """A sink that takes note of everything, and cancels at a step."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.reports: list[tuple[int, int, str]] = []
        self._cancel_at = cancel_at

    def report(self, done: int, total: int, message: str) -> None:
        self.reports.append((done, total, message))
        if done == self._cancel_at:
            raise CancelledError


def test_progress_names_each_sheet(tmp_path: Path) -> None:
    sink = Recorder()
    write_xlsx(report_document(), tmp_path / "report.xlsx", progress=sink)
    assert [done for done, _, _ in sink.reports] == [0, 1, 2, 3, 4, 5]
    assert {total for _, total, _ in sink.reports} == {5}
    assert "支出明细表" in sink.reports[1][2]


def test_cancelled_export_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(CancelledError):
        write_xlsx(report_document(), target, progress=Recorder(cancel_at=2))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")

    def write_half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(AppError) as refusal:
        write_xlsx(report_document(), target)
    assert refusal.value.code == "disk_full"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as refusal:
        write_xlsx(report_document(), tmp_path / "none" / "report.xlsx")
    assert refusal.value.code == "no_folder"


HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "\t=1+1",
    "\r=cmd|' /C calc'!A0",
    '=HYPERLINK("file:///c:/","点这里")',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula(text: str) -> None:
    table = replace(text_table(text), title=text, unit=text, notes=(text,), head=((TableCell(text),),))
    document = table_document(table, author=text, cover=Cover(text, (CoverLine(text, text, ""),)))
    workbook = opened(xlsx_bytes(document))
    seen = 0
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if str(cell.value or "").strip() == text.strip():
                    assert cell.quotePrefix, f"{cell.coordinate} would be a formula when entered anew"
                    seen += 1
    # Cover title and value; title, unit, head, cell and note of the table. The label and the unit that hands in are
    # followed and preceded by words.
    assert seen == 7


def test_plain_text_is_not_marked(content: bytes) -> None:
    assert not opened(content)["支出明细表"]["A4"].quotePrefix


def test_markup_control_characters_and_marks_of_excel_are_only_text() -> None:
    text = "<b>&amp;\"'</b> \x00\x1b\x7f\ud800\ufffe_x0041_]]>"
    written = xlsx_bytes(table_document(text_table(text), author=text, cover=Cover(text, ())))
    # openpyxl, unlike Excel, does not take the escape of such a mark back.
    assert opened(written)["文字"]["B4"].value == "<b>&amp;\"'</b> _x005F_x0041_]]>"


def test_table_that_is_little_more_than_a_page_is_set_on_one() -> None:
    def pages_high(rows: int) -> object:
        sheet = sheet_named(opened(xlsx_bytes(table_document(text_table(*["行"] * rows)))), "文字")
        return sheet.page_setup.fitToHeight

    assert [pages_high(rows) for rows in (1, 26, 30, 40)] == [1, 1, 1, 0]


def test_sheet_names_are_legal_and_differ() -> None:
    names = ("封面", "a/b:c*[d]?\\", "'引号'", "", "History", "很长的表名" * 10, "表A", "表a")
    made = opened(xlsx_bytes(table_document(*(text_table("x", name=name) for name in names)))).sheetnames
    assert made == [
        "封面",
        "封面（2）",
        "abcd",
        "引号",
        "表5",
        "History（2）",
        ("很长的表名" * 10)[:31],
        "表A",
        "表a（2）",
    ]


def test_table_without_rows_is_written() -> None:
    sheet = sheet_named(opened(xlsx_bytes(table_document(replace(text_table(), head=(), title="")))), "文字")
    assert sheet.freeze_panes is None
    assert [cell.value for row in sheet.iter_rows() for cell in row] == [None, None]


def test_rows_that_are_too_short_are_filled_with_blank_cells_within_borders() -> None:
    table = replace(text_table(), body=((TableCell("只有一格"),), (TableCell("太宽", columns=5),)))
    sheet = sheet_named(opened(xlsx_bytes(table_document(table))), "文字")
    assert sheet["B3"].border.right.style == "thin"
    assert "A4:B4" in map(str, sheet.merged_cells.ranges)
