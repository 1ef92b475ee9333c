"""The findings beside a text: cards gravest first, what is shown of them, and what was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.model.finding import Finding, Place, Severity
from core.model.waiver import Waiver
from core.validation.coverage import Ledger
from gui.finding_words import WORDS
from gui.icons import icon
from gui.stepping import Order, next_finding
from gui.theme import SPACE, Theme
from gui.widgets.finding_card import FindingCard, Listed, is_mendable
from gui.widgets.lapsed_card import LapsedCard
from gui.widgets.place_link import NameOf

if TYPE_CHECKING:
    from core.validation.waiver import Judged

_CARDS_AT_A_TIME = 100
_FILTER_WIDTH = 92
_SETTLED = 10
"""Milliseconds after which a list with a card just opened has everything in place."""
_ACCEPTED = "accepted"
_NOTHING = "✓ 没有发现问题。"


class FindingsPanel(QFrame):
    """Lists findings; its signals say what the user wants done about them.

    `on_this_tab` tells whether an address lies on the tab that is shown; a text without tabs has none, and its panel
    stays unfolded. `lit` carries the places to light, `mend_chosen` the findings to mend.
    """

    place_chosen = Signal(object)
    mend_chosen = Signal(object)
    accept_chosen = Signal(object)
    withdraw_chosen = Signal(object)
    lit = Signal(object)
    fold_chosen = Signal()

    def __init__(
        self,
        theme: Theme,
        name_of: NameOf,
        *,
        writable: bool,
        on_this_tab: Callable[[str], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name_of = name_of
        self._writable = writable
        self._on_this_tab = on_this_tab
        self._open: tuple[Listed, ...] | None = None
        self._accepted: tuple[Listed, ...] = ()
        self._lapsed: tuple[tuple[Waiver, bool], ...] = ()
        self._shown: tuple[Listed, ...] = ()
        self._shown_lapsed: tuple[tuple[Waiver, bool], ...] = ()
        self._current: Finding | None = None
        self._cards: list[FindingCard] = []
        self._most_cards = _CARDS_AT_A_TIME
        self._nothing = _NOTHING
        self.setObjectName("side")
        self.setMinimumWidth(280)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(self._head())
        layout.addLayout(self._filters())
        self._unread = QLabel()
        self._unread.setProperty("severity", Severity.WARNING.value)
        self._unread.setTextFormat(Qt.TextFormat.PlainText)
        self._unread.setWordWrap(True)
        self._unread.hide()
        layout.addWidget(self._unread)
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
        self._count = QLabel()
        self._count.setObjectName("quiet")
        row.addWidget(self._count)
        row.addStretch(1)
        if self._on_this_tab:
            fold = QToolButton()
            fold.setObjectName("flat")
            fold.setIcon(icon("panel-right", self._theme.second))
            fold.setToolTip("收起校核栏")
            fold.setAccessibleName("收起校核栏")
            fold.clicked.connect(self.fold_chosen)
            row.addWidget(fold)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, SPACE, 0)
        self._filter = QComboBox()
        self._filter.setObjectName("finding-filter")
        self._filter.setAccessibleName("筛选校核结果")
        self._filter.setMinimumWidth(_FILTER_WIDTH)
        self._filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._filter.addItem("全部", None)
        for severity in Severity:
            self._filter.addItem(WORDS[severity], severity.value)
        if self._on_this_tab:
            self._filter.addItem("已接受", _ACCEPTED)
        self._filter.currentIndexChanged.connect(self.refresh)
        row.addWidget(self._filter)
        self._tab_only = QCheckBox("只看本页签")
        self._tab_only.setObjectName("finding-tab-only")
        self._tab_only.toggled.connect(self.refresh)
        if self._on_this_tab:
            row.addWidget(self._tab_only)
        row.addStretch(1)
        return row

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_judged(self, judged: Judged, coverage: Ledger, nothing: str = _NOTHING) -> None:
        """Show findings, and `nothing` where none is open; cards of findings that stay are kept: nothing flickers."""
        self._open = tuple(Listed(item, former=judged.former_waiver_of(item)) for item in judged.open)
        self._accepted = tuple(Listed(finding, waiver) for finding, waiver in judged.accepted)
        still_open = {waiver for _, waiver in judged.lapsed}
        self._lapsed = tuple((waiver, waiver in still_open) for waiver in judged.revoked)
        if self._on_this_tab:
            words = f"已接受（{len(self._accepted)}）" if self._accepted or self._lapsed else "已接受"
            words += f"，失效 {len(self._lapsed)}" if self._lapsed else ""
            self._filter.setItemText(self._filter.findData(_ACCEPTED), words)
        self._nothing = nothing
        parts = [f"已校核 {len(coverage.ran)} 项"]
        if coverage.could_not_run:
            parts.append(f"{len(coverage.could_not_run)} 项因数据未填未能校核")
        parts.append(f"读出数字 {coverage.numbers_read} 个，其中 {coverage.numbers_checked} 个参加了校核")
        self._ledger.setText("；".join(parts) + "。")
        self._unread.setText("\n".join(f"注意：{sentence}" for sentence in coverage.unread))
        self._unread.setVisible(bool(coverage.unread))
        self.refresh()

    def refresh(self) -> None:
        """Show what the filters let through, for the tab that is shown now too."""
        # Before the first run nothing is shown, not even that there is nothing.
        if self._open is None:
            return
        listed = self._listed()
        shown = tuple(item for item in listed if self._passes(item.finding))
        lapsed = tuple(item for item in self._lapsed if self._shows_accepted() and self._passes_tab(item[0].place))
        total = len(listed)
        self._count.setText(f"{total} 条" if len(shown) == total else f"{len(shown)} / {total} 条")
        if shown == self._shown and lapsed == self._shown_lapsed and self._list.count() > 1:
            return
        self._shown, self._shown_lapsed = shown, lapsed
        if self._current not in {item.finding for item in shown}:
            self._current = None
            self.lit.emit(())
        self._rebuild()

    def _listed(self) -> tuple[Listed, ...]:
        return self._accepted if self._shows_accepted() else self._open or ()

    def _shows_accepted(self) -> bool:
        return bool(self._filter.currentData() == _ACCEPTED)

    def _passes(self, finding: Finding) -> bool:
        wanted = self._filter.currentData()
        if wanted not in (None, _ACCEPTED) and finding.severity.value != wanted:
            return False
        return self._passes_tab(*(place.address for place in finding.places))

    def _passes_tab(self, *addresses: str) -> bool:
        if self._on_this_tab is None or not self._tab_only.isChecked():
            return True
        return any(map(self._on_this_tab, addresses))

    def _rebuild(self) -> None:
        kept = {card.listed: card for card in self._cards}
        while self._list.count() > 1:
            # The stubs deny it, but an item may hold no widget.
            widget: QWidget | None = self._list.takeAt(0).widget()
            if widget and (not isinstance(widget, FindingCard) or widget.listed not in self._shown):
                widget.hide()
                widget.deleteLater()
        alike = Counter(item.rule for item in self._mendable())
        self._cards = []
        for listed in self._shown[: self._most_cards]:
            card = kept.get(listed) or self._card(listed)
            card.set_alike(alike[listed.finding.rule])
            card.set_current(listed.finding == self._current)
            self._list.insertWidget(self._list.count() - 1, card)
            # At once, not when the event loop comes to it: the card may be led to right away.
            card.show()
            self._cards.append(card)
        if not self._shown and not self._shown_lapsed:
            self._show_nothing()
        elif len(self._shown) > self._most_cards:
            more = QPushButton(f"还有 {len(self._shown) - self._most_cards} 条，继续显示")
            more.setObjectName("flat")
            more.clicked.connect(self._on_more_clicked)
            self._list.insertWidget(self._list.count() - 1, more)
        self._show_lapsed()

    def _show_lapsed(self) -> None:
        """List below the accepted findings the reasons that no longer hold, which stay in the report till withdrawn."""
        if not self._shown_lapsed:
            return
        heading = QLabel(f"已失效的说明（{len(self._shown_lapsed)}）")
        heading.setObjectName("section")
        self._list.insertWidget(self._list.count() - 1, heading)
        for waiver, stands_open in self._shown_lapsed[:_CARDS_AT_A_TIME]:
            card = LapsedCard(waiver, self._name_of, stands_open=stands_open, writable=self._writable)
            card.withdraw_chosen.connect(self.withdraw_chosen)
            self._list.insertWidget(self._list.count() - 1, card)
            card.show()

    def _show_nothing(self) -> None:
        filtered = self._filter.currentIndex() > 0 or self._tab_only.isChecked()
        empty = QLabel(self._why_nothing() if filtered else self._nothing)
        empty.setObjectName("quiet" if filtered else "good")
        empty.setWordWrap(True)
        self._list.insertWidget(0, empty)
        if filtered:
            every = QPushButton("显示全部")
            every.setObjectName("flat")
            every.clicked.connect(self._on_every_clicked)
            self._list.insertWidget(1, every, 0, Qt.AlignmentFlag.AlignLeft)

    def _why_nothing(self) -> str:
        if self._shows_accepted() and not self._accepted:
            return "还没有接受过问题。确属实情、不必改正的，可以在那一条里点“接受并说明”。"
        return "没有这一类结果。"

    def _on_every_clicked(self) -> None:
        self._tab_only.setChecked(False)
        self._filter.setCurrentIndex(0)

    def _on_more_clicked(self) -> None:
        first = len(self._cards)
        self._most_cards += _CARDS_AT_A_TIME
        self._rebuild()
        self._cards[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _mendable(self) -> tuple[Finding, ...]:
        return tuple(item.finding for item in self._open or () if is_mendable(item.finding))

    def _card(self, listed: Listed) -> FindingCard:
        card = FindingCard(listed, self._name_of, writable=self._writable)
        card.accept_chosen.connect(self.accept_chosen)
        card.withdraw_chosen.connect(self.withdraw_chosen)
        card.place_chosen.connect(self._on_place_chosen)
        card.mend_chosen.connect(lambda chosen: self.mend_chosen.emit((chosen,)))
        card.mend_alike_chosen.connect(self._on_mend_alike_chosen)
        card.lit.connect(self._on_lit)
        card.moved.connect(lambda by: self._focus_beside(card, by))
        return card

    # -- what the user does ----------------------------------------------------------------------------------------

    def _on_place_chosen(self, finding: Finding, place: Place) -> None:
        self._set_current(finding)
        self.place_chosen.emit(place)

    def _on_mend_alike_chosen(self, finding: Finding) -> None:
        self.mend_chosen.emit(tuple(item for item in self._mendable() if item.rule == finding.rule))

    def _on_lit(self, finding: Finding | None) -> None:
        wanted = finding or self._current
        self.lit.emit(wanted.places if wanted else ())

    def _focus_beside(self, card: FindingCard, by: int) -> None:
        beside = self._cards.index(card) + by
        if 0 <= beside < len(self._cards):
            self._cards[beside].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self._cards[beside])

    def _set_current(self, finding: Finding) -> None:
        self._current = finding
        self.lit.emit(finding.places)
        place = next((number for number, item in enumerate(self._shown) if item.finding == finding), 0)
        if place >= self._most_cards:
            self._most_cards = place + _CARDS_AT_A_TIME
            self._rebuild()
        for card in self._cards:
            card.set_current(card.finding == finding)
            if card.finding == finding:
                self._show_card(card)

    def _show_card(self, card: FindingCard) -> None:
        # Where a card ends that has just been opened is known once the list is laid out anew. Its head matters more.
        def scroll() -> None:
            if card in self._cards:
                self._area.ensureVisible(0, card.geometry().bottom(), 0, SPACE)
                self._area.ensureVisible(0, card.y(), 0, SPACE)

        QTimer.singleShot(_SETTLED, self, scroll)

    def step(self, by: int, order: Order, at: tuple[str, int] | None) -> None:
        """Lead to the finding after (1) or before (-1) the place `at`, of those that are shown."""
        focused = QApplication.focusWidget()
        beside = next((card.finding for card in self._cards if focused and card.isAncestorOf(focused)), None)
        finding = next_finding([item.finding for item in self._shown], order, at, beside or self._current, by)
        if finding is not None:
            self._on_place_chosen(finding, finding.places[0])
