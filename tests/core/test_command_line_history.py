"""The command that lists, compares and restores the points of a history."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli import main
from core.model.change import Entry
from core.session import Session
from tests.builders import tiny_standard

PART = "narrative/overview/duties"
FIGURE = "spending/basic/initial"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    with Session.create(path, tiny_standard(), [(f"{PART}/p1", Entry("初稿"))]) as session:
        session.put("修改", {f"{PART}/p1": Entry("送审稿"), FIGURE: Entry("10000")})
        session.save_point("送审")
        session.put("修改", {f"{PART}/p1": Entry("定稿"), FIGURE: Entry("20000")})
    return path


def test_history_is_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(path)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("1. ")
    assert first.endswith("自动保留  开始编辑前")
    assert second.endswith("命名版本  送审")


def test_empty_history_says_how_it_fills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "新.ziping"
    Session.create(path, tiny_standard()).close()
    assert main(["history", str(path)]) == 0
    assert "还没有历史版本" in capsys.readouterr().out


def test_two_states_are_compared(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = path.read_bytes()
    assert main(["history", str(path), "--compare", "2", "现在"]) == 0
    out = capsys.readouterr().out
    assert "甲：送审稿\n    乙：定稿" in out
    assert f"（{PART}）" in out
    assert out.endswith("共 2 处不同。\n")
    assert main(["history", str(path), "--compare", "2", "2"]) == 0
    assert "没有不同" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_one_part_is_restored_and_can_be_undone(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(path), "--restore", "2", "--part", PART]) == 0
    assert "已恢复到“送审”，改动 1 处" in capsys.readouterr().out
    with Session.open(path) as session:
        assert session.report.text(f"{PART}/p1") == "送审稿"
        assert session.report.text(FIGURE) == "20000"
        assert session.undo_title == "恢复到“送审”"
        session.undo()
        assert session.report.text(f"{PART}/p1") == "定稿"


def test_all_is_restored(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(path), "--restore", "1"]) == 0
    with Session.open(path, read_only=True) as session:
        assert session.report.entries == {f"{PART}/p1": Entry("初稿")}
    capsys.readouterr()
    assert main(["history", str(path), "--restore", "1"]) == 0
    assert "没有不同，报告没有改动" in capsys.readouterr().out


def test_version_is_saved_by_name(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(path), "--save", " 定稿 "]) == 0
    assert "已保存版本“定稿”" in capsys.readouterr().out
    with Session.open(path, read_only=True) as session:
        assert session.points()[-1].name == "定稿"


@pytest.mark.parametrize(
    "call",
    [
        ["--restore", "9"],
        ["--restore", "0"],
        ["--restore", "²"],
        ["--compare", "1", "末"],
        ["--save", " "],
        ["--part", PART],
        ["--save", "版", "--restore", "1"],
    ],
)
def test_call_that_cannot_be_carried_out_changes_nothing(
    path: Path, call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    assert main(["history", str(path), *call]) == 2
    assert "报告没有改动" in capsys.readouterr().err
    assert path.read_bytes() == before
