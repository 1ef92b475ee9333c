"""Whether two pieces of a text name the same thing: 办结 1,042 件 and 结案率 do not, 整改 861 处 and 整改率 do."""

from __future__ import annotations

import re

# Words that many names share say nothing of which number is meant.
_COMMON = re.compile(
    r"全年|年度|项目|指标|目标|预算|实际|综合|总体|工作|平均|完成|其中|情况|资金|单位|部门|支出|收入|决算|经费|人员|数量|"
    r"本年|上年|增加|减少|合计|共计|累计|财政|拨款|占比|比例|比重"
)
_NEGATIONS = frozenset("不未无非没")
FEWEST = 2


def echo(words: str, called: str) -> int:
    """Return how many characters in a row two names share, 0 for fewer than two or for words that say nothing.

    What one of them denies (不合格 beside 合格率) is not shared.
    """
    best = 0
    for piece in _COMMON.sub("|", words).split("|"):
        for start in range(len(piece) - 1):
            for end in range(len(piece), start + max(best, FEWEST - 1), -1):
                at = called.find(piece[start:end])
                if at >= 0 and not (at and called[at - 1] in _NEGATIONS and piece[start - 1 : start] != called[at - 1]):
                    best = end - start
                    break
    return best
