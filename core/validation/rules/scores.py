"""Scores against their maxima and against what the narrative says of them one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.model import address
from core.model.amount import format_plain, round_half_up
from core.model.change import Change, Put
from core.model.finding import Severity, place_of
from core.model.standard import Indicator
from core.scoring.engine import sum_in_words
from core.validation.inspection import Inspection
from core.validation.narrative.score_statements import WHOLE, ScoreStatement, score_statements
from core.validation.places import max_score_place, score_place
from core.validation.registry import SCORES, Area, CouldNotRun, Fault, NotApplicable, Outcome, contradicted, rule
from core.validation.stated_totals import stated_totals


@rule(
    "SCR-002",
    severity=Severity.ERROR,
    title="正文所写得分与评分不符",
    clause="各指标分析中所写的自评得分与自评表一致",
    reads=[Area.NARRATIVE, Area.COVER, *SCORES],
)
def check_scores_in_words_are_those_entered(inspection: Inspection) -> Iterator[Outcome]:
    """The score that an indicator's part states is the one entered for it."""
    report = inspection.report
    statements = [item for item in inspection.once(score_statements) if item.owner != WHOLE and not item.is_maximum]
    if not statements:
        yield NotApplicable("正文没有写各项指标的得分")
        return
    unscored: dict[str, None] = {}
    wrong: dict[str, list[ScoreStatement]] = {}
    for item in statements:
        # A group's score is the sum of those below it.
        entered = inspection.scorecard.by_id[item.owner]
        if entered.score is None or entered.deduction is None:
            unscored[entered.indicator.title] = None
            continue
        inspection.use(item.span(), address.indicator_score(item.owner))
        if entered.score != item.value:
            wrong.setdefault(item.owner, []).append(item)
    for indicator_id, items in wrong.items():
        yield _wrong_words(inspection, report.standard.indicators_by_id[indicator_id], items)
    if unscored:
        yield CouldNotRun(f"{'、'.join(unscored)}没有评分")


def _wrong_words(inspection: Inspection, indicator: Indicator, items: list[ScoreStatement]) -> Fault:
    entered = inspection.scorecard.by_id[indicator.id].score or Decimal(0)
    words = "、".join(dict.fromkeys(item.mention.text for item in items))
    message = f"{indicator.title}：评分填 {format_plain(entered)} 分，文中写 {words} 分。"
    by_words = inspection.once(stated_totals).by_words
    if by_words:
        message += f"文中的总得分 {by_words[0].mention.text} 分与文中的得分相符。"
    return contradicted(
        message,
        "改正评分或正文，使两处一致。",
        [
            *(item.place() for item in items),
            score_place(inspection.report, indicator),
            *(item.place() for item in by_words),
        ],
    )


@rule(
    "SCR-003",
    severity=Severity.ERROR,
    title="正文所写分值与指标体系不符",
    clause="各指标的分值以指标体系规定的为准",
    reads=[Area.NARRATIVE, Area.COVER],
)
def check_maxima_in_words_are_the_standards(inspection: Inspection) -> Iterator[Outcome]:
    """The maximum score that an indicator's part states is the standard's."""
    statements = [item for item in inspection.once(score_statements) if item.owner != WHOLE and item.is_maximum]
    if not statements:
        yield NotApplicable("正文没有写各项指标的分值")
    for item in statements:
        top = inspection.scorecard.by_id[item.owner]
        inspection.use(item.span())
        if item.value != top.max_score:
            yield contradicted(
                f"{top.indicator.title}：规定分值 {format_plain(top.max_score)} 分，文中写 {item.mention.text} 分。",
                "按指标体系改正文中的分值。",
                [item.place(), max_score_place(top.indicator)],
            )


@rule(
    "SCR-004",
    severity=Severity.WARNING,
    title="各项分值合计不等于满分",
    clause="指标体系：各项指标分值合计等于满分",
    reads=[Area.NARRATIVE, Area.COVER],
)
def check_maxima_sum_to_full_mark(inspection: Inspection) -> Iterator[Outcome]:
    """The maximum scores add up to the full mark.

    The gap is the standard's own and the department cannot mend it: a warning, although the figures contradict.
    """
    standard = inspection.report.standard
    tops = [indicator.max_score for indicator in standard.scored_indicators]
    total = sum(tops, Decimal(0))
    stated = [item for item in inspection.once(score_statements) if item.is_maximum]
    if total != standard.full_mark:
        yield contradicted(
            f"各项分值 {sum_in_words(tops)}＝{format_plain(total)}，满分为 {format_plain(standard.full_mark)}，"
            f"相差 {format_plain(abs(standard.full_mark - total))} 分。",
            "这是指标体系本身的出入，请向财政部门确认分值；确认前按公布的分值填报。",
            [
                *(max_score_place(indicator) for indicator in standard.scored_indicators),
                place_of(address.FULL_MARK, format_plain(standard.full_mark), "满分"),
                *(item.place() for item in stated),
            ],
        )


@rule(
    "SCR-005",
    severity=Severity.ERROR,
    title="得分超出分值范围",
    clause="自评表：得分不低于 0 分，不高于分值",
    reads=[Area.NARRATIVE, Area.COVER, *SCORES],
)
def check_score_is_within_maximum(inspection: Inspection) -> Iterator[Outcome]:
    """No score is below zero or above its maximum."""
    report = inspection.report
    for indicator in report.standard.scored_indicators:
        score = report.score(indicator.id)
        if score is None:
            continue
        inspection.use(address.indicator_score(indicator.id))
        top = format_plain(indicator.max_score)
        if score > indicator.max_score or score < 0:
            how = f"高于分值 {top} 分" if score > 0 else "低于 0 分"
            totals = inspection.once(stated_totals).within_maxima
            agreeing = f"文中的总得分 {totals[0].mention.text} 分是按不超出分值的得分合计的。" if totals else ""
            yield contradicted(
                f"{indicator.title}：得分 {format_plain(score)} 分，{how}。{agreeing}",
                f"改为 0 至 {top} 分之间的数。",
                [score_place(report, indicator), max_score_place(indicator), *(item.place() for item in totals)],
            )


@rule(
    "SCR-006",
    severity=Severity.WARNING,
    title="得分的小数位数过多",
    clause="自评表：得分的小数位数以指标体系规定的为限",
    reads=[Area.INDICATORS],
)
def check_score_has_allowed_decimals(inspection: Inspection) -> Iterator[Outcome]:
    """No score has more decimals than the standard allows."""
    report = inspection.report
    allowed = report.standard.score_decimals
    for indicator in report.standard.scored_indicators:
        where = address.indicator_score(indicator.id)
        score = report.score(indicator.id)
        if score is None:
            continue
        rounded = round_half_up(score, allowed)
        if rounded != score:
            entry = report.entries[where]
            yield contradicted(
                f"{indicator.title}：得分 {format_plain(score)} 分，小数超过 {allowed} 位。",
                f"四舍五入为 {format_plain(rounded)} 分。",
                [score_place(report, indicator)],
                fix=Change(
                    f"得分改为 {format_plain(rounded)} 分", (Put(where, entry, replace(entry, value=f"{rounded:f}")),)
                ),
            )
