"""The tour over the sample: five steps, offered once, to be left at any moment."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.tour import STEPS, Tour


@pytest.fixture
def tour(empty_window: MainWindow) -> Tour:
    """The tour at its first step."""
    empty_window.menus.actions_by_id["tour"].trigger()
    found = empty_window.help_actions.tour
    assert found is not None
    return found


def said(tour: Tour) -> list[str]:
    return [label.text() for label in tour.bubble.findChildren(QLabel)]


def test_every_step_is_said_within_the_window(empty_window: MainWindow, tour: Tour) -> None:
    for number, step in enumerate(STEPS):
        assert tour.number == number
        assert step.title in said(tour)
        assert tour.bubble.isVisible()
        assert empty_window.rect().contains(tour.bubble.geometry())
        words = tour.bubble.findChild(QLabel, "tour-words")
        assert words is not None
        assert words.height() >= words.heightForWidth(words.width())
        tour.bubble.next.click()
    assert not tour.bubble.isVisible()


def test_one_may_go_back_and_skip(tour: Tour) -> None:
    assert not tour.bubble.back.isEnabled()
    tour.bubble.next.click()
    tour.bubble.back.click()
    assert tour.number == 0
    tour.bubble.skip.click()
    assert not tour.bubble.isVisible()


def test_escape_leaves(qtbot: QtBot, tour: Tour) -> None:
    qtbot.keyClick(tour.bubble, Qt.Key.Key_Escape)
    assert not tour.bubble.isVisible()


def test_the_words_stay_with_their_target_in_a_smaller_window(empty_window: MainWindow, tour: Tour) -> None:
    tour.bubble.next.click()
    empty_window.resize(1024, 640)
    QCoreApplication.processEvents()
    assert empty_window.rect().contains(tour.bubble.geometry())


def test_closing_the_report_ends_it(empty_window: MainWindow, tour: Tour) -> None:
    empty_window.close_report()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    empty_window.resize(1100, 700)
    QCoreApplication.processEvents()
    assert [label for label in empty_window.findChildren(QLabel) if label.objectName() == "tour-words"] == []


def test_it_is_offered_until_it_was_taken_or_waved_away(empty_window: MainWindow) -> None:
    page = empty_window.start_page
    assert page is not None
    assert page.welcome.isVisible()
    later = page.findChild(QPushButton, "start-no-tour")
    assert later is not None
    later.click()
    page.refresh()
    assert not page.welcome.isVisible()


def test_the_start_page_begins_it(empty_window: MainWindow) -> None:
    page = empty_window.start_page
    assert page is not None
    begin = page.findChild(QPushButton, "start-tour")
    assert begin is not None
    begin.click()
    assert empty_window.help_actions.tour is not None
    assert empty_window.settings.knows_the_way()
