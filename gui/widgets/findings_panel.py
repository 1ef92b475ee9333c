"""The findings beside the editor: cards by severity, a filter, what was checked, and a strip when folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.model.finding import Finding, Place, Severity
from gui.context import Context
from gui.icons import icon
from gui.theme import SPACE
from gui.widgets.finding_card import SHAPES, WORDS, FindingCard

if TYPE_CHECKING:
    from core.validation.run import CheckRun

_MOST_CARDS = 100


class FindingsPanel(QFrame):
    """Lists the findings of the last run; `place_chosen` asks the window to lead there."""

    place_chosen = Signal(object)
    fold_chosen = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Finding, ...] = ()
        self._current: Finding | None = None
        self._cards: list[FindingCard] = []
        self.setObjectName("side")
        self.setMinimumWidth(260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(self._head())
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, SPACE, 0)
        self._list.setSpacing(SPACE)
        self._list.addStretch(1)
        holder = QWidget()
        holder.setObjectName("cards")
        holder.setLayout(self._list)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(holder)
        layout.addWidget(self._area, 1)
        self._ledger = QLabel()
        self._ledger.setObjectName("quiet")
        self._ledger.setWordWrap(True)
        layout.addWidget(self._ledger)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = QLabel("校核结果")
        title.setObjectName("title")
        row.addWidget(title)
        row.addStretch(1)
        self._filter = QComboBox()
        self._filter.setAccessibleName("筛选校核结果")
        self._filter.addItem("全部", None)
        for severity in Severity:
            self._filter.addItem(WORDS[severity], severity.value)
        self._filter.currentIndexChanged.connect(lambda: self.show_run(self._context.live.run))
        row.addWidget(self._filter)
        fold = QToolButton()
        fold.setObjectName("flat")
        fold.setIcon(icon("panel-right", self._context.theme.second))
        fold.setToolTip("收起校核栏")
        fold.setAccessibleName("收起校核栏")
        fold.clicked.connect(self.fold_chosen)
        row.addWidget(fold)
        return row

    def show_run(self, run: CheckRun) -> None:
        """Show a run's findings; cards of findings that stay are kept, so that nothing flickers while typing."""
        wanted = self._filter.currentData()
        findings = tuple(item for item in run.findings if wanted is None or item.severity.value == wanted)
        coverage = run.coverage
        parts = [f"已校核 {len(coverage.ran)} 项"]
        if coverage.could_not_run:
            parts.append(f"{len(coverage.could_not_run)} 项因数据未填未能校核")
        parts.append(f"读出数字 {coverage.numbers_read} 个，其中 {coverage.numbers_checked} 个参加了校核")
        self._ledger.setText("；".join(parts) + "。")
        # Before the first run nothing is shown, not even that there is nothing.
        if findings == self._shown and self._list.count() > 1:
            return
        self._shown = findings
        self._rebuild(findings)

    def _rebuild(self, findings: tuple[Finding, ...]) -> None:
        kept = {card.finding: card for card in self._cards}
        while self._list.count() > 1:
            # The stubs deny it, but an item may hold no widget.
            widget: QWidget | None = self._list.takeAt(0).widget()
            if widget and (not isinstance(widget, FindingCard) or widget.finding not in findings):
                widget.hide()
                widget.deleteLater()
        self._cards = []
        for finding in findings[:_MOST_CARDS]:
            card = kept.get(finding) or self._card(finding)
            card.set_current(finding == self._current)
            self._list.insertWidget(self._list.count() - 1, card)
            self._cards.append(card)
        if not findings:
            empty = QLabel("没有发现问题。" if self._filter.currentData() is None else "没有这一类结果。")
            empty.setObjectName("quiet")
            self._list.insertWidget(0, empty)
        elif len(findings) > _MOST_CARDS:
            more = QLabel(f"还有 {len(findings) - _MOST_CARDS} 条，改正上面的以后显示。")
            more.setObjectName("quiet")
            self._list.insertWidget(self._list.count() - 1, more)

    def _card(self, finding: Finding) -> FindingCard:
        live = self._context.live
        card = FindingCard(finding, live.standard, can_fix=not live.read_only)
        card.place_chosen.connect(self._on_place_chosen)
        card.fix_chosen.connect(self._on_fix_chosen)
        return card

    def _on_place_chosen(self, finding: Finding, place: Place) -> None:
        self._set_current(finding)
        self.place_chosen.emit(place)

    def _on_fix_chosen(self, finding: Finding) -> None:
        # Typing that is still held back may have changed what the fix was made for.
        self._context.live.flush()
        if finding.fix and finding in self._context.live.run.findings:
            self._context.live.apply(finding.fix)

    def _set_current(self, finding: Finding) -> None:
        self._current = finding
        for card in self._cards:
            card.set_current(card.finding == finding)
            if card.finding == finding:
                self._area.ensureWidgetVisible(card)

    def step(self, by: int) -> None:
        """Lead to the next finding, or with -1 to the one before."""
        # What is still being typed may make findings and unmake them.
        self._context.live.flush()
        if not self._shown:
            return
        known = self._current in self._shown
        start = self._shown.index(self._current) if known and self._current else (-1 if by > 0 else 0)
        finding = self._shown[(start + by) % len(self._shown)]
        self._on_place_chosen(finding, finding.places[0])


class FindingsStrip(QFrame):
    """The folded panel: counts by severity, a click unfolds it."""

    unfold_chosen = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("strip")
        self.setFixedWidth(44)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, SPACE, 4, SPACE)
        unfold = QToolButton()
        unfold.setObjectName("flat")
        unfold.setIcon(icon("panel-right", context.theme.second))
        unfold.setToolTip("展开校核栏")
        unfold.setAccessibleName("展开校核栏")
        unfold.clicked.connect(self.unfold_chosen)
        layout.addWidget(unfold)
        self._counts = QLabel()
        self._counts.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._counts.setTextFormat(Qt.TextFormat.RichText)
        layout.addWidget(self._counts)
        layout.addStretch(1)

    def show_run(self, run: CheckRun) -> None:
        """Show how many findings there are of each severity."""
        self._counts.setText("<br>".join(count_words(self._context, run, short=True)))


def count_words(context: Context, run: CheckRun, *, short: bool = False) -> list[str]:
    """Return coloured counts by severity, those that are none left out: ▲3 错误."""
    found = []
    for severity in Severity:
        count = sum(finding.severity == severity for finding in run.findings)
        if count:
            colour = context.theme.severity(severity)
            shape = SHAPES[severity]
            words = f"{shape}{count}" if short else f"{shape} {count} {WORDS[severity]}"
            found.append(f'<span style="color:{colour}">{words}</span>')
    return found
