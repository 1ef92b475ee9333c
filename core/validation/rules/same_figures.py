"""The same fact told in two places: twice in the text, in text and table, twice in one breath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model.finding import Place, Severity, place_in, place_of
from core.validation.inspection import Readings, TextInspection, UsedSpan
from core.validation.narrative.facts import Fact, read_facts, read_planned_facts
from core.validation.narrative.likeness import Placed
from core.validation.narrative.plans import Heading, heading_in, plan_after
from core.validation.narrative.restatements import read_restatements
from core.validation.narrative.same_facts import Difference, compare, differences
from core.validation.narrative.table_facts import TableFact, read_table_facts, table_text
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule
from core.validation.rules.claims import claims_of, sums_of
from core.validation.window_places import written

_LONGEST_NAME = 12
_TODO = "核对是否同一个数；是的，改成一致。"


@text_rule(
    "NUM-006",
    severity=Severity.WARNING,
    title="同一个数前后写得不一样",
    clause="同一个数在文中各处一致，换了单位也一致",
)
def check_the_same_figure_is_the_same_everywhere(inspection: TextInspection) -> Iterator[Outcome]:
    """A figure of the text that bears the name of another and differs from it by one slip was meant to be the same."""
    for passage in inspection.manuscript.passages:
        for item in inspection.read(read_restatements, passage):
            spans = [(mention.start, mention.end) for mention in (item.first, item.second)]
            inspection.use(*(UsedSpan(passage.address, start) for start, _ in spans))
            if not item.agrees:
                yield contradicted(
                    f"前面写 {written(item.first)}，紧接着写 {written(item.second)}，换算后不是同一个数。",
                    "核对数字和单位，使两种写法一致。",
                    [place_in(passage.address, passage.text, *span) for span in spans],
                )
    facts = inspection.once(facts_of)
    inspection.use(*(figure for kind in facts.kinds for figure in kind.used_in_prose))
    for difference in facts.differences:
        if not _in_table(difference):
            yield _fault(inspection, difference)
    if not inspection.used:
        yield NotApplicable("正文没有说了两遍的数")


@text_rule(
    "TAB-004",
    severity=Severity.WARNING,
    title="文中的数与表中的数不一样",
    clause="文中引用的数与表中同一项一致",
)
def check_the_text_agrees_with_the_tables(inspection: TextInspection) -> Iterator[Outcome]:
    """A figure of the text that bears the name of a row and column and differs by one slip was meant to be the same."""
    facts = inspection.once(facts_of)
    inspection.use(*(figure for kind in facts.kinds for figure in kind.used_in_tables))
    for difference in facts.differences:
        if _in_table(difference):
            yield _fault(inspection, difference)
    if not inspection.used:
        yield NotApplicable("没有文中和表中都写到的数")


_Stand = tuple[str, str, Fact]


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What the figures of one kind say of each other: those that differ may be found among `doubted`."""

    doubted: tuple[Placed, ...]
    used_in_prose: frozenset[str | UsedSpan]
    used_in_tables: frozenset[str | UsedSpan]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the figures of the text and its tables say of each other."""

    kinds: tuple[KindFacts, ...]
    differences: tuple[Difference, ...]


def facts_of(inspection: TextInspection) -> Facts:
    """Return what the figures of the text and its tables say of each other."""
    stands: dict[str, list[_Stand]] = defaultdict(list)
    plan: Heading | None = None
    for passage in inspection.manuscript.passages:
        heading = inspection.read(heading_in, passage)
        plan = plan_after(plan, heading) if heading else plan
        for figure in inspection.read(read_planned_facts if plan else read_facts, passage):
            stands[figure.kind].append((passage.address, "", figure))
    for grid in inspection.manuscript.grids:
        for cell in inspection.readings.read(read_table_facts, table_text(grid)):
            stands[cell.kind].append((grid.rows[cell.row][cell.column].address, grid.address, cell))
    # An edit leaves most kinds as they were.
    again = inspection.readings.again
    kinds = tuple(again(_kind_facts, found, about=kind) for kind, found in stands.items())
    sound = _sound(inspection)
    return Facts(kinds, tuple(found for kind in kinds for found in differences(kind.doubted, sound)))


def _kind_facts(_: Readings, stands: Sequence[_Stand]) -> KindFacts:
    """Hold the figures of one kind against each other."""
    figures = [Placed(figure, address, table) for address, table, figure in stands]
    pairs = compare(figures)
    return KindFacts(
        tuple(placed for placed in figures if placed.suspects or placed.rivals),
        frozenset(_figure(placed) for pair in pairs if not pair[1].table for placed in pair),
        frozenset(_figure(placed) for pair in pairs if pair[1].table for placed in pair),
    )


def _in_table(difference: Difference) -> bool:
    return any(placed.table for placed in (difference.odd, *difference.others))


def _figure(placed: Placed) -> str | UsedSpan:
    return placed.address if placed.table else UsedSpan(placed.address, placed.figure.mention.start)


def _fault(inspection: TextInspection, difference: Difference) -> Fault:
    texts = inspection.once(_texts)
    inspection.use(*(_figure(placed) for placed in (difference.odd, *difference.others)))
    odd, other = difference.odd, difference.others[0]
    more = f"（共 {len(difference.others)} 处）" if len(difference.others) > 1 else ""
    return contradicted(
        f"{_called(odd)}写 {written(odd.figure.mention)}，{_called(other)}写 {written(other.figure.mention)}{more}，"
        + ("像是同一个数，只差一处。" if difference.by_a_slip else "是同一项，两处不一样。"),
        _TODO,
        [_place(placed, texts) for placed in (odd, *difference.others)],
    )


def _called(placed: Placed) -> str:
    figure = placed.figure
    if isinstance(figure, TableFact):
        return f"表中“{figure.label}”的“{figure.header}”"
    name = (figure.words if figure.name.text in figure.words else figure.name.text) or figure.words
    return f"文中“{name[-_LONGEST_NAME:]}”" if name else "文中"


def _place(placed: Placed, texts: dict[str, str]) -> Place:
    mention = placed.figure.mention
    if isinstance(placed.figure, TableFact):
        return place_of(placed.address, mention.text, placed.figure.label)
    return place_in(placed.address, texts[placed.address], mention.start, mention.end)


def _texts(inspection: TextInspection) -> dict[str, str]:
    return {passage.address: passage.text for passage in inspection.manuscript.passages}


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
