"""The dialog that merges what an office filled in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from core.handing_out import returned_part
from core.intake.copy_changes import CopyChange, CopyProposal
from core.intake.part_merge import PartProposal, merging
from core.model.change import Change
from core.progress import Progress
from gui.context import Context
from gui.dialogs.change_tree import ChangeWords
from gui.dialogs.changes import ChangesDialog

_WORDS = ChangeWords(
    name="merge-part",
    window="并入科室填好的部分",
    reading="正在读取科室交回的文件",
    found="科室改了 {} 处，勾选要并入的",
    nothing_title="没有要并入的改动",
    nothing="“{}”里没有需要并入的改动，报告照旧。",
    refused="没有并入",
    not_written="没有并入",
    take="并入所选",
    take_some="并入 {} 处",
    take_none="不并入，只记为已交回",
    theirs="科室填写",
    conflicts="▲ 两边都改过：勾选的用科室的，不勾的保留报告现在的（没有勾选）",
)


class MergePartDialog(ChangesDialog):
    """Reads the file that an office returned and lists what it changes; it is the `number`th of `count`."""

    def __init__(
        self, context: Context, path: Path, number: int = 1, count: int = 1, parent: QWidget | None = None
    ) -> None:
        report = context.live.report

        def read(_progress: Progress) -> CopyProposal:
            return returned_part(report, path)

        def change(proposal: CopyProposal, chosen: list[CopyChange]) -> Change:
            assert isinstance(proposal, PartProposal), "it is made by `read`"
            return merging(report, proposal, chosen, QDate.currentDate().toString("yyyy-MM-dd"))

        words = _WORDS
        if count > 1:
            window = f"{words.window}（第 {number} 份，共 {count} 份）"
            words = replace(words, window=window, skip="跳过这一份" if number < count else "")
        super().__init__(context, path.name, words, read, change, parent)
