"""Every version of the report file that was ever published opens in the program of today."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.model.change import Entry, Origin
from core.session import Session
from core.store.inspection import stated_version
from core.store.migrations import VERSIONS

FILES = Path(__file__).resolve().parents[2] / "files"
OLD_FILES = [FILES / f"version-{number}.ziping" for number in range(1, len(VERSIONS) + 1)]

EXPECTED = {
    "cover/reporting_unit": Entry("示例局"),
    "cover/fiscal_year": Entry("2024"),
    "narrative/overview/duties/p1": Entry("负责全市示例工作。", position=1),
    "narrative/overview/duties/p2": Entry("指导下级示例工作。", Origin.CARRIED_OVER, "2023 年度报告", 3, 2),
    "spending/basic/initial": Entry("12345600.00", Origin.IMPORTED, "支出表.xlsx 支出 B3"),
    "spending/total/initial": Entry("12345600", Origin.OVERRIDDEN, "以批复数为准"),
    "indicator/budgeting/score": Entry("38.5"),
    "indicator/budgeting/reason": Entry("两个项目入库不及时，扣 1.5 分。"),
    "indicator/results/score": Entry("58"),
    "left_over/1": Entry("未能归位的一段。", Origin.IMPORTED, "报告.txt 第 9 行", position=1),
}


@pytest.mark.parametrize("file", OLD_FILES, ids=lambda file: file.name)
def test_old_file_opens_with_all_that_it_held(file: Path, tmp_path: Path) -> None:
    assert stated_version(file) == OLD_FILES.index(file) + 1
    copy = tmp_path / file.name
    shutil.copyfile(file, copy)
    with Session.open(copy, read_only=True) as session:
        assert session.report.entries == EXPECTED
    assert copy.read_bytes() == file.read_bytes()
    with Session.open(copy) as session:
        assert session.report.entries == EXPECTED
        assert session.report.standard.id == "tiny-2024"
        assert (session.undo_title, session.redo_title) == ("修改正文", "撤销的删除")
        session.redo()
        assert session.report.left_over() == []
        while session.can_undo:
            session.undo()
        assert session.report.text("narrative/overview/duties/p1") == "负责本级示例工作。"
        assert session.report.score("results") is None
        given_up = [point for point in session.points() if point.name == "放弃前"]
        for point in given_up:
            past = session.report_at(point)
            assert past.text("indicator/results/score") == "60"
            assert past.text("narrative/overview/duties/p1") == "负责本级示例工作。"
        assert len(given_up) == (file.name != "version-1.ziping")


def test_no_old_file_is_missing_or_unknown() -> None:
    assert sorted(FILES.glob("*.ziping")) == OLD_FILES


@pytest.mark.parametrize("file", OLD_FILES, ids=lambda file: file.name)
def test_history_goes_on_from_an_old_file(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / file.name
    shutil.copyfile(file, copy)
    with Session.open(copy) as session:
        session.save_point("升级后")
        point = session.points()[-1]
        session.undo()
        session.put("另一稿", {"cover/fiscal_year": Entry("2025")})
        assert session.report_at(point).entries == EXPECTED, "what was abandoned before has no part in it"
        session.restore(point)
        assert session.report.entries == EXPECTED
