"""The last face of the export dialog: what was written, what was left out of it, or why nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from core.document.version import Version
from core.export.report import Exported, Format
from gui.context import Context
from gui.dialogs.faces import button_row, face_layout, heading

_LEAST_HEIGHT = 160
_PROGRAMS = {Format.PDF: "PDF", Format.DOCX: "Word", Format.XLSX: "Excel"}


class ExportResult(QWidget):
    """How an export ended."""

    back_chosen = Signal()
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        layout = face_layout(self)
        self._title = heading("")
        self._text = QLabel()
        self._text.setObjectName("export-result")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        self._files = QHBoxLayout()
        layout.addLayout(self._files)
        self._account = QPlainTextEdit()
        self._account.setObjectName("export-account")
        self._account.setAccessibleName("导出说明")
        self._account.setReadOnly(True)
        self._account.setTabChangesFocus(True)
        self._account.setMinimumHeight(_LEAST_HEIGHT)
        layout.addWidget(self._account, 1)
        layout.addStretch(0)
        self._back = QPushButton("返回")
        self._back.clicked.connect(self.back_chosen)
        close = QPushButton("关闭")
        close.setObjectName("primary")
        close.clicked.connect(self.closed)
        layout.addLayout(button_row([close, self._back]))

    def show_end(self, title: str, text: str) -> None:
        """Say how it ended, without any file."""
        while self._files.count():
            widget = self._files.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        self._title.setText(title)
        self._text.setText(text)
        self._account.hide()

    def show_exported(self, exported: Exported, version: Version) -> None:
        """Offer the files, and say what the user must know of them."""
        names = "\n".join(path.name for path in exported.paths)
        folder = exported.paths[0].parent
        self.show_end(f"导出完成：{version.word}", f"{names}\n保存在：{folder}")
        for path in exported.paths:
            self._add_file_button(f"打开 {_PROGRAMS[Format(path.suffix[1:])]} 文件", path)
        self._add_file_button("打开所在文件夹", folder)
        self._files.addStretch(1)
        account = "\n".join(_account(exported, version))
        self._account.setPlainText(account)
        self._account.setVisible(bool(account))

    def _add_file_button(self, words: str, path: Path) -> None:
        button = QPushButton(words)
        button.clicked.connect(lambda: self._context.prompts.show_in_desktop(path))
        self._files.addWidget(button)


def _account(exported: Exported, version: Version) -> Iterator[str]:
    if exported.remaining:
        yield f"请看一眼（{len(exported.remaining)} 处），这些没有自动略去："
        yield from (f"· {item.words()}" for item in exported.remaining)
        yield ""
    if exported.removed:
        yield f"公开件里略去了 {len(exported.removed)} 处："
        yield from (f"· {item.words()}" for item in exported.removed)
        yield ""
    elif version is Version.PUBLIC:
        yield "标准规定不公开的内容，报告里都没有填写，没有略去什么。"
        yield ""
    if exported.font_notices:
        yield "PDF 的字体："
        yield from (f"· {notice}" for notice in exported.font_notices)
