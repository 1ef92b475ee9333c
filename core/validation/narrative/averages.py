"""Averages told in prose: so much a head, a car, an event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.validation.narrative.claim_places import NumberPlace
from core.validation.narrative.echoes import echo
from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import Reading, average
from core.validation.narrative.roles import RATES, Role, is_alike

# More pairs than this are no longer likely; they may still bear a claim out.
_MOST_PAIRS = 24
_EACH = re.compile(
    r"(?:(?:平均|每)每?一?(?P<unit>[^，。；,;\d每\s]{1,6})|(?P<of>[人户车场家个台辆次件])均)(?P<name>[^，。；,;\d]{0,10}?)[约为是达到\s]*$"
)
# Among more totals than these the average may be of one that is not told.
_MOST_TOPS = 2
_MEASURED = frozenset({Role.PLAIN, Role.BUDGET})
_COUNTED = {"车": "辆", "人": "人名位"}


def average_readings(place: NumberPlace) -> Iterator[Reading]:
    """Read “共 x 万元、y 个，平均每个 z 万元”."""
    stated = place.stated
    start, end = place.sentence()
    own = [
        item.mention
        for item in place.told
        if place.own <= item.mention.start and item.mention is not stated and item.role in _MEASURED
    ]
    inside = [item for item in own if start <= item.start < end]
    pairs = [
        (top, bottom)
        for group in (inside, own)
        for top in reversed(group)
        if is_alike(top, stated)
        for bottom in reversed(group)
        if not is_alike(bottom, top) and bottom.unit not in {*RATES, "元"} and bottom.value and not bottom.decimals
    ]
    near = [item for item in inside if item.start < stated.start or place.opens_bracket(item)]
    tops = {top for top, _ in pairs if top in near}
    for count, (top, bottom) in enumerate(dict.fromkeys(pairs)):
        sure = len(tops) <= _MOST_TOPS and top in tops and bottom in near and _is_each(place, top, bottom)
        yield average(top, bottom, stated, certain=sure, weak=count >= _MOST_PAIRS)


def _is_each(place: NumberPlace, top: Mention, counted: Mention) -> bool:
    """Tell whether the average is said to be that of what a number counts: 14 个乡镇，平均每个乡镇; 7 辆，车均.

    An average with a name of its own (车均运行费) is of a total of that name.
    """
    found = _EACH.search(place.text, max(0, place.stated.start - 24), place.stated.start)
    if found is None:
        return False
    if found["name"] and not echo(found["name"], place.label(top)):
        return False
    if found["of"]:
        return counted.unit != "" and counted.unit in _COUNTED.get(found["of"], found["of"])
    after = "".join(place.text[counted.end : counted.end + 10].split())
    return bool(counted.unit) and after.startswith("".join(found["unit"].split())[:3])
