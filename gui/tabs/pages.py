"""Pages of the editor, one for each tab that the standard names, built from the tab's items when first shown.

A kind of section is loaded with the first page that has one: the window does not wait for the others.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model import address
from core.model.finding import Finding
from core.model.standard import Tab
from gui.context import Context
from gui.tabs.section import Section
from gui.widgets.section import scrolling_page


class Page(QWidget):
    """One tab's page; its sections are made when it is first shown, so that the window opens at once.

    `place_chosen` asks to go to a span of an address, which may be of another page.
    """

    place_chosen = Signal(str, int, int)

    def __init__(self, context: Context, tab: Tab) -> None:
        super().__init__()
        self._context = context
        self.tab = tab
        self._sections: list[Section] | None = None
        self._findings: tuple[Finding, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def build(self) -> list[Section]:
        """Make the sections, once."""
        if self._sections is None:
            self._sections = [self._section(item) for item in self.tab.items]
            sheets = [section for section in self._sections if isinstance(section, QWidget)]
            area = scrolling_page(sheets)
            self._layout.addWidget(area)
            # At once, not when the event loop comes to it: a finding may lead to a field in here right away.
            area.show()
            self._connect_quotes()
            self.show_findings(self._findings)
        return self._sections

    def _connect_quotes(self) -> None:
        from gui.widgets.quoting_text import QuotingText

        texts: list[QuotingText] = list(self.findChildren(QuotingText))
        for text in texts:
            text.place_chosen.connect(self.place_chosen)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark what findings name on this page, now or when it is made."""
        self._findings = findings
        for section in self._sections or ():
            section.show_findings(findings)

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to an address of this page."""
        for section in self.build():
            if section.shows(where):
                section.reveal(where, start, end)
                return

    def _section(self, item: str) -> Section:
        section = _section(self._context, item)
        leading = getattr(section, "place_chosen", None)
        if leading is not None:
            leading.connect(self.place_chosen)
        return section


def _section(context: Context, item: str) -> Section:
    standard = context.live.standard
    if item == address.COVER:
        from gui.tabs.cover import CoverSection

        return CoverSection(context)
    if item == address.INDICATOR:
        from gui.tabs.indicators import IndicatorSection

        return IndicatorSection(context)
    if item == address.LINK:
        from gui.tabs.links import LinkSection

        return LinkSection(context)
    if item == address.EVIDENCE:
        from gui.tabs.evidence import EvidenceSection

        return EvidenceSection(context)
    if item in standard.tables_by_id:
        from gui.tabs.figures import TableSheet

        return TableSheet(context, standard.tables_by_id[item])
    from gui.tabs.narrative import NarrativeSheet

    return NarrativeSheet(context, standard.parts[item])
