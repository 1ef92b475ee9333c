"""Three versions in three formats: what stands in the files, and what stays when they cannot be written."""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from core.document.version import Version, version_named
from core.errors import AppError
from core.export.release import OpenErrorsError, errors_among
from core.export.report import Exported, Format, export_report, file_name
from core.intake.text import import_text
from core.intake.text_file import read_text_file
from core.model.change import Change, Entry, Put
from core.model.report import Report
from core.paths import resource_path
from core.progress import CancelledError, SilentProgress
from core.standard.catalog import find_standard
from core.validation.run import check
from core.validation.waiver import accept, sorted_out
from tests.builders import report_with

REAL = Path(__file__).parents[4] / "shared" / "samples" / "foshan-2020.txt"
SAMPLE = resource_path("samples", "sample.txt")
PHONE = "0757-83312345"
LOCAL = "83312345"
TYPED = "另有咨询电话（０７５７）83312345。"


def put(report: Report, where: str, entry: Entry) -> Report:
    return report.with_change(Change("", (Put(where, report.entries.get(where), entry),)))


def accepted(report: Report) -> Report:
    """The report with all its errors accepted."""
    for finding in errors_among(sorted_out(report, check(report)).open):
        report = report.with_change(accept(report, finding, "已核对", "周文", "2021-03-05"))
    return report


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(SAMPLE, id="sample"),
        pytest.param(REAL, id="real", marks=pytest.mark.skipif(not REAL.exists(), reason="the real report is absent")),
    ],
)
def report(request: pytest.FixtureRequest) -> Report:
    """A report with a telephone number on its cover, in its text and in a cell of a table, and no open error."""
    standard = find_standard("foshan-2020")
    imported = import_text(read_text_file(request.param), standard, "报告.txt")
    whole = put(Report(standard, dict(imported.entries)), "cover/phone", Entry(PHONE))
    last = whole.paragraphs("narrative/overview/duties")[-1]
    whole = put(whole, "narrative/overview/duties/typed", Entry(TYPED, position=last.position + 1))
    reason = whole.text("indicator/budgeting/reason")
    whole = put(whole, "indicator/budgeting/reason", Entry(f"{reason}详询{PHONE}"))
    return accepted(whole)


@pytest.fixture(scope="module")
def sample() -> Report:
    standard = find_standard("foshan-2020")
    return Report(standard, dict(import_text(read_text_file(SAMPLE), standard, "样例.txt").entries))


@pytest.fixture(scope="module")
def small() -> Report:
    """A report of few words without an open error, quick to write again and again."""
    return accepted(report_with({"cover/reporting_unit": "某局", "cover/fiscal_year": "2024"}))


def content(path: Path) -> str:
    """All that stands in a file: the text of a PDF and what it says of itself, or every part of an Office file."""
    if path.suffix != ".pdf":
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            return "\n".join(f"{name}\n{archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist())
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
        outline = [item.get_title() for item in pdf.get_toc()]
        return "\n".join([*pages, *outline, *map(str, pdf.get_metadata_dict().values())])


def first_page_ink(path: Path) -> int:
    """How many pixels of the cover are neither white nor quite dark: those of a watermark are grey."""
    with pypdfium2.PdfDocument(path) as pdf:
        picture = pdf[0].render(scale=0.5).to_pil().convert("L")
    return sum(count for shade, count in enumerate(picture.histogram()) if 180 < shade < 250)


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("version", list(Version))
def test_what_stands_in_a_file(report: Report, tmp_path: Path, kind: Format, version: Version) -> None:
    exported = export_report(report, tmp_path, [kind], SilentProgress(), version=version)
    (path,) = exported.paths
    assert list(tmp_path.iterdir()) == [path]
    assert path.stem.endswith({"draft": "（草稿）", "final": "自评报告", "public": "（公开）"}[version])
    found = content(path)
    public = version is Version.PUBLIC
    assert (PHONE in found) is not public
    assert (LOCAL in found) is not public
    assert bool(exported.removed) is public
    assert ("联系电话" in found) is not public
    if kind is Format.XLSX:
        assert ("草稿" in found) is (version is Version.DRAFT)
        marked = re.findall("<oddHeader>[^<]*草稿[^<]*</oddHeader>", found)
        # The hidden sheet that maps the cells is never printed.
        assert len(marked) == (found.count("<sheetData>") - 1 if version is Version.DRAFT else 0)
    elif kind is Format.DOCX:
        assert ("草稿" in found) is (version is Version.DRAFT)
    else:
        export_report(report, tmp_path / "正式", [kind], SilentProgress(), version=Version.FINAL)
        plain = first_page_ink(next((tmp_path / "正式").iterdir()))
        assert (first_page_ink(path) > plain * 2) is (version is Version.DRAFT)


def test_every_removal_is_told_with_its_place(report: Report, tmp_path: Path) -> None:
    exported = export_report(report, tmp_path, [Format.DOCX], SilentProgress(), version=Version.PUBLIC)
    assert {(item.address, item.text) for item in exported.removed} == {
        ("cover/phone", PHONE),
        ("narrative/overview/duties/typed", "（０７５７）83312345"),
        ("indicator/budgeting/reason", PHONE),
    }


# -- the gate ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [Version.FINAL, Version.PUBLIC])
def test_open_errors_keep_a_report_in_the_house(sample: Report, tmp_path: Path, version: Version) -> None:
    wrong = put(sample, "spending/project/final", Entry("1"))
    errors = errors_among(check(wrong).findings)
    assert errors
    with pytest.raises(OpenErrorsError) as caught:
        export_report(wrong, tmp_path / "导出", list(Format), SilentProgress(), version=version)
    assert caught.value.code == "open_errors"
    assert caught.value.findings == errors
    assert errors[0].title in caught.value.message
    assert f"还有 {len(errors)} 处错误" in caught.value.message
    assert not (tmp_path / "导出").exists()
    export_report(accepted(wrong), tmp_path, [Format.XLSX], SilentProgress(), version=version)
    export_report(wrong, tmp_path, [Format.XLSX], SilentProgress(), version=Version.DRAFT)


def test_of_many_errors_the_first_are_named_and_the_others_counted(sample: Report) -> None:
    wrong = put(sample, "spending/project/final", Entry("1"))
    (finding, *_) = errors_among(check(wrong).findings)
    message = OpenErrorsError(Version.FINAL, wrong, (finding,) * 12).message
    assert message.count(finding.title) == 5
    assert "另有 7 处" in message


@pytest.mark.parametrize(("name", "version"), [("draft", "draft"), ("正式", "final"), (" 公开 ", "public")])
def test_versions_have_english_and_chinese_names(name: str, version: str) -> None:
    assert version_named(name) is Version(version)


def test_another_name_is_no_version() -> None:
    with pytest.raises(ValueError, match="终稿"):
        version_named("终稿")


# -- what goes wrong ---------------------------------------------------------------------------------------------------


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("version", list(Version))
@pytest.mark.parametrize(
    ("broken", "number", "code", "words"),
    [
        ("os.fsync", errno.ENOSPC, "disk_full", "磁盘已满"),
        # What Windows answers where another program has the target open.
        ("pathlib.Path.replace", errno.EACCES, "cannot_write", "正被其他程序打开"),
        ("tempfile.mkstemp", errno.EROFS, "cannot_write", "没有写入"),
    ],
)
def test_the_old_file_stays_when_the_new_one_cannot_be_written(
    small: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: Format,
    version: Version,
    broken: str,
    number: int,
    code: str,
    words: str,
) -> None:
    path = tmp_path / file_name(small.title(), kind, version)
    path.write_bytes(b"old")
    monkeypatch.setattr(broken, refusing(number))
    with pytest.raises(AppError) as caught:
        export_report(small, tmp_path, [kind], SilentProgress(), version=version)
    assert caught.value.code == code
    assert words in caught.value.message
    assert path.name in caught.value.message
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"old"


class Cancelling:
    """Cancels at a step, and counts the steps."""

    def __init__(self, at: int) -> None:
        self.steps = 0
        self._at = at

    def report(self, _done: int, _total: int, _message: str) -> None:
        self.steps += 1
        if self.steps == self._at:
            raise CancelledError


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("version", list(Version))
def test_a_cancel_at_any_moment_leaves_the_old_file(
    small: Report, tmp_path: Path, kind: Format, version: Version
) -> None:
    counting = Cancelling(at=0)
    (path,) = export_report(small, tmp_path, [kind], counting, version=version).paths
    path.write_bytes(b"old")
    for step in sorted({1, 2, counting.steps // 2, counting.steps}):
        with pytest.raises(CancelledError):
            export_report(small, tmp_path, [kind], Cancelling(step), version=version)
        assert [(item, item.read_bytes()) for item in tmp_path.iterdir()] == [(path, b"old")], step


def test_nothing_to_tell_is_nothing(sample: Report, tmp_path: Path) -> None:
    exported = export_report(sample, tmp_path, [Format.XLSX], SilentProgress(), version=Version.FINAL)
    assert exported == Exported(exported.paths)
