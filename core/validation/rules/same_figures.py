"""Figures that stand in two places and differ by one slip of the pen: in text and table, or twice in the text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.model.finding import Place, Severity, place_in, place_of
from core.validation.inspection import TextInspection, UsedSpan
from core.validation.narrative.near_misses import Told, near_misses
from core.validation.narrative.roles import RATES
from core.validation.narrative.sheets import MONEY_UNITS
from core.validation.registry import NotApplicable, Outcome, contradicted, text_rule
from core.validation.rules.claims import claims_of, sums_of
from core.validation.rules.grids import sheets_of

_LONGEST_NAME = 30


@text_rule(
    "NUM-006",
    severity=Severity.WARNING,
    title="同一个数前后写得不一样",
    clause="同一个数在文中和表中各处一致",
)
def check_the_same_figure_is_the_same_everywhere(inspection: TextInspection) -> Iterator[Outcome]:
    """A figure of the text that bears the name of another and differs from it by one slip was meant to be the same."""
    figures = (*_in_tables(inspection), *_in_prose(inspection))
    if not figures:
        yield NotApplicable("没有可以互相核对的金额或数量")
        return
    texts = {passage.address: passage.text for passage in inspection.manuscript.passages}

    def place(told: Told) -> Place:
        if told.in_table:
            return place_of(told.address, told.written, told.name)
        return place_in(told.address, texts[told.address], told.start, told.start + len(told.written))

    for miss in near_misses(figures, _sound(inspection)):
        other = miss.others[0]
        inspection.use(*(_figure(told) for told in (miss.odd, *miss.others)))
        where = f"表中“{other.name}”" if other.in_table else f"别处“{other.name[-8:]}”"
        yield contradicted(
            f"这里写 {miss.odd.written}，{where}是 {other.written}，只差一处，像是同一个数。",
            "核对是否同一个数；是的，改成一致。",
            [place(miss.odd), *(place(told) for told in miss.others)],
        )


def _figure(told: Told) -> str | UsedSpan:
    return told.address if told.in_table else UsedSpan(told.address, told.start)


def _in_tables(inspection: TextInspection) -> Iterator[Told]:
    for sheet in inspection.once(sheets_of):
        for column in sheet.columns:
            for entry in column.known:
                unit = entry.figure.unit or entry.unit or column.unit or sheet.grid.unit
                kind, scale = ("元", MONEY_UNITS[unit]) if unit in MONEY_UNITS else (unit, Decimal(1))
                cell = entry.figure.cell
                value = abs(entry.figure.value)
                yield Told(value * scale, kind, cell.text.strip("-%％ "), scale, cell.address, 0, entry.label, True)


def _in_prose(inspection: TextInspection) -> Iterator[Told]:
    for passage in inspection.manuscript.passages:
        for mention in inspection.mentions(passage):
            if not mention.hedge and mention.unit not in RATES and mention.unit:
                name = "".join(passage.text[max(0, mention.start - _LONGEST_NAME) : mention.start].split())
                amount = abs(mention.amount)
                address, start = passage.address, mention.start
                yield Told(amount, mention.unit, mention.text, mention.scale, address, start, name, False)


def _sound(inspection: TextInspection) -> frozenset[tuple[str, int]]:
    """Return the numbers of the prose that a relation of exact figures bears out."""
    found = set()
    for window, sums in inspection.once(sums_of):
        if sums.agrees:
            found |= {window.passage_at(item.start) for item in (*sums.parts, sums.whole)}
    for window, claim in inspection.once(claims_of):
        if claim.agrees and claim.members:
            found |= {window.passage_at(item.start) for item in claim.members}
    return frozenset((passage.address, start) for passage, start in found)
