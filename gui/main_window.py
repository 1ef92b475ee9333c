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
from core.model.change import Entry
from core.model.standard import Standard
from core.session import Session
from gui.app import PROGRAM
from gui.context import Context
from gui.copy_actions import CopyActions
from gui.edit_actions import EditActions
from gui.file_actions import FileActions
from gui.finding_actions import FindingActions
from gui.fonts import interface_font
from gui.help_actions import HelpActions
from gui.history_actions import HistoryActions
from gui.icons import application_icon
from gui.live import LiveReport
from gui.menus import Menus
from gui.part_actions import PartActions
from gui.prompts import DialogPrompts, Prompts
from gui.quote_actions import QuoteActions
from gui.settings import Settings
from gui.status_line import StatusLine
from gui.theme import Theme, apply_theme, current_theme
from gui.view_actions import ViewActions
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.start_page import StartPage

_READ_ONLY_CODES = {"locked", "read_only_folder", "read_only_file"}


class MainWindow(QMainWindow):
    """The program's one window."""

    def __init__(self, settings: Settings, prompts: Prompts | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.prompts: Prompts = prompts or DialogPrompts(self, settings)
        self._theme = self._wanted_theme = current_theme()
        self._text_percent = settings.text_percent()
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
        self.help_actions = HelpActions(self)
        families = (
            FileActions(self),
            EditActions(self),
            CopyActions(self),
            HistoryActions(self),
            QuoteActions(self),
            PartActions(self),
            ViewActions(self),
            self.finding_actions,
            self.help_actions,
        )
        self.menus = Menus(self, (*families, self), settings, self._theme, self._show_tab, self._open_recent)
        progress = self.menus.actions_by_id["progress"]
        self.status_line.done.linkActivated.connect(lambda _link: progress.trigger())
        self.start_page: StartPage | None = None
        self.refresh()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_colour_scheme_changed)

    # -- making ----------------------------------------------------------------------------------------------------

    def show_start_page(self) -> None:
        """Show the first page, made when it is first needed."""
        if self.start_page is None:
            from gui.start_page import StartPage

            self.start_page = StartPage(self.settings, self._theme)
            self.start_page.action_chosen.connect(lambda name: self.menus.actions_by_id[name].trigger())
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
        self.settings.remember_report(session.path)
        self._show_live(LiveReport(session, self))

    def _show_live(self, live: LiveReport) -> None:
        context = Context(live, self.prompts, self._theme, self.settings)
        self.workspace = Workspace(context)
        self.workspace.status_changed.connect(self.refresh)
        self.workspace.preview.tabs_changed.connect(self._show_tabs)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.finding_actions.dress_workspace()
        self._show_tabs()
        self.refresh()

    def _show_legend(self, shown: bool) -> None:
        self.status_line.show_legend(self._theme, shown)

    def _show_tab(self, index: int) -> None:
        if self.workspace:
            self.workspace.show_tab(index)

    def _show_tabs(self) -> None:
        tabs = self.workspace.tabs if self.workspace else None
        self.menus.show_tabs([tabs.tabText(index) for index in range(tabs.count())] if tabs else [])

    def _open_recent(self, path: Path) -> None:
        if self.may_leave():
            self.open_report(path)

    def create_report(self, path: Path, standard: Standard, entries: list[tuple[str, Entry]], title: str) -> bool:
        """Make a new report with these entries and open it; tells whether that went well, else says why not."""
        file = path if path.suffix == ".ziping" else path.with_name(f"{path.name}.ziping")
        try:
            session = Session.create(file, standard, entries, title=title)
        except AppError as error:
            self.prompts.tell("没有建立报告", error.message)
            return False
        self._show_session(session)
        return True

    def close_report(self) -> None:
        """Go back to the start page, unless something could not be saved and the user stays."""
        if self.may_leave():
            self._leave_workspace()
            self.finding_actions.dress_workspace()
            self.show_start_page()
            self._show_tabs()
            self.refresh()

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

    def may_leave(self) -> bool:
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
        if not self.may_leave():
            event.ignore()
            return
        self._leave_workspace()
        self.finding_actions.close_check_windows()
        self.help_actions.close_manual()
        self.settings.remember_geometry(self.saveGeometry())
        super().closeEvent(event)

    # -- keeping true what is shown --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show in menus, title and status bar how things stand."""
        live = self.workspace.context.live if self.workspace else None
        self.menus.refresh(live.session if live else None)
        self.status_line.refresh(live, self._theme)
        self.setWindowTitle(f"{live.session.path.stem} - {PROGRAM}" if live else PROGRAM)
        if self._is_dressed_otherwise() and not (live and live.trouble):
            QTimer.singleShot(0, self, self._dress)

    def _on_colour_scheme_changed(self) -> None:
        self.use_theme(current_theme())

    def use_theme(self, theme: Theme) -> None:
        """Dress the window anew; the open report stays where it is.

        Its editors are made anew, so this waits while one of them holds what could not be written.
        """
        self._wanted_theme = theme
        self._dress()

    def use_text_size(self, percent: int) -> None:
        """Set the window in a size of type, and remember it; as with a theme, all is made anew."""
        self.settings.remember_text_percent(percent)
        self._dress()

    def _is_dressed_otherwise(self) -> bool:
        return (self._theme, self._text_percent) != (self._wanted_theme, self.settings.text_percent())

    def _dress(self) -> None:
        if self.workspace:
            self.workspace.context.live.flush()
        if not self._is_dressed_otherwise() or (self.workspace and self.workspace.context.live.trouble):
            return
        theme = self._theme = self._wanted_theme
        self._text_percent = self.settings.text_percent()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(interface_font(self._text_percent))
            apply_theme(application, theme)
        self.menus.dress(theme)
        self.finding_actions.dress_check_windows(theme)
        self.help_actions.dress_manual()
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
