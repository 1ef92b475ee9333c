"""Phrases that state a score or a maximum score: “自评得分 8 分”, “总得分为 98 分”, “该指标分值 5 分”.

What is read here depends on the text alone; whose score it is follows from where the paragraph stands
(`score_statements`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.sentences import clause_start, lead_of, sentence_spans


class Word(StrEnum):
    """What the word before the number says, apart from its subject."""

    TOTAL = "total"  # 总得分: of the whole, unless the clause names an indicator
    TOTAL_OR_FULL_MARK = "total_or_full_mark"  # 总分: the points earned, or those that could be
    OWN_SCORE = "own_score"  # 自评得分
    SCORE = "score"  # 得分, 得: of anything that its clause names
    MAX_SCORE = "max_score"  # 分值


@dataclass(frozen=True, slots=True)
class ScorePhrase:
    """A number of points with its word, the words of its clause before it (`subject`) and of its sentence (`lead`).

    `bridge` is what stands between the word and the number: 为, 合计.
    """

    word: Word
    noun: str
    bridge: str
    subject: str
    lead: str
    sentence: int
    mention: Mention


_COUNT = r"(?:各项|以上|上述|全部|[一二三四五六七八九十\d]+\s*项)"
_WORDS = (
    rf"(?P<total>总得分|总评分|总评得分|自评总分|自评总得分|综合得分|综合评分|综合评价得分|评价总分|绩效总分|得分合计|得分总计|"
    rf"得分总和|合计得分?|共计得分?|总计得分?|共得|{_COUNT}(?:评价)?指标[^，,。；;\d]{{0,8}}?(?:合计|共计|总计|共))|"
    r"(?P<either>总分(?!值))|"
    r"(?P<own>绩效自评得分|自评得分|自评分数?|自我评分|自评)|"
    r"(?P<max>(?<!总)分值|满分|标准分)|"
    r"(?P<score>绩效评价得分|绩效得分|评价得分|实际得分|最终得分|得分|评分|实得|得)"
)
# 得分 8＋7＝15 分 states 15; the summands are stepped over.
_ADDITION = r"[\d.]+\s*分?\s*(?:[+＋]\s*[\d.]+\s*分?\s*)+[=＝]"
_BRIDGE = (
    rf"(?P<bridge>(?:[\s合共总累计为是达到得分数约：:＝=“”]|{_ADDITION}|[（(][^（）()]{{0,12}}[)）]|[（(](?=\s*$))*)"
)
_PHRASE = re.compile(rf"(?:{_WORDS}){_BRIDGE}$")
_SUMMAND = re.compile(r"\s*分?\s*[+＋]")
_FURTHEST = 80
_KINDS = {
    "total": Word.TOTAL,
    "either": Word.TOTAL_OR_FULL_MARK,
    "own": Word.OWN_SCORE,
    "max": Word.MAX_SCORE,
    "score": Word.SCORE,
}


def read_score_phrases(text: str) -> tuple[ScorePhrase, ...]:
    """Return the phrases of a paragraph that state points, in order."""
    if "分" not in text:
        return ()
    points = [mention for mention in read_mentions(text) if mention.unit in {"分", ""} and mention.scale == 1]
    found: list[ScorePhrase] = []
    spans = iter(sentence_spans(text))
    start, end = next(spans, (0, 0))
    for mention in points:
        while end <= mention.start:
            start, end = next(spans)
        floor = max(start, mention.start - _FURTHEST)
        if _SUMMAND.match(text, mention.end):
            continue
        match = _PHRASE.search(text[floor : mention.start])
        if match:
            kind = next(name for name in _KINDS if match[name])
            at = floor + match.start()
            clause = clause_start(text, at, start)
            found.append(
                ScorePhrase(
                    word=_KINDS[kind],
                    noun=match[kind],
                    bridge=match["bridge"],
                    subject=text[clause:at].strip(),
                    lead=lead_of(text, clause, start),
                    sentence=start,
                    mention=mention,
                )
            )
    return tuple(found)
