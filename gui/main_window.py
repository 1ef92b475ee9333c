"""The main window: menus and actions, the start page or the open report, and the status bar.

Dialogs, imports and exports are loaded when they are first asked for: the window does not wait for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from core.errors import AppError
from core.model.change import Change, Entry
from core.session import Session
from core.standard.catalog import bundled_standards
from gui.actions import ACTIONS
from gui.app import PROGRAM
from gui.context import Context
from gui.copy_actions import CopyActions
from gui.finding_actions import FindingActions
from gui.icons import application_icon
from gui.live import LiveReport
from gui.menus import Menus
from gui.prompts import DialogPrompts, Prompts
from gui.settings import Settings
from gui.status_line import StatusLine
from gui.theme import Theme, apply_theme, current_theme
from gui.view_actions import ViewActions
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.start_page import StartPage

_PATTERN = "自评报告 (*.ziping)"
_TEXT_PATTERN = "文本文稿 (*.txt);;所有文件 (*)"
_READ_ONLY_CODES = {"locked", "read_only_folder", "read_only_file"}
_ABOUT = (
    "自评：部门整体支出绩效自评报告编制程序\n\n"
    "填写、计分、校核、导出，全部在本机完成；程序不连接网络。\n"
    "程序按木兰宽松许可证第 2 版发布；字体、图标等的许可证随程序提供。"
)


class MainWindow(QMainWindow):
    """The program's one window."""

    def __init__(self, settings: Settings, prompts: Prompts | None = None) -> None:
        super().__init__()
        self._settings = settings
        self.prompts: Prompts = prompts or DialogPrompts(self, settings)
        self._theme = self._wanted_theme = current_theme()
        self.workspace: Workspace | None = None
        self.setWindowTitle(PROGRAM)
        self.setWindowIcon(application_icon())
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        geometry = settings.geometry()
        if geometry is not None:
            self.restoreGeometry(geometry)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.status_line = StatusLine(self.statusBar())
        self.finding_actions = FindingActions(
            self.prompts, lambda: self.workspace, lambda: self._theme, self._show_legend
        )
        copies = CopyActions(self.prompts, lambda: self.workspace, self)
        targets = (self, self.finding_actions, ViewActions(lambda: self.workspace), copies)
        self.menus = Menus(self, targets, settings, self._theme, self._show_tab, self._open_recent)
        self.start_page: StartPage | None = None
        self._refresh()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_colour_scheme_changed)

    # -- making ----------------------------------------------------------------------------------------------------

    def show_start_page(self) -> None:
        """Show the first page, made when it is first needed."""
        if self.start_page is None:
            from gui.start_page import StartPage

            self.start_page = StartPage(self._settings, self._theme)
            slots = {"new": self.on_new, "open": self.on_open, "import": self.on_import}
            self.start_page.action_chosen.connect(lambda name: slots[name]())
            self.start_page.report_chosen.connect(self.open_report)
            self._stack.addWidget(self.start_page)
        self.start_page.refresh()
        self._stack.setCurrentWidget(self.start_page)

    # -- opening and closing ---------------------------------------------------------------------------------------

    def start(self, path: Path | None) -> None:
        """Show the window, with a report in it or the start page; what keeps a report from opening is said over it."""
        if path is None:
            self.show_start_page()
        self.show()
        if path is not None:
            self.open_report(path)
            if self.workspace is None:
                self.show_start_page()

    def open_report(self, path: Path) -> None:
        """Open a report in place of the open one; what goes wrong is said, and the open one then stays."""
        if self.workspace and self.workspace.context.live.session.path.resolve() == path.resolve():
            return
        session = self._open_session(path)
        if session is not None:
            self._show_session(session)

    def _open_session(self, path: Path) -> Session | None:
        try:
            return Session.open(path)
        except AppError as error:
            if error.code not in _READ_ONLY_CODES:
                self.prompts.tell("打不开报告", error.message)
                return None
            if not self.prompts.confirm("报告现在不能修改", error.message, "以只读方式打开"):
                return None
        try:
            return Session.open(path, read_only=True)
        except AppError as error:
            self.prompts.tell("打不开报告", error.message)
            return None

    def _show_session(self, session: Session) -> None:
        self._leave_workspace()
        self._settings.remember_report(session.path)
        self._show_live(LiveReport(session, self))

    def _show_live(self, live: LiveReport) -> None:
        context = Context(live, self.prompts, self._theme, self._settings)
        self.workspace = Workspace(context)
        self.workspace.status_changed.connect(self._refresh)
        self.workspace.preview.tabs_changed.connect(self._show_tabs)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.finding_actions.dress_workspace()
        self._show_tabs()
        self._refresh()

    def _show_legend(self, shown: bool) -> None:
        self.status_line.show_legend(self._theme, shown)

    def _show_tabs(self) -> None:
        tabs = self.workspace.tabs if self.workspace else None
        self.menus.show_tabs([tabs.tabText(index) for index in range(tabs.count())] if tabs else [])

    def _open_recent(self, path: Path) -> None:
        if self._may_leave():
            self.open_report(path)

    def _leave_workspace(self) -> None:
        if self.workspace is None:
            return
        workspace, self.workspace = self.workspace, None
        # Taken away first: an editor that loses the focus writes what it holds.
        self._stack.removeWidget(workspace)
        workspace.preview.host.stop()
        workspace.context.live.close()
        workspace.deleteLater()
        workspace.context.live.deleteLater()

    def _may_leave(self) -> bool:
        """Tell whether the open report may be left: when all is on disk, or the user lets go of what is not."""
        if self.workspace is None:
            return True
        self.workspace.context.live.flush()
        trouble = self.workspace.context.live.trouble
        return not trouble or self.prompts.confirm(
            "还有内容没有保存", f"{trouble}\n\n现在关闭，刚才没有写进文件的内容会丢失。", "仍然关闭"
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the report and the window, unless something could not be saved and the user stays."""
        if not self._may_leave():
            event.ignore()
            return
        self._leave_workspace()
        self.finding_actions.close_check_windows()
        self._settings.remember_geometry(self.saveGeometry())
        super().closeEvent(event)

    # -- slots of the actions --------------------------------------------------------------------------------------

    def on_new(self) -> None:
        """Ask for a new report and open it."""
        from gui.dialogs.new_report import NewReportDialog

        dialog = NewReportDialog(self.prompts, bundled_standards(), self._settings.last_folder(), self)
        if dialog.exec() and self._may_leave():
            self._create(dialog.path, dialog.standard.id, dialog.entries(), "新建报告")
        dialog.deleteLater()

    def on_open(self) -> None:
        """Ask for a report and open it."""
        path = self.prompts.open_path("打开报告", f"{_PATTERN};;所有文件 (*)")
        if path and self._may_leave():
            self.open_report(path)

    def on_import(self) -> None:
        """Ask for a text and where the report goes, then open what was read."""
        from core.export.report import safe_stem
        from core.intake.summary import summary_of
        from core.intake.text import import_text
        from core.intake.text_file import read_text_file

        source = self.prompts.open_path("导入文稿", _TEXT_PATTERN)
        if source is None or not self._may_leave():
            return
        standard = bundled_standards()[0]
        try:
            intake = import_text(read_text_file(source), standard, source.name)
        except AppError as error:
            self.prompts.tell("没有导入", error.message)
            return
        target = self.prompts.save_path("导入后保存为", f"{safe_stem(source.stem)}.ziping", _PATTERN)
        if target is None:
            return
        if self._create(target, standard.id, list(intake.entries), f"导入“{source.name}”"):
            self.prompts.tell("导入完成", summary_of(intake))

    def _create(self, path: Path, standard_id: str, entries: list[tuple[str, Entry]], title: str) -> bool:
        standard = next(item for item in bundled_standards() if item.id == standard_id)
        file = path if path.suffix == ".ziping" else path.with_name(f"{path.name}.ziping")
        try:
            session = Session.create(file, standard, entries, title=title)
        except AppError as error:
            self.prompts.tell("没有建立报告", error.message)
            return False
        self._show_session(session)
        return True

    def on_export(self) -> None:
        """Export the open report."""
        from gui.dialogs.export import ExportDialog

        if self.workspace is None:
            return
        live = self.workspace.context.live
        live.flush()
        dialog = ExportDialog(self.workspace.context, live.session.path.parent, self)
        dialog.exec()
        dialog.deleteLater()

    def on_close_report(self) -> None:
        """Go back to the start page."""
        if self._may_leave():
            self._leave_workspace()
            self.finding_actions.dress_workspace()
            self.show_start_page()
            self._show_tabs()
            self._refresh()

    def on_undo(self) -> None:
        """Take the last step back and show where."""
        if self.workspace:
            self._show_change(self.workspace.context.live.undo())

    def on_redo(self) -> None:
        """Bring the last undone step back and show where."""
        if self.workspace:
            self._show_change(self.workspace.context.live.redo())

    def _show_change(self, change: Change | None) -> None:
        if change and self.workspace:
            self.workspace.show_tab_of(change.puts[0].address)
        self._refresh()

    def on_tab_next(self) -> None:
        """Turn to the next tab."""
        self._turn(1)

    def on_tab_previous(self) -> None:
        """Turn to the tab before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self.workspace:
            tabs = self.workspace.tabs
            tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())

    def _show_tab(self, index: int) -> None:
        if self.workspace:
            self.workspace.show_tab(index)

    def on_shortcuts(self) -> None:
        """List the keys."""
        lines = [f"{spec.shortcut.replace('；', '、')}　{spec.words}" for spec in ACTIONS if spec.shortcut]
        extra = ["Ctrl+1 … Ctrl+9　各页签", "Enter、方向键、Delete、Ctrl+C、Ctrl+V　表格中与 Excel 相同"]
        self.prompts.tell("快捷键", "\n".join([*lines, *extra]))

    def on_about(self) -> None:
        """Say what this program is."""
        self.prompts.tell("关于自评", _ABOUT)

    def on_sample(self) -> None:
        """Open the sample report, in the user's own folder."""
        from core.paths import user_data_folder
        from gui.samples import sample_report

        if not self._may_leave():
            return
        try:
            path = sample_report(user_data_folder() / "samples")
        except AppError as error:
            self.prompts.tell("打不开示例报告", error.message)
            return
        self.open_report(path)

    # -- keeping true what is shown --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        live = self.workspace.context.live if self.workspace else None
        self.menus.refresh(live.session if live else None)
        self.status_line.refresh(live)
        self.setWindowTitle(f"{live.session.path.stem} - {PROGRAM}" if live else PROGRAM)
        if self._wanted_theme != self._theme and not (live and live.trouble):
            QTimer.singleShot(0, self, self._dress)

    def _on_colour_scheme_changed(self) -> None:
        self.use_theme(current_theme())

    def use_theme(self, theme: Theme) -> None:
        """Dress the window anew; the open report stays where it is.

        Its editors are made anew, so this waits while one of them holds what could not be written.
        """
        self._wanted_theme = theme
        self._dress()

    def _dress(self) -> None:
        theme = self._wanted_theme
        if self.workspace:
            self.workspace.context.live.flush()
        if theme == self._theme or (self.workspace and self.workspace.context.live.trouble):
            return
        self._theme = theme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, theme)
        self.menus.dress(theme)
        self.finding_actions.dress_check_windows(theme)
        old, self.start_page = self.start_page, None
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._rebuild_workspace()

    def _rebuild_workspace(self) -> None:
        if self.workspace is None:
            self.show_start_page()
            return
        old = self.workspace
        live, tab = old.context.live, old.tabs.currentIndex()
        self._show_live(live)
        self.workspace.show_tab(tab)
        self.workspace.fold_panel(old.panel_folded)
        old.preview.host.stop()
        self._stack.removeWidget(old)
        old.deleteLater()
