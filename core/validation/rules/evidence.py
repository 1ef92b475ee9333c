"""The evidence: what the standard wants is there, each piece bears something out, and all of it can be sent."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import address
from core.model.evidence import Evidence, size_words
from core.model.finding import Place, Severity, place_of
from core.validation.inspection import Inspection
from core.validation.places import quoted
from core.validation.registry import Area, NotApplicable, Outcome, contradicted, incomplete, rule

_LISTED = 6


@rule(
    "EVD-001",
    severity=Severity.WARNING,
    title="指标缺佐证材料",
    clause="指标体系要求佐证的指标应当附有材料",
    reads=[Area.EVIDENCE],
)
def check_wanted_evidence_is_there(inspection: Inspection) -> Iterator[Outcome]:
    """Every indicator for which the standard wants evidence has some that is linked to it."""
    report = inspection.report
    wanting = [indicator for indicator in report.standard.indicators if indicator.evidence]
    if not wanting:
        yield NotApplicable("指标体系没有规定要附佐证材料")
    linked = {name for item in report.evidence() for name in item.indicators}
    missing = [indicator for indicator in wanting if indicator.id not in linked]
    if missing:
        asked = "；".join(f"{indicator.title}（{'、'.join(indicator.evidence)}）" for indicator in missing[:_LISTED])
        more = f"等 {len(missing)} 项" if len(missing) > _LISTED else ""
        yield incomplete(
            f"有 {len(missing)} 项指标还没有佐证材料：{asked}{more}。",
            "在“佐证材料”页添加文件，并勾选对应的指标；已经添加的，检查勾选的指标。",
            [place_of(address.EVIDENCE, "", indicator.title) for indicator in missing[:1]],
        )


@rule(
    "EVD-002",
    severity=Severity.HINT,
    title="佐证材料没有对应指标",
    clause="佐证材料应当说明佐证哪项指标",
    reads=[Area.EVIDENCE],
)
def check_evidence_is_linked(inspection: Inspection) -> Iterator[Outcome]:
    """Every piece of evidence bears out at least one indicator of the standard."""
    report = inspection.report
    items = report.evidence()
    if not items:
        yield NotApplicable("报告没有附佐证材料")
    loose = [item for item in items if not report.standard.indicators_by_id.keys() & set(item.indicators)]
    if loose:
        names = "、".join(quoted(item.title) for item in loose[:_LISTED])
        more = f"等 {len(loose)} 份" if len(loose) > _LISTED else ""
        yield incomplete(
            f"{names}{more}没有选择对应的指标，收到的人不知道它佐证什么。",
            "在“佐证材料”页给它勾选对应的指标；用不上的移除。",
            [_place(item) for item in loose],
        )


@rule(
    "EVD-003",
    severity=Severity.WARNING,
    title="佐证材料超过大小上限",
    clause="报送材料的总大小不超过规定上限",
    reads=[Area.EVIDENCE],
)
def check_evidence_can_be_sent(inspection: Inspection) -> Iterator[Outcome]:
    """All evidence together is not larger than what may be handed in."""
    report = inspection.report
    submission, items = report.standard.submission, report.evidence()
    if submission.most_bytes is None:
        yield NotApplicable("指标体系没有规定材料的大小上限")
        return
    total = sum(item.size for item in items)
    if total > submission.most_bytes:
        largest = sorted(items, key=lambda item: item.size, reverse=True)[:3]
        names = "、".join(f"{quoted(item.title)} {size_words(item.size)}" for item in largest)
        yield contradicted(
            f"佐证材料 {len(items)} 份，共 {size_words(total)}，上限 {submission.limit_words}，"
            f"超出 {size_words(total - submission.most_bytes)}。最大的是{names}。",
            "压缩或拆分大的文件后重新添加，移除用不上的；确实需要的，先问清收件单位能收多大。",
            [_place(item) for item in largest],
        )


def _place(item: Evidence) -> Place:
    return place_of(address.evidence_field(item.key, "title"), item.title)
