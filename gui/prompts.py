"""The port through which the window asks and tells: real dialogs here, a recording double in tests.

Qt's dialog classes are imported when the first one is shown: the window does not wait for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from gui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Prompts(Protocol):
    """Everything that interrupts the user."""

    def open_path(self, title: str, pattern: str) -> Path | None:
        """Ask for an existing file; `None` when cancelled."""

    def open_paths(self, title: str, pattern: str) -> list[Path]:
        """Ask for existing files; none when cancelled."""

    def save_path(self, title: str, suggested: str, pattern: str) -> Path | None:
        """Ask where a new file goes; `suggested` is a file name."""

    def folder(self, title: str) -> Path | None:
        """Ask for a folder."""

    def confirm(self, title: str, text: str, accept: str) -> bool:
        """Ask whether to go on; `accept` is the word on the button that does."""

    def tell(self, title: str, text: str) -> None:
        """Say something that must be read."""

    def show_in_desktop(self, path: Path) -> None:
        """Open a file or folder with the program that the system has for it."""

    def printer(self, title: str, pages: int) -> QPrinter | None:
        """Ask for a printer and which of so many pages; `None` when cancelled. `title` names the print job."""


class DialogPrompts:
    """Prompts by dialogs over a window."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        self._parent = parent
        self._settings = settings

    def open_path(self, title: str, pattern: str) -> Path | None:
        """Ask for an existing file; `None` when cancelled."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._parent, title, str(self._settings.last_folder()), pattern)
        return self._chosen(name)

    def open_paths(self, title: str, pattern: str) -> list[Path]:
        """Ask for existing files; none when cancelled."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._parent, title, str(self._settings.last_folder()), pattern)
        if names:
            self._settings.remember_folder(Path(names[0]).parent)
        return [Path(name) for name in names]

    def save_path(self, title: str, suggested: str, pattern: str) -> Path | None:
        """Ask where a new file goes; `suggested` is a file name."""
        from PySide6.QtWidgets import QFileDialog

        start = self._settings.last_folder() / suggested
        # A report never takes the place of a file; to ask whether it may, and then refuse, would be confusing.
        keep = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(self._parent, title, str(start), pattern, options=keep)
        return self._chosen(name)

    def folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._parent, title, str(self._settings.last_folder()))
        if not name:
            return None
        self._settings.remember_folder(Path(name))
        return Path(name)

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._settings.remember_folder(path.parent)
        return path

    def confirm(self, title: str, text: str, accept: str) -> bool:
        """Ask whether to go on; `accept` is the word on the button that does."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=self._parent)
        yes = box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes

    def tell(self, title: str, text: str) -> None:
        """Say something that must be read."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Information, title, text, parent=self._parent)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def show_in_desktop(self, path: Path) -> None:
        """Open a file or folder with the program that the system has for it."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tell("打不开", f"本机没有可以打开“{path.name}”的程序。\n文件已在：{path}")

    def printer(self, title: str, pages: int) -> QPrinter | None:
        """Ask by the system's dialog for a printer and which of so many pages; `None` when cancelled."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFromTo(1, pages)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(f"打印“{title}”")
        dialog.setMinMax(1, pages)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
        return printer if dialog.exec() else None
