"""The scenes of findings: an open card, the filters, accepted findings, tinted numbers, dialogs, other manuscripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget

from core.model.change import Entry
from core.validation.waiver import accept
from gui.check_window import CheckWindow
from gui.dialogs.accept import AcceptDialog
from gui.dialogs.mend import MendDialog
from gui.main_window import MainWindow
from gui.mends import mends_of
from gui.theme import Theme
from gui.widgets.finding_card import FindingCard
from gui.workspace import Workspace

Save = Callable[[QWidget, str], None]
_UNTIDY = "narrative/overview/organisation/p1"
_REASON = "该项合计含跨年结转的两笔支出，口径与上年一致，已报经主管部门同意，说明见附件 2 第 3 页。"
_MANUSCRIPT = """\
一、收支情况
全年支出 500.00 万元，其中：基本支出 200.00 万元，项目支出 250.00 万元。按经费来源分，财政拨款 480.00 万元，占 90.0%。

收入支出表
单位：万元
项目|年初数|决算数
基本支出|180.00|200.00
项目支出|220.00|250.00
合计|400.00|480.00

二、服务情况
本年接待来访 120 人次，上年 100 人次，增长 50%。举办培训班 3 期。
"""


def draw_findings(application: QApplication, window: MainWindow, theme: Theme, prefix: str, save: Save) -> None:
    """Draw the findings of the report that is open in a window; it is changed on the way."""
    assert window.workspace is not None
    workspace, live = window.workspace, window.workspace.context.live
    for rule in ("SPD-001", "SCR-001", "SCR-007", "NUM-003"):
        _choose(workspace, rule)
        save(window, f"{prefix}-card-{rule}")
    window.menus.actions_by_id["numbers"].trigger()
    save(window, f"{prefix}-numbers")
    window.menus.actions_by_id["numbers"].trigger()
    live.put("", {_UNTIDY: Entry("内设 6 个科室,下属单位 2 个(均为公益一类)。", position=1)})
    dialog = MendDialog(theme, mends_of(live.report, live.findings))
    dialog.show()
    save(dialog, f"{prefix}-mend")
    dialog.close()
    finding = next(item for item in live.findings if item.rule == "SPD-001")
    question = AcceptDialog(finding, "示例填报人", date(2021, 4, 9))
    question.show()
    save(question, f"{prefix}-accept")
    question.close()
    live.apply(accept(live.report, finding, _REASON, "示例填报人", "2021-04-09"))
    boxes: list[QComboBox] = list(workspace.panel.findChildren(QComboBox))
    box = boxes[0]
    box.setCurrentIndex(box.count() - 1)
    _choose(workspace, "SPD-001")
    save(window, f"{prefix}-accepted")
    box.setCurrentIndex(0)
    live.put("", {"spending/total/final": Entry("50000000")})
    _choose(workspace, "SPD-001")
    save(window, f"{prefix}-revoked")
    box.setCurrentIndex(box.count() - 1)
    save(window, f"{prefix}-lapsed")
    box.setCurrentIndex(0)
    ticks: list[QCheckBox] = list(workspace.panel.findChildren(QCheckBox))
    ticks[0].setChecked(True)
    workspace.show_tab(0)
    save(window, f"{prefix}-nothing-on-this-tab")
    application.processEvents()


def _choose(workspace: Workspace, rule: str) -> None:
    cards: list[FindingCard] = list(workspace.panel.findChildren(FindingCard))
    card = next(card for card in cards if card.finding.rule == rule and not card.isHidden())
    card.place_chosen.emit(card.finding, card.finding.places[0])


def draw_check_window(application: QApplication, window: CheckWindow, folder: Path, prefix: str, save: Save) -> None:
    """Draw another manuscript with findings, one without, and one that cannot be read."""
    texts = {"findings": _MANUSCRIPT, "nothing": "本年举办培训班 3 期，参训 90 人次。\n", "unreadable": ""}
    for name, text in texts.items():
        path = folder / f"某局自评文稿（{name}）.txt"
        path.write_text(text, encoding="utf-8")
        window.check(path)
        while window.busy:
            application.processEvents()
        window.step(1)
        save(window, f"{prefix}-check-{name}")
    window.close()
