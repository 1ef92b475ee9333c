"""Files that arrive as evidence: known by their content, counted in pages, or refused with a sentence."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.child import run_in_child
from core.errors import AppError
from core.intake import evidence_intake
from core.intake.evidence_file import look_at
from core.intake.evidence_intake import TakenIn, take_in
from core.model.evidence import EvidenceKind
from core.progress import CancelledError, SilentProgress
from core.session import Session
from tests import evidence_files as files
from tests.builders import tiny_standard

SILENT = SilentProgress()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.create(tmp_path / "报告.ziping", tiny_standard())


def taken(session: Session, *paths: Path) -> TakenIn:
    with session:
        return take_in(paths, (), session.contents, SILENT)


def refusal(session: Session, path: Path) -> str:
    result = taken(session, path)
    assert result.files == ()
    (sentence,) = result.refused
    assert "没有添加" in sentence
    return sentence


MAKERS: dict[str, tuple[Callable[[Path], Path], EvidenceKind, int | None]] = {
    "pdf": (files.pdf, EvidenceKind.PDF, 2),
    "png": (files.picture, EvidenceKind.PNG, 1),
    "jpg": (lambda folder: files.picture(folder, "现场.jpg"), EvidenceKind.JPEG, 1),
    "jpeg": (lambda folder: files.picture(folder, "现场.JPEG"), EvidenceKind.JPEG, 1),
    "docx": (files.word_file, EvidenceKind.WORD, None),
    "xlsx": (files.workbook, EvidenceKind.EXCEL, 3),
    "no ending": (lambda folder: files.pdf(folder, "批复"), EvidenceKind.PDF, 2),
}


@pytest.mark.parametrize(("make", "kind", "pages"), MAKERS.values(), ids=MAKERS)
def test_kind_and_pages_are_told_by_the_content(
    session: Session, tmp_path: Path, make: Callable[[Path], Path], kind: EvidenceKind, pages: int | None
) -> None:
    path = make(tmp_path)
    (file,) = taken(session, path).files
    assert (file.name, file.kind, file.pages, file.size) == (path.name, kind, pages, path.stat().st_size)


def _archive(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    return folder / "包.zip"


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def _sparse(folder: Path, name: str, start: bytes = b"", size: int = 500 * 1024 * 1024) -> Path:
    path = files.raw(folder, name, start)
    os.truncate(path, size)
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty": (lambda folder: files.raw(folder, "空.pdf", b""), "空文件"),
    "text for a PDF": (lambda folder: files.raw(folder, "批复.pdf", b"hello"), "的后缀是 pdf，内容却是文本文件"),
    "PNG for a PDF": (
        lambda folder: files.picture(folder, "现场.png").rename(folder / "现场.pdf"),
        "的后缀是 pdf，内容却是 png 文件",
    ),
    "torn PDF": (lambda folder: files.raw(folder, "批复.pdf", b"%PDF-1.7\n" + bytes(2000)), "不是能用的 PDF"),
    "torn picture": (lambda folder: _cut(files.picture(folder, size=(900, 700))), "图片显示不出来"),
    "torn workbook": (lambda folder: _cut(files.workbook(folder)), "已损坏或不完整"),
    "archive": (_archive, "是压缩包"),
    "folder": (lambda folder: folder, "是文件夹"),
    "gone": (lambda folder: folder / "没有.pdf", "找不到文件"),
    "zeros": (lambda folder: files.raw(folder, "空白.pdf", bytes(5000)), "全是空字节"),
    "half a gigabyte": (lambda folder: _sparse(folder, "大.pdf"), "超过 200 MB"),
    "sparse PDF": (lambda folder: _sparse(folder, "疏.pdf", b"%PDF-1.7\n", 150 * 1024 * 1024), "不是能用的 PDF"),
}


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_evidence_is_refused_with_a_sentence(
    session: Session, tmp_path: Path, make: Callable[[Path], Path], words: str
) -> None:
    assert words in refusal(session, make(tmp_path))


def test_a_pdf_with_a_password_says_so(session: Session, tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "加密.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("geheim"))
    canvas.drawString(72, 72, "x")
    canvas.save()
    assert "加了打开密码" in refusal(session, path)


def test_one_bad_file_stops_no_other(session: Session, tmp_path: Path) -> None:
    result = taken(session, files.raw(tmp_path, "坏.pdf", b"x"), files.pdf(tmp_path), files.picture(tmp_path))
    assert [file.name for file in result.files] == ["批复.pdf", "现场.png"]
    assert len(result.refused) == 1


def test_the_same_file_twice_is_told_as_the_same(session: Session, tmp_path: Path) -> None:
    first = files.pdf(tmp_path)
    second = tmp_path / "批复（副本）.pdf"
    second.write_bytes(first.read_bytes())
    result = taken(session, first, second, first)
    assert [file.name for file in result.files] == ["批复.pdf"]
    assert [file.name for file in result.repeated] == ["批复（副本）.pdf"]
    assert "“批复（副本）.pdf”和已有的材料内容完全相同" in result.notice()


def test_a_file_that_breaks_the_child_is_refused_and_the_others_are_taken(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = files.pdf(tmp_path, "坏.pdf"), files.pdf(tmp_path, "好.pdf")
    real = run_in_child

    def breaking(work: object, paths: list[Path], **settings: object) -> object:
        if bad in paths:
            raise ChildProcessError
        return real(work, paths, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr("core.intake.evidence_file.run_in_child", breaking)
    result = taken(session, bad, good)
    assert [file.name for file in result.files] == ["好.pdf"]
    assert "“坏.pdf”读不下去" in result.refused[0]


def test_two_hundred_files_are_taken_at_once(session: Session, tmp_path: Path) -> None:
    paths = [files.picture(tmp_path, f"{number}.png", size=(number + 1, 3)) for number in range(200)]
    assert len(taken(session, *paths).files) == 200


def test_too_many_files_are_not_begun_with(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_intake, "MOST_FILES", 1)
    with pytest.raises(AppError) as caught:
        taken(session, files.pdf(tmp_path), files.picture(tmp_path))
    assert caught.value.code == "too_many_files"


def test_cancelled_half_way_adds_nothing_to_the_report(session: Session, tmp_path: Path) -> None:
    class Impatient:
        def report(self, done: int, total: int, message: str) -> None:
            if message.startswith("正在存入“现场"):
                raise CancelledError

    with session:
        with pytest.raises(CancelledError):
            take_in([files.pdf(tmp_path), files.picture(tmp_path)], (), session.contents, Impatient())
        assert session.report.evidence() == ()
        assert session.contents.idle().count == 1, "the first one waits to be tidied away"


def test_a_link_is_followed(session: Session, tmp_path: Path) -> None:
    link = tmp_path / "链接.pdf"
    link.symlink_to(files.pdf(tmp_path))
    (file,) = taken(session, link).files
    assert (file.name, file.pages) == ("链接.pdf", 2)


def test_names_that_no_report_may_hold_are_refused(session: Session, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.pdf"))
    try:
        path.write_bytes(b"%PDF-1.7")
    except OSError:
        pytest.skip("this system has no such names")
    assert "文件名不能用" in refusal(session, path)


def test_looking_raises_nothing_but_a_wish_to_cancel(tmp_path: Path) -> None:
    (answer,) = look_at([tmp_path / "没有.pdf"], SILENT)
    assert isinstance(answer, AppError)
    assert answer.code == "unreadable"
