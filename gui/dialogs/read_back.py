"""The dialog that reads an edited Word copy back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.intake.copy_changes import change_of
from core.intake.read_back import read_back
from gui.context import Context
from gui.dialogs.change_tree import ChangeWords
from gui.dialogs.changes import ChangesDialog

_WORDS = ChangeWords(
    name="read-back",
    window="读回修改过的 Word 文稿",
    reading="正在读取 Word 文稿",
    found="文稿里有 {} 处改动，勾选要采纳的",
    nothing_title="没有要读回的改动",
    nothing="“{}”里没有需要采纳的改动，报告照旧。",
    refused="没有读回",
    not_written="没有采纳",
    take="采纳所选",
    take_some="采纳 {} 处",
    take_none="",
    theirs="文稿改为",
    conflicts="▲ 两边都改过：报告和文稿不一样，请逐处定夺（没有勾选）",
)


class ReadBackDialog(ChangesDialog):
    """Reads a Word copy and lists what it changes."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        report = context.live.report
        super().__init__(
            context,
            path.name,
            _WORDS,
            lambda progress: read_back(report, path, progress),
            lambda proposal, chosen: change_of(report, chosen, proposal.name),
            parent,
        )
