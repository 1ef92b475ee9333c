"""Places of findings: cells, scores, maxima, fields and whole sentences as the user sees them."""

from __future__ import annotations

from core.model import address
from core.model.amount import format_plain
from core.model.finding import Place, place_in, place_of
from core.model.naming import cell_name, title_of
from core.model.report import Paragraph, Report
from core.model.standard import Indicator
from core.validation.narrative.sentences import Span

_INNER_MARKS = str.maketrans("“”", "‘’")


def cell_place(report: Report, where: str) -> Place:
    """Return the place of a table's cell with its figure as shown."""
    return place_of(where, report.shown_amount(where), cell_name(report.standard, where))


def blank_place(report: Report, where: str) -> Place:
    """Return the place of something that is not filled in."""
    return place_of(where, "", title_of(report.standard, where))


def score_place(report: Report, indicator: Indicator) -> Place:
    """Return the place of an indicator's score."""
    score = report.score(indicator.id)
    text = "" if score is None else format_plain(score)
    return place_of(address.indicator_score(indicator.id), text, indicator.title)


def max_score_place(indicator: Indicator) -> Place:
    """Return the place of an indicator's maximum score."""
    return place_of(address.indicator_max_score(indicator.id), format_plain(indicator.max_score), indicator.title)


def span_place(paragraph: Paragraph, span: Span) -> Place:
    """Return the place of a span of a paragraph."""
    return place_in(paragraph.address, paragraph.text, *span)


def shortened(text: str, longest: int = 30) -> str:
    """Return a quotation that fits into a message."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def quoted(text: str, longest: int = 30) -> str:
    """Return a quotation in its marks, those inside it in single ones, that fits into a message."""
    return f"“{shortened(text, longest).translate(_INNER_MARKS)}”"
