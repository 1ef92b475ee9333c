"""Numbers in prose against what their own sentence claims of them: rates, shares, changes, directions."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.amount import format_decimal, format_plain
from core.model.finding import Severity
from core.validation.far_bases import FarClaim, far_claims_of, figure_of, place_of_figure
from core.validation.inspection import TextInspection
from core.validation.narrative.claim_places import Claim, Kind
from core.validation.narrative.claims import read_list_shares, read_window
from core.validation.narrative.intervals import Interval, interval_of
from core.validation.narrative.list_sums import read_list_sums
from core.validation.narrative.readings import Way, quotient, slip_explains
from core.validation.narrative.sheets import MONEY_UNITS
from core.validation.narrative.sum_claims import SumClaim
from core.validation.narrative.sums import read_sums
from core.validation.narrative.windows import Window
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule
from core.validation.rules.grids import sheets_of
from core.validation.window_places import (
    all_list_windows,
    all_windows,
    mention_in,
    span_in,
    use,
    written,
)

_DIRECTIONS = frozenset({Kind.DIRECTION, Kind.LARGER})


@text_rule(
    "NUM-001",
    severity=Severity.WARNING,
    title="完成率与所列数字不符",
    clause="文中的完成率、执行率由同句的两个数相除得出",
)
def check_completion_follows_from_its_sentence(inspection: TextInspection) -> Iterator[Outcome]:
    """A completion or execution rate is the quotient of two numbers of its sentence."""
    yield from _judged(inspection, frozenset({Kind.COMPLETION}), "正文没有连同两个数一起写出的完成率")


@text_rule(
    "NUM-002",
    severity=Severity.WARNING,
    title="占比与所列数字不符",
    clause="文中的占比由部分除以总数得出",
)
def check_share_follows_from_its_paragraph(inspection: TextInspection) -> Iterator[Outcome]:
    """A share is its part by a whole that the paragraph states."""
    yield from _judged(inspection, frozenset({Kind.SHARE}), "正文没有连同总数一起写出的占比")


@text_rule(
    "NUM-003",
    severity=Severity.WARNING,
    title="增减幅度与所列数字不符",
    clause="文中的增减幅度由增减额除以上年数得出",
)
def check_growth_follows_from_its_sentence(inspection: TextInspection) -> Iterator[Outcome]:
    """A change in per cent is the change in amount by what the amount was before."""
    yield from _judged(inspection, frozenset({Kind.GROWTH, Kind.DIFFERENCE}), "正文没有写明可以核对的增减额或增减幅度")


@text_rule(
    "NUM-007",
    severity=Severity.WARNING,
    title="平均数与所列数字不符",
    clause="文中的平均数由总数除以个数得出",
)
def check_average_follows_from_its_sentence(inspection: TextInspection) -> Iterator[Outcome]:
    """An average is a total by a count that the paragraph states."""
    yield from _judged(inspection, frozenset({Kind.AVERAGE}), "正文没有连同总数和个数一起写出的平均数")


@text_rule(
    "NUM-004",
    severity=Severity.ERROR,
    title="增减或大小的说法与数字不一",
    clause="增减、大小的说法与所列数字一致",
)
def check_directions_agree(inspection: TextInspection) -> Iterator[Outcome]:
    """What rises in amount does not fall in per cent; what is above 100% of a budget is larger than the budget."""
    found = False
    for window, claim in inspection.once(claims_of):
        found = found or claim.kind in {Kind.GROWTH, *_DIRECTIONS}
        if claim.kind in _DIRECTIONS:
            use(inspection, window, (*claim.members, claim.stated))
            if not claim.agrees:
                yield _turned(window, claim)
    if not found:
        yield NotApplicable("正文没有同时写出增减额和增减幅度")


@text_rule(
    "NUM-005",
    severity=Severity.WARNING,
    title="总数与各数之和不符",
    clause="文中列出的各数之和等于总数",
)
def check_parts_add_up(inspection: TextInspection) -> Iterator[Outcome]:
    """What prose tells as the parts of a whole adds up to it, where its words or one slip of the pen say it should."""
    found = False
    for window, claim in inspection.once(sums_of):
        found = True
        use(inspection, window, claim.members)
        if not claim.agrees:
            yield contradicted(
                _sum_in_words(claim),
                "核对总数和各数，改正写错的一个；没有列全的，写明还有哪些。",
                [mention_in(window, item) for item in claim.members],
            )
    if not found:
        yield NotApplicable("正文没有可以合计的总数和各数")


def _sum_in_words(claim: SumClaim) -> str:
    """Return what is wrong with a sum, with its numbers."""
    stated = written(claim.whole)
    if len(claim.parts) == 1 and not claim.less:
        return f"其中一项 {written(claim.parts[0])}大于总数 {stated}。"
    total = sum(item.amount for item in claim.parts) - sum(item.amount for item in claim.less)
    shown = "＋".join(map(written, claim.parts)) + "".join(f"－{written(item)}" for item in claim.less)
    gap = format_plain(abs(total - claim.whole.amount) / claim.whole.scale)
    return f"各数 {shown}，合 {format_plain(total / claim.whole.scale)}，总数写 {stated}，相差 {gap}。"


def sums_of(inspection: TextInspection) -> tuple[tuple[Window, SumClaim], ...]:
    """Return the sums that the text tells, each with the window that its positions are of."""
    found = []
    for window in inspection.once(all_windows):
        found += [(window, claim) for claim in inspection.readings.read(read_sums, window.text)]
    for window in inspection.once(all_list_windows):
        found += [(window, claim) for claim in inspection.readings.read(read_list_sums, window.text)]
    return tuple(found)


def _turned(window: Window, claim: Claim) -> Fault:
    """Return the fault of words that say the opposite of the numbers, or of other words."""
    words = [window.text[start:end].strip() for start, end in claim.words]
    stated = written(claim.stated)
    if claim.kind is Kind.LARGER:
        message = f"预算是 {written(claim.members[0])}，决算是 {stated}，后面写“{words[0]}”，两处不一致。"
    elif len(words) > 1:
        message = f"前面写“{words[0]} {written(claim.members[0])}”，后面写“{words[1]} {stated}”，方向相反。"
    elif claim.members:
        now, before = claim.members
        message = f"文中写“{words[0]} {stated}”，而 {written(before)}到 {written(now)}，方向相反。"
    else:
        message = f"前面的完成比例是 {stated}，后面写“{words[0]}”预算，两处不一致。"
    return contradicted(
        message,
        "核对是增是减、是大是小，使两处一致。",
        [
            *(span_in(window, *span) for span in claim.words),
            *(mention_in(window, item) for item in (*claim.members, claim.stated)),
        ],
    )


def _judged(inspection: TextInspection, kinds: frozenset[Kind], why_not: str) -> Iterator[Outcome]:
    found = False
    for window, claim in inspection.once(claims_of):
        if claim.kind in kinds:
            found = True
            use(inspection, window, (*claim.members, claim.stated))
            if not claim.agrees and not _is_of_a_total(inspection, claim):
                yield _fault(window, claim)
    for far in inspection.once(far_claims_of):
        if far.claim.kind in kinds:
            found = True
            use(inspection, far.window, (far.claim.top, far.claim.stated))
            inspection.use(figure_of(far.base))
            if not far.agrees:
                yield _far_fault(inspection, far)
    if not found:
        yield NotApplicable(why_not)


def _fault(window: Window, claim: Claim) -> Fault:
    first, second, *others = claim.members
    stated = written(claim.stated)
    if claim.way is Way.OF_SUM:
        whole = sum(item.amount for item in claim.members)
        rate = format_decimal(first.amount / whole * 100, max(claim.stated.decimals, 2)) if whole else "0"
        message = (
            f"文中写 {written(first)}占 {stated}，而所列 {'＋'.join(written(item) for item in claim.members)}"
            f"＝{format_plain(whole / first.scale)}，{written(first)}占 {rate}%。"
        )
    elif claim.way is Way.SAME_WHOLE:
        share = others[0]
        rate = format_decimal(first.amount / second.amount * share.amount * 100, max(claim.stated.decimals, 2))
        message = (
            f"文中写 {written(first)}占 {stated}，而同段 {written(second)}占 {written(share)}；"
            f"按同一总数计算，{written(first)}应约占 {rate}%。"
        )
    elif claim.kind is Kind.DIFFERENCE:
        gap = format_plain(abs(first.amount - second.amount) / claim.stated.scale)
        message = f"文中写增减 {stated}，而 {written(first)}与 {written(second)}相差 {gap}。"
    elif claim.kind is Kind.GROWTH:
        message = f"文中写 {stated}，与 {written(first)}、{written(second)}对不上。"
    elif not second.amount:
        message = f"文中写 {stated}，而 {written(second)}不能作除数。"
    elif claim.kind is Kind.AVERAGE:
        average = format_decimal(first.amount / second.amount / claim.stated.scale, max(claim.stated.decimals, 2))
        message = f"文中写 {stated}，而 {written(first)}÷{written(second)}＝{average}。"
    else:
        rate = format_decimal(first.amount / second.amount * 100, max(claim.stated.decimals, 2))
        message = f"文中写 {stated}，而 {written(first)}÷{written(second)}＝{rate}%。"
    return contradicted(
        message,
        "核对这几个数；如按别的口径计算，请在文中写明分子和分母。",
        [mention_in(window, claim.stated), *(mention_in(window, item) for item in claim.members)],
    )


def _far_fault(inspection: TextInspection, far: FarClaim) -> Fault:
    top, base, stated = far.claim.top, far.base.mention, far.claim.stated
    rate = format_decimal(top.amount / base.amount * 100, max(stated.decimals, 2))
    where = "表中" if far.base.in_table else "别处"
    said = f"占{far.claim.base}" if far.claim.kind is Kind.SHARE else f"完成{far.claim.base}的"
    named = f"“{far.base.name}”{far.base.header if far.claim.kind is Kind.COMPLETION else ''}"
    return contradicted(
        f"文中写{said} {written(stated)}，{where}{named}是 {written(base)}，{written(top)}÷{written(base)}＝{rate}%。",
        "核对这几个数；如按别的口径计算，请在文中写明分子和分母。",
        [
            mention_in(far.window, stated),
            mention_in(far.window, top),
            place_of_figure(inspection, far.base),
        ],
    )


def _is_of_a_total(inspection: TextInspection, claim: Claim) -> bool:
    """Tell whether a share is of a total of the text's tables, which need not stand near it."""
    if claim.kind is not Kind.SHARE or not claim.stated.value:
        return False
    part, whole_told = claim.members[:2]
    if slip_explains(quotient(part, whole_told, claim.stated), 1):
        # The whole stands here, miswritten, however right it is in the table.
        return False
    whole = interval_of(part).over(interval_of(claim.stated))
    return whole is not None and any(total.meets(whole) for total in inspection.once(_totals_in_yuan))


def _totals_in_yuan(inspection: TextInspection) -> tuple[Interval, ...]:
    """Return the totals of the tables of money, in yuan."""
    found = []
    for sheet in inspection.once(sheets_of):
        for column in sheet.columns:
            scale = MONEY_UNITS.get(column.unit or sheet.grid.unit)
            for entry in column.known if scale else ():
                if entry.is_total and scale:
                    around = entry.figure.interval
                    found.append(Interval(around.low * scale, around.high * scale))
    return tuple(found)


def claims_of(inspection: TextInspection) -> tuple[tuple[Window, Claim], ...]:
    """Return the claims of the whole text, each with the window that its positions are of.

    What agrees as one point of a list, or by itself, is not judged in the other way, too.
    """
    alone = [
        (window, claim)
        for window in inspection.once(all_windows)
        for claim in inspection.readings.read(read_window, window.text).claims
    ]
    in_lists = [
        (window, claim)
        for window in inspection.once(all_list_windows)
        for claim in inspection.readings.read(read_list_shares, window.text)
    ]
    agreeing = {_where(*told) for told in (*alone, *in_lists) if told[1].agrees}
    judged = {_where(*told) for told in alone}
    return (
        *(told for told in alone if told[1].agrees or _where(*told) not in agreeing),
        *(told for told in in_lists if told[1].agrees or _where(*told) not in judged),
    )


def _where(window: Window, claim: Claim) -> tuple[Kind, str, int]:
    passage, start = window.passage_at(claim.stated.start)
    return claim.kind, passage.address, start
