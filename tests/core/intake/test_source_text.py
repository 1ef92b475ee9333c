"""The text of a file of any kind, as the intake reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import AppError
from core.intake.source_text import read_source
from tests.core.intake.word_files import cells, paragraph, table, word_file

LINES = "部门名称：望湖市湖泊保护中心\n联系电话：（略）\n\n  正文一行\n接着一行。\n"


@pytest.mark.parametrize("name", ["文稿.txt", "文稿", "文稿.docx"])
def test_a_text_file_stands_as_it_is_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(LINES, encoding="utf-8")
    assert read_source(tmp_path / name).text == LINES


def test_a_word_file_gives_a_line_a_paragraph_and_tabs_between_cells(tmp_path: Path) -> None:
    path = tmp_path / "文稿.docx"
    path.write_bytes(word_file(paragraph("一、概况") + table(cells("项目", "决算数"), cells("水费", "18.50"))))
    assert read_source(path).text == "一、概况\n项目\t决算数\n水费\t18.50\n"


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        read_source(tmp_path / "没有.docx")
    assert caught.value.code == "not_found"
