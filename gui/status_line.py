"""The line below: what is saved, by which standard, how long, how far."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar

from core.editing.progress import percent_filled
from gui.live import LiveReport
from gui.theme import Theme


class StatusLine:
    """Fills a status bar with the state of the open report."""

    def __init__(self, bar: QStatusBar) -> None:
        bar.setSizeGripEnabled(False)
        self.saved, self._standard, self._length, self.done = QLabel(), QLabel(), QLabel(), QLabel()
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.hide()
        self.saved.setObjectName("saved")
        # The menu has a key for it; the link is for the mouse.
        self.done.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.done.setToolTip("看每一部分填到哪里了")
        bar.addWidget(self.saved)
        bar.addWidget(self._standard)
        bar.addPermanentWidget(self.legend)
        bar.addPermanentWidget(self._length)
        bar.addPermanentWidget(self.done)

    def show_legend(self, theme: Theme, shown: bool) -> None:
        """Say what the tints of numbers mean, or no longer."""
        self.legend.setVisible(shown)
        if shown:
            self.legend.setText(number_legend(theme))

    def refresh(self, live: LiveReport | None, theme: Theme) -> None:
        """Say what is so now; nothing without an open report."""
        if live is None:
            for label in (self.saved, self._standard, self._length, self.done):
                label.clear()
            return
        self.saved.setText(_saved_words(live))
        self.saved.setToolTip(str(live.session.path))
        if bool(self.saved.property("trouble")) != bool(live.trouble):
            self.saved.setProperty("trouble", bool(live.trouble))
            self.saved.style().unpolish(self.saved)
            self.saved.style().polish(self.saved)
        mark = "" if live.standard.verified else "（未经发布单位确认）"
        self._standard.setText(f"标准：{live.standard.place} {live.standard.fiscal_year}{mark}")
        self._standard.setToolTip(live.standard.note)
        length = sum(len(paragraph.text) for paragraph in live.report.all_paragraphs())
        self._length.setText(f"正文 {length:,} 字")
        self.done.setText(f'<a href="#" style="color: {theme.accent}">完成 {percent_filled(live.report)}%</a>')


def number_legend(theme: Theme) -> str:
    """Return, as rich text, what the tints of numbers mean."""
    sample = (
        '<span style="background:{ground}; color:{ink}; text-decoration:{line}">&nbsp;12.3&nbsp;</span>&nbsp;{words}'
    )
    checked = sample.format(ground=theme.checked, ink=theme.ink, line="none", words="参加了校核")
    unchecked = sample.format(ground=theme.unchecked, ink=theme.ink, line="underline", words="没有参加校核")
    return f"{checked}&nbsp;&nbsp;&nbsp;{unchecked}"


def _saved_words(live: LiveReport) -> str:
    if live.read_only:
        return "只读，不能修改"
    if live.trouble:
        return "▲ 未能保存"
    return f"✓ 已保存 {live.saved_at.astimezone():%H:%M:%S}" if live.saved_at else "✓ 已保存"
