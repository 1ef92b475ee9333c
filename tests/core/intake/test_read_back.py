"""Whose copy it is, what is said of it, and files that are none."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from core.errors import AppError
from core.intake import read_back as module
from core.intake.copy_changes import CopyChangeKind
from core.intake.read_back import read_back
from core.intake.text import import_text
from core.model.change import Entry
from core.model.report import Report
from core.progress import CancelledError
from core.standard.catalog import find_standard
from tests.builders import report_with
from tests.core.intake.word_copies import (
    FINAL,
    FIRST,
    PART,
    SECOND,
    after,
    as_saved_elsewhere,
    exported,
    new_paragraph,
    paragraph_of,
    proposed,
    replaced,
    report,
    rewritten,
    split_at,
    unchanged,
    without_controls,
    without_marks,
    without_paragraph,
)
from tests.core.intake.word_files import paragraph, word_file

REAL = Path(__file__).parents[4] / "shared" / "samples" / "foshan-2020.txt"


def refusal(path: Path) -> AppError:
    before = report()
    with pytest.raises(AppError) as caught:
        read_back(before, path)
    assert path.name in caught.value.message
    assert "没有改动" in caught.value.message
    return caught.value


def written(folder: Path, data: bytes, name: str = "修改稿.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_copy_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    proposal = read_back(report(), written(tmp_path, rewritten(exported(report()), replaced(("4,321.43", "4,400.00")))))
    assert [change.address for change in proposal.changes] == [FINAL]
    assert not proposal.doubt


@pytest.mark.parametrize("damage", [lambda data: data[:900], lambda data: b"", lambda data: data[500:]])
def test_a_damaged_copy_is_refused(tmp_path: Path, damage: object) -> None:
    assert refusal(written(tmp_path, damage(exported(report())))).code == "unreadable"  # type: ignore[operator]


def test_a_copy_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO(exported(report()))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.xml", b"0" * 210 * 1024 * 1024)
    assert refusal(written(tmp_path, buffer.getvalue())).code == "too_large"


def test_a_copy_with_thousands_of_paragraphs_is_refused(tmp_path: Path) -> None:
    more = "".join(new_paragraph(f"第 {number} 段。") for number in range(3_000))
    assert refusal(written(tmp_path, rewritten(exported(report()), after(FIRST, more)))).code == "too_large"


def test_long_paragraphs_that_are_alike_without_being_the_same_take_no_time(tmp_path: Path) -> None:
    def without_marks_and_mixed(text: str) -> str:
        many = "".join(new_paragraph("乙甲丙" * 600) for _ in range(300))
        return without_marks(after("部门职能", many)(without_paragraph(SECOND)(text)))

    long = report(p2=Entry(SECOND + "甲乙丙" * 600, level=3, position=2))
    begun = monotonic()
    assert len(proposed(tmp_path, without_marks_and_mixed, of=long).changes) > 200
    assert monotonic() - begun < 20


def test_a_record_that_is_a_bomb_is_not_read_and_the_copy_is(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><export>&b;</export>'
    data = rewritten(exported(report()), unchanged, extra={"customXml/item1.xml": bomb})
    proposal = read_back(report(), written(tmp_path, data))
    assert proposal.changes == ()
    assert "没有导出时的记录" in proposal.doubt


def test_a_word_file_of_elsewhere_is_refused_with_what_to_do_instead(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, word_file(paragraph("别处写的文稿。"))))
    assert error.code == "not_an_export"
    assert "导入文稿" in error.message


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b"text", "文稿.txt")).code == "not_word"


def test_a_copy_made_by_another_standard_is_refused(tmp_path: Path) -> None:
    other = report_with({"cover/reporting_unit": "某局"}, find_standard("foshan-2020"))
    assert refusal(written(tmp_path, exported(other))).code == "other_standard"


def test_another_units_copy_is_doubted_and_nothing_is_ticked(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced((SECOND, "改。")), now=report(unit="云川市水务局"))
    assert "云川市园林局" in proposal.doubt
    assert proposal.changes
    assert not any(map(proposal.is_proposed, proposal.changes))


def test_a_copy_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_SECONDS", 0.01)
    assert refusal(written(tmp_path, exported(report()))).code == "too_slow"


def test_a_user_who_cancels_is_heard(tmp_path: Path) -> None:
    class Impatient:
        def report(self, done: int, total: int, message: str) -> None:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_back(report(), written(tmp_path, exported(report())), Impatient())


# -- what is said ------------------------------------------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>管理办法</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>细则</w:t></w:r></w:ins>"
    tracked = f"</w:t></w:r>{deleted}{inserted}<w:r><w:t>"
    proposal = proposed(tmp_path, replaced(("管理办法", tracked)))
    assert [change.after for change in proposal.changes] == ["贯彻有关法规，拟订细则。"]
    assert any("修订" in note for note in proposal.notes)


def test_a_paragraph_whose_mark_a_tracked_change_deletes_runs_on(tmp_path: Path) -> None:
    def tracked(text: str) -> str:
        old = paragraph_of(text, SECOND)
        return text.replace(old, old.replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>"))

    (change,) = proposed(tmp_path, tracked).changes
    assert change.kind is CopyChangeKind.JOINED


def test_comments_are_counted(tmp_path: Path) -> None:
    data = exported(report())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    more = f'<Relationship Id="rId99" Type="{kind}" Target="comments.xml"/></Relationships>'
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:comment w:id="1">{new_paragraph("请核。")}</w:comment></w:comments>'
    )
    extra = {
        "word/_rels/document.xml.rels": relations.replace("</Relationships>", more),
        "word/comments.xml": comments,
    }
    path = written(tmp_path, rewritten(data, unchanged, extra=extra))
    assert read_back(report(), path).notes == ("文稿里有 1 条批注，批注不会读回，请在文稿里查看。",)


def test_a_heading_that_was_changed_or_added_is_told_and_stays(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced((">部门职能<", ">主要职能<")))
    assert proposal.changes == ()
    assert proposal.notes == ("标题“部门职能”在文稿里写成“主要职能”；标题由指标体系规定，没有采纳。",)
    added = proposed(tmp_path, after(FIRST, new_paragraph("另立一章", '<w:pStyle w:val="Heading1"/>')))
    assert added.changes == ()
    assert added.notes == ("“另立一章”是大纲里没有的标题，没有采纳。",)


def test_a_heading_that_was_deleted_moves_nothing(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, lambda text: text.replace(paragraph_of(text, ">预算编制情况<"), "", 1))
    assert proposal.changes == ()
    assert [note for note in proposal.notes if "文稿里没有标题“预算编制情况”" in note]


def test_what_was_typed_behind_the_body_is_told(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, after(">附件<", new_paragraph("附件里的话。")))
    assert proposal.changes == ()
    assert proposal.notes == ("“附件里的话。”不在正文各部分之内，没有采纳。",)


def test_a_public_copy_can_be_read_back(tmp_path: Path) -> None:
    """What was not printed is not compared."""
    public = report()
    private = report_with({**public.entries, "cover/fiscal_year": Entry("2024")}, public.standard)
    assert proposed(tmp_path, unchanged, of=public, now=private).changes == ()


# -- saved by another program ------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_copy_saved_by_libreoffice_is_read_back(tmp_path: Path) -> None:
    def edited(text: str) -> str:
        return split_at("拟订")(replaced(("4,321.43", "4,400.00"), (SECOND, "负责全市绿地。"))(text))

    path = written(tmp_path, rewritten(exported(report()), edited))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "out", path.name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    proposal = read_back(report(), tmp_path / "out" / path.name)
    assert [(change.address, change.kind.value) for change in proposal.changes] == [
        (FINAL, "changed"),
        (f"{PART}/p1", "split"),
        (f"{PART}/p2", "changed"),
    ]
    assert (proposal.doubt, proposal.notes) == ("", ())


@pytest.mark.skipif(not REAL.exists(), reason="the real report is not beside this repository")
@pytest.mark.parametrize("saved", [unchanged, as_saved_elsewhere, without_controls, without_marks])
def test_an_untouched_copy_of_a_real_report_changes_nothing(tmp_path: Path, saved: Callable[[str], str]) -> None:
    standard = find_standard("foshan-2020")
    real = Report(standard, dict(import_text(REAL.read_text(encoding="utf-8"), standard, REAL.name).entries))
    assert proposed(tmp_path, saved, of=real).changes == ()
