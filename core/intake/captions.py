"""The short lines above a table: its title, and the unit of its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model.manuscript import Grid, Passage

UNIT_LINE = re.compile(r"^[（(]?(?:金额)?单位[:：]\s*(?P<unit>[^\s）)]{1,6})")
# In one line with the title, or with who made the table: 编制单位：市水务局　单位：万元.
_UNIT_AT_END = re.compile(r"(?:金额)?单位[:：]\s*(?P<unit>[百千万亿]{0,2}元)[）)]?$")
_MADE_BY = re.compile(r"(?:编制|填报|编报|公开|预算|主管)?(?:单位|部门)(?:名称)?[:：]")
_LONGEST_CAPTION = 40
# What ends so is a sentence, or announces what follows.
_NO_TITLE = tuple("。；：;:")


def caption_above(before: Sequence[Passage | Grid]) -> tuple[str, str]:
    """Return the title and the unit in the short lines that stand right above a table; `before` is what precedes it."""
    unit = ""
    for block in reversed(before[-2:]):
        if not isinstance(block, Passage) or len(block.text) > _LONGEST_CAPTION:
            break
        text = block.text
        found = UNIT_LINE.match(text) or _UNIT_AT_END.search(text)
        if found:
            unit = found["unit"]
            text = text[: found.start()].rstrip(" \u3000（(")
        if text and not _MADE_BY.match(text):
            return "" if text.endswith(_NO_TITLE) else text, unit
    return "", unit
