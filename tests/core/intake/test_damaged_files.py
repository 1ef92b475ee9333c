"""Files with damage of every sort: each is read, or refused in words, and soon."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.child import run_in_child
from core.progress import SilentProgress
from tests.core.intake.damaging import read_damaged
from tests.core.intake.pdf_files import Sheet, pdf_file
from tests.core.intake.word_files import (
    cells,
    complex_field,
    footnote_mark,
    footnotes,
    numbered,
    numbering,
    paragraph,
    run,
    styles,
    table,
    word_file,
)

PROSE = "全年支出 500.00 万元，其中：基本支出 200.00 万元，项目支出 250.00 万元，占 50%。"
ROWS = (
    ("项目", "预算数", "决算数"),
    ("水费", "20.00", "18.50"),
    ("电费", "1,030.00", "1,000.25"),
    ("合计", "1,050.00", "1"),
)


def word() -> bytes:
    body = (
        f"<w:p>{run(PROSE)}{footnote_mark(1)}{complex_field('PAGE', run('7'))}</w:p>"
        + numbered("概况")
        + numbered("职能", 1)
        + table(*(cells(*row) for row in ROWS))
        + "".join(paragraph("\t".join(row)) for row in ROWS)
    )
    levels = numbering(("japaneseCounting", "%1、"), ("decimal", "%2."))
    parts = {
        "word/numbering.xml": levels,
        "word/styles.xml": styles(),
        "word/footnotes.xml": footnotes(n1="含上年结转。"),
    }
    return word_file(body, parts)


def pdf() -> bytes:
    def ruled(sheet: Sheet) -> None:
        sheet.paragraph(PROSE)
        sheet.table(ROWS, 300)

    def open_columns(sheet: Sheet) -> None:
        sheet.texts(ROWS, 100)
        sheet.picture(100, 400, 300, 300)

    return pdf_file(ruled, open_columns)


def text() -> bytes:
    return "\n".join([PROSE, *("\t".join(row) for row in ROWS), "一、概况", "接待 20 人次。"]).encode("gb18030")


@pytest.mark.parametrize(
    ("whole", "suffix", "count"),
    [(word(), ".docx", 250), (pdf(), ".pdf", 250), (text(), ".txt", 250)],
    ids=["docx", "pdf", "txt"],
)
def test_damage_of_any_sort_is_borne(whole: bytes, suffix: str, count: int, tmp_path: Path) -> None:
    codes, longest = run_in_child(
        read_damaged, whole, tmp_path, suffix, range(count), seconds=60, message="", progress=SilentProgress()
    )
    assert longest < 20
    assert codes["read"] > count // 20, "damage that leaves nothing to read would test little"
    assert codes.total() - codes["read"] > count // 20
    assert set(codes) <= {
        "read", "unreadable", "no_text", "empty_file", "not_text", "too_large", "encrypted", "other_kind",
    }  # fmt: skip
