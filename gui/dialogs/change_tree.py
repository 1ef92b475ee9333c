"""The changes of an edited copy as a tree to be ticked, and what is said of one kind of copy."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QTreeWidgetItem

from core.intake.copy_changes import KIND_WORDS, CopyChange, CopyProposal
from core.model import address
from core.model.naming import short_title_of
from core.model.standard import Standard
from gui.difference_words import difference_html
from gui.theme import Theme
from gui.widgets.tick_tree import TickTree

_TABLES = "封面、表格和评分"
_TEXT = "正文"


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """What the dialog says of one kind of copy. `name` begins the widgets' names; `{}` stands for a count or a name.

    With `skip`, a button of these words leaves this copy for the next.
    """

    name: str
    window: str
    reading: str
    found: str
    nothing_title: str
    nothing: str
    refused: str
    not_written: str
    take: str
    take_some: str
    take_none: str
    theirs: str
    conflicts: str
    skip: str = ""


class ChangeTree(TickTree):
    """The changes of a copy: conflicts on top, then what stands in tables, then the text."""

    def __init__(self, theme: Theme, standard: Standard, proposal: CopyProposal, said: ChangeWords) -> None:
        super().__init__(theme, "报告现在", said.theirs)
        self.setObjectName("copy-changes")
        self.setAccessibleName("文件里的改动")
        self._changes = proposal.changes
        branches: dict[str, QTreeWidgetItem] = {}
        for change in self._changes:
            words = said.conflicts if change.conflict else _branch_of(change)
            if words not in branches:
                branches[words] = self.add_branch(words, change.conflict)
            place = f"{short_title_of(standard, change.address)}\n{_kind_words(change)}"
            before, after = difference_html(change.before, change.after, theme)
            spoken = f"{place}，报告现在 {change.before or '空白'}，{said.theirs} {change.after or '空白'}"
            self.add_leaf(branches[words], place, before, after, spoken, ticked=proposal.is_proposed(change))
        self.show_all()

    @property
    def chosen(self) -> list[CopyChange]:
        """The changes that are ticked, in order."""
        return [self._changes[number] for number in self.ticked()]


def _branch_of(change: CopyChange) -> str:
    return _TEXT if change.address.startswith(f"{address.NARRATIVE}/") else _TABLES


def _kind_words(change: CopyChange) -> str:
    words = KIND_WORDS[change.kind]
    return f"{words}\n{change.conflict}" if change.conflict else words
