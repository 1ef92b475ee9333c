"""What the faces of a dialog are laid out with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE


def face_layout(face: QWidget) -> QVBoxLayout:
    """Give a face its layout, from top to bottom."""
    layout = QVBoxLayout(face)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    return layout


def heading(words: str) -> QLabel:
    """Return the title of a face."""
    label = QLabel(words)
    label.setObjectName("title")
    return label


def titled_face(title: str) -> tuple[QWidget, QVBoxLayout]:
    """Return a face with its title, and its layout."""
    face = QWidget()
    layout = face_layout(face)
    layout.addWidget(heading(title))
    return face, layout


def plain_words(text: str, name: str = "") -> QLabel:
    """Return a text that breaks its lines and is shown as it stands, whatever is in it."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def button_row(buttons: Sequence[QPushButton]) -> QHBoxLayout:
    """Return buttons in a row at the right."""
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
