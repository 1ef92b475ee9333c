"""Charts annexed to the PDF: drawn as rectangles, their figures as text."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pypdfium2.raw

from core.document.blocks import Document
from core.document.build import build_document
from core.document.chart_shapes import Bar, Chart, ChartRow, Words
from core.export.pdf.writer import pdf_bytes
from core.intake.text import import_text
from core.model.report import Report
from core.paths import resource_path
from core.standard.catalog import find_standard
from tests.core.export.pdf.readers import outline, page_texts, without_spaces


def sample(*, charts: bool) -> Document:
    standard = find_standard("foshan-2020")
    text = resource_path("samples", "sample.txt").read_text(encoding="utf-8")
    return build_document(Report(standard, dict(import_text(text, standard, "sample.txt").entries)), charts=charts)


def rectangles(content: bytes, page: int) -> int:
    pdf = pypdfium2.PdfDocument(content)
    count: int = sum(item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH for item in pdf[page].get_objects())
    pdf.close()
    return count


def test_charts_are_the_last_annex_with_their_figures() -> None:
    document = sample(charts=True)
    content = pdf_bytes(document)
    plain = page_texts(pdf_bytes(sample(charts=False)))
    texts = page_texts(content)
    # The list of annexes at the end of the body names them too.
    assert "3.图表" in without_spaces("".join(texts[: len(plain)]))
    text = without_spaces("".join(texts[len(plain) :]))
    assert text.startswith("附件3图表部门预算支出明细表：年初预算数与决算数对比")
    for chart in document.charts:
        for row in chart.rows:
            for words in row.words:
                assert without_spaces(words.text) in text
        for note in chart.notes:
            assert without_spaces(note) in text
    bars = sum(len(row.bars) for chart in document.charts for row in chart.rows)
    squares = sum(len(chart.legend) for chart in document.charts)
    assert rectangles(content, len(plain)) + rectangles(content, len(texts) - 1) >= bars + squares
    assert outline(content)[-1].title == "附件3 图表"


def test_without_charts_the_file_is_as_before() -> None:
    assert sample(charts=False).charts == ()
    assert "图表" not in "".join(page_texts(pdf_bytes(sample(charts=False))))


def test_a_long_chart_goes_over_pages_and_its_legend_with_it() -> None:
    rows = tuple(
        ChartRow("", 300, (Bar(1230, 45, 100 + count, 95, "actual"),), (Words(0, 92, f"第{count}行", 100),))
        for count in range(60)
    )
    chart = Chart("long", "很长的图", "单位：万元", sample(charts=True).charts[0].legend, rows)
    document = replace(sample(charts=False), cover=None, body=(), annexes=(), charts=(chart,))
    texts = [without_spaces(text) for text in page_texts(pdf_bytes(document))]
    assert len(texts) == 4
    assert all("年初预算数决算数单位：万元" in text for text in texts)
    assert "".join(texts).count("第59行") == 1


def test_hostile_words_are_text() -> None:
    row = ChartRow("", 300, (), (Words(0, 92, "<b>&=1+1", 100), Words(1300, 92, "堃\u202e\x07", 85)))
    chart = Chart("odd", "=SUM(A1)", "", (), (row,), ("<i>注</i>",))
    document = replace(sample(charts=False), cover=None, body=(), annexes=(), charts=(chart,))
    text = "".join(page_texts(pdf_bytes(document)))
    for words in ("<b>&=1+1", "堃", "=SUM(A1)", "<i>注</i>"):
        assert words in text
