"""Words looked for on the pages, in the worker, as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.tasks import TaskPlace

if TYPE_CHECKING:
    from core.export.page_pictures import Hit, PagePictures


class Searching(QObject):
    """Keeps what was found; `found` carries the hits, the current one, and whether to lead there."""

    found = Signal(object, int, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures: PagePictures | None = None
        self._words = ""
        self._hits: tuple[Hit, ...] = ()
        self._current = 0
        self._place = TaskPlace(self)
        self._is_stale = False
        self._leads = False
        self._from = 0

    def show_pages(self, pictures: PagePictures) -> None:
        """Look through another document, without leading away from where one is."""
        self._pictures = pictures
        if self._words.strip():
            self._look(leads=False)

    def seek(self, words: str, page: int) -> None:
        """Look for other words; the first of them from a page on is led to."""
        self._words, self._from = words, page
        self._look(leads=True)

    def step(self, by: int) -> None:
        """Lead to the next hit (1) or the one before (-1), going round at the ends."""
        if self._hits:
            self._current = (self._current + by) % len(self._hits)
            self.found.emit(self._hits, self._current, True)

    def _look(self, *, leads: bool) -> None:
        self._leads = self._leads or leads
        self._is_stale = True
        self._start()

    def _start(self) -> None:
        pictures, words = self._pictures, self._words
        if self._place.taken or not self._is_stale or pictures is None:
            return
        self._is_stale = False
        self._place.start(lambda _progress: pictures.find(words), self._take)

    def _take(self, hits: tuple[Hit, ...]) -> None:
        if self._is_stale:
            self._start()
            return
        leads, self._leads = self._leads, False
        self._hits = hits
        if leads:
            self._current = next((index for index, hit in enumerate(hits) if hit.page >= self._from), 0)
        self._current = min(self._current, max(len(hits) - 1, 0))
        self.found.emit(hits, self._current, leads)

    def stop(self) -> None:
        """Look no more; what is being looked for is waited for."""
        self._is_stale = False
        self._place.stop()
