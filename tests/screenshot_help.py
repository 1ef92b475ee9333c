"""Pictures of find and replace, the palette, the card of keys, the manual, the licences, and the largest type."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from core.editing.notes import noting
from gui.dialogs.find import FindDialog
from gui.dialogs.licences import LicencesDialog
from gui.dialogs.notes import NotesDialog
from gui.dialogs.palette import Palette
from gui.dialogs.shortcuts import ShortcutCard
from gui.main_window import MainWindow
from gui.palette_entries import palette_entries
from gui.settings import TEXT_PERCENTS
from gui.tour import STEPS


def draw_help(window: MainWindow, prefix: str, save: Callable[[QWidget, str], None]) -> None:
    """Draw each of them over a window with a report."""
    window.menus.actions_by_id["replace"].trigger()
    dialogs: Iterable[FindDialog] = window.findChildren(FindDialog)
    for dialog in dialogs:
        save(dialog, f"{prefix}-find-nothing")
        dialog.words.setText("政务服务")
        dialog.by.setText("便民服务")
        save(dialog, f"{prefix}-find")
        dialog.close()
    if window.workspace:
        live = window.workspace.context.live
        for where in ("cover/head", "narrative/overview/duties", "spending/project/final"):
            live.apply(noting(live.report, where, "等财务科复核；引自会议纪要第 3 页。"))
        _draw(NotesDialog(window.workspace.context, "spending/project/final", window), f"{prefix}-notes", save)
    palette = Palette(palette_entries(window), window)
    _draw(palette, f"{prefix}-palette", save)
    palette = Palette(palette_entries(window), window)
    line: QLineEdit
    for line in palette.findChildren(QLineEdit):
        line.setText("情况")
    _draw(palette, f"{prefix}-palette-words", save)
    _draw(ShortcutCard(window), f"{prefix}-keys", save)
    _draw(LicencesDialog(window), f"{prefix}-licences", save)
    window.help_actions.on_manual()
    if window.help_actions.manual:
        save(window.help_actions.manual, f"{prefix}-manual")
    window.help_actions.close_manual()
    window.use_text_size(TEXT_PERCENTS[-1])
    for where in ("cover/head", "narrative/overview/duties", "spending", "indicator/budgeting/score"):
        if window.workspace:
            window.workspace.reveal(where)
            save(window, f"{prefix}-large-{where.replace('/', '-')}")
    window.use_text_size(100)


def draw_tour(window: MainWindow, prefix: str, save: Callable[[QWidget, str], None]) -> None:
    """Draw every step of the tour."""
    window.help_actions.on_tour()
    tour = window.help_actions.tour
    if tour is None:
        return
    for number in range(len(STEPS)):
        save(window, f"{prefix}-tour-{number + 1}")
        tour.bubble.next.click()


def _draw(dialog: QDialog, name: str, save: Callable[[QWidget, str], None]) -> None:
    dialog.show()
    save(dialog, name)
    dialog.close()
    dialog.deleteLater()
