"""The page that holds this year's report against last year's: figures with their differences, words with theirs."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from core.editing.year_comparison import YearFigure, YearTable, YearText, compare_years
from core.model.report import Report
from core.model.text_difference import RunKind
from gui.context import Context
from gui.fonts import scaled
from gui.theme import SPACE, Theme

TITLE = "与去年对照"
_HEADINGS = ("", "去年", "今年", "增减", "增减幅度")
_INDENT = "&#12288;&#12288;"


class LastYearPage(QWidget):
    """Worked out when it is seen; `place_chosen` asks to go to an address."""

    place_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._report: Report | None = None
        self.text = QTextBrowser()
        self.text.setObjectName("last-year")
        self.text.setAccessibleName(TITLE)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(3 * SPACE)
        self.text.anchorClicked.connect(self._on_anchor_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        context.live.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Compare the report as it stands."""
        super().showEvent(event)
        self._show()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        report = self._context.live.report
        if report is self._report:
            return
        self._report = report
        bar = self.text.verticalScrollBar()
        at = bar.value()
        self.text.setHtml(_page(report, self._context.theme))
        bar.setValue(at)

    def _on_anchor_clicked(self, link: QUrl) -> None:
        self.place_chosen.emit(link.toString())


def _page(report: Report, theme: Theme) -> str:
    both = compare_years(report)
    pieces = [f"<style>a {{ color: {theme.accent}; text-decoration: none; }}</style>"]
    pieces.append(f"<h2>{TITLE}</h2>")
    if not both.tables and not both.texts:
        pieces.append("<p>还没有去年的内容。用“文件”菜单的“沿用去年的报告”选去年的报告文件，这里就列出两年的差别。</p>")
    pieces += [_table(table, theme) for table in both.tables]
    if both.texts:
        pieces.append("<h2>文字的差别</h2>")
        removed, added = _run("去年有、今年没有", RunKind.REMOVED, theme), _run("今年新写", RunKind.ADDED, theme)
        pieces.append(f"<p>{removed}　{added}</p>")
    pieces += [_text(text, theme) for text in both.texts]
    return "".join(pieces)


def _table(table: YearTable, theme: Theme) -> str:
    has_rates = any(row.rate for row in table.rows)
    headings = _HEADINGS if has_rates else _HEADINGS[:-1]
    head = "".join(
        f'<th bgcolor="{theme.computed}" align="{"left" if not words else "right"}">{words}</th>' for words in headings
    )
    rows = "".join(_row(row, has_rates=has_rates) for row in table.rows)
    return (
        f"<h3>{escape(table.title)}（{escape(table.unit)}）</h3>"
        f'<table border="1" cellspacing="0" cellpadding="6" width="{scaled(760)}" '
        f'style="border-collapse: collapse; border-color: {theme.line};"><tr>{head}</tr>{rows}</table>'
    )


def _row(row: YearFigure, *, has_rates: bool) -> str:
    title = f'<a href="{escape(row.address)}">{_INDENT * row.level}{escape(row.title)}</a>'
    figures = (row.last or "—", row.this or "—", row.change, *((row.rate,) if has_rates else ()))
    cells = "".join(f'<td align="right">{escape(figure)}</td>' for figure in figures)
    return f"<tr><td>{title}</td>{cells}</tr>"


def _text(text: YearText, theme: Theme) -> str:
    same = all(run.kind is RunKind.EQUAL for run in text.runs)
    title = f'<h3><a href="{escape(text.address)}">{escape(text.title)}</a></h3>'
    if same:
        return f"{title}<p>与去年一字不差。</p>"
    return f"{title}<p>{''.join(_run(run.text, run.kind, theme) for run in text.runs)}</p>"


def _run(words: str, kind: RunKind, theme: Theme) -> str:
    shown = escape(words).replace("\n", "<br>")
    match kind:
        case RunKind.EQUAL:
            return shown
        case RunKind.REMOVED:
            return f'<span style="color: {theme.error}; text-decoration: line-through;">{shown}</span>'
        case RunKind.ADDED:
            return f'<span style="color: {theme.good}; text-decoration: underline;">{shown}</span>'
