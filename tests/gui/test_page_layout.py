"""Where pages lie: each fits the room, whatever way it lies, and zoom goes in steps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF

from gui.preview.page_layout import FIT_PAGE, FIT_WIDTH, GAP, PageLayout, Zoom, percent_of, stepped

UPRIGHT, ACROSS = (595.0, 842.0), (842.0, 595.0)
ROOM = QSizeF(600, 400)


def test_every_page_is_as_wide_as_there_is_room() -> None:
    layout = PageLayout([UPRIGHT, ACROSS, UPRIGHT], FIT_WIDTH, ROOM)
    assert [page.width() for page in layout.pages] == [576, 576, 576]
    assert layout.width == 600
    assert layout.pages[1].top() == layout.pages[0].bottom() + GAP


def test_whole_pages_fit_into_the_room() -> None:
    for page in PageLayout([UPRIGHT, ACROSS], FIT_PAGE, ROOM).pages:
        assert page.width() <= 600 - 2 * GAP
        assert page.height() <= 400 - 2 * GAP


def test_a_size_in_per_cent_is_that_of_the_paper() -> None:
    layout = PageLayout([UPRIGHT, ACROSS], Zoom("", 150), ROOM)
    assert [percent_of(scale) for scale in layout.scales] == [150, 150]
    assert layout.pages[1].width() == 1684
    assert layout.width == 1684 + 2 * GAP


def test_a_point_of_a_page_is_found_at_its_own_scale() -> None:
    layout = PageLayout([UPRIGHT, ACROSS], FIT_WIDTH, ROOM)
    for number, (width, height) in enumerate((UPRIGHT, ACROSS)):
        whole = layout.on_screen(number, 0, 0, width, height)
        assert whole.topLeft() == layout.pages[number].topLeft()
        assert whole.width() == pytest.approx(layout.pages[number].width(), abs=1)


@pytest.mark.parametrize(
    ("percent", "by", "wanted"), [(100, 1, 110), (100, -1, 90), (45, -1, 50), (200, 1, 200), (103, 1, 110)]
)
def test_zoom_goes_in_steps_and_no_further(percent: int, by: int, wanted: int) -> None:
    assert stepped(percent, by) == Zoom("", wanted)
