"""Pictures of the history: nothing in it yet, a comparison, one without a difference, and the name of a version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from core.model.change import Entry
from core.session import Session
from gui.context import Context
from gui.dialogs.history import HistoryDialog
from gui.dialogs.save_version import SaveVersionDialog, proposed_name
from gui.live import LiveReport
from gui.main_window import MainWindow

_TEXT = "narrative/overview/duties/p1"
_FIGURE = "spending/project/final"


def draw_history(
    application: QApplication,
    window: MainWindow,
    folder: Path,
    prefix: str,
    save: Callable[[QWidget, str], None],
) -> None:
    """Draw them with a copy of the open report, which stays as it is."""
    workspace = window.workspace
    if workspace is None:
        return
    context, report = workspace.context, workspace.context.live.report
    now = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)
    path = folder / "历史.ziping"
    session = Session.create(path, report.standard, report.entries.items(), replace=True, clock=lambda: now)
    copy = Context(LiveReport(session), context.prompts, context.theme, context.settings)

    def draw(name: str) -> None:
        dialog = HistoryDialog(copy, window)
        dialog.show()
        _wait(application, dialog)
        save(dialog, f"{prefix}-history-{name}")
        if dialog.points.count() and not copy.live.read_only:
            dialog.points.setCurrentRow(dialog.points.count() - 1)
            _wait(application, dialog)
            save(dialog, f"{prefix}-history-{name}-oldest")
        dialog.reject()
        dialog.deleteLater()

    draw("empty")
    text = report.text(_TEXT)
    session.put("修改正文", {_TEXT: Entry(text[:30] + "，并承担上级交办的其他事项" + text[40:], position=1)})
    session.save_point("送科室征求意见的第一稿")
    now = datetime.now(UTC)
    session.put("修改决算数", {_FIGURE: Entry("43214300.00"), "cover/head": Entry("李明")})
    session.keep_point("导出前")
    session.put("删除一段", {f"{_TEXT[:-1]}2": None, "indicator/budgeting/reason": Entry("两个项目入库不及时。")})
    session.save_point("第2版 11月27日 15:10，这是一个起得很长、要在列表里省略掉一部分的版本名称")
    draw("same")
    session.put("修改得分", {f"{_TEXT[:-1]}9": Entry("新写的一段。", position=9), "left_over/1": Entry("附注。")})
    draw("changed")
    session.close()
    with Session.open(path, read_only=True) as reading:
        copy = Context(LiveReport(reading), context.prompts, context.theme, context.settings)
        draw("read-only")
    name = SaveVersionDialog(proposed_name(session.points(), datetime(2026, 11, 27, 15, 10, tzinfo=UTC)), window)
    name.show()
    save(name, f"{prefix}-save-version")
    name.reject()
    name.deleteLater()


def _wait(application: QApplication, dialog: HistoryDialog) -> None:
    while dialog.task is not None:
        application.processEvents()
