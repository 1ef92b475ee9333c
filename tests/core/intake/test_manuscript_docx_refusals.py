"""Word files that are damaged, hostile, locked, too large or without text, and what is said of them."""

from __future__ import annotations

import itertools
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from core.errors import AppError
from core.intake import allowance, office_package
from core.intake.manuscript_docx import docx_manuscript
from core.model.manuscript import Grid, Manuscript
from tests.core.intake.word_files import (
    TRANSITIONAL,
    cell,
    cells,
    paragraph,
    styles,
    table,
    word_document,
    word_file,
    zipped,
)


def read(body: str, **parts: str) -> Manuscript:
    return docx_manuscript(word_file(body, {f"word/{name}.xml": part for name, part in parts.items()}), "报告.docx")


def texts(manuscript: Manuscript) -> list[str]:
    return [passage.text for passage in manuscript.passages]


def only_grid(manuscript: Manuscript) -> Grid:
    (grid,) = manuscript.grids
    return grid


def refusal(data: bytes) -> AppError:
    with pytest.raises(AppError) as caught:
        docx_manuscript(data, "报告.docx")
    assert "报告.docx" in caught.value.message
    return caught.value


def test_members_that_lead_out_of_the_archive_are_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    data = word_file(paragraph("正文"), {"../evil.txt": "x", "/evil.txt": "x"})
    assert texts(docx_manuscript(data, "报告.docx")) == ["正文"]
    assert [path.name for path in tmp_path.rglob("*")] == ["deep"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        word_file(paragraph("正文"))[:-40],
        zipped({"word/styles.xml": styles()}),
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/document.xml": "<html/>"}),
        zipped({"word/document.xml": f'<w:document xmlns:w="{TRANSITIONAL}"/>'}),
        word_file("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
    ],
    ids=["empty", "only a mark", "cut", "no document", "broken", "other", "no body", "nested without end"],
)
def test_damaged_files_are_called_damaged(data: bytes) -> None:
    assert refusal(data).code == "unreadable"


def test_a_damaged_member_is_called_damaged() -> None:
    data = bytearray(word_file(paragraph("正文" * 200)))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    assert refusal(bytes(data)).code == "unreadable"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_in_rare_ways_of_packing_is_called_damage(method: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("word/document.xml", word_document("正文" * 200))
    data = bytearray(stream.getvalue())
    data[60:100] = b"\xff" * 40
    assert refusal(bytes(data)).code == "unreadable"


@pytest.mark.parametrize(
    "definition",
    ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">'],
    ids=["growing", "from outside"],
)
def test_entities_are_refused(definition: str) -> None:
    document = word_document("&b;", f"<!DOCTYPE x [{definition}]>")
    assert refusal(zipped({"word/document.xml": document})).code == "unreadable"


def test_a_password_on_the_archive_is_named() -> None:
    stream = BytesIO(word_file(paragraph("正文")))
    with zipfile.ZipFile(stream) as archive:
        offset = archive.getinfo("word/document.xml").header_offset
    data = bytearray(stream.getvalue())
    data[offset + 6] |= 1
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[entry + 8] |= 1
    error = refusal(bytes(data))
    assert error.code == "encrypted"
    assert "密码" in error.message


def test_what_grows_too_much_when_unpacked_is_too_large() -> None:
    assert refusal(word_file(paragraph("正文"), {"word/media/a.png": bytes(30 * 1024 * 1024)})).code == "too_large"


@pytest.mark.parametrize("limit", ["LARGEST_UNPACKED", "LARGEST_PART", "MOST_MEMBERS", "MOST_TAGS"])
def test_sizes_beyond_a_limit_are_too_large(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_package, limit, 1)
    assert refusal(word_file(paragraph("正文"))).code == "too_large"


@pytest.mark.parametrize(("limit", "value"), [("MOST_CHARACTERS", 7), ("MOST_PIECES", 5)])
def test_texts_beyond_a_limit_are_too_large(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    body = table(cells("一二", "三四"), cells("五六", "七八"))
    assert docx_manuscript(word_file(body), "报告.docx").blocks
    monkeypatch.setattr(allowance, limit, value)
    assert refusal(word_file(body)).code == "too_large"


def test_a_cell_that_claims_to_be_endless_stays_small() -> None:
    endless = cell(paragraph("合计"), '<w:gridSpan w:val="999999999"/>')
    assert len(only_grid(read(table(endless + cells("1")))).rows[0]) < 100


def test_reading_ends_when_its_time_is_over() -> None:
    clock = itertools.count(step=5_000_000_000)
    with pytest.raises(AppError) as caught:
        docx_manuscript(word_file(paragraph("正文") * 3), "报告.docx", lambda: next(clock))
    assert caught.value.code == "too_large"


def test_pictures_only_are_said_to_be_pictures() -> None:
    error = refusal(word_file("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert error.code == "no_text"
    assert "图片" in error.message


def test_a_document_without_anything_is_empty() -> None:
    assert refusal(word_file("<w:p/>")).code == "empty_file"
