"""The section of the evidence: files are dropped or chosen, named, held against indicators, looked at and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.model import address
from core.model.evidence import Evidence, size_words
from core.model.evidence_changes import remove_evidence
from core.model.finding import Finding
from gui.context import Context
from gui.evidence_desk import desk_of
from gui.models.evidence_table import EvidenceTableModel
from gui.theme import SPACE
from gui.widgets.drop_zone import DropZone, dropped_paths
from gui.widgets.evidence_table_view import EvidenceTableView
from gui.widgets.section import Sheet, guidance_label
from gui.widgets.size_meter import SizeMeter

if TYPE_CHECKING:
    from core.store.contents import Idle
    from gui.dialogs.evidence_viewer import EvidenceViewer

PATTERN = "佐证材料 (*.pdf *.jpg *.jpeg *.png *.docx *.xlsx);;所有文件 (*)"
_GUIDANCE = "预算批复、合同、验收单、满意度调查等，附在报告里一起报送；清单印在报告后面。"
_KINDS = "可以是 PDF、图片（jpg、png）、Word（docx）、Excel（xlsx）。原文件留在原处，不会改动。"
_LISTED = 6
_SAY_BUSY_AFTER = 300


class EvidenceSection(Sheet):
    """The list and its buttons, or, while it is empty, the zone to drop files on."""

    def __init__(self, context: Context) -> None:
        super().__init__("佐证材料")
        self._context = context
        self._desk = desk_of(context.live)
        self._viewer: EvidenceViewer | None = None
        self.setAcceptDrops(not context.live.read_only)
        self.meter = SizeMeter()
        self.heading_row.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignBottom)
        self.content.addWidget(guidance_label(_GUIDANCE))
        self.zone = DropZone(context.theme, "把文件拖到这里", _KINDS)
        self.zone.add_chosen.connect(self._on_add_clicked)
        self.content.addWidget(self.zone)
        self._nothing = guidance_label("这份报告没有附佐证材料。")
        self.content.addWidget(self._nothing)
        self.table = EvidenceTableModel(context, self)
        self.view = EvidenceTableView(context, self.table)
        self._filled = self._list()
        self.content.addWidget(self._filled)
        self.content.addWidget(self._working())
        self.content.addWidget(self._notice())
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_SAY_BUSY_AFTER)
        self._busy.timeout.connect(self._show_busy)
        self._connect()
        self._show()

    # -- making ----------------------------------------------------------------------------------------------------

    def _list(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.add = _button("添加文件…", "evidence-add", self._on_add_clicked)
        self.open = _button("打开", "evidence-open", self._on_open_clicked)
        self.save = _button("另存为…", "evidence-save", self._on_save_clicked)
        self.up = _button("上移", "evidence-up", lambda: self.view.move_current(-1), "Alt+↑")
        self.down = _button("下移", "evidence-down", lambda: self.view.move_current(1), "Alt+↓")
        self.remove = _button("移除", "evidence-remove", self._on_remove_clicked, "从报告里移除，可以撤销")
        self.tidy = _button("整理文件…", "evidence-tidy", self._on_tidy_clicked, "腾出已经不用的空间")
        for button in (self.add, self.open, self.save, self.up, self.down, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.tidy)
        column.addLayout(row)
        column.addWidget(self.view)
        self._explanation = QLabel()
        self._explanation.setObjectName("quiet")
        self._explanation.setTextFormat(Qt.TextFormat.PlainText)
        self._explanation.setWordWrap(True)
        column.addWidget(self._explanation)
        column.addWidget(guidance_label("要再添加，把文件拖到这一页的任何地方。"))
        return holder

    def _working(self) -> QWidget:
        self._working_row = QWidget()
        row = QHBoxLayout(self._working_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self._step = QLabel()
        self._step.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        cancel = _button("取消", "evidence-cancel", self._desk.cancel)
        row.addWidget(self._step, 1)
        row.addWidget(self._bar)
        row.addWidget(cancel)
        self._working_row.hide()
        return self._working_row

    def _notice(self) -> QWidget:
        self._notice_row = QWidget()
        row = QHBoxLayout(self._notice_row)
        row.setContentsMargins(0, 0, 0, 0)
        self.notice = QLabel()
        self.notice.setObjectName("evidence-notice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        row.addWidget(self.notice, 1)
        known = _button("知道了", "evidence-notice-close", self._notice_row.hide)
        row.addWidget(known, 0, Qt.AlignmentFlag.AlignTop)
        self._notice_row.hide()
        return self._notice_row

    def _connect(self) -> None:
        self.table.modelReset.connect(self._show)
        self.table.refused.connect(self.say)
        self.view.explained.connect(lambda words: self._explanation.setText(words.replace("\n", "　")))
        self.view.opened.connect(self.look_at)
        self._desk.progressed.connect(self._on_progressed)
        self._desk.ended.connect(self._on_ended)
        self._desk.copied.connect(self._on_copied)
        self._context.live.closing.connect(self._close_viewer)

    def _show(self) -> None:
        live = self._context.live
        filled, writable = bool(self.table.items), not live.read_only
        self.zone.setVisible(not filled and writable)
        self._nothing.setVisible(not filled and not writable)
        self._filled.setVisible(filled)
        for button in (self.add, self.up, self.down, self.remove, self.tidy):
            button.setVisible(writable)
        self.meter.show_report(live.report)
        self.meter.setVisible(filled)

    def say(self, words: str) -> None:
        """Say something below the list, until it is read."""
        lines = words.split("\n")
        more = f"\n还有 {len(lines) - _LISTED} 个文件没有添加，原因相仿。" if len(lines) > _LISTED else ""
        self.notice.setText("\n".join(lines[:_LISTED]) + more)
        self._notice_row.setVisible(bool(words))

    # -- adding ----------------------------------------------------------------------------------------------------

    def _on_add_clicked(self) -> None:
        self.take(self._context.prompts.open_paths("添加佐证材料", PATTERN))

    def take(self, paths: Sequence[Path], links: int = 0) -> None:
        """Take files in; `links` counts those of a drag that are no files."""
        self._context.live.flush()
        self.say("网页链接不能作为佐证材料。请先把网页或文件下载、另存到本机，再添加。" if links else "")
        if paths:
            self._busy.start()
            self._desk.add(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files, and show that they may be let go here."""
        if event.mimeData().urls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.zone.show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the zone as it was."""
        self.zone.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in; they stay where they are."""
        self.zone.show_over(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take(*dropped_paths(event.mimeData()))

    # -- what is going on ------------------------------------------------------------------------------------------

    def _show_busy(self) -> None:
        self._working_row.setVisible(self._desk.is_busy)

    def _on_progressed(self, done: int, total: int, message: str) -> None:
        self._step.setText(message)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if not self._busy.isActive():
            self._show_busy()

    def _on_ended(self, notice: str) -> None:
        self._busy.stop()
        self._working_row.hide()
        if notice:
            self.say(notice)

    # -- one piece -------------------------------------------------------------------------------------------------

    def _on_open_clicked(self) -> None:
        if self.view.current is not None:
            self.look_at(self.view.current)

    def look_at(self, item: Evidence) -> None:
        """Show evidence here, or have the machine's own program open a copy."""
        self.say("")
        self._busy.start()
        self._desk.copy_to_look_at(item)

    def _on_copied(self, item: Evidence, copy: Path) -> None:
        if item.kind is None or not item.kind.is_shown:
            self._context.prompts.show_in_desktop(copy)
            return
        from gui.dialogs.evidence_viewer import EvidenceViewer

        self._close_viewer()
        viewer = self._viewer = EvidenceViewer(self._context.theme, item, copy, self.window())
        viewer.save_chosen.connect(lambda: self._save(item))
        viewer.outside_chosen.connect(lambda: self._context.prompts.show_in_desktop(copy))
        viewer.show()

    def _close_viewer(self) -> None:
        viewer, self._viewer = self._viewer, None
        if viewer is not None:
            viewer.close()
            viewer.deleteLater()

    def _on_save_clicked(self) -> None:
        if self.view.current is not None:
            self._save(self.view.current)

    def _save(self, item: Evidence) -> None:
        from core.export.evidence_copies import copy_name

        ending = item.kind.value if item.kind else "*"
        target = self._context.prompts.save_path("另存佐证材料", copy_name(item), f"文件 (*.{ending})")
        if target is None:
            return
        if target.exists():
            self.say(f"“{target.name}”已经存在，没有另存，原有文件没有改动。请换一个文件名。")
            return
        self._busy.start()
        self._desk.copy_out(item, target)

    def _on_remove_clicked(self) -> None:
        item = self.view.current
        if item is not None:
            self._context.live.flush()
            self._context.live.apply(remove_evidence(self._context.live.report, item))

    def _on_tidy_clicked(self) -> None:
        self._busy.start()
        self._desk.count_idle(self._ask_to_tidy)

    def _ask_to_tidy(self, idle: Idle) -> None:
        if not idle.size:
            self.say("文件里没有可以腾出的空间。移除的材料只要还能撤销回来，就一直留在文件里。")
            return
        words = (
            f"文件里有 {size_words(idle.size)} 已经不用的空间，整理后可以腾出来。"
            "报告内容和现有的佐证材料都不受影响，撤销和修改记录也保留。"
        )
        if self._context.prompts.confirm("整理文件", words, f"整理，腾出 {size_words(idle.size)}"):
            self._busy.start()
            self._desk.tidy()

    # -- what a page asks ------------------------------------------------------------------------------------------

    def shows(self, where: str) -> bool:
        """Tell whether an address is of the evidence."""
        return where == address.EVIDENCE or where.startswith(f"{address.EVIDENCE}/")

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to what is said of a piece, or to where one is added."""
        if self.table.items:
            self.view.reveal(where)
        else:
            self.zone.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark nothing in the cells; how much room is left is shown anew."""
        self.meter.show_report(self._context.live.report)


def _button(words: str, name: str, slot: Callable[[], object], tip: str = "") -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("small")
    button.setProperty("name", name)
    button.setToolTip(tip)
    button.clicked.connect(lambda: slot())
    return button
