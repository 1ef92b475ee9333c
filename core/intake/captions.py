"""The short lines above a table: its title, and the unit of its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model.manuscript import Grid, Passage

UNIT_LINE = re.compile(r"^[（(]?(?:金额)?单位[:：]\s*(?P<unit>[^\s）)]{1,6})")
# 编制部门：某某局　单位：元
_BODY_LINE = re.compile(r"^(?:编制|填报|编报|公开|预算|主管)?(?:部门|单位)(?:名称|[（(]盖?章?[）)])?[:：]")
_UNIT_AT_THE_END = re.compile(r"(?:金额)?单位[:：]\s*(?P<unit>(?:人民币)?[百千万亿]{0,2}元)[）)]?$")
_LONGEST_CAPTION = 40
_MOST_LINES = 3
# What ends so is a sentence, or announces what follows.
_NO_TITLE = tuple("。；：;:")


def caption_above(before: Sequence[Passage | Grid]) -> tuple[str, str]:
    """Return the title and the unit in the short lines that stand right above a table; `before` is what precedes it."""
    unit = ""
    for block in reversed(before[-_MOST_LINES:]):
        if not isinstance(block, Passage) or len(block.text) > _LONGEST_CAPTION:
            break
        found = _UNIT_AT_THE_END.search(block.text) or UNIT_LINE.match(block.text)
        unit = found["unit"].removeprefix("人民币") if found else unit
        title = block.text[: found.start()].strip(" \u3000（(") if found else block.text
        if title and not _BODY_LINE.match(title):
            return "" if title.endswith(_NO_TITLE) else title, unit
    return "", unit
