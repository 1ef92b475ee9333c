"""Which paragraphs tell what is planned: those under a heading like 绩效目标, 下一步打算, 2024 年工作计划."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_HEADING = 30
# The numbering of headings from the highest level down; a heading without a number stands above them all.
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十\d]+[部章节篇]",
        r"[一二三四五六七八九十]+、",
        r"[（(][一二三四五六七八九十]+[）)]",
        r"\d{1,2}[.．、]",
        r"[（(]\d{1,2}[）)]",
    )
)
_PLAN = re.compile(r"目标|计划|打算|下一步|下步|展望|思路")
_TOLD = re.compile(r"完成|实现|自评|结果|情况|分析|得分|偏离|执行|对比|总结|回顾|报告|说明")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's level, 0 for the highest, and whether it announces what is planned."""

    level: int
    plans: bool


def heading_in(text: str) -> Heading | None:
    """Return what a paragraph is as a heading; `None` where it is running text."""
    plain = "".join(text.split())
    if not plain or len(plain) > _LONGEST_HEADING or plain[-1] in "。；，：！？" or "。" in plain:
        return None
    level = next((number for number, pattern in enumerate(_LEVELS, 1) if pattern.match(plain)), 0)
    return Heading(level, bool(_PLAN.search(plain)) and not _TOLD.search(plain))


def plan_after(plan: Heading | None, heading: Heading) -> Heading | None:
    """Return the heading of what is planned below the next heading: it ends where one of its level or above begins."""
    if plan is not None and heading.level > plan.level:
        return plan
    return heading if heading.plans else None
