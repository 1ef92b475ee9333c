"""Files read and checked in a child: the same findings, and an end in time whatever a file was made to do."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from core.errors import AppError
from core.intake import manuscript_check
from core.intake.manuscript_check import check_by_standard, check_manuscript
from core.intake.manuscript_file import read_manuscript
from core.progress import CancelledError
from core.validation.run import check_text
from tests.core.intake.hostile_pdfs import forms_within_forms, page
from tests.core.intake.word_files import cells, paragraph, table, word_file

PROSE = "接待来访 120 人次，上年 100 人次，增长 50%。"
WORD = word_file(paragraph(PROSE) + table(cells("项目", "决算数"), cells("水费", "18.50"), cells("合计", "18.50")))


def written(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        check_manuscript(path)
    assert path.name in caught.value.message
    assert "没有改动" in caught.value.message
    return caught.value


def test_a_file_is_checked_as_it_would_be_without_a_child(tmp_path: Path) -> None:
    path = written(tmp_path, WORD, "文稿.docx")
    manuscript, run = check_manuscript(path)
    assert manuscript == read_manuscript(path)
    assert run == check_text(manuscript)
    assert run.findings


def test_a_file_is_checked_by_a_standard(tmp_path: Path) -> None:
    run = check_by_standard(written(tmp_path, WORD, "文稿.docx"), "foshan-2020")
    assert "CMP-001" in {finding.rule for finding in run.findings}


def test_a_file_that_cannot_be_read_is_refused_in_the_words_of_its_reader(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, WORD[:60], "文稿.docx")).code == "unreadable"


def test_forms_that_show_each_other_without_end_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manuscript_check, "LONGEST_SECONDS", 1)
    begun = monotonic()
    assert refusal(written(tmp_path, forms_within_forms(), "文稿.pdf")).code == "too_slow"
    assert monotonic() - begun < 20


def test_a_text_that_would_be_checked_for_hours_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manuscript_check, "LONGEST_SECONDS", 1)
    line = "收入 1 万元，其中甲 1 万元、乙 2 万元，占 50%，增长 3%；" * 1_000
    assert refusal(written(tmp_path, f"{line}。\n".encode() * 10, "文稿.txt")).code == "too_slow"


def test_a_page_that_takes_all_memory_is_given_up(tmp_path: Path) -> None:
    path = written(tmp_path, page("BT /F 12 Tf 50 700 Td " + "(x) Tj " * 5_000_000 + "ET", ""), "文稿.pdf")
    assert refusal(path).code == "broke_down"


def test_a_user_who_cancels_is_heard_while_a_file_is_read(tmp_path: Path) -> None:
    class Impatient:
        def report(self, done: int, total: int, message: str) -> None:
            assert message == "正在读取文稿…"
            raise CancelledError

    begun = monotonic()
    with pytest.raises(CancelledError):
        check_manuscript(written(tmp_path, forms_within_forms(), "文稿.pdf"), Impatient())
    assert monotonic() - begun < 20
