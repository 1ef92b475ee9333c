"""The command that adds, lists and takes out evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli import main
from core.session import Session
from core.standard.catalog import find_standard
from tests import evidence_files as files


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    Session.create(path, find_standard("foshan-2020")).close()
    return path


def run(*arguments: object) -> int:
    return main(["evidence", *map(str, arguments)])


def test_files_are_added_listed_and_taken_out(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf, workbook = files.pdf(tmp_path), files.workbook(tmp_path)
    assert run(report, "--add", pdf, workbook, "--indicator", "assets") == 0
    assert "已添加：批复.pdf" in capsys.readouterr().out
    assert run(report, "--add", pdf) == 0
    assert "没有重复添加：批复.pdf" in capsys.readouterr().out
    assert run(report) == 0
    said = capsys.readouterr().out
    assert "1. 批复（PDF，2 页，" in said
    assert "2. 明细（Excel，3 张表，" in said
    assert "资产管理情况" in said
    assert "佐证材料 2 份，共 " in said
    assert "上限 20 MB（默认值）" in said
    assert run(report, "--extract", tmp_path / "取出") == 0
    assert (tmp_path / "取出" / "批复.pdf").read_bytes() == pdf.read_bytes()


def test_what_is_refused_is_said_and_the_rest_is_added(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(report, "--add", files.raw(tmp_path, "空.pdf", b""), files.pdf(tmp_path)) == 2
    said = capsys.readouterr()
    assert "已添加：批复.pdf" in said.out
    assert "“空.pdf”是空文件" in said.err
    with Session.open(report, read_only=True) as session:
        assert [item.title for item in session.report.evidence()] == ["批复"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--indicator", "assets"), "要和 --add 一起写"),
        (("--add", "x.pdf", "--indicator", "nothing"), "没有编号为“nothing”"),
    ],
)
def test_a_wrong_call_changes_nothing(
    report: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    before = report.read_bytes()
    assert run(report, *arguments) == 2
    assert words in capsys.readouterr().err
    assert report.read_bytes() == before
