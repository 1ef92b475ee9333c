"""Rates that the narrative names: the tables must be able to give them, by whatever base the standard allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from core.model import address
from core.model.amount import format_plain
from core.model.expression import references
from core.model.finding import Place, Severity, place_in
from core.model.report import Paragraph, Report
from core.model.standard import RateCheck
from core.scoring.quantities import QuantityResult, evaluate_quantity
from core.validation.inspection import Inspection, UsedSpan
from core.validation.narrative.claim_places import Kind
from core.validation.narrative.intervals import interval_of
from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.named_rates import read_named_rates
from core.validation.narrative.roles import RATES
from core.validation.narrative.score_statements import report_year
from core.validation.narrative.sentences import sentence_spans
from core.validation.places import cell_place
from core.validation.registry import Area, CouldNotRun, Fault, NotApplicable, Outcome, not_reproducible, rule
from core.validation.rules.claims import claims_of

_ALL = Decimal(100)
_MOST_AMOUNTS = 8
# What may stand before a rate's name where it is that of the whole body: 我部 2020 年度整体, but not 项目.
_OF_THE_WHOLE = re.compile(
    r"(?:我|本|部门|[部局委办院厅]|单位|中心|(?:19|20)\d{2}\s*年度?|年度|年|全年|当年|本年|整体|总体|总|全部|实际|财政|资金|"
    r"预算|[省市区县]级?|的|其中|[“”\s])*"
)
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年|(上年|去年|上一年)")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A rate as the narrative states it, with what the tables give for each of its readings.

    `corrected` is the same with every total as its parts add up: a wrong total is `SPD-001`'s to tell.
    """

    check: RateCheck
    name: str
    paragraph: Paragraph
    mention: Mention
    results: tuple[QuantityResult, ...]
    corrected: tuple[QuantityResult, ...]

    @property
    def agrees(self) -> bool:
        """Whether some reading gives the rate as written."""
        around = interval_of(self.mention)
        values = [result.value for result in (*self.results, *self.corrected)]
        return any(value is not None and around.low <= value <= around.high for value in values)

    def place(self) -> Place:
        """Return the place of the number."""
        return place_in(self.paragraph.address, self.paragraph.text, self.mention.start, self.mention.end)


@rule(
    "RAT-001",
    severity=Severity.WARNING,
    title="所写比率无法由明细表得出",
    clause="正文所写的完成率、结转结余率等能由明细表得出",
    reads=[Area.TABLES, Area.NARRATIVE, Area.COVER],
)
def check_named_rates_can_be_reproduced(inspection: Inspection) -> Iterator[Outcome]:
    """A rate that stands alone in its sentence follows from the tables by one of the standard's readings of its name.

    Where the sentence gives the numbers, the rate is judged by them (`NUM-001`).
    """
    found = [item for item in _statements(inspection) if not _is_worked_out(inspection, item)]
    if not found:
        yield NotApplicable("正文没有单独写出可由明细表核对的比率")
    known = [item for item in found if item.agrees or _is_filled_in(inspection, item)]
    blank = dict.fromkeys(item.name for item in found if item not in known)
    for item in known:
        inspection.use(UsedSpan(item.paragraph.address, item.mention.start), *_cells(inspection, [item]))
    for group in _groups([item for item in known if not item.agrees]):
        yield _fault(inspection, group, known)
    if blank:
        yield CouldNotRun(f"{'、'.join(blank)}所用的明细表数据没有填")


def _statements(inspection: Inspection) -> Iterator[_Statement]:
    report = inspection.report
    names = sorted(
        ((name, check) for check in report.standard.rate_checks for name in check.names), key=lambda item: -len(item[0])
    )
    stated = _results(report)
    corrected = _results(_with_sound_totals(report))
    for paragraph in report.all_paragraphs() if names else ():
        for rate in inspection.read(read_named_rates, paragraph):
            named = next(((name, check) for name, check in names if rate.words.endswith(name)), None)
            if named is None:
                continue
            name, check = named
            lead = rate.words.removesuffix(name)
            if _OF_THE_WHOLE.fullmatch(lead) and not _of_another_year(inspection, lead):
                yield _Statement(
                    check,
                    name,
                    paragraph,
                    rate.mention,
                    tuple(stated[reading] for reading in check.readings),
                    tuple(corrected[reading] for reading in check.readings),
                )


def _results(report: Report) -> dict[str, QuantityResult]:
    standard = report.standard
    readings = {reading for check in standard.rate_checks for reading in check.readings}
    return {reading: evaluate_quantity(report, standard.quantities_by_id[reading]) for reading in readings}


def _with_sound_totals(report: Report) -> Report:
    """Return the report without the totals that are stated otherwise than their parts add up."""
    wrong = set()
    for _, row, _, where in report.standard.cells():
        stated = report.stored_figure(where) if row.parts else None
        computed = report.computed_figure(where) if stated is not None else None
        if computed is not None and not computed.blanks and computed.value != stated:
            wrong.add(where)
    if not wrong:
        return report
    return Report(report.standard, {where: entry for where, entry in report.entries.items() if where not in wrong})


def _of_another_year(inspection: Inspection, lead: str) -> bool:
    year = _YEAR.search(lead)
    return year is not None and (year[2] is not None or int(year[1]) != report_year(inspection.report))


def _is_filled_in(inspection: Inspection, item: _Statement) -> bool:
    """Tell whether all figures that a rate may follow from are there: a sum over blanks proves nothing."""
    figures = [inspection.report.figure(where) for where in _cells(inspection, [item])]
    return all(figure.value is not None and not figure.blanks for figure in figures) and all(
        result.value is not None for result in item.results
    )


def _is_worked_out(inspection: Inspection, item: _Statement) -> bool:
    """Tell whether the numbers around a rate were found that it is to follow from."""
    if _is_given_by(item.paragraph.text, item.mention):
        return True
    for window, claim in inspection.once(claims_of):
        if claim.kind is Kind.COMPLETION and claim.stated.value == item.mention.value:
            passage, start = window.passage_at(claim.stated.start)
            if (passage.address, start) == (item.paragraph.address, item.mention.start):
                return True
    return False


def _is_given_by(text: str, rate: Mention) -> bool:
    """Tell whether two amounts of a rate's own sentence give it, before it or behind it: 98.0%，即 A÷B."""
    start, end = next(span for span in sentence_spans(text) if span[0] <= rate.start < span[1])
    around = interval_of(rate)
    amounts = [item for item in read_mentions(text[start:end]) if item.unit not in RATES][:_MOST_AMOUNTS]
    for top, bottom in permutations(amounts, 2):
        part, whole = interval_of(top), interval_of(bottom)
        for ratio in (part.over(whole), whole.minus(part).over(whole)):
            if top.unit == bottom.unit and ratio is not None and ratio.meets(around):
                return True
    return False


def _groups(wrong: Sequence[_Statement]) -> list[list[_Statement]]:
    """Gather what one reason explains: rates of one paragraph, and the same rate told again."""
    groups: list[list[_Statement]] = []
    for item in wrong:
        group = next((group for group in groups if any(_belongs(item, other) for other in group)), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    return groups


def _belongs(item: _Statement, other: _Statement) -> bool:
    same_rate = item.check is other.check and item.mention.value == other.mention.value
    return same_rate or item.paragraph.address == other.paragraph.address


def _fault(inspection: Inspection, group: Sequence[_Statement], known: Sequence[_Statement]) -> Fault:
    told = list({(item.check.id, item.mention.value): item for item in reversed(group)}.values())[::-1]
    stated = "、".join(f"{item.name} {item.mention.text}%" for item in told)
    worked = "".join(f"{item.name}：{'；'.join(result.work for result in item.results)}。" for item in told)
    rest = _rest_in_words(group, known)
    return not_reproducible(
        f"文中写{stated}，按明细表算不出。{worked}{rest}",
        "写明所写比率的分子、分母和口径；算错的，改正比率或明细表。",
        [
            *(item.place() for item in group),
            *(cell_place(inspection.report, where) for where in _cells(inspection, group)),
        ],
    )


def _rest_in_words(group: Sequence[_Statement], known: Sequence[_Statement]) -> str:
    """Say what two rates leave unexplained that should make up all of their base together."""
    for item in group:
        for other in known:
            beside = other.paragraph.address == item.paragraph.address and item.check.rest == other.check.id
            if beside:
                total = item.mention.value + other.mention.value
                if total != _ALL:
                    gap = "还有" if total < _ALL else "多出"
                    return f"两个比率相加为 {format_plain(total)}%，{gap} {format_plain(abs(_ALL - total))}% 没有交代。"
    return ""


def _cells(inspection: Inspection, items: Sequence[_Statement]) -> list[str]:
    quantities = inspection.report.standard.quantities_by_id
    readings = dict.fromkeys(reading for item in items for reading in item.check.readings)
    operands = (where for reading in readings for where in references(quantities[reading].expression))
    return [where for where in dict.fromkeys(operands) if address.is_cell(where)]
