"""The short lines above a table: its title, and the unit of its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model.manuscript import Grid, Passage

UNIT_LINE = re.compile(r"^[（(]?(?:金额)?单位[:：]\s*(?P<unit>[^\s）)]{1,6})")
_LONGEST_CAPTION = 40
# What ends so is a sentence, or announces what follows.
_NO_TITLE = tuple("。；：;:")


def caption_above(before: Sequence[Passage | Grid]) -> tuple[str, str]:
    """Return the title and the unit in the short lines that stand right above a table; `before` is what precedes it."""
    unit = ""
    for block in reversed(before[-2:]):
        if not isinstance(block, Passage) or len(block.text) > _LONGEST_CAPTION:
            break
        found = UNIT_LINE.match(block.text)
        if not found:
            return "" if block.text.endswith(_NO_TITLE) else block.text, unit
        unit = found["unit"]
    return "", unit
