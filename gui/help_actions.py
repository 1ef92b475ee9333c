"""The actions of the menu 帮助: the manual at this place, keys and commands, licences, what a maintainer asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import AppError

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.manual_window import ManualWindow
    from gui.tour import Tour
    from gui.workspace import Workspace

_ABOUT = (
    "自评 {version}\n部门整体支出绩效自评报告编制程序\n\n"
    "填写、计分、校核、导出，全部在本机完成；程序不连接网络。\n"
    "程序按木兰宽松许可证第 2 版发布；字体、图标和所用程序库的许可证见“帮助”菜单的“许可证”。"
)


class HelpActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.manual: ManualWindow | None = None
        self.tour: Tour | None = None

    def on_palette(self) -> None:
        """Ask for a command or a place by its words, and go there."""
        from gui.dialogs.palette import Palette
        from gui.palette_entries import palette_entries

        palette = Palette(palette_entries(self._window), self._window)
        if palette.exec() and palette.chosen is not None:
            palette.chosen.act()
        palette.deleteLater()

    def on_shortcuts(self) -> None:
        """Show the card of keys."""
        from gui.dialogs.shortcuts import ShortcutCard

        card = ShortcutCard(self._window)
        card.exec()
        card.deleteLater()

    def on_manual(self) -> None:
        """Open the manual where it speaks of what has the focus."""
        from gui.manual_places import chapter_for
        from gui.manual_window import ManualWindow

        if self.manual is None:
            self.manual = ManualWindow()
        # Asked before the manual takes the focus; turned to once its lines have their places.
        chapter = chapter_for(self._window.workspace)
        self.manual.show()
        self.manual.show_chapter(chapter)
        self.manual.activateWindow()

    def dress_manual(self) -> None:
        """Set an open manual anew, in the colours and the size of type that the application has now."""
        if self.manual is not None:
            self.manual.load()

    def close_manual(self) -> None:
        """Close the manual with the program's window."""
        if self.manual is not None:
            self.manual.close()
            self.manual.deleteLater()
            self.manual = None

    def on_tour(self) -> None:
        """Lead through the sample report, in five steps."""
        from gui.tour import Tour

        workspace = self._opened_sample()
        if workspace is not None:
            self._window.settings.remember_tour()
            self.tour = Tour(self._window, workspace, workspace.context.theme)

    def on_sample(self) -> None:
        """Open the sample report, in the user's own folder."""
        self._opened_sample()

    def _opened_sample(self) -> Workspace | None:
        from core.paths import user_data_folder
        from gui.samples import sample_report

        if not self._window.may_leave():
            return None
        try:
            path = sample_report(user_data_folder() / "samples")
        except AppError as error:
            self._window.prompts.tell("打不开示例报告", error.message)
            return None
        self._window.open_report(path)
        workspace = self._window.workspace
        is_open = workspace is not None and workspace.context.live.session.path.resolve() == path.resolve()
        return workspace if is_open else None

    def on_log_folder(self) -> None:
        """Show the folder of the log, where a maintainer wants to look."""
        from gui.crash import log_folder

        folder = log_folder()
        if folder.is_dir():
            self._window.prompts.show_in_desktop(folder)
        else:
            self._window.prompts.tell("还没有日志", f"程序没有遇到过需要记下的情况。日志会放在：\n{folder}")

    def on_copy_diagnostics(self) -> None:
        """Copy what a maintainer asks first; nothing of a report is in it."""
        from PySide6.QtWidgets import QApplication

        from gui.diagnostics import diagnostics

        words = diagnostics(self._window)
        QApplication.clipboard().setText(words)
        self._window.prompts.tell("诊断信息已复制", f"可以粘贴到邮件里交给维护人员。其中没有报告的内容：\n\n{words}")

    def on_licences(self) -> None:
        """Show the licences of the program and of all that it brings."""
        from gui.dialogs.licences import LicencesDialog

        dialog = LicencesDialog(self._window)
        dialog.exec()
        dialog.deleteLater()

    def on_about(self) -> None:
        """Say what this program is."""
        from core.version import VERSION

        self._window.prompts.tell("关于自评", _ABOUT.format(version=VERSION))
