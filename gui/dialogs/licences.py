"""The licences of the program and of all that it brings along."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import Distribution, distributions

from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core.paths import resource_path
from gui.theme import SPACE

_WIDTH, _HEIGHT, _SIDE = 880, 560, 260
_NO_TEXT = "这个程序库没有附带许可证全文。它声明的许可证：{name}"
# What runs with the program; a checkout has tools besides.
_SHIPPED = (
    "PySide6_Essentials",
    "shiboken6",
    "sqlite-utils",
    "openpyxl",
    "reportlab",
    "pillow",
    "python-docx",
    "lxml",
    "pypdfium2",
)


class LicencesDialog(QDialog):
    """What is licensed on the left, the words of its licence on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("licences")
        self.setWindowTitle("许可证")
        self.resize(_WIDTH, _HEIGHT)
        self._texts = list(_licences())
        self._list = QListWidget()
        self._list.setObjectName("licence-list")
        self._list.setAccessibleName("程序、字体、图标和程序库")
        self._list.setFixedWidth(_SIDE)
        self._list.ensurePolished()
        self._list.addItems([title for title, _ in self._texts])
        self._text = QPlainTextEdit()
        self._text.setObjectName("licence-text")
        self._text.setAccessibleName("许可证全文")
        self._text.setReadOnly(True)
        self._list.currentRowChanged.connect(lambda row: self._text.setPlainText(self._texts[row][1]))
        self._list.setCurrentRow(0)
        body = QHBoxLayout()
        body.setSpacing(2 * SPACE)
        body.addWidget(self._list)
        body.addWidget(self._text, 1)
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(body, 1)
        layout.addLayout(end)


def _licences() -> Iterator[tuple[str, str]]:
    for path in sorted(resource_path("licences").iterdir()):
        yield path.stem.replace("-", " "), path.read_text(encoding="utf-8", errors="replace")
    wanted = {name.casefold().replace("_", "-") for name in _SHIPPED}
    found = {str(item.metadata["Name"]).casefold().replace("_", "-"): item for item in distributions()}
    for name in sorted(wanted & found.keys()):
        yield _library(found[name])


def _library(distribution: Distribution) -> tuple[str, str]:
    title = f"{distribution.metadata['Name']} {distribution.version}"
    texts = [
        str(file.read_text(encoding="utf-8"))
        for file in distribution.files or ()
        if "licen" in file.name.casefold() and file.suffix in {"", ".txt", ".md", ".rst"}
    ]
    stated = distribution.metadata.json.get("license_expression") or distribution.metadata.json.get("license")
    return title, "\n\n".join(texts) or _NO_TEXT.format(name=stated or "见其项目说明")
