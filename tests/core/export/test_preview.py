"""The report set in a process of its own: the same pages as the export, over and over, and a clear end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.document.build import build_document
from core.errors import AppError
from core.export.pdf.writer import pdf_bytes
from core.export.preview import PreviewWriter
from tests.builders import report_with


@pytest.fixture
def writer() -> Iterator[PreviewWriter]:
    made = PreviewWriter()
    yield made
    made.close()


def test_the_preview_is_the_export_as_a_draft(writer: PreviewWriter) -> None:
    for text in ("负责公园管理。", "负责公园、绿地的管理。"):
        report = report_with({"narrative/overview/duties/p1": text})
        made = writer.set_report(report)
        assert made.content == pdf_bytes(replace(build_document(report), watermark="草稿"))
        assert "narrative/overview/duties/p1" in {landing.address for landing in made.landings}


def test_a_closed_preview_says_so(writer: PreviewWriter) -> None:
    writer.close()
    with pytest.raises(AppError, match="报告本身没有受影响"):
        writer.set_report(report_with({}))
