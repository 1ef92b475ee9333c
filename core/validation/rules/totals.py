"""The total that the narrative states, and the grade that follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.model import address
from core.model.amount import format_plain
from core.model.change import Change
from core.model.finding import Severity, TextEdit
from core.model.report import Report
from core.scoring.engine import grade_of, sum_in_words
from core.validation.fixes import change_from_edits
from core.validation.inspection import Inspection
from core.validation.narrative.grade_statements import GradeStatement, grade_statements
from core.validation.narrative.score_statements import ScoreStatement
from core.validation.places import score_place
from core.validation.registry import SCORES, Area, CouldNotRun, Fault, NotApplicable, Outcome, contradicted, rule
from core.validation.stated_totals import stated_totals


@rule(
    "SCR-001",
    severity=Severity.ERROR,
    title="得分合计与总分不符",
    clause="自评表：总得分等于各项指标得分之和",
    reads=[Area.NARRATIVE, Area.COVER, *SCORES],
)
def check_stated_total_is_sum_of_scores(inspection: Inspection) -> Iterator[Outcome]:
    """The total that the narrative states is the sum of the scores, wherever it stands."""
    totals = inspection.once(stated_totals)
    if not totals.stated:
        yield NotApplicable("正文没有写总得分")
        return
    card = inspection.scorecard
    if card.total is None or not card.complete:
        yield CouldNotRun(f"还有 {card.unscored} 项指标没有评分")
        return
    carriers = inspection.report.standard.scored_indicators
    inspection.use(*(address.indicator_score(indicator.id) for indicator in carriers))
    inspection.use(*(statement.span() for statement in totals.stated))
    if totals.wrong:
        yield _wrong_total(inspection, card.total, totals.wrong)


def _wrong_total(inspection: Inspection, total: Decimal, wrong: Sequence[ScoreStatement]) -> Fault:
    report = inspection.report
    carriers = report.standard.scored_indicators
    words = "、".join(dict.fromkeys(item.mention.text for item in wrong))
    grades = [item for item in inspection.once(grade_statements) if _follows_wrong_total(inspection, item, total)]
    message = f"各项得分 {_sum_of_scores(report)}＝{format_plain(total)}，文中写 {words}。"
    if grades:
        grade = grade_of(report.standard, total)
        message += f"文中的等级“{grades[0].grade}”也是按写错的总分定的"
        message += f"，{format_plain(total)} 分应为“{grade.name}”。" if grade else "。"
    return contradicted(
        message,
        "核对各项得分；得分无误的，把文中的总得分改为合计数。",
        [
            *(item.place() for item in wrong),
            *(score_place(report, indicator) for indicator in carriers),
            *(item.place() for item in grades),
        ],
        fix=_corrected_text(report, total, wrong),
    )


def _sum_of_scores(report: Report) -> str:
    scores = [report.score(indicator.id) for indicator in report.standard.scored_indicators]
    return sum_in_words([value for value in scores if value is not None])


def _corrected_text(report: Report, total: Decimal, wrong: Sequence[ScoreStatement]) -> Change:
    """Return the change that writes the sum in place of each wrong total."""
    edits = [
        TextEdit(
            item.paragraph.address,
            item.mention.start,
            item.mention.end,
            item.paragraph.text[item.mention.start : item.mention.end],
            format_plain(total),
        )
        for item in wrong
    ]
    return change_from_edits(report, edits, f"总得分改为 {format_plain(total)} 分")


def _follows_wrong_total(inspection: Inspection, stated: GradeStatement, total: Decimal) -> bool:
    """Tell whether a stated grade follows from a stated total that the scores do not bear out: one fault, not two."""
    standard = inspection.report.standard
    right = grade_of(standard, total)
    if right is not None and right.name == stated.grade:
        return False
    totals = inspection.once(stated_totals)
    off = (*totals.wrong, *totals.by_words, *totals.within_maxima)
    bands = [grade_of(standard, item.value) for item in off]
    return any(band is not None and band.name == stated.grade for band in bands)


@rule(
    "SCR-008",
    severity=Severity.ERROR,
    title="评价等级与得分不符",
    clause="评价等级按总得分所在的分数段确定",
    reads=[Area.NARRATIVE, Area.COVER, *SCORES],
)
def check_grade_follows_from_total(inspection: Inspection) -> Iterator[Outcome]:
    """The grade that the narrative states is the band of the computed total."""
    stated = inspection.once(grade_statements)
    if not stated:
        yield NotApplicable("正文没有写评价等级")
        return
    card, report = inspection.scorecard, inspection.report
    if card.total is None or not card.complete:
        yield CouldNotRun(f"还有 {card.unscored} 项指标没有评分")
        return
    band = grade_of(report.standard, card.total)
    if band is None:
        yield CouldNotRun(f"总得分 {format_plain(card.total)} 分不在任何等级的分数段内")
        return
    inspection.use(*(address.indicator_score(item.id) for item in report.standard.scored_indicators))
    wrong = [
        item for item in stated if item.grade != band.name and not _follows_wrong_total(inspection, item, card.total)
    ]
    if wrong:
        upper = "及以上" if band.upper == report.standard.full_mark else f"至 {format_plain(band.upper)} 分（不含）"
        lower = f"{format_plain(band.lower)} 分"
        words = "、".join(dict.fromkeys(f"“{item.grade}”" for item in wrong))
        yield contradicted(
            f"各项得分 {_sum_of_scores(report)}＝{format_plain(card.total)}，"
            f"{lower}{upper}为“{band.name}”，文中写{words}。",
            "按总得分所在的分数段改正等级。",
            [
                *(item.place() for item in wrong),
                *(score_place(report, indicator) for indicator in report.standard.scored_indicators),
            ],
        )
