"""Words looked for on the pages, in the worker, as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.tasks import Task

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
        self._task: Task | None = None
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
        if self._task is not None or not self._is_stale or pictures is None:
            return
        self._is_stale = False
        self._task = Task(lambda _progress: pictures.find(words), self)
        self._task.done.connect(self._on_done)
        self._task.crashed.connect(self._on_crashed)
        self._task.start()

    def _on_done(self, hits: tuple[Hit, ...]) -> None:
        self._finish()
        if self._is_stale:
            self._start()
            return
        leads, self._leads = self._leads, False
        self._hits = hits
        if leads:
            self._current = next((index for index, hit in enumerate(hits) if hit.page >= self._from), 0)
        self._current = min(self._current, max(len(hits) - 1, 0))
        self.found.emit(hits, self._current, leads)

    def _on_crashed(self, trace: str) -> None:
        self._finish()
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _finish(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.wait()
            task.deleteLater()

    def stop(self) -> None:
        """Look no more; what is being looked for is waited for."""
        self._is_stale = False
        if self._task is not None:
            self._task.blockSignals(True)
            self._finish()
