"""What helps with one part, beside its editor: what it must answer, its length, examples, and the clause."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from core.model.standard import Part
from core.session import ReportChanged
from gui.context import Context
from gui.theme import SPACE
from gui.widgets.section import guidance_label

_SHOW, _HIDE = "看示例", "收起示例"


class PartGuide(QWidget):
    """Guidance that is always there, and examples that fold out; whether they do is remembered."""

    def __init__(self, context: Context, part: Part, *, beside: bool) -> None:
        super().__init__()
        self._context = context
        self._part = part
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(guidance_label(part.guidance, beside=beside))
        self.length = QLabel()
        self.length.setObjectName("part-length")
        layout.addWidget(self.length)
        self.examples = guidance_label(_examples(part))
        self.examples.setObjectName("examples")
        self._fold = QToolButton()
        self._fold.setObjectName("flat")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._on_fold_toggled)
        if self.examples.text():
            layout.addWidget(self._fold)
            layout.addWidget(self.examples)
        self._fold.setChecked(context.settings.examples_shown())
        self._show_examples()
        context.live.changed.connect(self._on_report_changed)
        self._count()

    def _on_fold_toggled(self, shown: bool) -> None:
        self._context.settings.remember_examples_shown(shown)
        self._show_examples()

    def _show_examples(self) -> None:
        shown = self._fold.isChecked()
        self.examples.setVisible(shown and bool(self.examples.text()))
        self._fold.setText(_HIDE if shown else _SHOW)

    def _on_report_changed(self, event: ReportChanged) -> None:
        if any(where.startswith(f"{self._part.address}/") for where in event.addresses):
            self._count()

    def _count(self) -> None:
        count = sum(len(item.text) for item in self._context.live.report.paragraphs(self._part.address))
        limit = self._part.longest
        words = f"{count:,} 字" if limit is None else f"{count:,} 字，不超过 {limit:,} 字"
        excess = count - limit if limit is not None else 0
        self.length.setText(f"◆ {words}，超出 {excess:,} 字" if excess > 0 else words)
        wanted = "warning" if excess > 0 else ""
        if self.length.property("severity") != wanted:
            self.length.setProperty("severity", wanted)
            self.length.style().unpolish(self.length)
            self.length.style().polish(self.length)


def _examples(part: Part) -> str:
    pieces = (("依据", part.clause), ("✓ 可以这样写", part.good), ("✗ 不要这样写", part.poor))
    return "\n\n".join(f"{title}\n{text.strip()}" for title, text in pieces if text.strip())
