"""The main job, end to end without a window: text in, checked, exported; the PDF holds every sentence in order."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from core.document.blocks import Table
from core.document.build import build_document
from core.export.report import Format, export_report
from core.intake.docx_figures import read_docx_figures
from core.intake.manuscript_docx import docx_manuscript
from core.intake.text import import_text
from core.intake.text_file import read_text_file
from core.model.report import Report
from core.paths import resource_path
from core.progress import SilentProgress
from core.session import Session
from core.standard.catalog import find_standard
from core.validation.run import check

REAL = Path(__file__).parents[3] / "shared" / "samples" / "foshan-2020.txt"
SAMPLE = resource_path("samples", "sample.txt")
NEVER_FIRST, NEVER_LAST = "，。、；：）》”", "（《“"
PAGE_NUMBER = re.compile(r"—\s*\d+\s*—")


@pytest.fixture(
    params=[
        pytest.param(SAMPLE, id="sample"),
        pytest.param(REAL, id="real", marks=pytest.mark.skipif(not REAL.exists(), reason="the real report is absent")),
    ]
)
def source(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def report(source: Path, tmp_path: Path) -> Report:
    standard = find_standard("foshan-2020")
    intake = import_text(read_text_file(source), standard, source.name)
    assert intake.left_over * 100 <= intake.placed
    Session.create(tmp_path / "报告.ziping", standard, intake.entries).close()
    with Session.open(tmp_path / "报告.ziping", read_only=True) as session:
        return session.report


def pdf_lines(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [line for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    finally:
        document.close()


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_pdf_holds_every_paragraph_in_order_on_well_broken_lines(report: Report, tmp_path: Path) -> None:
    (path,) = export_report(report, tmp_path / "导出", [Format.PDF], SilentProgress()).paths
    lines = [line.strip() for line in pdf_lines(path)]
    lines = [line for line in lines if line and not PAGE_NUMBER.fullmatch(line)]
    for line in lines:
        assert line[0] not in NEVER_FIRST, line
        assert line[-1] not in NEVER_LAST, line
    whole = bare("".join(lines))
    at = 0
    for paragraph in report.all_paragraphs():
        at = whole.find(bare(paragraph.text), at)
        assert at >= 0, paragraph.text
        at += len(bare(paragraph.text))


def test_the_word_file_holds_every_paragraph_in_order_and_gives_back_every_figure(
    report: Report, tmp_path: Path
) -> None:
    (path,) = export_report(report, tmp_path / "导出", [Format.DOCX], SilentProgress()).paths
    manuscript = docx_manuscript(path.read_bytes(), path.name)
    whole = bare("".join(passage.text for passage in manuscript.passages))
    at = 0
    document = build_document(report)
    for block in document.body:
        if not isinstance(block, Table):
            at = whole.find(bare(block.number + block.text), at)
            assert at >= 0, block.text
            at += len(bare(block.number + block.text))
    assert [grid.title for grid in manuscript.grids][1:] == [table.title for table in document.tables()]
    cells = [cell for table in document.tables() for row in table.body for cell in row if cell.address]
    figures = read_docx_figures(path, [cell.address for cell in cells])
    assert len(figures) > 60
    assert figures == {cell.address: cell.text for cell in cells}


def test_the_same_report_gives_the_same_bytes(report: Report, tmp_path: Path) -> None:
    for name in ("一", "二"):
        export_report(report, tmp_path / name, list(Format), SilentProgress())
    for first in (tmp_path / "一").iterdir():
        assert first.read_bytes() == (tmp_path / "二" / first.name).read_bytes(), first.suffix


@pytest.mark.skipif(not REAL.exists(), reason="the real report is absent")
def test_the_real_report_has_the_faults_that_are_known_and_no_others() -> None:
    standard = find_standard("foshan-2020")
    report = Report(standard, dict(import_text(read_text_file(REAL), standard, REAL.name).entries))
    assert {finding.rule for finding in check(report).findings} == {
        "FRM-001",
        "NUM-001",
        "RAT-001",
        "SCR-001",
        "SCR-004",
        "SCR-007",
        "SCR-009",
        "SCR-010",
        "NAM-001",
        "VAR-001",
    }
