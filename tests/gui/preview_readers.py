"""What tests see of the preview, and how they act on it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.preview.page_view import PageView
from gui.preview.pane import PreviewPane
from gui.workspace import Workspace

Kind = TypeVar("Kind", bound=QWidget)
PARAGRAPH = "narrative/overview/duties/p2"


def act(window: MainWindow, name: str) -> None:
    window.menus.actions_by_id[name].trigger()


def preview(workspace: Workspace) -> PreviewPane:
    found = workspace.findChild(PreviewPane, "preview")
    assert isinstance(found, PreviewPane)
    return found


def pages(workspace: Workspace) -> PageView:
    found = workspace.findChild(PageView, "preview-pages")
    assert isinstance(found, PageView)
    return found


def part(workspace: Workspace, kind: type[Kind], name: str) -> Kind:
    found: object = preview(workspace).findChild(kind, name)
    assert isinstance(found, kind)
    return found


def button(workspace: Workspace, name: str) -> QPushButton:
    return next(item for item in preview(workspace).findChildren(QPushButton) if item.property("name") == name)


def words_shown(workspace: Workspace) -> list[str]:
    return [label.text() for label in preview(workspace).findChildren(QLabel) if label.isVisible()]


def count_words(workspace: Workspace) -> str:
    return next((text for text in words_shown(workspace) if text.startswith("第") and text.endswith("页")), "")


def picture(view: QWidget) -> QImage:
    return view.grab().toImage()


def ink(image: QImage) -> int:
    """Count the dark pixels of a picture, looking at one in nine."""
    return sum(
        QColor(image.pixel(x, y)).lightness() < 100
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def text_in(shown: Workspace, words: str, qtbot: QtBot) -> str:
    """Look for words in the preview; return what is said of how many there are."""
    field = part(shown, QLineEdit, "preview-find")
    field.setText(words)
    said: list[str] = []

    def is_said() -> bool:
        said[:] = [text for text in words_shown(shown) if text.endswith("处") or text == "没有找到"]
        return bool(said)

    qtbot.waitUntil(is_said)
    return said[0]
