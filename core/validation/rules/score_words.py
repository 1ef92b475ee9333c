"""Points and grades in the prose of any document, against its tables of points, its own sums and its bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.model.amount import format_plain
from core.model.finding import Place, Severity, place_in
from core.model.manuscript import Passage
from core.validation.inspection import Inspection, TextInspection, UsedSpan
from core.validation.narrative.grade_statements import read_grade_phrases
from core.validation.narrative.score_claims import PointClaim, Said, read_point_claims
from core.validation.narrative.score_layout import Role
from core.validation.narrative.score_lists import ListedScores, read_listed_scores, sum_of_mentions
from core.validation.narrative.score_matches import Match, TableIndex, Told, is_slip, told_twice
from core.validation.narrative.score_outline import (
    Node,
    Placed,
    complete_sets,
    off_adds_up,
    outline_of,
    outline_sums,
    read_own_points,
)
from core.validation.narrative.stated_bands import Band, plain_grade, read_bands
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule
from core.validation.rules.score_tables import FULL_MARK, OWN_SCORES, WHOLE_PART, score_tables_of, stated_full_mark

_WORDS = {Role.SCORE: "得分", Role.POINTS: "分值", Role.DEDUCTION: "扣分"}
_MOST_SHOWN = 14
_FEWEST_INDICATORS = 4


def told_points(inspection: TextInspection) -> tuple[Told, ...]:
    """Return the points that the running text states, in order."""
    return tuple(
        Told(block, number, claim)
        for number, block in enumerate(inspection.manuscript.blocks)
        if isinstance(block, Passage)
        for claim in inspection.read(read_point_claims, block)
    )


@text_rule(
    "EVA-005",
    severity=Severity.WARNING,
    title="正文所写得分与别处不符",
    clause="正文中的得分、扣分与评分表一致，各处所写一致",
)
def check_points_in_words_are_those_of_the_table(inspection: TextInspection) -> Iterator[Outcome]:
    """A total, a group's or an indicator's points in the prose are those that a table gives, and are told alike."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(OWN_SCORES)
        return
    found = False
    tables = inspection.once(score_tables_of)
    for match in TableIndex(tables).match(inspection.once(told_points)) if tables else ():
        found = True
        inspection.use(_span(match.told), *(points.address for points in match.amount.points))
        if not match.agrees:
            yield _wrong_words(match)
    for first, other in told_twice(inspection.once(told_points)) if not tables else ():
        found = True
        inspection.use(_span(first), _span(other))
        yield contradicted(
            f"文中一处写总得分 {first.claim.mention.text} 分，另一处写 {other.claim.mention.text} 分。",
            "核对总得分，使各处一致。",
            [_place(first), _place(other)],
        )
    if not found:
        yield NotApplicable("正文没有写评分表中的得分")


def _wrong_words(match: Match) -> Fault:
    points = match.amount.points
    written = match.told.claim.mention.text
    shown = format_plain(match.amount.value)
    if len(points) > 1:
        sign = "－" if match.amount.role is Role.DEDUCTION else "＋"
        terms = [points[1], points[0]] if match.amount.role is Role.DEDUCTION else points[:_MOST_SHOWN]
        more = "＋…" if len(points) > _MOST_SHOWN else ""
        shown = f"{sign.join(item.written for item in terms)}{more}＝{shown}"
    return contradicted(
        f"文中写 {written} 分，{match.table.title}中的{_WORDS[match.amount.role]}是 {shown}。",
        "核对正文和评分表，使两处一致。",
        [_place(match.told), *(item.place() for item in points)],
    )


def _span(told: Told) -> UsedSpan:
    return UsedSpan(told.passage.address, told.claim.mention.start)


def _place(told: Told) -> Place:
    mention = told.claim.mention
    return place_in(told.passage.address, told.passage.text, mention.start, mention.end)


@text_rule(
    "EVA-006",
    severity=Severity.WARNING,
    title="评价等级与所写的分数段不符",
    clause="评价等级按文中写明的分数段确定",
)
def check_grade_is_in_its_stated_band(inspection: TextInspection) -> Iterator[Outcome]:
    """The grade that a sentence gives a total is the one that the document's own bands give it."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(OWN_SCORES)
        return
    bands = [
        (passage, found)
        for passage in inspection.manuscript.passages
        if (found := inspection.read(read_bands, passage))
    ]
    graded = list(_graded(inspection)) if bands else []
    for passage, total, start, end in graded:
        mention = total.mention
        inspection.use(UsedSpan(passage.address, mention.start))
        written = passage.text[start:end]
        stated = [band for _, found in bands for band in found if band.grade == plain_grade(written)]
        if stated and not any(band.holds(mention.value) for band in stated):
            yield contradicted(
                f"文中写 {mention.text} 分、等级“{written}”，而文中的分数段是{_band_words(stated[0])}。",
                "核对得分和等级，改正写错的一个。",
                [
                    place_in(passage.address, passage.text, mention.start, mention.end),
                    place_in(passage.address, passage.text, start, end),
                ],
            )
    if not graded:
        yield NotApplicable("正文没有同时写明分数段和按它评定的等级")


@text_rule(
    "EVA-007",
    severity=Severity.WARNING,
    title="正文中各项得分之和与总得分不符",
    clause="正文列出的各项得分之和等于所写的总得分",
)
def check_scores_in_words_add_up(inspection: TextInspection) -> Iterator[Outcome]:
    """The scores that the prose lists of a total, at once or heading by heading, add up to it."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(OWN_SCORES)
        return
    found = False
    for passage in inspection.manuscript.passages:
        for listed in inspection.read(read_listed_scores, passage):
            found = True
            inspection.use(*(UsedSpan(passage.address, item.start) for item in (listed.total, *listed.parts)))
            if not listed.agrees:
                yield _broken_list(passage, listed)
    for outcome in _in_outline(inspection):
        found = True
        if outcome is not None:
            yield outcome
    if not found:
        yield NotApplicable("正文没有连同总得分列出各项得分")


def _broken_list(passage: Passage, listed: ListedScores) -> Fault:
    shown = "＋".join(part.text for part in listed.parts)
    total = sum_of_mentions(listed.parts)
    return contradicted(
        f"各项得分 {shown}＝{format_plain(total)}，文中写 {listed.total.text} 分，"
        f"相差 {format_plain(abs(total - listed.total.value))}。",
        "核对各项得分和总得分，改正写错的一个。",
        [place_in(passage.address, passage.text, item.start, item.end) for item in (listed.total, *listed.parts)],
    )


def _in_outline(inspection: TextInspection) -> Iterator[Fault | None]:
    """Yield what became of each sum that numbered paragraphs tell: a fault, or nothing."""
    told = [(passage, inspection.read(read_own_points, passage)) for passage in inspection.manuscript.passages]
    for passage, own in told:
        agrees = off_adds_up(own)
        if agrees is not None and own.worth and own.score and own.off:
            yield from _judged_sum(inspection, (passage, own.worth), [(passage, own.score), (passage, own.off)], agrees)
    root = outline_of(told)
    known: list[tuple[Placed, ...]] = []
    for item in outline_sums(root):
        known.append(item.parts)
        yield from _judged_sum(inspection, item.whole, item.parts, item.agrees)
    for nodes in complete_sets(root) if not inspection.once(score_tables_of) else ():
        scores = tuple(node.score for node in nodes if node.score is not None)
        if scores not in known:
            known.append(scores)
            yield from _whole_in_words(inspection, nodes)


def _judged_sum(
    inspection: TextInspection, whole: Placed, parts: Sequence[Placed], agrees: bool
) -> Iterator[Fault | None]:
    inspection.use(*(UsedSpan(passage.address, mention.start) for passage, mention in (whole, *parts)))
    if agrees:
        yield None
        return
    shown = "＋".join(mention.text for _, mention in parts)
    total = sum_of_mentions([mention for _, mention in parts])
    yield contradicted(
        f"各项分数 {shown}＝{format_plain(total)}，文中写 {whole[1].text} 分，"
        f"相差 {format_plain(abs(total - whole[1].value))}。",
        "核对各项分数与它们的合计，改正写错的一个。",
        [_mention_place(placed) for placed in (whole, *parts)],
    )


def _whole_in_words(inspection: TextInspection, nodes: Sequence[Node]) -> Iterator[Fault | None]:
    """Hold a total against the indicators scored in prose, where these are all there are: nearly the full mark."""
    worths = [node.worth for node in nodes if node.worth is not None]
    scores = [node.score for node in nodes if node.score is not None]
    full = inspection.once(stated_full_mark)
    worth = sum_of_mentions([mention for _, mention in worths])
    if len(nodes) < _FEWEST_INDICATORS or abs(worth - (full or FULL_MARK)) >= WHOLE_PART:
        return
    starts = {(passage.address, mention.start) for passage, mention in scores}
    total = sum_of_mentions([mention for _, mention in scores])
    inspection.use(*(UsedSpan(address, start) for address, start in starts))
    told = [
        item
        for item in inspection.once(told_points)
        if item.claim.total and (item.passage.address, item.claim.mention.start) not in starts
    ]
    wrong = [item for item in told if item.claim.mention.value != total and _is_meant(item.claim, total)]
    yield None
    if wrong:
        shown = "＋".join(mention.text for _, mention in scores)
        words = "、".join(dict.fromkeys(item.claim.mention.text for item in wrong))
        yield contradicted(
            f"各项指标得分 {shown}＝{format_plain(total)}，文中写 {words} 分。",
            "核对各项得分和总得分，改正写错的一个。",
            [*map(_place, wrong), *map(_mention_place, scores)],
        )
    if full is not None and worth != full:
        shown = "＋".join(mention.text for _, mention in worths)
        yield contradicted(
            f"各项指标分值 {shown}＝{format_plain(worth)}，满分为 {format_plain(full)}。",
            "核对各项分值，使合计等于满分。",
            [*map(_mention_place, worths)],
        )


def _mention_place(placed: Placed) -> Place:
    passage, mention = placed
    return place_in(passage.address, passage.text, mention.start, mention.end)


def _is_meant(claim: PointClaim, total: Decimal) -> bool:
    """Tell whether a total that the scores do not bear out is theirs: it is called so, or one slip away."""
    return (claim.sure and not claim.elsewhere) or is_slip(claim.mention, total)


def _graded(inspection: TextInspection) -> Iterator[tuple[Passage, PointClaim, int, int]]:
    """Yield the grades that a paragraph gives with the total right before each of them."""
    for passage in inspection.manuscript.passages:
        totals = [
            claim for claim in inspection.read(read_point_claims, passage) if claim.total and claim.said is Said.SCORE
        ]
        for phrase in inspection.read(read_grade_phrases, passage) if totals else ():
            before = [claim for claim in totals if claim.mention.end <= phrase.start]
            if before and "。" not in passage.text[before[-1].mention.end : phrase.start]:
                yield passage, before[-1], phrase.start, phrase.end


def _band_words(band: Band) -> str:
    return f"“{band.grade}”{format_plain(band.low)} 至 {format_plain(band.high)} 分"
