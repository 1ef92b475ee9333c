"""Shares and rates whose whole or base is named and stands far away, in another part of the text or in a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.model.finding import Place, place_in, place_of
from core.validation.inspection import TextInspection, UsedSpan
from core.validation.narrative.claim_places import Kind, OpenClaim
from core.validation.narrative.claims import read_window
from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.named_figures import NamedFigure, NamedFigures, named_figures, named_in
from core.validation.narrative.readings import judge, quotient
from core.validation.narrative.windows import Window
from core.validation.rules.grids import sheets_of
from core.validation.window_places import all_windows

_SHORTEST_BASE = 2


@dataclass(frozen=True, slots=True)
class FarClaim:
    """A claim with the figure found for its base, and whether the two agree."""

    window: Window
    claim: OpenClaim
    base: NamedFigure
    agrees: bool


def far_claims_of(inspection: TextInspection) -> tuple[FarClaim, ...]:
    """Return the claims of the whole text whose base is found by its name alone."""
    figures = None
    found = []
    for window in inspection.once(all_windows):
        for claim in inspection.readings.read(read_window, window.text).open:
            figures = figures or inspection.once(_figures_of)
            bases = {quotient(claim.top, base.mention, claim.stated): base for base in _bases(figures, claim)}
            judged = judge(bases)
            if judged is not None:
                found.append(FarClaim(window, claim, bases[judged.reading], judged.agrees))
    return tuple(found)


def figure_of(figure: NamedFigure) -> str | UsedSpan:
    """Return what the ledger calls a figure."""
    return figure.address if figure.in_table else UsedSpan(figure.address, figure.mention.start)


def place_of_figure(inspection: TextInspection, figure: NamedFigure) -> Place:
    """Return where a figure stands."""
    if figure.in_table:
        return place_of(figure.address, figure.mention.text, figure.name)
    text = next(passage.text for passage in inspection.manuscript.passages if passage.address == figure.address)
    return place_in(figure.address, text, figure.mention.start, figure.mention.end)


def _bases(figures: NamedFigures, claim: OpenClaim) -> Iterator[NamedFigure]:
    if claim.kind is Kind.SHARE:
        yield from figures.called(claim.base, claim.top.unit)
        return
    beside = tuple(figures.beside(claim.top, claim.label, claim.base))
    yield from beside or figures.beside(claim.top, claim.label, claim.base[-_SHORTEST_BASE:])


def _figures_of(inspection: TextInspection) -> NamedFigures:
    prose = (
        NamedFigure(name, "", mention, passage.address)
        for passage in inspection.manuscript.passages
        for name, mention in inspection.readings.read(_named_in, passage.text)
    )
    return named_figures(prose, inspection.once(sheets_of))


def _named_in(text: str) -> tuple[tuple[str, Mention], ...]:
    return named_in(text, read_mentions(text))
