"""The commands check, accept and rules: what they print, write and answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.cli import main
from core.session import Session
from core.validation.run import RULES
from tests.core.intake.pdf_files import pdf_file
from tests.core.intake.word_files import paragraph, word_file
from tests.core.validation.drafts import Draft

REASON = "批复文件把两项合并列示。"
PROSE = "培训 200 人，比上年增加 40 人，增长 30%。接待 500 人，比上年增加 100 人，增长 55%。"


def clock() -> datetime:
    return datetime(2021, 3, 5, 12, 5, tzinfo=UTC)


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], clock)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report with a wrong total, its only error, and two wrong rates in one paragraph."""
    report = Draft().amount("total", "final", "3000.00").write("overview/tasks", PROSE).report()
    path = tmp_path / "报告.ziping"
    Session.create(path, report.standard, report.entries.items()).close()
    return path


def accept(path: Path, rule: str, *more: object) -> int:
    return run("accept", path, "--rule", rule, "--reason", REASON, "--name", "周文", *more)


# -- accept ------------------------------------------------------------------------------------------------------------


def test_an_accepted_error_is_none_that_check_answers_for(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", path) == 1
    assert accept(path, "spd-001") == 0
    assert "已接受并说明：合计与各项之和不符" in capsys.readouterr().out
    assert run("check", path) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("【已接受的错误】合计与各项之和不符（SPD-001）\n")
    assert f"接受的理由：{REASON}（周文，2021年3月5日）" in shown
    assert "错误 0 条，提醒 3 条，提示 0 条；另有 1 条已接受并说明。" in shown


def test_json_names_the_waiver_of_each_finding(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(path, "SPD-001")
    capsys.readouterr()
    assert run("check", path, "--json") == 0
    waivers = {item["rule"]: item["waiver"] for item in json.loads(capsys.readouterr().out)["findings"]}
    assert waivers.pop("SPD-001") == {"reason": REASON, "name": "周文", "date": "2021-03-05"}
    assert set(waivers.values()) == {None}


def test_a_changed_figure_makes_the_error_count_again_and_tells_the_former_reason(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accept(path, "SPD-001")
    with Session.open(path) as session:
        where = "spending/total/final"
        session.put("改数", {where: Draft().amount("total", "final", "2999.00").entries[where]})
    capsys.readouterr()
    assert run("check", path) == 1
    assert f"此前曾接受并说明：“{REASON}”（周文，2021年3月5日）" in capsys.readouterr().out


def test_acceptance_can_be_withdrawn(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Session.open(path, read_only=True) as session:
        before = session.report.entries
    accept(path, "SPD-001")
    assert run("accept", path, "--rule", "SPD-001", "--withdraw") == 0
    assert f"理由原为：{REASON}（周文，2021年3月5日）" in capsys.readouterr().out
    with Session.open(path, read_only=True) as session:
        assert session.report.entries == before
    assert run("check", path) == 1


def test_of_several_findings_the_number_tells_which(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accept(path, "NUM-003") == 2
    asked = capsys.readouterr().err
    assert "--number" in asked
    assert "  1. 文中写 30%" in asked
    assert "  2. 文中写 55%" in asked
    assert accept(path, "NUM-003", "--number", 2) == 0
    assert "文中写 55%" in capsys.readouterr().out
    assert accept(path, "NUM-003") == 0, "only one is left"
    assert "文中写 30%" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rule", "XYZ-001", "--reason", "甲", "--name", "乙"], "没有编号为“XYZ-001”的校核项目"),
        (["--rule", "SPD-002", "--reason", "甲", "--name", "乙"], "SPD-002 没有尚未处理的问题"),
        (["--rule", "SPD-001", "--reason", " ", "--name", "乙"], "没有写理由"),
        (["--rule", "SPD-001", "--reason", "甲", "--name", ""], "没有写姓名"),
        (["--rule", "SPD-001", "--reason", "甲"], "--name 姓名"),
        (["--rule", "SPD-001", "--withdraw"], "SPD-001 没有接受过的问题"),
        (["--rule", "SPD-001", "--withdraw", "--reason", "甲"], "不写 --reason"),
        (["--rule", "SPD-001", "--number", "2", "--reason", "甲", "--name", "乙"], "第几条（1 到 1）"),
        (["--rule", "SPD-001", "--number", "-1", "--reason", "甲", "--name", "乙"], "第几条（1 到 1）"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_changes_nothing(
    path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    assert run("accept", path, *arguments) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "没有改动" in said.err
    assert said.out == ""
    assert path.read_bytes() == before


# -- check -------------------------------------------------------------------------------------------------------------


def test_check_writes_the_report_beside_what_it_prints(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "校核"
    assert run("check", path, "--report", folder) == 1
    names = [f"望湖市湖泊保护中心2020年度部门整体支出绩效自评报告-校核报告.{kind}" for kind in ("pdf", "xlsx")]
    assert sorted(item.name for item in folder.iterdir()) == names
    assert capsys.readouterr().out.splitlines()[-2:] == [f"已写出：{folder / name}" for name in names]


def test_with_json_nothing_but_json_is_printed(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", path, "--json", "--report", tmp_path / "校核") == 1
    assert set(json.loads(capsys.readouterr().out)) == {"findings", "coverage"}
    assert len(list((tmp_path / "校核").iterdir())) == 2


def test_a_report_that_cannot_be_written_is_said_before_anything_is_printed(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", path, "--report", path / "里面") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "没有导出任何文件" in said.err


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_manuscript_of_any_kind_is_checked_and_reported(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / f"文稿.{kind}"
    source.write_bytes(word_file(paragraph(PROSE)) if kind == "docx" else PROSE.encode())
    assert run("check", source, "--report", tmp_path / "校核") == 0
    assert "文中写 55%" in capsys.readouterr().out
    names = sorted(item.name for item in (tmp_path / "校核").iterdir())
    assert names == [f"文稿.{kind}-校核报告.pdf", f"文稿.{kind}-校核报告.xlsx"]
    assert run("check", source, "--json") == 0
    assert "waiver" not in json.loads(capsys.readouterr().out)["findings"][0], "nobody can accept what is no report"


@pytest.mark.parametrize("more", [[], ["--standard", "foshan-2020"]])
def test_pages_that_could_not_be_read_are_named(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "文稿.pdf"
    source.write_bytes(
        pdf_file(lambda sheet: sheet.write("全年培训 3 期。"), lambda sheet: sheet.picture(0, 0, 595, 842))
    )
    assert run("check", source, *more) in {0, 1}
    assert "注意：第 2 页是图片，没有校核。" in capsys.readouterr().out.splitlines()
    run("check", source, "--json", *more)
    assert json.loads(capsys.readouterr().out)["coverage"]["unread"] == ["第 2 页是图片，没有校核。"]


def test_files_of_one_name_in_several_formats_have_reports_of_their_own(tmp_path: Path) -> None:
    for suffix, content in ((".docx", word_file(paragraph(PROSE))), (".txt", PROSE.encode())):
        (tmp_path / f"文稿{suffix}").write_bytes(content)
        run("check", tmp_path / f"文稿{suffix}", "--report", tmp_path / "校核")
    assert len(list((tmp_path / "校核").iterdir())) == 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("没有.txt", None, "找不到文件"),
        ("空.txt", b"", "没有可以校核的内容"),
        ("坏.docx", b"PK\x03\x04broken", "已损坏"),
        ("坏.pdf", b"%PDF-1.7 broken", "已损坏"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "另存为 Word 文档"),
        ("零.txt", "收入\0支出".encode(), "没有校核"),
        ("长.txt", "收入 1 万元，".encode() * 100_000, "超过 10 万字"),
    ],
)
def test_what_cannot_be_checked_is_said_in_one_sentence_with_exit_code_2(
    name: str, content: bytes | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run("check", tmp_path / name) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert name in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_manuscript_is_checked_by_a_standard_when_one_is_named(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / f"文稿.{kind}"
    lines = ["一、部门基本情况", "（一）部门职能", "负责全市湖泊保护的规划和监督。"]
    content = word_file("".join(map(paragraph, lines))) if kind == "docx" else "\n".join(lines).encode()
    source.write_bytes(content)
    assert run("check", source, "--standard", "foshan-2020", "--json") == 0
    assert "CMP-001" in {item["rule"] for item in json.loads(capsys.readouterr().out)["findings"]}


# -- rules -------------------------------------------------------------------------------------------------------------


def test_rules_lists_every_check_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules") == 0
    shown = capsys.readouterr().out
    assert all(f"{rule.code}  " in shown and f"{rule.title}：{rule.clause}" in shown for rule in RULES)
    assert f"共 {len(RULES)} 项" in shown


def test_rules_writes_a_list_for_printing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "一览.pdf"
    assert run("rules", "--pdf", target) == 0
    assert capsys.readouterr().out == f"已写出：{target}\n"
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("command", ["check", "accept", "rules"])
def test_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(command, "--help")
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"用法：ziping {command}")
    assert not {"usage", "options", "positional", "arguments"} & set(shown.replace(":", " ").split())
