"""Words of other bodies that were left in a report."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import address
from core.model.finding import Severity, place_in, place_of
from core.validation.inspection import Inspection
from core.validation.narrative.bodies import other_bodies, rank_of
from core.validation.registry import Area, CouldNotRun, Outcome, contradicted, rule

_REPORTING_UNIT = address.cover_field("reporting_unit")


@rule(
    "NAM-001",
    severity=Severity.WARNING,
    title="留有别的单位的称呼",
    clause="报告中的单位名称与封面的部门名称一致",
    reads=[Area.COVER, Area.NARRATIVE, Area.INDICATORS],
)
def check_only_the_own_body_speaks(inspection: Inspection) -> Iterator[Outcome]:
    """What the report calls itself agrees in rank with the name on its cover; text of another body stands out."""
    name = inspection.report.text(_REPORTING_UNIT).strip()
    own = rank_of(name)
    if not own:
        yield CouldNotRun("封面的部门名称没有填，或不以局、部、委、办、院、中心等结尾")
        return
    found = [(passage, item) for passage in inspection.manuscript.passages for item in other_bodies(passage.text, own)]
    if found:
        words = dict.fromkeys(f"“{passage.text[item.start : item.end]}”" for passage, item in found)
        yield contradicted(
            f"封面的部门名称是“{name}”，文中有 {len(found)} 处像是别的单位的称呼：{'、'.join(words)}。",
            "核对是否从别的单位的材料带来；是的，改成本部门的称呼；确指别的单位的，写出它的名称。",
            [
                *(place_in(passage.address, passage.text, item.start, item.end) for passage, item in found),
                place_of(_REPORTING_UNIT, name, "部门名称"),
            ],
        )
