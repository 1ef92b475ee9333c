"""Scores against words: points taken off need a reason, and full marks beside an admitted fault need one, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.model import address
from core.model.amount import format_plain
from core.model.finding import Place, Severity
from core.model.naming import title_of
from core.model.report import Paragraph
from core.model.standard import Indicator
from core.validation.inspection import Inspection
from core.validation.narrative.reasons import admissions, deduction_reasons
from core.validation.narrative.score_statements import score_statements
from core.validation.narrative.sentences import Span
from core.validation.places import score_place, shortened, span_place
from core.validation.registry import Area, NotApplicable, Outcome, must_explain, rule
from core.validation.rules.problems import linked_problems


@rule(
    "SCR-007",
    severity=Severity.WARNING,
    title="扣分未说明原因",
    clause="各指标分析：有扣分的，应当写明扣分原因",
    reads=[Area.NARRATIVE, Area.INDICATORS, Area.COVER, Area.LINKS],
)
def check_deduction_has_reason(inspection: Inspection) -> Iterator[Outcome]:
    """Every indicator that lost points says why: in its reason, or in a sentence of its own part.

    A reason that stands only among the problems is pointed to, but does not do: the reader of the part meets a score
    that nothing there accounts for.
    """
    report = inspection.report
    lowered = [
        (indicator, score)
        for indicator in report.standard.scored_indicators
        if (score := report.score(indicator.id)) is not None and score < indicator.max_score
    ]
    if not lowered:
        yield NotApplicable("没有扣分的指标")
    for indicator, score in lowered:
        inspection.use(address.indicator_score(indicator.id))
        if report.reason(indicator.id) or _own_part_says_why(inspection, indicator):
            continue
        top = indicator.max_score
        message = (
            f"{indicator.title}：分值 {format_plain(top)} 分，自评 {format_plain(score)} 分，"
            f"扣 {format_plain(top - score)} 分，扣分原因没有填，本项的分析也没有写。"
        )
        places = [score_place(report, indicator)]
        todo = "在本项写明扣分原因。"
        problem = _problem_of(inspection, indicator)
        if problem is not None:
            paragraph, span = problem
            title = title_of(report.standard, address.part_of(paragraph.address)).rpartition(" · ")[2]
            words = shortened(paragraph.text[span[0] : span[1]])
            message += f"“{title}”里写有“{words}”。"
            todo = "在本项写明扣分原因；与所提问题有关的，写明两者的关系。"
            places.append(span_place(paragraph, span))
        yield must_explain(message, todo, [*places, *_stated_scores(inspection, indicator)])


@rule(
    "SCR-009",
    severity=Severity.WARNING,
    title="得满分而承认有问题",
    clause="各指标分析：得分应当与存在问题相印证",
    reads=[Area.NARRATIVE, Area.INDICATORS, Area.LINKS],
)
def check_full_marks_do_not_stand_beside_admitted_faults(inspection: Inspection) -> Iterator[Outcome]:
    """An indicator with full marks whose subject the report itself calls faulty says why nothing was taken off."""
    report = inspection.report
    full = [item for item in report.standard.scored_indicators if report.score(item.id) == item.max_score]
    if not full:
        yield NotApplicable("没有得满分的指标")
    for indicator in full:
        inspection.use(address.indicator_score(indicator.id))
        problem = _problem_of(inspection, indicator)
        if problem is None or report.reason(indicator.id):
            continue
        paragraph, span = problem
        title = title_of(report.standard, address.part_of(paragraph.address)).rpartition(" · ")[2]
        words = shortened(paragraph.text[span[0] : span[1]])
        top = format_plain(indicator.max_score)
        yield must_explain(
            f"{indicator.title}：分值 {top} 分，自评 {top} 分，没有扣分，而“{title}”里写有“{words}”。",
            "应当扣分的，改得分；不扣分的，在本项写明所提问题为什么不影响得分。",
            [score_place(report, indicator), span_place(paragraph, span), *_stated_scores(inspection, indicator)],
        )


def _own_part_says_why(inspection: Inspection, indicator: Indicator) -> bool:
    part = inspection.report.standard.part_of_indicator.get(indicator.id)
    paragraphs = inspection.report.paragraphs(part.address) if part else ()
    return any(inspection.read(deduction_reasons, paragraph) for paragraph in paragraphs)


def _problem_of(inspection: Inspection, indicator: Indicator) -> tuple[Paragraph, Span] | None:
    """Return the problem that is said to touch an indicator.

    Else the first sentence after the indicators' parts that admits a fault in what the indicator judges; a problem of
    which other indicators were chosen, or none, does not count.
    """
    said = [row for row in inspection.once(linked_problems).rows if row.indicators_said]
    for row in said:
        if indicator.id in row.indicators:
            return row.problem.paragraph, row.problem.span
    passed_over = [piece for row in said for piece in row.problem.pieces]
    standard = inspection.report.standard
    chapters = [chapter.id for chapter in standard.chapters]
    judged = [chapters.index(part.chapter) for part in standard.part_of_indicator.values()]
    later = set(chapters[max(judged, default=-1) + 1 :])
    for where, part in standard.parts.items():
        if part.chapter not in later:
            continue
        for paragraph in inspection.report.paragraphs(where):
            if any(topic in paragraph.text for topic in indicator.topics):
                for start, end in inspection.read(admissions, paragraph):
                    named = any(topic in paragraph.text[start:end] for topic in indicator.topics)
                    if named and not _lies_in(passed_over, paragraph, end):
                        return paragraph, (start, end)
    return None


def _lies_in(pieces: Sequence[tuple[str, Span]], paragraph: Paragraph, end: int) -> bool:
    return any(where == paragraph.address and first < end <= last for where, (first, last) in pieces)


def _stated_scores(inspection: Inspection, indicator: Indicator) -> Iterator[Place]:
    for item in inspection.once(score_statements):
        if item.owner == indicator.id and not item.is_maximum:
            yield item.place()
