"""The command that reads an edited Word copy back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli import main
from core.session import Session
from tests.core.intake.word_copies import FINAL, PART, SECOND, exported, replaced, report, rewritten, unchanged


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    now = report()
    Session.create(path, now.standard, now.entries.items()).close()
    return path


def copy(folder: Path, *pairs: tuple[str, str]) -> Path:
    path = folder / "修改稿.docx"
    path.write_bytes(rewritten(exported(report()), replaced(*pairs)))
    return path


def final(file: Path) -> str:
    with Session.open(file, read_only=True) as session:
        return session.report.text(FINAL)


def test_changes_are_shown_and_nothing_is_changed(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert main(["read-back", str(file), str(copy(tmp_path, ("4,321.43", "4,400.00"), (SECOND, "改写。")))]) == 0
    shown = capsys.readouterr().out
    assert "基本支出决算数：改动\n  报告：4,321.43\n  文稿：4,400.00" in shown
    assert f"部门职能：改动\n  报告：{SECOND}\n  文稿：改写。" in shown
    assert shown.endswith("共 2 处改动，报告没有改动。要采纳，加上 --apply。\n")
    assert file.read_bytes() == before


def test_changes_are_taken_over_as_one_step(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = copy(tmp_path, ("4,321.43", "4,400.00"), (SECOND, "改写。"))
    assert main(["read-back", str(file), str(edited), "--apply"]) == 0
    assert "采纳 2 处" in capsys.readouterr().out
    with Session.open(file) as session:
        assert session.report.text(FINAL) == "44000000.00"
        assert session.undo_title == "读回 Word 文稿"
        session.undo()
        assert session.report.entries == report().entries
    assert main(["read-back", str(file), str(copy(tmp_path))]) == 0
    assert "没有需要读回的改动" in capsys.readouterr().out


def test_what_is_in_conflict_is_not_taken(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Session.open(file) as session:
        session.put("", {FINAL: None})
    edited = copy(tmp_path, ("4,321.43", "4,400.00"), (SECOND, "改写。"))
    assert main(["read-back", str(file), str(edited), "--apply", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"changes", "notes", "doubt"}
    assert [(item["address"], item["applied"]) for item in found["changes"]] == [(FINAL, False), (f"{PART}/p2", True)]
    assert found["changes"][0]["conflict"]
    assert final(file) == ""


def test_a_file_that_is_no_copy_is_refused(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "修改稿.docx"
    path.write_bytes(rewritten(exported(report()), unchanged)[:700])
    assert main(["read-back", str(file), str(path), "--apply"]) == 2
    assert "已损坏" in capsys.readouterr().err
