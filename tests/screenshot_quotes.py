"""The scenes of quoted figures: chips in a paragraph, the picker, what a paste offers, and the list of links."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QWidget

from core.editing.figure_choices import figure_links, linked_texts
from core.model.change import Entry
from gui.main_window import MainWindow
from gui.widgets.narrative_editor import NarrativeEditor

Save = Callable[[QWidget, str], None]
_PART = "narrative/overview/spending_use"


def draw_quotes(window: MainWindow, prefix: str, save: Save) -> None:
    """Draw quotes in the sample report that is open in a window, and leave the report as it was."""
    assert window.workspace is not None
    workspace, live = window.workspace, window.workspace.context.live
    kept = {item.address: live.report.entries[item.address] for item in live.report.paragraphs(_PART)}
    texts = linked_texts(figure_links(live.report, live.report.paragraphs(_PART)))
    first = next(iter(kept))
    words = texts.get(first, kept[first].value) + "得分⟦indicator/assets/score|分|1⟧，⟦spending/none/final|万元|2⟧。"
    live.put(
        "",
        {
            **{where: Entry(text, position=kept[where].position) for where, text in texts.items()},
            first: Entry(words, position=kept[first].position),
        },
    )
    workspace.reveal(first, 0, 0)
    editors: list[NarrativeEditor] = list(workspace.findChildren(NarrativeEditor))
    editor = next(item for item in editors if item.property("address") == _PART)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    pasted = QMimeData()
    pasted.setText("　　全年支出中，项目支出 2,398.75 万元，自评总得分为 94.5 分。")
    editor.insertFromMimeData(pasted)
    save(window, f"{prefix}-quotes-chips")
    editor.setFocus()
    for name in ("quote_figure", "link_figures"):
        window.menus.actions_by_id[name].trigger()
        dialogs: list[QDialog] = list(window.findChildren(QDialog))
        for dialog in filter(QDialog.isVisible, dialogs):
            save(dialog, f"{prefix}-quotes-{name.partition('_')[0]}")
            dialog.reject()
    live.flush()
    gone = {item.address: None for item in live.report.paragraphs(_PART) if item.address not in kept}
    live.put("", {**kept, **gone})
