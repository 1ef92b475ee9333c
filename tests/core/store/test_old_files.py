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

SHA256 = "3220fc7838ccdab0a3a21b5d8498275c7abe6930abbb059e9fdb4939bba8c2fd"
EXPECTED_EVIDENCE = {
    "title": "现场",
    "file_name": "现场.png",
    "sha256": SHA256,
    "size": "69",
    "kind": "png",
    "position": "1024",
    "pages": "1",
    "indicators": "results",
}


def expected_in(number: int) -> dict[str, Entry]:
    """Return the entries of the file of a version; evidence came with the table of its contents."""
    if "content" not in VERSIONS[number - 1].schema:
        return EXPECTED
    evidence = {f"evidence/{SHA256[:16]}/{field}": Entry(value) for field, value in EXPECTED_EVIDENCE.items()}
    return EXPECTED | evidence


@pytest.mark.parametrize("file", OLD_FILES, ids=lambda file: file.name)
def test_old_file_opens_with_all_that_it_held(file: Path, tmp_path: Path) -> None:
    number = OLD_FILES.index(file) + 1
    expected = expected_in(number)
    assert stated_version(file) == number
    copy = tmp_path / file.name
    shutil.copyfile(file, copy)
    with Session.open(copy, read_only=True) as session:
        assert session.report.entries == expected
    assert copy.read_bytes() == file.read_bytes()
    with Session.open(copy) as session:
        assert session.report.entries == expected
        assert session.report.standard.id == "tiny-2024"
        for item in session.report.evidence():
            assert session.contents.read(item.sha256).startswith(b"\x89PNG")
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
        assert session.report.evidence() == ()


def test_no_old_file_is_missing_or_unknown() -> None:
    assert sorted(FILES.glob("*.ziping")) == OLD_FILES


@pytest.mark.parametrize("file", OLD_FILES, ids=lambda file: file.name)
def test_history_goes_on_from_an_old_file(file: Path, tmp_path: Path) -> None:
    expected = expected_in(OLD_FILES.index(file) + 1)
    copy = tmp_path / file.name
    shutil.copyfile(file, copy)
    with Session.open(copy) as session:
        session.save_point("升级后")
        point = session.points()[-1]
        session.undo()
        session.put("另一稿", {"cover/fiscal_year": Entry("2025")})
        assert session.report_at(point).entries == expected, "what was abandoned before has no part in it"
        session.restore(point)
        assert session.report.entries == expected
