"""The check report and the list of checks as files that other programs open."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.document.check_words import title_of_rule
from core.errors import AppError
from core.export.check_report import export_check_list, export_check_report
from core.progress import CancelledError
from core.validation.run import RULES
from tests.core.document.check_runs import REASON, accepting, checked, faulty_report, finding, run_of, run_with
from tests.core.export.pdf.readers import outline, page_texts, properties, without_spaces
from tests.core.export.xlsx_readers import footer, sheet_named

NAME = "望湖市湖泊保护中心2020年度部门整体支出绩效自评报告-校核报告"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    report = accepting(faulty_report(), "SPD-001")
    pdf, xlsx = export_check_report(checked(report), *run_of(report), tmp_path_factory.mktemp("out") / "新文件夹")
    return pdf, xlsx


def test_files_are_named_after_what_was_checked_and_nothing_else_is_left(paths: tuple[Path, Path]) -> None:
    assert [path.name for path in paths] == [f"{NAME}.pdf", f"{NAME}.xlsx"]
    assert sorted(paths[0].parent.iterdir()) == sorted(paths)


def test_the_pdf_has_no_cover_and_tells_the_accepted_before_the_open(paths: tuple[Path, Path]) -> None:
    content = paths[0].read_bytes()
    pages = page_texts(content)
    assert "校核时间" in pages[0]
    text = without_spaces("".join(pages))
    places = [text.index(words) for words in (REASON, "文中写97", "三、校核台账", title_of_rule("CMP-002"))]
    assert places == sorted(places)
    assert [entry.title for entry in outline(content)][1:] == [
        "一、已接受并说明的问题", "二、尚未处理的问题", "（一）错误 1 条", "（二）提醒 2 条", "三、校核台账",
    ]  # fmt: skip
    assert properties(content)["Title"] == "望湖市湖泊保护中心2020年度部门整体支出绩效自评报告校核报告"


def test_the_workbook_opens_with_frozen_heads_wrapped_text_and_print_setup(paths: tuple[Path, Path]) -> None:
    workbook = openpyxl.load_workbook(paths[1])
    assert workbook.sheetnames == ["校核结果", "已接受说明", "校核台账"]
    for name in workbook.sheetnames:
        sheet = sheet_named(workbook, name)
        assert sheet.freeze_panes == "A4"
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert footer(sheet) == "第 &P 页 共 &N 页"
        assert sheet["C4"].alignment.wrap_text
        assert all(column.width > 3 for column in sheet.column_dimensions.values())
    assert sheet_named(workbook, "校核结果").page_setup.orientation == "landscape"
    assert REASON in [cell.value for cell in sheet_named(workbook, "已接受说明")[4]]


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    report = accepting(faulty_report(), "SPD-001", reason='=HYPERLINK("x")')
    _, xlsx = export_check_report(checked(report), *run_of(report), tmp_path)
    cells = [cell for row in sheet_named(openpyxl.load_workbook(xlsx), "已接受说明").iter_rows() for cell in row]
    (reason,) = (cell for cell in cells if cell.value == '=HYPERLINK("x")')
    assert reason.data_type == "s"


def test_a_reason_longer_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    reason = "\n".join(f"第{number}点。" for number in range(300))
    report = accepting(faulty_report(), "SPD-001", reason=reason)
    pdf, xlsx = export_check_report(checked(report), *run_of(report), tmp_path)
    text = without_spaces("".join(page_texts(pdf.read_bytes())))
    assert all(f"第{number}点。" in text for number in range(300))
    cells = [cell.value for row in sheet_named(openpyxl.load_workbook(xlsx), "已接受说明").iter_rows() for cell in row]
    assert "第299点。" in "".join(str(value) for value in cells if value)


def test_the_same_run_gives_the_same_bytes(paths: tuple[Path, Path], tmp_path: Path) -> None:
    report = accepting(faulty_report(), "SPD-001")
    again = export_check_report(checked(report), *run_of(report), tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]


def test_a_cancelled_export_leaves_nothing_half_written(tmp_path: Path) -> None:
    class Impatient:
        def report(self, done: int, total: int, message: str) -> None:
            if done:
                raise CancelledError

    with pytest.raises(CancelledError):
        export_check_report(checked(faulty_report()), *run_with(finding()), tmp_path, Impatient())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(AppError) as caught:
        export_check_report(checked(faulty_report()), *run_with(), tmp_path / "文件" / "里面")
    assert caught.value.code == "no_folder"


def test_the_list_of_checks_is_written_to_the_named_file(tmp_path: Path) -> None:
    export_check_list(tmp_path / "一览.pdf")
    text = without_spaces("".join(page_texts((tmp_path / "一览.pdf").read_bytes())))
    assert all(rule.code in text for rule in RULES)
    with pytest.raises(AppError) as caught:
        export_check_list(tmp_path / "没有" / "一览.pdf")
    assert caught.value.code == "no_folder"
