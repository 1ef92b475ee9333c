"""Notes stay in the report's file: listed, found, undone, and in nothing that leaves the house."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest

from core.document.version import Version
from core.editing.notes import Note, notes_of, noting
from core.editing.text_search import find_words
from core.export.report import Format, export_report
from core.model.report import Report
from core.progress import SilentProgress
from tests.core.validation.drafts import Draft

WORDS = "等财务科复核绝密"
PLACES = ("narrative/overview/duties/p1", "spending/project/final", "cover/head")


@pytest.fixture
def noted() -> Report:
    report = Draft().report()
    for where in PLACES:
        report = report.with_change(noting(report, where, f" {WORDS} "))
    return report


def test_notes_are_listed_in_reading_order(noted: Report) -> None:
    assert [note.address for note in notes_of(noted)] == ["cover/head", PLACES[0], PLACES[1]]
    assert {note.text for note in notes_of(noted)} == {WORDS}


def test_blank_words_take_a_note_away_and_the_same_words_change_nothing(noted: Report) -> None:
    assert noting(noted, "cover/head", WORDS).puts == ()
    change = noting(noted, "cover/head", " ")
    after = noted.with_change(change)
    assert Note("cover/head", WORDS) not in notes_of(after)
    assert after.with_change(change.inverse()).entries == noted.entries


def test_notes_are_found(noted: Report) -> None:
    assert [match.address for match in find_words(noted, WORDS)] == [
        f"note/{where.replace('/', '.')}" for where in ("cover/head", PLACES[0], PLACES[1])
    ]


@pytest.mark.parametrize("version", list(Version))
def test_no_exported_byte_tells_of_them(noted: Report, tmp_path: Path, version: Version) -> None:
    for path in export_report(noted, tmp_path, list(Format), SilentProgress(), version=version).paths:
        if path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        else:
            with zipfile.ZipFile(path) as archive:
                text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        assert "职能" in text or "监测" in text or len(text) > 500
        assert WORDS not in text
