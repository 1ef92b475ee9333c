"""What last year's report said, kept beside this year's to compare with; it is never printed."""

from __future__ import annotations

from decimal import Decimal

from core.model import address
from core.model.amount import parse_decimal
from core.model.change import Origin
from core.model.report import Paragraph, Report


def has_last_year(report: Report) -> bool:
    """Tell whether last year's report was taken over."""
    return any(where.startswith(f"{address.LAST_YEAR}/") for where in report.entries)


def last_year_text(report: Report, where: str) -> str:
    """Return what stood at an address last year, empty where nothing did."""
    return report.text(address.last_year(where))


def last_year_figure(report: Report, where: str) -> Decimal | None:
    """Return the figure of last year at an address, in its base unit; `None` when there was none."""
    try:
        return parse_decimal(last_year_text(report, where))
    except ValueError:
        # The file may come from outside, and only this year's figures are checked as it is opened.
        return None


def last_year_paragraphs(report: Report, part: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of last year's part in order, under the addresses that they had."""
    prefix = address.last_year(part) + "."
    found = [
        Paragraph(f"{part}/{where.removeprefix(prefix)}", entry.value, entry.level, entry.position)
        for where, entry in report.entries.items()
        if where.startswith(prefix)
    ]
    return tuple(sorted(found, key=lambda paragraph: (paragraph.position, paragraph.address)))


def unconfirmed(report: Report, prefix: str = "") -> tuple[str, ...]:
    """Return the addresses below a prefix (a part, the cover) whose words are last year's and were not confirmed."""
    return tuple(
        where
        for where, entry in report.entries.items()
        if entry.origin is Origin.CARRIED_OVER
        and not where.startswith(f"{address.LAST_YEAR}/")
        and (not prefix or where == prefix or where.startswith(f"{prefix}/"))
    )
