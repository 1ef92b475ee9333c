"""What a user does on the tab of the evidence: drops files, waits, goes to a cell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.evidence_desk import desk_of
from gui.tabs.evidence import EvidenceSection


def rest(qtbot: QtBot, section: EvidenceSection) -> None:
    """Wait until nothing is being done with files."""
    desk = desk_of(section._context.live)
    qtbot.waitUntil(lambda: not desk.is_busy)


def titles(section: EvidenceSection) -> list[str]:
    return [item.title for item in section._context.live.report.evidence()]


def button(section: QWidget, name: str) -> QPushButton:
    (found,) = [item for item in section.findChildren(QPushButton) if item.property("name") == name]
    assert isinstance(found, QPushButton)
    return found


def go(section: EvidenceSection, row: int, column: int) -> None:
    section.view.setFocus(Qt.FocusReason.OtherFocusReason)
    section.view.setCurrentIndex(section.table.index(row, column))


def text(section: EvidenceSection, row: int, column: int) -> str:
    return str(section.table.index(row, column).data())


def drop(section: EvidenceSection, *urls: QUrl) -> bool:
    """Drag something over the section and let it go; tell whether it was accepted."""
    data = QMimeData()
    data.setUrls(list(urls))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    over.ignore()
    section.dragEnterEvent(over)
    if over.isAccepted():
        section.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    return over.isAccepted()


def local(path: Path) -> QUrl:
    return QUrl.fromLocalFile(str(path))
