"""Whether a number is called by the name that another number gives its whole or base."""

from __future__ import annotations

import re

from core.validation.narrative.mentions import Mention

LONGEST_NAME = 16
SAME_WORDS = 3
_TOTAL = re.compile(r"合计|总计|总额|总量|总数|总支出|总收入|共计")
_SAID = re.compile(r"(?:共计|合计|共有|共|为|是|达到|达|有|完成|实现|计)+$")
_FEWEST_WORDS = 3
_FEWEST_SHARED = 4


def is_total(words: str) -> bool:
    """Tell whether words name a total: 占支出总额."""
    return bool(_TOTAL.search(words))


def bears(text: str, mention: Mention, words: str) -> bool:
    """Tell whether a number is called by words of a share's whole; a total only by what speaks of totals."""
    before = text[max(0, mention.start - LONGEST_NAME) : mention.start]
    if is_total(words) and not is_total(before):
        return False
    return any(words[start : start + SAME_WORDS] in before for start in range(max(1, len(words) - SAME_WORDS + 1)))


def is_whole_name(label: str, words: str) -> bool:
    """Tell whether a number's label is the very name: 占在岗人员的 x% and “年末在岗人员 1,268 人”."""
    return len(words) >= _FEWEST_WORDS and _SAID.sub("", label).endswith(words)


def is_named(words: str, topic: str, label: str) -> bool:
    """Tell whether a name is made of what a sentence is about and of a number's label.

    “三公”经费支出决算数 is named by “三公”经费支出年初预算为 x 万元，支出决算为 y 万元.
    """
    name = words.strip().rstrip("数额")
    told = topic.lstrip("0123456789年度 ")
    shared = 0
    while shared < min(len(name), len(told)) and name[shared] == told[shared]:
        shared += 1
    called = _SAID.sub("", label)
    return shared >= _FEWEST_SHARED and bool(called) and name.endswith(called) and called.endswith(name[shared:])
