"""What the faces of the export dialog are laid out with."""

from __future__ import annotations

from collections.abc import Sequence

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


def button_row(buttons: Sequence[QPushButton]) -> QHBoxLayout:
    """Return buttons in a row at the right."""
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
