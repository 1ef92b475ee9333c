"""The command line: what each command does, its exit code, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from core import cli_reports
from core.cli import main
from core.intake.text import import_text
from core.model.change import Change, Entry, Put
from core.paths import resource_path
from core.session import Session
from core.standard.catalog import find_standard
from tests.core.export.pdf.font_files import write_font
from tests.core.export.pdf.readers import fonts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    standard = find_standard("foshan-2020")
    for name in ("sample", "sample-faults"):
        text = resource_path("samples", f"{name}.txt").read_text(encoding="utf-8")
        entries = import_text(text, standard, name).entries
        Session.create(folder / f"{name}.ziping", standard, entries).close()
    return folder


def parsed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_new_makes_a_report_with_unit_and_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "甲"), "--unit", "云川市测试局", "--year", "2021"]) == 0
    assert "已新建" in capsys.readouterr().out
    with Session.open(tmp_path / "甲.ziping", read_only=True) as session:
        assert session.report.title() == "云川市测试局2021年度部门整体支出绩效自评报告"


def test_import_says_how_much_found_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = resource_path("samples", "sample.txt")
    assert main(["import", str(source), "-o", str(tmp_path / "乙.ziping")]) == 0
    assert "归位 10,863 字（100.0%），未归位 0 字" in capsys.readouterr().out


def test_check_is_fine_without_errors_and_one_with_them(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(made / "sample.ziping")]) == 0
    assert "错误 0 条" in capsys.readouterr().out
    assert main(["check", str(made / "sample-faults.ziping")]) == 1
    assert "【错误】" in capsys.readouterr().out


def test_check_json_keeps_its_shape(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(made / "sample-faults.ziping"), "--json"]) == 1
    found = parsed(capsys)
    assert set(found) == {"findings", "coverage"}
    assert set(found["coverage"]) == {
        "ran",
        "not_applicable",
        "could_not_run",
        "numbers_read",
        "numbers_checked",
        "unread",
    }
    with Session.open(made / "sample-faults.ziping", read_only=True) as session:
        report = session.report
    for finding in found["findings"]:
        assert set(finding) == {
            *("rule", "severity", "verdict", "title", "message", "todo", "clause", "locations", "waiver")
        }
        assert finding["waiver"] is None
        assert finding["severity"] in {"error", "warning", "hint"}
        assert finding["verdict"] in {"contradicted", "not_reproducible", "must_explain", "incomplete"}
        for place in finding["locations"]:
            assert set(place) == {"address", "text", "context", "start", "end"}
            if place["address"].count("/") == 3 and place["text"]:
                assert report.text(place["address"])[place["start"] : place["end"]] == place["text"]
                assert place["text"] in place["context"]


def test_score_in_words_and_in_json(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(made / "sample.ziping")]) == 0
    assert "等级：优" in capsys.readouterr().out
    assert main(["score", str(made / "sample.ziping"), "--json"]) == 0
    found = parsed(capsys)
    assert (found["total"], found["total_max"], found["grade"], found["complete"]) == ("94.5", "99", "优", True)
    assert len(found["indicators"]) == 9
    assert found["quantities"][0]["value"] == "97.96%"


@pytest.mark.parametrize(
    ("flags", "suffixes"),
    [
        ([], {".xlsx", ".pdf", ".docx"}),
        (["--xlsx"], {".xlsx"}),
        (["--pdf"], {".pdf"}),
        (["--docx"], {".docx"}),
        (["--xlsx", "--pdf"], {".xlsx", ".pdf"}),
    ],
)
def test_export_writes_what_was_asked_for(made: Path, tmp_path: Path, flags: list[str], suffixes: set[str]) -> None:
    assert main(["export", str(made / "sample.ziping"), "--to", str(tmp_path / "out"), *flags]) == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == suffixes


@pytest.mark.parametrize(
    ("flags", "ending"),
    [
        ([], "（草稿）"),
        (["--version", "draft"], "（草稿）"),
        (["--version", "正式"], "自评报告"),
        (["--version", "public"], "（公开）"),
    ],
)
def test_the_version_is_a_draft_unless_another_is_named(
    made: Path, tmp_path: Path, flags: list[str], ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(made / "sample.ziping"), "--to", str(tmp_path), "--xlsx", *flags]) == 0
    (path,) = tmp_path.iterdir()
    assert path.stem.endswith(ending)
    assert ("封面 · 联系电话：略去" in capsys.readouterr().out) is (ending == "（公开）")


def test_a_final_version_is_refused_over_an_open_error(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(made / "sample.ziping", tmp_path / "wrong.ziping")
    with Session.open(tmp_path / "wrong.ziping") as session:
        session.put("填写", {"spending/project/final": Entry("1")})
    assert main(["export", str(tmp_path / "wrong.ziping"), "--to", str(tmp_path / "out"), "--version", "final"]) == 2
    assert "不能导出正式文件" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_charts_are_annexed_to_the_pdf_when_wanted(made: Path, tmp_path: Path) -> None:
    sizes = {}
    for folder, flags in (("plain", []), ("charts", ["--charts"])):
        assert main(["export", str(made / "sample.ziping"), "--to", str(tmp_path / folder), "--pdf", *flags]) == 0
        with pypdfium2.PdfDocument(next((tmp_path / folder).iterdir())) as pdf:
            sizes[folder] = len(pdf)
    assert sizes["charts"] == sizes["plain"] + 1


def test_export_in_the_machines_own_fonts_says_which_were_used(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_font(tmp_path / "fonts" / "simkai.ttf", "楷体", "一二三四（）部门")
    monkeypatch.setattr("core.export.pdf.system_fonts.font_folders", lambda: [tmp_path / "fonts"])

    assert main(["export", str(made / "sample.ziping"), "--to", str(tmp_path), "--pdf", "--system-fonts"]) == 0

    _, *account = capsys.readouterr().out.splitlines()
    assert account == [
        "标题：本机没有方正小标宋简体，用随程序附带的思源宋体（粗）代替",
        "一级标题：本机没有黑体，用随程序附带的思源黑体代替",
        "二级标题：楷体（simkai.ttf）",
        "正文：本机没有仿宋_GB2312，用随程序附带的Fandol 仿宋代替",
        "页码：本机没有宋体，用随程序附带的思源宋体代替",
    ]
    (written,) = tmp_path.glob("*.pdf")
    assert fonts(written.read_bytes())["simkai"]


def test_export_says_what_no_font_has(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(made / "sample.ziping", tmp_path / "rare.ziping")
    with Session.open(tmp_path / "rare.ziping") as session:
        before = session.report.entries.get("cover/head")
        session.apply(Change("部门负责人", (Put("cover/head", before, Entry("丂某")),)))

    assert main(["export", str(tmp_path / "rare.ziping"), "--to", str(tmp_path), "--pdf"]) == 0

    assert "字体里没有 “丂”（U+4E02），PDF 中印作“□”" in capsys.readouterr().out


def test_standards_are_listed_shown_and_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "list"]) == 0
    assert "foshan-2020" in capsys.readouterr().out
    assert main(["standards", "show", "foshan-2020"]) == 0
    assert "预算编制情况" in capsys.readouterr().out
    assert main(["standards", "lint", "foshan-2020"]) == 1
    assert "与满分 100 分相差 1 分" in capsys.readouterr().out


A_FONT = next(resource_path("fonts").glob("*.ttf"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "没有.ziping"], "没有找到"),
        (["check", "没有.txt"], "找不到文件"),
        (["check", str(A_FONT)], "不是文本文件"),
        (["import", "没有.txt", "-o", "x.ziping"], "没有"),
        (["new", "x.ziping", "--standard", "没有"], "没有"),
        (["standards", "show", "没有"], "没有"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_two(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_replaced(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = Path(shutil.copy(made / "sample.ziping", tmp_path / "甲.ziping"))
    before = target.read_bytes()
    assert main(["new", str(target)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "缺少：命令"),
        (["frob"], "没有“frob”这个命令"),
        (["check"], "缺少：文件"),
        (["export", "x"], "缺少：--to"),
        (["export", "x", "--to", "y", "--version", "终稿"], "没有“终稿”这个版本，可以写草稿、正式、公开"),
        (["check", "a", "b"], "不认识：b"),
        (["new", "x", "--unit"], "--unit 后面缺少内容"),
    ],
)
def test_a_call_that_is_off_is_said_in_chinese(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：ziping export")
    assert not {"usage", "options", "positional"} & set(shown.replace(":", " ").split())


def test_a_bug_ends_with_its_trace_and_exit_code_two(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_report: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli_reports, "score", broken)
    assert main(["score", str(made / "sample.ziping")]) == 2
    said = capsys.readouterr().err
    assert "程序出了意外" in said
    assert "ZeroDivisionError" in said


def test_a_console_of_another_code_page_still_gets_json(made: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "core", "check", "--json", str(made / "sample.ziping")],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        cwd=Path.cwd(),
        check=False,
    )
    assert ended.returncode == 0
    titles = [finding["title"] for finding in json.loads(ended.stdout.decode("ascii"))["findings"]]
    assert "各项分值合计不等于满分" in titles
