"""The tab of charts: what is painted, that it follows the figures, and that a row leads to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.model.change import Entry
from core.session import Session
from core.standard.catalog import find_standard
from gui.main_window import MainWindow
from gui.theme import DARK, LIGHT, Theme
from gui.widgets.chart_view import ChartView, tone_colour
from gui.workspace import Workspace
from tests.gui.preview_readers import act


def chart(workspace: Workspace, name: str) -> ChartView:
    found = [view for view in workspace.findChildren(ChartView) if view.objectName() == f"chart-{name}"]
    assert len(found) == 1
    assert isinstance(found[0], ChartView)
    return found[0]


def across(image: QImage, view: ChartView, row: int, bar: int, colour: QColor) -> int:
    """Count the pixels of a colour along the middle of a bar."""
    rows = sum(item.height for item in view.chart.rows)
    scale = (view.heightForWidth(view.width()) - 32 - 8 - 20 * len(view.chart.notes)) / rows
    top = 32 + sum(item.height for item in view.chart.rows[:row]) * scale
    shape = view.chart.rows[row].bars[bar]
    y = round(top + (shape.y + shape.height / 2) * scale)
    return sum(QColor(image.pixel(x, y)) == colour for x in range(image.width()))


@pytest.fixture
def shown(window: MainWindow, workspace: Workspace) -> Workspace:
    act(window, "charts")
    QApplication.processEvents()
    return workspace


def test_the_action_turns_to_the_tab(shown: Workspace) -> None:
    assert shown.tabs.tabText(shown.tabs.currentIndex()) == "图表"
    assert [view.objectName() for view in shown.findChildren(ChartView)] == ["chart-spending", "chart-indicator"]


def test_bars_are_painted_as_long_as_they_are(shown: Workspace) -> None:
    view = chart(shown, "spending")
    image = view.grab().toImage()
    scale = view.width() / 4420
    for row, item in enumerate(view.chart.rows):
        painted = across(image, view, row, 1, QColor(LIGHT.accent))
        assert painted == pytest.approx(item.bars[1].width * scale, abs=2)


def test_a_changed_figure_changes_its_bar(shown: Workspace) -> None:
    view = chart(shown, "spending")
    before = across(view.grab().toImage(), view, 3, 1, QColor(LIGHT.accent))
    shown.context.live.put("改", {"spending/project/final": Entry("10000000")})
    assert across(view.grab().toImage(), view, 3, 1, QColor(LIGHT.accent)) < before
    shown.context.live.put("改", {"spending/project/final": None})
    assert "未填" in view.accessibleDescription()


def test_a_row_leads_to_its_figures(qtbot: QtBot, shown: Workspace) -> None:
    view = chart(shown, "indicator")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(40, 32 + 20))
    assert shown.tabs.tabText(shown.tabs.currentIndex()) == "指标自评"


def test_an_empty_report_says_what_goes_here(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "空白.ziping"
    Session.create(path, find_standard("foshan-2020")).close()
    window.open_report(path)
    workspace = window.workspace
    assert workspace is not None
    act(window, "charts")
    words: list[QLabel] = list(workspace.findChildren(QLabel, "charts-empty"))
    assert "还没有可以画的数字" in words[0].text()
    workspace.context.live.put("填", {"spending/project/final": Entry("10000000")})
    assert [row.words[0].text for row in chart(workspace, "spending").chart.rows] == ["项目支出", "合计"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_tones_are_told_apart(theme: Theme) -> None:
    shades = {(tone, tone_colour(theme, tone).rgba()) for tone in ("actual", "plan", "early", "room")}
    assert len({shade for _, shade in shades}) == 4


def test_charts_are_annexed_when_wanted(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    import pypdfium2

    from gui.dialogs.export import ExportDialog

    dialog = ExportDialog(workspace.context, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.findChild(QCheckBox, "export-charts")
    assert isinstance(box, QCheckBox)
    assert not box.isChecked()
    box.setChecked(True)
    next(item for item in dialog.findChildren(QPushButton) if item.text() == "导出").click()
    qtbot.waitUntil(lambda: bool(dialog.written))
    pdf = pypdfium2.PdfDocument(next(path for path in dialog.written if path.suffix == ".pdf"))
    last = pdf[len(pdf) - 1].get_textpage().get_text_range()
    pdf.close()
    assert "各项指标得分" in last
