"""The menus of the window, made from the actions' data and kept enabled as the open report allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from core.session import Session
from gui.actions import ACTIONS, MENUS, REDO, REPORT, TAB_KEYS, UNDO, WRITABLE, ActionSpec
from gui.icons import icon
from gui.settings import Settings
from gui.theme import Theme


class Menus(QObject):
    """Makes every action of `ACTIONS`; `targets` have the slots that they name.

    `turn_to` and `open_recent` answer the entries that come and go: tabs and recent reports.
    """

    def __init__(
        self,
        window: QMainWindow,
        targets: Sequence[object],
        settings: Settings,
        theme: Theme,
        turn_to: Callable[[int], None],
        open_recent: Callable[[Path], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._targets = targets
        self._settings = settings
        self._turn_to = turn_to
        self._open_recent = open_recent
        self.actions_by_id: dict[str, QAction] = {}
        self._theme = theme
        self._undressed = set(MENUS)
        menus = {name: window.menuBar().addMenu(name) for name in MENUS}
        for name, menu in menus.items():
            menu.aboutToShow.connect(partial(self._dress_menu, name))
        for spec in ACTIONS:
            menu = menus[spec.menu]
            if spec.separated:
                menu.addSeparator()
            menu.addAction(self._action(spec))
            if spec.id == "open":
                self._recent_menu = menu.addMenu("最近打开")
                self._recent_menu.aboutToShow.connect(self._fill_recent_menu)
        menus["查看"].addSeparator()
        self._tab_menu: QMenu = menus["查看"]
        self._tab_actions: list[QAction] = []

    def _action(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.words, self._window)
        action.setObjectName(spec.id)
        if spec.shortcut:
            action.setShortcuts([QKeySequence(key) for key in spec.shortcut.split("；")])
        action.setCheckable(spec.checkable)
        target = next(target for target in self._targets if hasattr(target, spec.slot))
        action.triggered.connect(getattr(target, spec.slot))
        self.actions_by_id[spec.id] = action
        return action

    def dress(self, theme: Theme) -> None:
        """Take the icons' colour from a theme; a menu's icons are drawn when it is next opened."""
        self._theme = theme
        self._undressed = set(MENUS)

    def _dress_menu(self, name: str) -> None:
        if name in self._undressed:
            self._undressed.discard(name)
            for spec in ACTIONS:
                if spec.menu == name and spec.icon:
                    self.actions_by_id[spec.id].setIcon(icon(spec.icon, self._theme.second))

    def show_tabs(self, titles: Sequence[str]) -> None:
        """List the tabs of the open report, with their keys."""
        for action in self._tab_actions:
            self._tab_menu.removeAction(action)
            action.deleteLater()
        self._tab_actions = []
        for index, title in enumerate(titles[:TAB_KEYS]):
            action = QAction(title, self._window)
            action.setShortcut(QKeySequence(f"Ctrl+{index + 1}"))
            action.triggered.connect(lambda _checked=False, index=index: self._turn_to(index))
            self._tab_menu.addAction(action)
            self._tab_actions.append(action)

    def refresh(self, session: Session | None) -> None:
        """Enable what can be done now, and name the step that would be undone."""
        state = {
            "": True,
            REPORT: session is not None,
            WRITABLE: session is not None and not session.read_only,
            UNDO: session is not None and session.can_undo,
            REDO: session is not None and session.can_redo,
        }
        for spec in ACTIONS:
            self.actions_by_id[spec.id].setEnabled(state[spec.needs])
        undo = session.undo_title if session else ""
        redo = session.redo_title if session else ""
        self.actions_by_id["undo"].setText(f"撤销：{undo}" if undo else "撤销")
        self.actions_by_id["redo"].setText(f"恢复：{redo}" if redo else "恢复")

    def _fill_recent_menu(self) -> None:
        self._recent_menu.clear()
        for path in self._settings.recent_reports():
            action = self._recent_menu.addAction(path.stem)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self._open_recent(path))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction("（没有）").setEnabled(False)
