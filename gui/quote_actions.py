"""The actions of the menu 插入: figures quoted in the narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.quoting_text import QuotingText

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class QuoteActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def on_quote_figure(self) -> None:
        """Ask for a figure and quote it at the cursor."""
        editor = self._window.focusWidget()
        if isinstance(editor, QuotingText) and not editor.isReadOnly():
            editor.pick_figure()
        else:
            self._window.prompts.tell("数字引用", "请先在正文里点一下要写数字的地方，再插入数字引用。")

    def on_link_figures(self) -> None:
        """Offer the numbers of the whole narrative that equal a known figure."""
        workspace = self._window.workspace
        if workspace is None:
            return
        from gui.figure_linking import offer_links

        workspace.context.live.flush()
        paragraphs = workspace.context.live.report.all_paragraphs()
        if not offer_links(workspace.context, paragraphs, self._window):
            self._window.prompts.tell(
                "把数字与来源相连", "正文里没有还能相连的数字：要带单位，并且只与一个已填的数字相同。"
            )
