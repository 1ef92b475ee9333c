"""Numbers in prose against what their own sentence claims of them: rates, shares, changes, directions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from core.model.amount import format_decimal, format_plain
from core.model.finding import Place, Severity, place_in
from core.model.manuscript import Passage
from core.validation.inspection import TextInspection, UsedSpan
from core.validation.narrative.claims import Claim, Kind, read_claims
from core.validation.narrative.intervals import interval_of
from core.validation.narrative.mentions import Mention
from core.validation.narrative.sheets import figure_in
from core.validation.narrative.sums import read_sums
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule


@text_rule(
    "NUM-001",
    severity=Severity.WARNING,
    title="完成率与所列数字不符",
    clause="文中的完成率、执行率由同句的两个数相除得出",
)
def check_completion_follows_from_its_sentence(inspection: TextInspection) -> Iterator[Outcome]:
    """A completion or execution rate is the quotient of two numbers of its sentence."""
    yield from _judged(inspection, Kind.COMPLETION, "正文没有连同两个数一起写出的完成率")


@text_rule(
    "NUM-002",
    severity=Severity.WARNING,
    title="占比与所列数字不符",
    clause="文中的占比由部分除以总数得出",
)
def check_share_follows_from_its_paragraph(inspection: TextInspection) -> Iterator[Outcome]:
    """A share is its part by a whole that the paragraph states."""
    yield from _judged(inspection, Kind.SHARE, "正文没有连同总数一起写出的占比")


@text_rule(
    "NUM-003",
    severity=Severity.WARNING,
    title="增减幅度与所列数字不符",
    clause="文中的增减幅度由增减额除以上年数得出",
)
def check_growth_follows_from_its_sentence(inspection: TextInspection) -> Iterator[Outcome]:
    """A change in per cent is the change in amount by what the amount was before."""
    yield from _judged(inspection, Kind.GROWTH, "正文没有同时写出增减额和增减幅度")


@text_rule(
    "NUM-004",
    severity=Severity.ERROR,
    title="增减方向前后不一",
    clause="同一项的增减额与增减幅度方向一致",
)
def check_directions_agree(inspection: TextInspection) -> Iterator[Outcome]:
    """An amount that rises does not fall in per cent."""
    found = False
    for passage in inspection.manuscript.passages:
        for claim in inspection.read(read_claims, passage):
            found = found or claim.kind in {Kind.GROWTH, Kind.DIRECTION}
            if claim.kind is Kind.DIRECTION:
                _use(inspection, passage, (*claim.members, claim.stated))
                amount, rate = (passage.text[start:end].strip() for start, end in claim.words)
                places = [place_in(passage.address, passage.text, *span) for span in claim.words]
                yield contradicted(
                    f"前面写“{amount} {_written(claim.members[0])}”，"
                    f"后面写“{rate} {_written(claim.stated)}”，方向相反。",
                    "核对是增是减，使两处一致。",
                    [*places, _place(passage, claim.members[0]), _place(passage, claim.stated)],
                )
    if not found:
        yield NotApplicable("正文没有同时写出增减额和增减幅度")


@text_rule(
    "NUM-005",
    severity=Severity.WARNING,
    title="总数与“其中”各数不符",
    clause="文中“其中”列出的各数之和等于总数",
)
def check_parts_add_up(inspection: TextInspection) -> Iterator[Outcome]:
    """What a sentence lists after 其中 adds up to the whole before it, where one slip of the pen would make it so."""
    found = False
    for passage in inspection.manuscript.passages:
        for claim in inspection.read(read_sums, passage):
            found = True
            _use(inspection, passage, (claim.whole, *claim.parts))
            if not claim.agrees:
                total = sum((part.amount for part in claim.parts), Decimal(0)) / claim.whole.scale
                shown = "＋".join(part.text for part in claim.parts)
                gap = abs(total - claim.whole.value)
                yield contradicted(
                    f"其中各数 {shown}，合 {format_plain(total)}，"
                    f"总数写 {_written(claim.whole)}，相差 {format_plain(gap)}。",
                    "核对总数和各数，改正写错的一个；没有列全的，写明还有哪些。",
                    [_place(passage, claim.whole), *(_place(passage, part) for part in claim.parts)],
                )
    if not found:
        yield NotApplicable("正文没有用“其中”列出能够合计的各数")


def _judged(inspection: TextInspection, kind: Kind, why_not: str) -> Iterator[Outcome]:
    found = False
    for passage in inspection.manuscript.passages:
        for claim in inspection.read(read_claims, passage):
            if claim.kind is kind:
                found = True
                _use(inspection, passage, (*claim.members, claim.stated))
                if not claim.agrees and not _borne_out_elsewhere(inspection, claim):
                    yield _fault(passage, claim)
    if not found:
        yield NotApplicable(why_not)


def _fault(passage: Passage, claim: Claim) -> Fault:
    first, second = claim.worked or claim.members[:2]
    message = f"文中写 {claim.stated.text}%，"
    if claim.kind is Kind.GROWTH:
        message += f"与变动额 {_written(first)}、变动后的 {_written(second)}对不上。"
    elif second.amount:
        quotient = format_decimal(first.amount / second.amount * 100, max(claim.stated.decimals, 2))
        message += f"而 {_written(first)}÷{_written(second)}＝{quotient}%。"
    return contradicted(
        message,
        "核对这几个数；如按别的口径计算，请在文中写明分子和分母。",
        [_place(passage, claim.stated), *(_place(passage, item) for item in claim.members)],
    )


def _borne_out_elsewhere(inspection: TextInspection, claim: Claim) -> bool:
    """Tell whether a number of another paragraph or of a table makes the claim right, where its words allow that."""
    if claim.tight or claim.kind is Kind.GROWTH or not claim.stated.value:
        return False
    part, rate = interval_of(claim.members[0]), interval_of(claim.stated)
    whole = part.over(rate)
    if whole is None:
        return False
    amounts = inspection.once(_amounts).get(claim.members[0].unit, ())
    found = bisect_left(amounts, whole.low)
    return found < len(amounts) and amounts[found] <= whole.high


def _amounts(inspection: TextInspection) -> dict[str, tuple[Decimal, ...]]:
    """Return every number of the text and of its tables in whole units, by unit, in order of size."""
    found: dict[str, set[Decimal]] = {}
    for passage in inspection.manuscript.passages:
        for mention in inspection.mentions(passage):
            found.setdefault(mention.unit, set()).add(mention.amount)
    for grid in inspection.manuscript.grids:
        scale = _TABLE_UNITS.get(grid.unit)
        for row in grid.rows if scale else ():
            for cell in row:
                figure = figure_in(cell)
                if figure is not None and scale is not None:
                    found.setdefault("元", set()).add(figure.value * scale)
    return {unit: tuple(sorted(amounts)) for unit, amounts in found.items()}


_TABLE_UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_SCALES = {Decimal(10): "十", Decimal(100): "百", Decimal(1000): "千", Decimal(10**4): "万", Decimal(10**8): "亿"}


def _written(mention: Mention) -> str:
    if mention.unit == "%":
        return f"{mention.text}%"
    return f"{mention.text} {_SCALES.get(mention.scale, '')}{mention.unit}".rstrip()


def _place(passage: Passage, mention: Mention) -> Place:
    return place_in(passage.address, passage.text, mention.start, mention.end)


def _use(inspection: TextInspection, passage: Passage, mentions: tuple[Mention, ...]) -> None:
    inspection.use(*(UsedSpan(passage.address, mention.start) for mention in mentions))
