"""Giving out and merging, from file to file, in the core and on the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.cli import main
from core.document.version import Version
from core.errors import AppError
from core.export.report import Format, export_report
from core.handing_out import give_out, read_part
from core.intake.part_merge import merge_proposal
from core.model.change import Change, Entry
from core.model.handout import handouts, own_handout
from core.progress import SilentProgress
from core.session import Session
from tests.core.intake.part_files import BASIC, DUTIES, OFFICE, content, whole

NOW = datetime(2025, 1, 20, 8, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    report = whole({"last_year/narrative.overview.duties.p1": "去年的。", "last_year/x": "别的。"})
    Session.create(path, report.standard, report.entries.items()).close()
    return path


def clock() -> datetime:
    return NOW


def given(file: Path, office: str = OFFICE, targets: tuple[str, ...] = (DUTIES, "spending")) -> Path:
    with Session.open(file) as session:
        return give_out(session, office, targets, file.parent / "发出", NOW)


def test_a_part_is_a_report_file_that_holds_what_was_given(file: Path) -> None:
    path = given(file)
    assert path.name == "云川市园林局-办公室-2024年度.ziping"
    with Session.open(path) as session:
        part = session.report
        own = own_handout(part)
        assert own is not None
        assert (own.office, own.given_on, own.targets) == (OFFICE, "2025-01-20", (DUTIES, "spending"))
        assert part.title() == "云川市园林局2024年度部门整体支出绩效自评报告"
        assert part.text("last_year/narrative.overview.duties.p1") == "去年的。"
        assert "last_year/x" not in part.entries
        assert "indicator/budgeting/score" not in part.entries
        assert list(part.standard.parts) == [DUTIES]
        session.put("填写", {BASIC: Entry("7")})
        assert [tab.items for tab in session.report.standard.tabs] == [(DUTIES, "spending")]
        assert not session.can_redo
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_report_remembers_it_and_nothing_else_is_changed(file: Path) -> None:
    with Session.open(file, read_only=True) as session:
        before = content(session.report)
    path = given(file)
    with Session.open(file) as session:
        assert content(session.report) == before
        (handout,) = handouts(session.report)
        assert handout.words(session.report.standard) == "部门职能、支出明细表"
        assert merge_proposal(session.report, read_part(path), path.name).changes == ()
        session.undo()
        assert handouts(session.report) == ()


def test_the_same_office_twice_gives_two_files(file: Path) -> None:
    assert [given(file).stem, given(file).stem] == [
        "云川市园林局-办公室-2024年度",
        "云川市园林局-办公室-2024年度（2）",
    ]


def test_a_name_that_no_system_takes_is_made_one_that_all_take(file: Path) -> None:
    assert given(file, '财务/资产 "科":').name == "云川市园林局-财务资产 科-2024年度.ziping"


@pytest.mark.parametrize(
    ("office", "targets", "code"),
    [("  ", ("cover",), "no_office"), (OFFICE, (), "no_parts"), (OFFICE, ("link", "nothing"), "no_parts")],
)
def test_nothing_is_given_without_office_and_parts(
    file: Path, office: str, targets: tuple[str, ...], code: str
) -> None:
    with pytest.raises(AppError) as refusal:
        given(file, office, targets)
    assert refusal.value.code == code
    assert not (file.parent / "发出").exists()


def test_a_part_is_not_given_further_and_exported_as_a_draft_only(file: Path, tmp_path: Path) -> None:
    path = given(file)
    with pytest.raises(AppError, match="不能再往下分"):
        given(path)
    with pytest.raises(AppError, match="不是完整的报告") as refusal:
        export_report(read_part(path), tmp_path / "导出", [Format.XLSX], SilentProgress(), version=Version.FINAL)
    assert refusal.value.code == "is_part"
    assert not (tmp_path / "导出").exists()
    draft = export_report(read_part(path), tmp_path / "导出", list(Format), SilentProgress())
    assert len(draft.paths) == 3


def test_where_it_cannot_be_noted_no_file_is_left(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Session, _change: Change, *, merge: str = "") -> None:
        raise AppError("disk_full", f"磁盘已满。{merge}")

    monkeypatch.setattr(Session, "apply", full)
    with pytest.raises(AppError, match="磁盘已满"):
        given(file)
    assert list((file.parent / "发出").iterdir()) == []


def test_a_part_can_be_read_while_the_office_has_it_open(file: Path) -> None:
    path = given(file)
    with Session.open(path) as session:
        session.put("填写", {BASIC: Entry("7")})
        assert read_part(path).text(BASIC) == "7"


def test_a_file_that_names_nothing_that_can_be_given_is_a_report_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "假.ziping"
    report = whole({"handout/self/id": "../../x", "handout/self/office": "x", "handout/self/targets": "nothing\n../y"})
    with Session.create(path, report.standard, report.entries.items()) as session:
        assert own_handout(session.report) is None
        assert session.report.standard.tabs == report.standard.tabs


# -- command line ----------------------------------------------------------------------------------------------------


def test_parts_are_given_and_merged_from_the_command_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = file.parent / "发出"
    call = ["give-out", str(file), "--office", OFFICE, "--parts", "部门职能", "spending", "--to", str(to)]
    assert main(call, clock) == 0
    (path,) = to.iterdir()
    assert "其中有：部门职能、支出明细表" in capsys.readouterr().out
    assert main(["given-out", str(file)], clock) == 0
    assert "办公室（2025-01-20 分出，还没有并入）：部门职能、支出明细表" in capsys.readouterr().out
    with Session.open(path) as session:
        session.put("填写", {BASIC: Entry("1200000")})
    assert main(["merge", str(file), str(path)], clock) == 0
    assert "共 1 处改动，报告没有改动" in capsys.readouterr().out
    assert main(["merge", str(file), str(path), "--apply", "--json"], clock) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["office"], [change["applied"] for change in told["changes"]]) == (OFFICE, [True])
    assert main(["merge", str(file), str(path), "--apply"], clock) == 0
    assert "没有需要并入的改动" in capsys.readouterr().out
    assert main(["given-out", str(file), "--json"], clock) == 0
    assert json.loads(capsys.readouterr().out)[0]["returned_on"] == "2025-01-20"
    with Session.open(file, read_only=True) as session:
        assert session.report.text(BASIC) == "1200000"


def test_an_untouched_part_counts_as_returned_once_it_is_merged(file: Path) -> None:
    path = given(file)
    assert main(["merge", str(file), str(path), "--apply"], clock) == 0
    with Session.open(file) as session:
        assert handouts(session.report)[0].returned_on == "2025-01-20"
        assert session.undo_title == "并入“办公室”的部分"


def test_a_part_that_is_not_there_is_named_with_those_that_are(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["give-out", str(file), "--office", OFFICE, "--parts", "没有的"], clock) == 2
    told = capsys.readouterr().err
    assert "“没有的”：报告里没有这个部分" in told
    assert "预算编制情况（indicator/budgeting）" in told


def test_a_damaged_part_is_refused_and_the_report_stays(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = given(file)
    before = file.read_bytes()
    path.write_bytes(path.read_bytes()[:5000])
    assert main(["merge", str(file), str(path), "--apply"], clock) == 2
    assert path.name in capsys.readouterr().err
    assert file.read_bytes() == before


def test_nothing_out_is_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["given-out", str(file)], clock) == 0
    assert capsys.readouterr().out == "没有分给科室的部分。\n"


def test_a_figure_that_is_quoted_goes_out_as_words_and_is_still_quoted_when_the_rest_comes_back(file: Path) -> None:
    where = f"{DUTIES}/p1"
    with Session.open(file) as session:
        session.put("引用", {where: Entry("得分⟦indicator/budgeting/score|分|0⟧，负责绿化。", position=1)})
        printed = session.report.text(where)
        assert "⟦" not in printed
    path = given(file, targets=(DUTIES,))
    with Session.open(path) as part:
        assert part.report.entries[where].value == printed
        untouched = part.report
        part.put("填写", {where: Entry(printed.replace("负责绿化", "负责全市绿化"), position=1)})
        changed = part.report
    with Session.open(file, read_only=True) as session:
        report = session.report
    assert merge_proposal(report, untouched, path.name).changes == ()
    (change,) = merge_proposal(report, changed, path.name).changes
    merged = change.values[where]
    assert merged is not None
    assert merged.value == "得分⟦indicator/budgeting/score|分|0⟧，负责全市绿化。"
