"""The numbers of points: each kind written in one way, none left out, none twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.model.finding import Place, Severity, TextEdit, Verdict, place_in
from core.validation.inspection import TextInspection
from core.validation.narrative.number_runs import Break, Numbered, Run, runs_in
from core.validation.narrative.numbering import OFFICIAL_STYLES, Family, read_points
from core.validation.registry import Fault, NotApplicable, Outcome, text_rule

_SHOWN = 3


@text_rule(
    "FRM-003",
    severity=Severity.HINT,
    title="序号写法不一致",
    clause="同一层次的序号全文用一种写法",
)
def check_numbers_of_points_are_written_alike(inspection: TextInspection) -> Iterator[Outcome]:
    """The numbers of one kind are written in one way: （一） and not (一) among them, 1. and not 1、."""
    runs, _ = inspection.once(runs_of)
    by_kind: dict[tuple[Family, bool], list[Numbered]] = {}
    for run in runs:
        first = run.members[0].point
        if run.alike and len(run.members) > 1 and first.family in OFFICIAL_STYLES:
            by_kind.setdefault((first.family, first.leading), []).extend(run.members)
    if not by_kind:
        yield NotApplicable("正文没有两个以上连续的序号")
        return
    parts: list[str] = []
    spots: list[tuple[Numbered, str]] = []
    for (family, _), members in by_kind.items():
        styles = Counter(member.point.style for member in members)
        usual = _usual(family, styles)
        others = [member for member in members if member.point.style != usual]
        if others:
            example = others[0].point
            parts.append(
                f"{styles[usual]} 处写“{example.in_style(usual)}”式"
                if styles[usual]
                else f"应写“{example.in_style(usual)}”"
            )
            counted = Counter(member.point.style for member in others)
            parts += [f"{count} 处写“{example.in_style(style)}”式" for style, count in counted.items()]
            spots += [(member, usual) for member in others]
    if spots:
        spots.sort(key=lambda item: (item[0].block, item[0].point.start))
        yield Fault(
            Verdict.CONTRADICTED,
            f"同一种序号有几种写法：{'，'.join(parts)}。",
            "改为同一种写法。",
            tuple(_place(member) for member, _ in spots),
            edits=tuple(_rewritten(member, usual) for member, usual in spots),
        )


def _usual(family: Family, styles: Counter[str]) -> str:
    """Return how most are written, the official form among equals; one wide and one narrow bracket is no way to."""
    official = OFFICIAL_STYLES[family]
    whole = {
        style: count
        for style, count in styles.items()
        if not (("（" in style and ")" in style) or ("(" in style and "）" in style))
    }
    return max(whole, key=lambda style: (whole[style], style == official), default=official)


@text_rule(
    "FRM-006",
    severity=Severity.WARNING,
    title="序号缺漏或重复",
    clause="同一层次的序号依次排列，不缺不重",
)
def check_numbers_of_points_follow_each_other(inspection: TextInspection) -> Iterator[Outcome]:
    """No number of a run of siblings is left out or stands twice; a number begins anew under each heading."""
    runs, breaks = inspection.once(runs_of)
    if all(len(run.members) < 2 for run in runs):
        yield NotApplicable("正文没有两个以上连续的序号")
    if breaks:
        shown = "；".join(_broken(item) for item in breaks[:_SHOWN])
        yield Fault(
            Verdict.CONTRADICTED,
            f"{shown}{f' 等 {len(breaks)} 处' if len(breaks) > _SHOWN else ''}。",
            "核对是漏了内容，还是序号写错；正文提到“几项”“几点”的，一并核对。",
            tuple(place for item in breaks for place in (_place(item.second), _place(item.first))),
        )


def runs_of(inspection: TextInspection) -> tuple[tuple[Run, ...], tuple[Break, ...]]:
    """Return the points of the text in runs of siblings, and where one is left out or stands twice."""
    return runs_in(inspection.manuscript, lambda passage: inspection.read(read_points, passage))


def _broken(item: Break) -> str:
    first, second = item.first.point, item.second.point
    if not item.missing:
        return f"序号“{_shown(second.typed)}”出现两次"
    missing = "、".join(f"“{first.numeral_of(value)}”" for value in item.missing)
    return f"序号“{_shown(first.typed)}”之后是“{_shown(second.typed)}”，缺{missing}"


def _shown(typed: str) -> str:
    return typed.rstrip("，,、：:.．")


def _rewritten(member: Numbered, style: str) -> TextEdit:
    point, passage = member.point, member.passage
    return TextEdit(
        passage.address, point.start, point.end, passage.text[point.start : point.end], point.in_style(style)
    )


def _place(member: Numbered) -> Place:
    return place_in(member.passage.address, member.passage.text, member.point.start, member.point.end)
