"""Numbers that announce points: 三个短板：一是…；二是…, 以下五项工作： with 1. 2. 3. in the paragraphs after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.validation.narrative.announced_lists import NOUN, REMARK, counts_by_sentence
from core.validation.narrative.counts import Count

# What points are points of; where the number counts anything else, the points only say something of it.
_POINTS_OF = (
    "方面|问题|不足|短板|弱项|差距|困难|任务|工作|措施|举措|做法|特点|特征|亮点|原因|因素|目标|建议|意见|成效|成果|抓手|要求|原则|步骤|"
    "阶段|环节|重点|难点|堵点|行动|工程|机制|制度|情形|情况|途径|方式|方法|条件|标准|指标|事|关系|转变|提升|突破|层面|维度|内容|专项|清单|项目"
)
_OF_POINTS = re.compile(rf"(?:[^的]{{0,6}}|.{{0,16}}的)(?:{_POINTS_OF})")
_MEASURES_OF_POINTS = frozenset(("条", "点", "件", "项", "种", "大", "方面", "小项", "大方面", "大项"))
_FOUND_OUT = re.compile(r"发现|存在|反映|提出|检查|调研|走访|座谈|了解|抽查|核查|评价")
_BEFORE_POINTS = re.compile(
    rf"(?P<noun>{NOUN}){REMARK}(?:[，,][^，,。；;：:\n（(]{{0,14}})??\s*(?P<sign>[：:]|[。，,；;](?=\s*[一二三第其]))\s*"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """Numbers of one sentence after which points come; they begin at `points`, in the next paragraph if at the end.

    Which of the numbers is that of the points, only the points tell.
    """

    counts: tuple[Count, ...]
    points: int


def read_announcements(text: str) -> tuple[Announcement, ...]:
    """Return where a paragraph says how many points come next."""
    found: dict[int, Announcement] = {}
    for _, counts in counts_by_sentence(text):
        for number, count in enumerate(counts):
            ahead = _BEFORE_POINTS.match(text, count.end)
            if ahead is None or not _is_of_points(text[count.measure_start : count.end].strip(), ahead["noun"]):
                continue
            if ahead.end() < len(text) or ahead["sign"] in "：:":
                found[ahead.end()] = Announcement(counts[: number + 1], ahead.end())
    return tuple(found.values())


def _is_of_points(measure: str, noun: str) -> bool:
    of_points = _OF_POINTS.match(noun)
    if of_points:
        return not _FOUND_OUT.search(of_points.group())
    return measure in _MEASURES_OF_POINTS and not _FOUND_OUT.search(noun)
