"""The words before a number that say what it is called."""

from __future__ import annotations

import re

from core.validation.narrative.windows import OWN, PARAGRAPH

BOUNDARY = re.compile(rf"[，,。；;：:、！？（()）\n{PARAGRAPH}{OWN}]")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年度?")
_SAID = re.compile(r"(?:共计|合计为|共有|共|为|是|达到|达|有|完成|实现|总计为)+$")
_POINT = re.compile(r"^(?:其中[:：]?)?(?:[一二三四五六七八九十]+、|[（(][^）)]{1,3}[）)]|\d{1,2}[.．、])?")
_LONGEST_LABEL = 40


def words_before(text: str, position: int) -> str:
    """Return the words of the clause before a position, after the last number and without years."""
    words = _YEAR.sub("", text[max(0, position - _LONGEST_LABEL) : position])
    return re.split(r"\d[十百千万亿]*", BOUNDARY.split(words)[-1])[-1].strip()


def bare_name(words: str) -> str:
    """Return a name without the number of its point and without the verb that leads to the figure."""
    return _SAID.sub("", _POINT.sub("", "".join(words.split())))
