"""The first page: new, open, import, and the reports opened last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.icons import application_icon, icon
from gui.settings import Settings
from gui.theme import SPACE, Theme

_ACTIONS = (
    ("new", "新建报告", "按财政部门的指标体系，从空白开始", "file-plus"),
    ("open", "打开报告", "打开已有的自评报告（.ziping）", "folder-open"),
    ("import", "导入文稿", "从文本文稿（.txt）导入一份写好的报告", "import"),
)
_WIDTH = 760


class StartPage(QWidget):
    """`action_chosen` carries new, open, import or tour; `report_chosen` the path of a recent report."""

    action_chosen = Signal(str)
    report_chosen = Signal(object)

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        column = QVBoxLayout()
        column.setSpacing(2 * SPACE)
        column.addStretch(2)
        column.addLayout(_brand())
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        for name, words, about, picture in _ACTIONS:
            buttons.addWidget(self._action(name, words, about, picture, theme))
        column.addLayout(buttons)
        self.welcome = self._welcome()
        column.addWidget(self.welcome)
        column.addSpacing(SPACE)
        title = QLabel("最近打开")
        title.setObjectName("section")
        column.addWidget(title)
        self.recent = QListWidget()
        self.recent.setObjectName("recent")
        self.recent.setAccessibleName("最近打开的报告")
        self.recent.setMinimumHeight(180)
        self.recent.itemActivated.connect(self._on_item_chosen)
        self.recent.itemClicked.connect(self._on_item_chosen)
        column.addWidget(self.recent, 3)
        self._empty = QLabel("还没有打开过报告。可以先新建一份，或导入去年的文稿看看。")
        self._empty.setObjectName("quiet")
        column.addWidget(self._empty)
        column.addStretch(2)
        holder = QWidget()
        holder.setMaximumWidth(_WIDTH)
        holder.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, SPACE)
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)
        self.refresh()

    def _welcome(self) -> QWidget:
        """Return the offer to lead somebody through the sample who is here for the first time."""
        box = QFrame()
        box.setObjectName("card")
        words = QLabel("第一次用？跟着示例报告走一遍，五步，两分钟。")
        begin, later = QPushButton("开始引导"), QPushButton("不用了")
        begin.setObjectName("start-tour")
        later.setObjectName("start-no-tour")
        begin.clicked.connect(lambda: self.action_chosen.emit("tour"))
        later.clicked.connect(self._on_later_clicked)
        row = QHBoxLayout(box)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        row.addWidget(words, 1)
        row.addWidget(begin)
        row.addWidget(later)
        return box

    def _on_later_clicked(self) -> None:
        self._settings.remember_tour()
        self.welcome.hide()

    def _action(self, name: str, words: str, about: str, picture: str, theme: Theme) -> QWidget:
        button = QPushButton(words)
        button.setObjectName("primary" if name == "new" else f"start-{name}")
        button.setProperty("action", name)
        button.setIcon(icon(picture, theme.on_accent if name == "new" else theme.accent))
        button.setIconSize(QSize(20, 20))
        button.setMinimumHeight(44)
        button.clicked.connect(lambda: self.action_chosen.emit(name))
        note = QLabel(about)
        note.setObjectName("quiet")
        note.setWordWrap(True)
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(button)
        layout.addWidget(note)
        return box

    def refresh(self) -> None:
        """Show the recent reports as they are now."""
        self.welcome.setVisible(not self._settings.knows_the_way())
        self.recent.clear()
        for path in self._settings.recent_reports():
            item = QListWidgetItem(f"{path.stem}\n{path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            item.setToolTip(str(path))
            self.recent.addItem(item)
        self.recent.setVisible(self.recent.count() > 0)
        self._empty.setVisible(self.recent.count() == 0)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.report_chosen.emit(Path(str(item.data(Qt.ItemDataRole.UserRole))))


def _brand() -> QVBoxLayout:
    picture = QLabel()
    picture.setPixmap(application_icon().pixmap(QSize(48, 48)))
    name = QLabel("自评")
    name.setObjectName("display")
    about = QLabel("部门整体支出绩效自评报告：填写、计分、校核、导出")
    about.setObjectName("quiet")
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(name)
    words.addWidget(about)
    row = QHBoxLayout()
    row.setSpacing(2 * SPACE)
    row.addWidget(picture)
    row.addLayout(words)
    row.addStretch(1)
    column = QVBoxLayout()
    column.addLayout(row)
    column.addSpacing(2 * SPACE)
    return column
