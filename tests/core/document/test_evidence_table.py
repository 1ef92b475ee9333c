"""The list of evidence in the annex: in the document, the PDF, the Word file and the workbook."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from docx.oxml.ns import qn

from core.document.build import build_document
from core.document.evidence_table import evidence_table
from core.document.public_copy import public_copy
from core.export.docx.writer import write_docx
from core.export.pdf.writer import pdf_bytes
from core.export.xlsx.writer import write_xlsx
from core.progress import SilentProgress
from tests.core.validation.drafts import Draft

TITLE = "佐证材料清单"


def draft() -> Draft:
    second = Draft().attach("预算批复", indicators="assets funds gone").attach("现场照片", indicators="")
    key = next(where.split("/")[1] for where, entry in second.entries.items() if entry.value == "预算批复")
    return second.put(f"evidence/{key}/pages", "12").put(f"evidence/{key}/note", "复印件")


def test_no_evidence_no_list() -> None:
    assert evidence_table(Draft().report()) is None
    assert TITLE not in [table.name for table in build_document(Draft().report()).annexes]


def test_each_piece_is_a_row() -> None:
    table = build_document(draft().report()).annexes[-1]
    assert table.title == TITLE
    rows = sorted([cell.text for cell in row[1:]] for row in table.body)
    assert rows == [["现场照片", "", "", ""], ["预算批复", "资产管理情况、资金管理情况", "12", "复印件"]]
    assert [row[0].text for row in table.body] == ["1", "2"]


def test_the_public_list_keeps_private_values_and_file_names_to_itself() -> None:
    phone = "0757-83991234"
    private = draft().put("cover/phone", phone)
    key = next(where.split("/")[1] for where, entry in private.entries.items() if entry.value == "预算批复")
    report = public_copy(private.put(f"evidence/{key}/note", f"可致电 {phone} 查阅").report()).report
    assert not any(where.endswith(("/file_name", "/sha256", "/size")) for where in report.entries)
    table = evidence_table(report)
    assert table is not None
    texts = [cell.text for row in table.body for cell in row]
    assert {"预算批复", "现场照片", "12"} <= set(texts)
    assert not any(phone in text for text in texts)


def test_it_stands_in_every_export(tmp_path: Path) -> None:
    document = build_document(draft().report())
    with pypdfium2.PdfDocument(pdf_bytes(document)) as pdf:
        text = "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert f"3.{TITLE}" in text, "the closing list names it"
    assert f"附件3{TITLE}" in text
    write_docx(document, tmp_path / "报告.docx", progress=SilentProgress())
    word = docx.Document(str(tmp_path / "报告.docx"))
    assert sum(TITLE in paragraph.text for paragraph in word.paragraphs) >= 2
    # What is marked for being read back stands in content controls, which python-docx passes over.
    cells = [element.text for element in word.tables[-1]._tbl.iter(qn("w:t"))]
    assert {"预算批复", "资产管理情况、资金管理情况", "12", "复印件"} <= set(cells)
    write_xlsx(document, tmp_path / "报告.xlsx", progress=SilentProgress())
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "报告.xlsx").read_bytes()))
    values = [cell.value for row in book[TITLE].iter_rows() for cell in row]
    assert "资产管理情况、资金管理情况" in values
