"""The tab of the evidence: files are dropped or chosen, named, ticked, moved and removed."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.model.evidence import EvidenceKind
from core.model.evidence_changes import EvidenceFile, add_evidence
from core.session import Session
from gui.main_window import MainWindow
from gui.models.evidence_table import (
    FILE_COLUMN,
    INDICATORS_COLUMN,
    NOTE_COLUMN,
    TITLE_COLUMN,
    EvidenceTableModel,
)
from gui.tabs.evidence import EvidenceSection
from gui.widgets.check_list import CheckList
from gui.workspace import Workspace
from tests import evidence_files as files
from tests.gui.evidence_hands import button, drop, go, local, rest, text, titles
from tests.gui.recording_prompts import RecordingPrompts
from tests.gui.test_accessibility import nameless

# -- adding ------------------------------------------------------------------------------------------------------------


def test_an_empty_tab_says_what_goes_here_and_offers_it(
    qtbot: QtBot, section: EvidenceSection, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    assert section.zone.isVisible()
    assert not section.view.isVisible()
    prompts.several = [[files.pdf(tmp_path)]]
    qtbot.mouseClick(section.zone.button, Qt.MouseButton.LeftButton)
    rest(qtbot, section)
    assert titles(section) == ["批复"]
    assert section.view.isVisible()
    assert not section.zone.isVisible()
    assert "*.pdf" in prompts.asked[0][1]


def test_dropped_files_are_one_step_that_can_be_undone(
    qtbot: QtBot, section: EvidenceSection, workspace: Workspace, tmp_path: Path
) -> None:
    pdf, picture = files.pdf(tmp_path), files.picture(tmp_path)
    assert drop(section, local(pdf), local(picture))
    rest(qtbot, section)
    assert titles(section) == ["批复", "现场"]
    live = workspace.context.live
    assert live.session.undo_title == "添加 2 份佐证材料"
    live.undo()
    assert titles(section) == []
    live.redo()
    assert live.session.contents.read(live.report.evidence()[0].sha256) == pdf.read_bytes()


def test_a_drop_of_folders_links_and_bad_files_is_told_in_sentences(
    qtbot: QtBot, section: EvidenceSection, tmp_path: Path
) -> None:
    (tmp_path / "文件夹").mkdir()
    assert drop(section, QUrl("https://example.invalid/a.pdf"))
    assert "网页链接不能作为佐证材料" in section.notice.text()
    assert drop(section, local(tmp_path / "文件夹"), local(files.raw(tmp_path, "空.pdf", b"")))
    rest(qtbot, section)
    assert "“文件夹”是文件夹" in section.notice.text()
    assert "“空.pdf”是空文件" in section.notice.text()
    assert titles(section) == []
    qtbot.mouseClick(button(section, "evidence-notice-close"), Qt.MouseButton.LeftButton)
    assert not section.notice.isVisible()


def test_text_that_is_dragged_is_not_accepted(section: EvidenceSection) -> None:
    assert not drop(section)


def test_many_refusals_are_told_in_few_lines(qtbot: QtBot, section: EvidenceSection, tmp_path: Path) -> None:
    section.take([files.raw(tmp_path, f"{number}.pdf", b"") for number in range(200)])
    rest(qtbot, section)
    assert section.notice.text().count("\n") == 6
    assert "还有 194 个文件没有添加" in section.notice.text()


def test_the_same_file_again_is_told_as_the_same(qtbot: QtBot, filled: EvidenceSection, tmp_path: Path) -> None:
    filled.take([Path(shutil.copy(tmp_path / "批复.pdf", tmp_path / "又一份.pdf"))])
    rest(qtbot, filled)
    assert "“又一份.pdf”和已有的材料内容完全相同" in filled.notice.text()
    assert len(titles(filled)) == 3


def test_a_second_drop_waits_for_the_first(qtbot: QtBot, section: EvidenceSection, tmp_path: Path) -> None:
    section.take([files.pdf(tmp_path)])
    section.take([files.picture(tmp_path)])
    rest(qtbot, section)
    assert titles(section) == ["批复", "现场"]


def test_cancelled_adds_nothing(qtbot: QtBot, section: EvidenceSection, tmp_path: Path) -> None:
    section.take([files.pdf(tmp_path)])
    button(section, "evidence-cancel").click()
    rest(qtbot, section)
    assert titles(section) == []
    assert "已取消" in section.notice.text()


def test_closing_the_report_while_files_are_added_leaves_it_whole(
    window: MainWindow, section: EvidenceSection, report_file: Path, tmp_path: Path
) -> None:
    section.take([files.pdf(tmp_path)])
    window.close_report()
    with Session.open(report_file) as session:
        assert session.report.evidence() == ()
    assert sorted(tmp_path.glob(".~lock*")) == []


def test_a_change_of_theme_does_not_disturb_what_is_being_added(
    qtbot: QtBot, window: MainWindow, section: EvidenceSection, tmp_path: Path
) -> None:
    section.take([files.pdf(tmp_path)])
    window.use_text_size(110)
    workspace = window.workspace
    assert workspace is not None
    assert workspace.context.live is section._context.live
    qtbot.waitUntil(lambda: len(workspace.context.live.report.evidence()) == 1)
    window.use_text_size(100)


def test_a_read_only_report_shows_its_evidence_and_takes_none(
    qtbot: QtBot, empty_window: MainWindow, report_file: Path, prompts: RecordingPrompts
) -> None:
    with Session.open(report_file):
        prompts.confirmations = [True]
        empty_window.open_report(report_file)
        workspace = empty_window.workspace
        assert workspace is not None
        workspace.reveal("evidence")
        (section,) = workspace.findChildren(EvidenceSection)
        assert not section.acceptDrops()
        assert not section.zone.isVisible()
        empty_window.close_report()


# -- the list ----------------------------------------------------------------------------------------------------------


def test_the_list_names_kind_pages_and_size(filled: EvidenceSection) -> None:
    assert [text(filled, row, TITLE_COLUMN) for row in range(3)] == ["批复", "现场", "明细"]
    assert text(filled, 0, FILE_COLUMN).startswith("PDF，2 页，")
    assert text(filled, 1, FILE_COLUMN).startswith("图片，1 页，")
    assert text(filled, 2, FILE_COLUMN).startswith("Excel，3 张表，")
    assert text(filled, 0, INDICATORS_COLUMN) == "请选择"


def test_titles_and_notes_are_typed(qtbot: QtBot, filled: EvidenceSection) -> None:
    for column, words in ((TITLE_COLUMN, "预算批复（2020 年）"), (NOTE_COLUMN, "复印件")):
        go(filled, 0, column)
        qtbot.keyClick(filled.view, Qt.Key.Key_F2)
        editor = filled.view.focusWidget() if filled.view.isAncestorOf(filled.view.focusWidget()) else None
        assert editor is not None
        editor.setProperty("text", words)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    (item, *_) = filled._context.live.report.evidence()
    assert (item.title, item.note) == ("预算批复（2020 年）", "复印件")
    go(filled, 0, NOTE_COLUMN)
    qtbot.keyClick(filled.view, Qt.Key.Key_Delete)
    assert filled._context.live.report.evidence()[0].note == ""


def test_a_title_without_end_is_not_taken(qtbot: QtBot, filled: EvidenceSection) -> None:
    assert not filled.table.setData(filled.table.index(0, TITLE_COLUMN), "长" * 500)
    assert "最多 200 字" in filled.notice.text()
    assert titles(filled)[0] == "批复"


def test_indicators_are_ticked_in_a_list(qtbot: QtBot, filled: EvidenceSection) -> None:
    go(filled, 0, INDICATORS_COLUMN)
    qtbot.keyClick(filled.view, Qt.Key.Key_Return)
    (offered,) = [item for item in filled.window().findChildren(CheckList) if item.isVisible()]
    qtbot.keyClick(offered.list, Qt.Key.Key_Space)
    qtbot.keyClick(offered.list, Qt.Key.Key_Return)
    assert text(filled, 0, INDICATORS_COLUMN) == "预算编制情况"
    go(filled, 0, INDICATORS_COLUMN)
    qtbot.keyClick(filled.view, Qt.Key.Key_Delete)
    assert text(filled, 0, INDICATORS_COLUMN) == "请选择"


def test_rows_are_moved_by_keys_and_buttons(qtbot: QtBot, filled: EvidenceSection) -> None:
    go(filled, 2, TITLE_COLUMN)
    qtbot.keyClick(filled.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(filled) == ["批复", "明细", "现场"]
    assert filled.view.current is not None
    assert filled.view.current.title == "明细"
    button(filled, "evidence-up").click()
    button(filled, "evidence-up").click()
    assert titles(filled) == ["明细", "批复", "现场"]
    button(filled, "evidence-down").click()
    assert titles(filled) == ["批复", "明细", "现场"]


def test_removing_can_be_undone(filled: EvidenceSection) -> None:
    go(filled, 1, TITLE_COLUMN)
    button(filled, "evidence-remove").click()
    assert titles(filled) == ["批复", "明细"]
    filled._context.live.undo()
    assert titles(filled) == ["批复", "现场", "明细"]


def test_the_model_keeps_qts_rules(filled: EvidenceSection, qtmodeltester: ModelTester) -> None:
    model = EvidenceTableModel(filled._context, filled)
    qtmodeltester.check(model)
    filled._context.live.undo()
    filled._context.live.redo()


def test_everything_has_a_name(filled: EvidenceSection) -> None:
    assert nameless(filled) == []


def test_the_meter_says_how_much_is_used(filled: EvidenceSection) -> None:
    assert filled.meter.words.text().startswith("已用 ")
    assert filled.meter.words.text().endswith("，上限 20 MB（默认值）")
    live = filled._context.live
    large = EvidenceFile("大.pdf", "f" * 64, 21_000_000, EvidenceKind.PDF, 1)
    live.apply(add_evidence(live.report, [large]))
    assert filled.meter.words.text().startswith("◆ 已用 21.0 MB，上限 20 MB（默认值），超出 1.0 MB")
    assert "EVD-003" in [finding.rule for finding in live.findings]
