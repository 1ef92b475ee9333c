"""The findings of the open report: the panel beside it, and what its cards ask for."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.model.finding import Finding
from core.model.naming import short_title_of
from core.model.standard import Tab
from core.model.waiver import Waiver
from gui.context import Context
from gui.mends import Mend, change_of, mends_of
from gui.tabs.states import tab_of
from gui.widgets.finding_card import is_mendable
from gui.widgets.findings_panel import FindingsPanel
from gui.widgets.findings_strip import FindingsStrip


class ReportFindings(QObject):
    """Keeps panel and strip as the last run found; `place_chosen` asks to lead to a place."""

    place_chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._tab: Tab | None = None
        standard = context.live.standard
        self.panel = FindingsPanel(
            context.theme,
            lambda where: short_title_of(standard, where),
            writable=not context.live.read_only,
            on_this_tab=self._on_this_tab,
        )
        self.strip = FindingsStrip(context.theme)
        self.panel.place_chosen.connect(self.place_chosen)
        self.panel.lit.connect(context.highlights.light)
        self.panel.mend_chosen.connect(self.mend)
        self.panel.accept_chosen.connect(self.accept)
        self.panel.withdraw_chosen.connect(self.withdraw)

    def show_run(self) -> None:
        """Show what the last run found."""
        live = self._context.live
        self.panel.show_judged(live.judgement, live.run.coverage)
        self.strip.show_findings(live.findings)

    def show_tab(self, tab: Tab | None) -> None:
        """Learn which tab is shown."""
        self._tab = tab
        self.panel.refresh()

    def _on_this_tab(self, where: str) -> bool:
        return self._tab is not None and tab_of(self._context.live.standard, where) == self._tab.id

    def step(self, by: int) -> None:
        """Lead to the finding after (1) or before (-1) the cursor."""
        # What is still being typed may make findings and unmake them.
        live = self._context.live
        live.flush()
        self.panel.step(by, lambda where: live.order.key_of(live.report, where), place_of_cursor())

    # -- mending ---------------------------------------------------------------------------------------------------

    def mend(self, findings: tuple[Finding, ...]) -> None:
        """Mend findings in one step; where there is more than one thing to change, the user chooses which."""
        # Typing that is still held back may have changed what the mend was made for.
        live = self._context.live
        live.flush()
        mends = mends_of(live.report, [item for item in findings if item in live.findings])
        if len(mends) > 1:
            mends = self._ask(mends)
        if mends:
            live.apply(change_of(live.report, mends, _title(mends)))

    def mend_all(self) -> None:
        """Offer every mechanical mend that there is."""
        self._context.live.flush()
        findings = tuple(item for item in self._context.live.findings if is_mendable(item))
        if findings:
            self.mend(findings)
        else:
            self._context.prompts.tell("没有可以自动修正的问题", "现有的问题需要人来核对。请按各条的办法处理。")

    def _ask(self, mends: list[Mend]) -> list[Mend]:
        from gui.dialogs.mend import MendDialog

        dialog = MendDialog(self._context.theme, mends, self._window)
        chosen = dialog.chosen if dialog.exec() else []
        dialog.deleteLater()
        return chosen

    # -- accepting -------------------------------------------------------------------------------------------------

    def accept(self, finding: Finding) -> None:
        """Ask why a finding may stay as it is, and by whose word."""
        from core.validation.waiver import accept
        from gui.dialogs.accept import AcceptDialog

        live, settings = self._context.live, self._context.settings
        live.flush()
        if finding not in live.findings:
            return
        today = datetime.now().astimezone().date()
        dialog = AcceptDialog(finding, settings.person(), today, self._window)
        if dialog.exec():
            settings.remember_person(dialog.name)
            live.apply(accept(live.report, finding, dialog.reason, dialog.name, today.isoformat()))
        dialog.deleteLater()

    def withdraw(self, waiver: Waiver) -> None:
        """Have an accepted finding count again."""
        from core.validation.waiver import withdraw

        live = self._context.live
        live.flush()
        live.apply(withdraw(live.report, waiver))


def _title(mends: list[Mend]) -> str:
    titles = {mend.finding.title for mend in mends}
    about = titles.pop() if len(titles) == 1 else f"{len(mends)} 处问题"
    return f"修正“{about}”"


def place_of_cursor() -> tuple[str, int] | None:
    """Return the address that the cursor is at and how far in; `None` when the focus is in no text or table."""
    widget = QApplication.focusWidget()
    while widget is not None:
        tell = getattr(widget, "cursor_place", None)
        if tell is not None:
            where: tuple[str, int] = tell()
            return where
        widget = widget.parentWidget()
    return None
