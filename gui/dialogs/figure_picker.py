"""The picker of a figure to quote: type some words of its name, press Enter, and it stands in the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.editing.figure_choices import FigureChoice, matching
from gui.dialogs.choosing import ChoosingDialog, ChoosingWords

_SIZE = (640, 400)
_WORDS = ChoosingWords(
    name="figure-picker",
    title="数字引用",
    asked="数字的名称",
    hint="输入几个字，例如：项目支出决算、支付率、总分",
    listed="可以引用的数字",
    about="引用的数字随表格和得分变动。回车插入；插入后右键可以改单位和小数位。",
)


class FigurePicker(ChoosingDialog[FigureChoice]):
    """Every figure with where it stands and its present value."""

    def __init__(self, choices: Sequence[FigureChoice], parent: QWidget) -> None:
        super().__init__(
            _WORDS,
            _SIZE,
            lambda typed: matching(choices, typed),
            lambda choice: (choice.name, choice.family, choice.shown),
            parent,
        )
