"""Pictures of last year's report being taken over, compared with and confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.editing.carry_over import carry_over, offers
from core.model.change import Entry
from core.session import Session
from gui.dialogs.carry_over import CarryOverDialog
from gui.main_window import MainWindow


def draw_last_year(
    window: MainWindow, last: Path, folder: Path, prefix: str, save: Callable[[QWidget, str], None]
) -> None:
    """Draw the dialog, the comparison, and a part and the cover that wait to be confirmed."""
    with Session.open(last, read_only=True) as session:
        report = session.report
    path = folder / "今年.ziping"
    figures = [(where, Entry(entry.value)) for where, entry in report.entries.items() if where.startswith("spending/")]
    beginning = [("cover/fiscal_year", Entry("2021")), *figures[:9]]
    Session.create(path, report.standard, beginning, replace=True).close()
    window.open_report(path)
    workspace = window.workspace
    if workspace is None:
        return
    live = workspace.context.live
    dialog = CarryOverDialog(report.title(), offers(live.report, report), ("政府采购情况",), window)
    dialog.show()
    save(dialog, f"{prefix}-carry-over")
    dialog.close()
    live.apply(carry_over(live.report, report, {offer.target for offer in offers(live.report, report)}))
    live.put("填写", {"narrative/overview/organisation/p1": Entry("内设 9 个科室，比上年增加 1 个。", position=1)})
    workspace.show_last_year()
    save(window, f"{prefix}-last-year")
    if workspace.last_year is not None:
        bar = workspace.last_year.text.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
    save(window, f"{prefix}-last-year-words")
    workspace.reveal("narrative/overview/duties")
    save(window, f"{prefix}-unconfirmed")
    workspace.show_tab(0)
    save(window, f"{prefix}-unconfirmed-cover")
