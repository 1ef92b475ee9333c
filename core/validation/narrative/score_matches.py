"""Points in prose against the table that they are told of: which cells each means, and those that mean none.

A document may hold several tables, one a project. A number that any of them bears out is right; one that none does
is wrong where it is a slip of the pen away from the nearest one's, or where nothing else can be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.model.amount import round_half_up
from core.model.manuscript import Passage
from core.validation.narrative.mentions import Mention
from core.validation.narrative.score_claims import PointClaim, Said
from core.validation.narrative.score_layout import Role
from core.validation.narrative.score_sums import items_of, runs_of, sum_of_points
from core.validation.narrative.score_tables import Kind, Points, Row, ScoreTable, name_key, subtotal_of
from core.validation.narrative.slips import mended

_HUNDRED = Decimal(100)
_NEIGHBOURS = 2
_TELLING_DIGITS = 3
_TWO = 2
_SURVEY = re.compile(r"满意|测评|评议|调查|知晓")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the paragraph that makes it and the paragraph's place among the blocks."""

    passage: Passage
    block: int
    claim: PointClaim


@dataclass(frozen=True, slots=True)
class Amount:
    """Points that a table gives something, as it states them or as they follow from `points`."""

    role: Role
    value: Decimal
    points: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim with the amount that bears it out, or that it should have been, and the table that gives it."""

    told: Told
    amount: Amount
    table: ScoreTable
    agrees: bool


class TableIndex:
    """What the tables of a text give under which name."""

    def __init__(self, tables: Sequence[ScoreTable]) -> None:
        self._tables = tables
        self._named = [_named_amounts(table) for table in tables]
        self._totals = [_totals(table, table.totals) for table in tables]
        self._held = {abs(item.value) for named in self._named for amounts in named.values() for item in amounts}
        self._last = [_totals(table, table.totals[-1:]) for table in tables]

    def match(self, claims: Sequence[Told]) -> Iterator[Match]:
        """Yield the claims that speak of the tables, those of one sentence judged together."""
        by_sentence: dict[tuple[str, int], list[Told]] = {}
        for told in claims:
            by_sentence.setdefault((told.passage.address, told.claim.sentence), []).append(told)
        for group in by_sentence.values():
            found = [match for told in group if (match := self._match(told)) is not None]
            # Where another number of the sentence is borne out, the sentence does speak of this table.
            spoken = any(match.agrees for match in found)
            for match in found:
                if match.agrees or spoken or self._is_certain(match) or _is_slip(match):
                    yield match

    def _match(self, told: Told) -> Match | None:
        claim = told.claim
        if claim.said is Said.FULL_MARK:
            # It may be an indicator's, or that of a table that is not here.
            small = claim.mention.value < _HUNDRED / 2
            return None if small or self._is_elsewhere(claim) else self._total(told, Role.POINTS)
        if claim.said is Said.ALL_OFF:
            # 本项共扣 2 分 is of an indicator.
            return self._total(told, Role.DEDUCTION, unless_held=True)
        named = [amounts.get(claim.key, []) for amounts in self._named]
        if claim.key and any(named):
            role = _ROLES[claim.said]
            roles = {role, Role.POINTS} if claim.said is Said.EITHER else {role}
            if _SURVEY.search(claim.key) and self._is_too_high(claim, named):
                return None
            return self._right(told, roles, named) or self._nearest(told, role, named)
        return self._total(told, Role.SCORE) if claim.total and not self._is_elsewhere(claim) else None

    def _total(self, told: Told, role: Role, *, unless_held: bool = False) -> Match | None:
        right = self._right(told, {role}, self._totals)
        if right is None and unless_held and told.claim.mention.value in self._held:
            return None
        return right or self._nearest(told, role, self._last)

    def _right(self, told: Told, roles: set[Role], by_table: Sequence[Sequence[Amount]]) -> Match | None:
        """Return the match with an amount that bears a claim out, whichever table gives it."""
        mention = told.claim.mention
        for table, amounts in zip(self._tables, by_table, strict=True):
            right = next((item for item in amounts if item.role in roles and _rounds_to(item.value, mention)), None)
            if right is not None:
                return Match(told, right, table, agrees=True)
        return None

    def _nearest(self, told: Told, role: Role, by_table: Sequence[Sequence[Amount]]) -> Match | None:
        """Return the match with what the nearest table gives in place of a claim."""
        held = zip(self._tables, by_table, strict=True)
        meant = [(table, [item for item in amounts if item.role is role]) for table, amounts in held]
        known = [(table, amounts) for table, amounts in meant if amounts]
        if not known:
            return None
        # Of the tables on either side it may mean the one that a slip of the pen away gives it.
        near = sorted(known, key=lambda item: abs(item[0].block - told.block))[:_NEIGHBOURS]
        matches = [
            Match(told, amounts[0], table, agrees=False)
            for table, amounts in near
            # A name of two rows may mean either.
            if len({item.value for item in amounts}) == 1
        ]
        return next((match for match in matches if _is_slip(match)), matches[0] if matches else None)

    def _is_too_high(self, claim: PointClaim, named: Sequence[Sequence[Amount]]) -> bool:
        """Tell whether a number is more than its name is worth anywhere, as the result of a survey is."""
        worth = [item.value for amounts in named for item in amounts if item.role is Role.POINTS]
        return bool(worth) and claim.mention.value > max(worth)

    def _is_elsewhere(self, claim: PointClaim) -> bool:
        """Tell whether a number that may be a total is the points of some row or group, or the full mark."""
        value = claim.mention.value
        return value == _HUNDRED or (not claim.sure and value in self._held)

    def _is_certain(self, match: Match) -> bool:
        claim = match.told.claim
        return claim.sure and not claim.elsewhere and len(self._tables) == 1


_ROLES = {Said.SCORE: Role.SCORE, Said.EITHER: Role.SCORE, Said.WORTH: Role.POINTS, Said.OFF: Role.DEDUCTION}


def told_twice(claims: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield totals of one name that are a slip of the pen apart, the first of each with the second."""
    by_name: dict[str, list[Told]] = {}
    for told in claims:
        claim = told.claim
        if claim.total and not claim.elsewhere and (claim.key or claim.sure) and claim.mention.value != _HUNDRED:
            by_name.setdefault(claim.key, []).append(told)
    for same in by_name.values():
        values = Counter(told.claim.mention.value for told in same)
        first = same[0]
        other = next((told for told in same if told.claim.mention.value != first.claim.mention.value), None)
        if other is not None and len(values) == _TWO and is_slip(other.claim.mention, first.claim.mention.value):
            yield first, other


def _rounds_to(value: Decimal, mention: Mention) -> bool:
    """Tell whether a number of points is what prose says, which may tell it more roughly."""
    return round_half_up(abs(value), mention.decimals) == mention.value


def is_slip(mention: Mention, value: Decimal) -> bool:
    """Tell whether one slip of the pen lies between what prose says and a number of points."""
    return any(other.low <= value <= other.high for other in mended(mention))


def _is_slip(match: Match) -> bool:
    """Tell whether one slip of the pen lies between prose and table, and chance would hardly make it so.

    Of one digit and of two, any number is a slip away from a fifth of the others: the words must leave no doubt.
    """
    claim = match.told.claim
    digits = sum(sign.isdigit() for sign in claim.mention.text)
    clear = claim.own or (bool(claim.key) and not claim.total and claim.said is not Said.EITHER)
    return (clear or digits >= _TELLING_DIGITS) and is_slip(match.told.claim.mention, abs(match.amount.value))


def _named_amounts(table: ScoreTable) -> dict[str, list[Amount]]:
    """Return the points of rows and groups by their names."""
    found: dict[str, list[Amount]] = {}

    def add(name: str, *amounts: Amount) -> None:
        key = name_key(name)
        if key:
            found.setdefault(key, []).extend(amounts)

    for row in table.rows:
        if row.kind is Kind.SUBTOTAL:
            add(row.path[row.depth - 2] if row.depth > 1 else subtotal_of(row.path[0]), *_amounts(row))
        elif row.kind is not Kind.TOTAL:
            add(row.name, *_amounts(row))
    stated = set(found)
    for level, rows in runs_of(table):
        name = rows[0].path[level]
        above = [(series[0], points) for row in rows for (series, at), points in row.above.items() if at == level]
        add(name, *(Amount(role, points.value, (points,)) for role, points in above))
        add(
            name,
            *(Amount(Role.POINTS, row.named[level].value, (row.named[level],)) for row in rows if level in row.named),
        )
        if name_key(name) not in stated and rows[0].depth > level + 1:
            add(name, *_summed(items_of(rows)))
    return found


def _amounts(row: Row) -> Iterator[Amount]:
    """Yield the points of a row; what was taken off follows from the others where no column has it."""
    for (role, _), points in row.points.items():
        yield Amount(role, points.value, (points,))
    worth, score = row.of(Role.POINTS), row.of(Role.SCORE)
    if worth is not None and score is not None and row.of(Role.DEDUCTION) is None:
        yield Amount(Role.DEDUCTION, worth.value - score.value, (score, worth))


def _summed(rows: Sequence[Row]) -> Iterator[Amount]:
    """Yield what rows add up to, where every one of them has points."""
    for series in dict.fromkeys(series for row in rows for series in row.points):
        parts = tuple(row.points[series] for row in rows if series in row.points)
        if len(parts) == len(rows):
            yield Amount(series[0], sum_of_points(parts), parts)


def _totals(table: ScoreTable, rows: Sequence[Row]) -> list[Amount]:
    found = [amount for row in rows for amount in _amounts(row)]
    if found:
        return found
    summed = list(_summed(table.items))
    # Without a row of totals only a table that is whole says what the total is.
    whole = any(amount.role is Role.POINTS and amount.value == _HUNDRED for amount in summed)
    return summed if whole else []
