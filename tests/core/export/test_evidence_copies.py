"""Copies of evidence under names that every system takes, and its pages as pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import AppError
from core.export.evidence_copies import copy_name, write_copies
from core.export.evidence_pages import EvidencePages
from core.intake.evidence_intake import take_in
from core.model.evidence import Evidence, EvidenceKind
from core.model.evidence_changes import add_evidence
from core.progress import SilentProgress
from core.session import Session
from tests import evidence_files as files
from tests.builders import report_with, tiny_standard

ITEM = Evidence("a", "批复", "批复.pdf", "a" * 64, 1, EvidenceKind.PDF, 1, (), "", 0)
NAMES = {
    "批复.pdf": "批复.pdf",
    "批复.PDF": "批复.pdf",
    "批复": "批复.pdf",
    "a/b\\c:d*e?.pdf": "abcde.pdf",
    "../../etc/passwd": "etcpasswd.pdf",
    "CON.pdf": "报告CON.pdf",
    "👍验收👍.pdf": "👍验收👍.pdf",
    " . .pdf": "佐证材料.pdf",
    "": "佐证材料.pdf",
    "第一次.修改.pdf": "第一次.修改.pdf",
}


@pytest.mark.parametrize(("written", "name"), NAMES.items())
def test_names_are_cleaned(written: str, name: str) -> None:
    assert copy_name(replace(ITEM, file_name=written)) == name


def test_a_name_of_five_hundred_characters_is_cut_to_what_systems_take() -> None:
    for character in "长👍a":
        name = copy_name(replace(ITEM, file_name=f"{character * 500}.pdf"))
        assert len(os.fsencode(name)) <= 255
        assert name.endswith(f"{character}.pdf")


def test_alike_names_are_numbered() -> None:
    assert copy_name(ITEM, {"批复.pdf", "批复（2）.pdf"}) == "批复（3）.pdf"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = Session.create(tmp_path / "报告.ziping", tiny_standard())
    paths = [files.pdf(tmp_path), files.picture(tmp_path, size=(400, 200)), files.workbook(tmp_path)]
    taken = take_in(paths, (), session.contents, SilentProgress())
    session.apply(add_evidence(session.report, taken.files))
    return session


def test_copies_are_the_files_that_were_added(session: Session, tmp_path: Path) -> None:
    with session:
        items, contents, folder = session.report.evidence(), session.contents, tmp_path / "取出"
        write_copies(items, contents, folder, SilentProgress())
        written = write_copies(items, contents, folder, SilentProgress())
    assert [path.name for path in written] == ["批复（2）.pdf", "现场（2）.png", "明细（2）.xlsx"]
    for name in ("批复.pdf", "现场.png", "明细.xlsx"):
        assert (tmp_path / "取出" / name).read_bytes() == (tmp_path / name).read_bytes()


def test_damaged_contents_leave_no_copy(tmp_path: Path) -> None:
    report = report_with({"evidence/a/sha256": "a" * 64, "evidence/a/file_name": "批复.pdf"})
    with Session.create(tmp_path / "报告.ziping", tiny_standard()) as session, pytest.raises(AppError):
        write_copies(report.evidence(), session.contents, tmp_path / "取出", SilentProgress())
    assert list((tmp_path / "取出").iterdir()) == []


def no_page(page: int) -> None:
    raise AssertionError(page)


def opened(path: Path, kind: EvidenceKind, failed: Callable[[int], None] = no_page) -> EvidencePages:
    pages = EvidencePages(path, kind, failed)
    pages.open()
    return pages


def test_pages_are_drawn_in_another_process(tmp_path: Path) -> None:
    pages = opened(files.pdf(tmp_path), EvidenceKind.PDF)
    assert len(pages.sizes) == 2
    picture = pages.picture(1, 300)
    pages.close()
    assert picture is not None
    assert picture.width == 300
    assert len(picture.pixels) == 300 * picture.height * 4
    assert min(picture.pixels) < 128, "something is written on it"
    assert pages.picture(0, 300) is None


def test_a_picture_is_one_page_in_its_own_colours(tmp_path: Path) -> None:
    for name in ("现场.png", "现场.jpg"):
        path = files.picture(tmp_path, name, "#FF0000", (400, 200))
        pages = opened(path, EvidenceKind(name[-3:]))
        assert pages.sizes == ((300.0, 150.0),)
        picture = pages.picture(0, 100)
        pages.close()
        assert picture is not None
        assert (picture.width, picture.height) == (100, 50)
        blue, green, red = picture.pixels[:3]
        assert red > 250
        assert blue < 5
        assert green < 5


def test_a_file_that_cannot_be_shown_says_so(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="显示不出来"):
        opened(files.raw(tmp_path, "坏.pdf", b"%PDF-1.7"), EvidenceKind.PDF)


def test_a_page_that_fails_is_white_and_told(tmp_path: Path) -> None:
    told: list[int] = []
    path = files.pdf(tmp_path)
    pages = opened(path, EvidenceKind.PDF, told.append)
    path.write_bytes(b"gone")
    picture = pages.picture(0, 40)
    pages.close()
    assert told == [0]
    assert picture is not None
    assert set(picture.pixels) == {255}
