"""Making numbers that are already written quotes of the figures that they equal: asked first, one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from core.editing.figure_choices import FigureLink, figure_links, linked_texts
from core.model.change import Entry
from core.model.report import Paragraph
from gui.context import Context


def offer_links(context: Context, paragraphs: Iterable[Paragraph], parent: QWidget) -> bool:
    """Ask which numbers of paragraphs become quotes; tell whether there was anything to ask."""
    links = list(figure_links(context.live.report, paragraphs))
    if not links:
        return False
    from gui.dialogs.link_figures import LinkFiguresDialog

    dialog = LinkFiguresDialog(context.theme, context.live.standard, links, parent)
    dialog.accepted.connect(lambda: make_quotes(context, dialog.chosen))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return True


def make_quotes(context: Context, links: Iterable[FigureLink]) -> None:
    """Make links quotes, in paragraphs that still read as they did."""
    context.live.flush()
    entries = context.live.report.entries
    still = [link for link in links if context.live.report.text(link.paragraph.address) == link.paragraph.text]
    values: dict[str, Entry | None] = {
        where: replace(entries[where], value=stored) for where, stored in linked_texts(still).items()
    }
    if values:
        context.live.put("把数字与来源相连", values)
