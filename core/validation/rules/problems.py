"""Problems and the measures against them: each problem is answered, and each measure answers one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model.finding import Severity
from core.model.naming import short_title_of
from core.validation.inspection import Inspection
from core.validation.links import LinkTable, ProblemRow, link_table
from core.validation.pairing import MOST
from core.validation.part_points import PartPoint
from core.validation.places import quoted, span_place
from core.validation.registry import Area, CouldNotRun, NotApplicable, Outcome, incomplete, must_explain, rule

_LISTED = 6
# What the problem itself says of its mending.
_MENDED = re.compile(r"下一步|今后|下一阶段|(?<!未)已(?:经|全部)?[^，。；]{0,10}(?:整改|纠正|解决|完成|落实)")
_SUGGESTS = re.compile(r"(?:提出)?建议|提请|恳请|希望")
# Words that fit any measure; one that says nothing beside them may be meant for every problem.
_GENERAL = re.compile(
    r"进一步|切实|不断|持续|全面|认真|严格|积极|充分|有效|加强|强化|增强|提高|提升|完善|健全|规范|优化|落实|压实|严肃|树立|"
    r"推进|推动|开展|组织|做好|抓好|确保|坚持|深化|加大|领导|学习|培训|教育|业务|人员|干部|队伍|素质|水平|能力|意识|思想|"
    r"认识|责任|制度|机制|管理|工作|监督|检查|考核|协调|沟通|配合|统筹|指导|宣传|力度|质量|效率|效能|效益|绩效|作用|要求|"
    r"各项|措施|建设|总结|经验|问题|整改|目标|任务|部门|单位|[\W\d_的了和与及对等为]"
)
_FEWEST_OF_ITS_OWN = 4


@rule(
    "PRB-001",
    severity=Severity.WARNING,
    title="问题没有对应的措施",
    clause="改进措施应当与存在问题逐条对应",
    reads=[Area.NARRATIVE, Area.LINKS],
)
def check_problems_have_measures(inspection: Inspection) -> Iterator[Outcome]:
    """Every problem has a measure: one that was chosen for it, or one that may be meant for it."""
    table = inspection.once(linked_problems)
    why_not = _why_not(inspection, table)
    if why_not is not None:
        yield why_not
        return
    open_rows = [row for row in table.rows if not row.measures and not _is_mended(row)]
    if open_rows:
        problems, measures = _titles(inspection)
        yield incomplete(
            f"“{problems}”列有 {len(table.rows)} 条，“{measures}”列有 {len(table.measures)} 条，"
            f"{_named([row.problem for row in open_rows])}没有看到对应的措施。",
            "补写改进措施；已有措施的，在“问题与措施的对应”表中勾选。",
            [span_place(row.problem.paragraph, row.problem.span) for row in open_rows],
        )


@rule(
    "PRB-002",
    severity=Severity.HINT,
    title="措施没有对应的问题",
    clause="改进措施应当与存在问题逐条对应",
    reads=[Area.NARRATIVE, Area.LINKS],
)
def check_measures_answer_problems(inspection: Inspection) -> Iterator[Outcome]:
    """Every measure answers a problem.

    A suggestion to others and a measure that fits all problems do not count, unless every problem has had its measures
    chosen; and nothing is told where a problem may be meant by any of several.
    """
    table = inspection.once(linked_problems)
    why_not = _why_not(inspection, table)
    if why_not is not None:
        yield why_not
        return
    chosen = all(row.measures_said for row in table.rows)
    sure = chosen or all(row.measures_said or row.by_words for row in table.rows)
    spare = [item for item in table.spare if not _SUGGESTS.match(item.text) and (chosen or _says_something(item))]
    if spare and sure:
        problems, _ = _titles(inspection)
        yield must_explain(
            f"{_named(spare)}没有看到“{problems}”中对应的问题。",
            "写明针对什么问题，或者删去；已有问题的，在“问题与措施的对应”表中勾选。",
            [span_place(item.paragraph, item.span) for item in spare],
        )


def linked_problems(inspection: Inspection) -> LinkTable:
    """Return the report's problems with their indicators and measures; for `Inspection.once`."""
    return link_table(inspection.report, inspection.readings)


def _why_not(inspection: Inspection, table: LinkTable) -> Outcome | None:
    links = inspection.report.standard.links
    if links is None:
        return NotApplicable("指标体系没有规定问题和措施各写在哪一部分")
    if table.crowded:
        return CouldNotRun(f"问题或措施超过 {MOST} 条，没有逐条对照")
    if not table.rows:
        return NotApplicable("没有列出问题")
    if not any(paragraph.text.strip() for paragraph in inspection.report.paragraphs(links.measures)):
        return NotApplicable(f"“{short_title_of(inspection.report.standard, links.measures)}”还没有写")
    return None


def _titles(inspection: Inspection) -> tuple[str, str]:
    standard = inspection.report.standard
    assert standard.links is not None, "asked only where there are problems"
    return short_title_of(standard, standard.links.problems), short_title_of(standard, standard.links.measures)


def _named(points: list[PartPoint]) -> str:
    names = "、".join(quoted(point.name) for point in points[:_LISTED])
    return f"{names}等 {len(points)} 条" if len(points) > _LISTED else names


def _is_mended(row: ProblemRow) -> bool:
    return not row.measures_said and bool(_MENDED.search(row.problem.text))


def _says_something(measure: PartPoint) -> bool:
    return len(_GENERAL.sub("", measure.title)) >= _FEWEST_OF_ITS_OWN
