"""The preview itself: pages, the line above them, small pages, find, and what is said while there is nothing to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.context import Context
from gui.preview.find_bar import FindBar
from gui.preview.page_view import PageView
from gui.preview.places import Places, editable
from gui.preview.refresher import PreviewRefresher, SetPages
from gui.preview.searching import Searching
from gui.preview.thumbnails import Thumbnails
from gui.preview.toolbar import PreviewToolbar
from gui.theme import SPACE

if TYPE_CHECKING:
    from core.export.page_pictures import Hit, PagePictures
    from gui.preview.printing import PrintRun

_SAY_BUSY_AFTER = 300


class PreviewPane(QWidget):
    """Shows the pages of the open report; `place_chosen` asks to go to an address and how far in."""

    place_chosen = Signal(str, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: SetPages | None = None
        self._places = Places(())
        self._at: tuple[str, int] | None = None
        self._follows = True
        self._printing: PrintRun | None = None
        self._on_paper: PagePictures | None = None
        self._print_wanted = False
        self.setObjectName("preview")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._toolbar = PreviewToolbar()
        self._find = FindBar()
        self._find.hide()
        layout.addWidget(self._toolbar)
        layout.addWidget(self._find)
        layout.addWidget(self._notice())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words())
        self._stack.addWidget(self._sheets())
        layout.addWidget(self._stack, 1)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_SAY_BUSY_AFTER)
        self._busy.timeout.connect(lambda: self._say("正在排版…"))
        self._refresher = PreviewRefresher(context.live, self)
        self._search = Searching(self)
        self._connect()

    # -- making ----------------------------------------------------------------------------------------------------

    def _notice(self) -> QWidget:
        self._notice_row = QWidget()
        row = QHBoxLayout(self._notice_row)
        row.setContentsMargins(SPACE, 0, SPACE, SPACE)
        self._notice_words = QLabel()
        self._notice_words.setObjectName("preview-notice")
        self._notice_words.setWordWrap(True)
        self._notice_button = QPushButton()
        self._notice_button.setObjectName("small")
        self._notice_button.clicked.connect(self._on_notice_answered)
        row.addWidget(self._notice_words, 1)
        row.addWidget(self._notice_button)
        self._notice_row.hide()
        return self._notice_row

    def _words(self) -> QWidget:
        self._state = QLabel("这里显示报告打印出来的样子。")
        self._state.setObjectName("preview-state")
        self._state.setWordWrap(True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._state.setContentsMargins(3 * SPACE, 0, 3 * SPACE, 0)
        return self._state

    def _sheets(self) -> QWidget:
        self.view = PageView(self._context.theme)
        self.thumbnails = Thumbnails(self._context.theme)
        self.thumbnails.hide()
        sheets = QWidget()
        row = QHBoxLayout(sheets)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.view, 1)
        return sheets

    def _connect(self) -> None:
        self._toolbar.zoom_chosen.connect(self.view.set_zoom)
        self._toolbar.thumbnails_toggled.connect(self.thumbnails.setVisible)
        self._toolbar.find_chosen.connect(self.look_for)
        self._toolbar.print_chosen.connect(self.print_pages)
        self._find.sought.connect(self._seek)
        self._find.stepped.connect(self._search.step)
        self._find.left.connect(self._on_find_left)
        self._search.found.connect(self._on_found)
        self.view.chosen.connect(self._on_page_clicked)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.zoom_changed.connect(self._toolbar.say_zoom)
        self.view.moved_by_hand.connect(self._stop_following)
        self.thumbnails.page_chosen.connect(self._on_thumbnail_chosen)
        self._refresher.started.connect(self._on_started)
        self._refresher.refreshed.connect(self._on_refreshed)
        self._refresher.failed.connect(self._on_failed)

    # -- the pages -------------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Keep the pages as the report stands."""
        self._refresher.wake()

    def sleep(self) -> None:
        """Leave the pages as they are: nobody sees them."""
        self._refresher.sleep()

    def stop(self) -> None:
        """End all that runs beside the window."""
        if self._printing is not None:
            self._printing.cancel()
        self._refresher.stop()
        self._search.stop()
        self.view.stop()
        self.thumbnails.stop()
        if self._pages is not None:
            self._pages.pictures.close()

    def _on_started(self) -> None:
        if self._pages is None:
            self._busy.start()

    def _on_refreshed(self, pages: SetPages) -> None:
        before, self._pages = self._pages, pages
        self._busy.stop()
        self._places = Places(pages.landings)
        self.view.show_pages(pages.pictures)
        self.thumbnails.show_pages(pages.pictures)
        self._search.show_pages(pages.pictures)
        if before is not None and before.pictures is not self._on_paper:
            before.pictures.close()
        self._stack.setCurrentIndex(1)
        self._on_page_changed(self.view.page)
        if self._printing is None:
            self._notice_row.hide()
            if not pages.report.entries:
                self._note("报告还没有内容。下面是空白的样子，填写后随时更新。", "")
        self._show_place()
        if self._print_wanted:
            self.print_pages()

    def _on_failed(self, sentence: str) -> None:
        self._busy.stop()
        self._print_wanted = False
        if self._pages is None:
            self._say(sentence)
        else:
            sentence = f"{sentence}下面是上一次排出的样子。"
        self._note(sentence, "再试一次")

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._stack.setCurrentIndex(0)

    def _note(self, words: str, answer: str) -> None:
        self._notice_words.setText(words)
        self._notice_button.setText(answer)
        self._notice_button.setVisible(bool(answer))
        self._notice_row.show()

    def _on_notice_answered(self) -> None:
        self._notice_row.hide()
        if self._printing is not None:
            self._printing.cancel()
        elif self._notice_button.text() == "再试一次":
            self._refresher.again()

    # -- following the cursor, and leading to the editor -----------------------------------------------------------

    def stir(self) -> None:
        """Note that somebody is typing."""
        self._refresher.touch()

    def follow(self, where: str, offset: int) -> None:
        """Show the line that is edited, and mark it."""
        if (where, offset) != self._at:
            self._at = (where, offset)
            self._follows = True
            self._show_place()

    def _show_place(self) -> None:
        if self._at is None:
            return
        line = self._places.line(*self._at)
        self.view.mark(self._places.of(self._at[0]), line)
        if line is not None and self._follows:
            self.view.lead_to(line.page, line.top, line.bottom)

    def _stop_following(self) -> None:
        self._follows = False

    def _on_page_clicked(self, page: int, x: float, y: float) -> None:
        landing = self._places.at(page, x, y)
        where = editable(self._context.live.standard, landing.address) if landing else ""
        if landing is not None and where:
            self.place_chosen.emit(where, landing.start)

    def _on_page_changed(self, page: int) -> None:
        if self._pages is not None:
            self._toolbar.say_page(page, len(self._pages.pictures.sizes))
            self.thumbnails.follow(page)

    def _on_thumbnail_chosen(self, page: int) -> None:
        self._stop_following()
        self.view.turn_to(page)

    # -- finding, zooming ------------------------------------------------------------------------------------------

    def look_for(self) -> None:
        """Ask for words to find."""
        self._find.show()
        self._find.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.words.selectAll()
        self._seek(self._find.words.text())

    def _seek(self, words: str) -> None:
        self._search.seek(words, self.view.page)

    def _on_find_left(self) -> None:
        self._find.hide()
        self._seek("")
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_found(self, hits: tuple[Hit, ...], current: int, leads: bool) -> None:
        self._find.say(len(hits), current)
        self.view.show_hits(hits, current)
        if leads and hits:
            self._stop_following()
            hit = hits[current]
            self.view.lead_to(hit.page, hit.boxes[0].top, hit.boxes[-1].bottom)

    def show_thumbnails(self) -> None:
        """Show the small pages, or fold them."""
        self._toolbar.thumbnails.toggle()

    # -- printing --------------------------------------------------------------------------------------------------

    def print_pages(self) -> None:
        """Ask for a printer and print the report as it stands; pages that are older are set first."""
        if self._printing is not None:
            return
        live, pages = self._context.live, self._pages
        live.flush()
        self._print_wanted = pages is None or pages.report is not live.report
        if pages is None or self._print_wanted:
            self._refresher.wake()
            return
        from gui.preview.printing import PrintRun, pages_wanted

        count = len(pages.pictures.sizes)
        printer = self._context.prompts.printer(pages.report.title(), count)
        if printer is None:
            return
        self._on_paper = pages.pictures
        self._printing = PrintRun(pages.pictures, printer, pages_wanted(printer, count, self.view.page), self)
        self._printing.progressed.connect(lambda done, of: self._note(f"正在打印：已排好 {done} / {of} 页。", "取消"))
        self._printing.ended.connect(self._on_print_ended)
        self._printing.start()

    def _on_print_ended(self, sentence: str) -> None:
        run, self._printing = self._printing, None
        if run is not None:
            run.deleteLater()
        paper, self._on_paper = self._on_paper, None
        if paper is not None and (self._pages is None or paper is not self._pages.pictures):
            paper.close()
        self._note(sentence, "知道了")
