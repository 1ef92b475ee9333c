"""What prose says of the points in a table: a total, a group's or an indicator's points, what was taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.score_phrases import Word, read_score_phrases
from core.validation.narrative.score_tables import name_key
from core.validation.narrative.sentences import sentence_spans


class Said(StrEnum):
    """What a number of points is said to be."""

    SCORE = "score"
    WORTH = "worth"
    OFF = "off"
    EITHER = "either"  # 产出指标 48 分: earned, or to be earned
    FULL_MARK = "full_mark"  # 满分 100 分
    ALL_OFF = "all_off"  # 共扣 3 分


@dataclass(frozen=True, slots=True)
class PointClaim:
    """A number of points in a paragraph. `key` is the name that it is said of, as `name_key` gives it.

    `total` tells whether it may be that of the whole evaluation, `sure` whether it is called so: 总得分; `own` whether
    it is called the body's own: 自评得分; `elsewhere` whether its sentence speaks of another evaluation before.
    `sentence` is where its sentence begins.
    """

    mention: Mention
    said: Said
    sentence: int
    key: str = ""
    total: bool = False
    sure: bool = False
    elsewhere: bool = False
    own: bool = False


_POINTS = frozenset({"分"})
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]\s*$")
_STOPS = "，,。；;：:、！？!?\n（()）“”"
_LEAD = re.compile(
    r"^(?:其中|一是|二是|三是|四是|五是|六是|另外?|分别|以及|和|及|与|该|本|各|"
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、]))*"
)
_TAIL = re.compile(
    r"(?:(?:指标|部分|方面|一?项)?(?P<word>自评得分|实际得分|评价得分|得分|自评|实得|扣分|扣减|扣除|扣|失分|减分|分值|满分|权重|标准分|得|评)"
    r"(?:共|合计|共计|总计|小计)?[为是达到约了：:\s]*|(?:共|合计|小计|总计|为|是|计)*)$"
)
_OFF = re.compile(r"扣|失|减")
_WORTH = re.compile(r"分值|满分|权重|标准分")
_FULL_MARK = re.compile(r"(?:满分|总分值|百分制)(?:按|共|合计|为|是|共计|[：:\s])*$")
_ALL_OFF = re.compile(r"(?:共|合计|共计|累计|总共|总计)(?:自评)?(?:扣|失|减)(?:分|除|减|去|掉|了|合计|为|[：:\s])*$")
_NOT_WHOLE = re.compile(
    r"平均|测评|考核|评议|问卷|调查|评比|考试|满意度|每|上年|去年|上一?年度|往年|历年|最高|最低|以上|以下|不低于|超过|加分|"
    r"第三方|复评|复核|抽查|考评|督查|检查|竞赛|大赛|比赛|演练|测试|评估"
)
_FARTHEST = 40
_LONGEST_NAME = 24


def read_point_claims(text: str) -> tuple[PointClaim, ...]:
    """Return the points that a paragraph states, in order."""
    if "分" not in text:
        return ()
    totals = {
        phrase.mention.start: phrase
        for phrase in read_score_phrases(text)
        if phrase.word is not Word.MAX_SCORE and not _NOT_WHOLE.search(phrase.subject)
    }
    found: list[PointClaim] = []
    spans = iter(sentence_spans(text))
    start, end = next(spans, (0, 0))
    for mention in read_mentions(text):
        while end <= mention.start:
            start, end = next(spans)
        if mention.unit not in _POINTS or mention.hedge or mention.scale != 1:
            continue
        before = text[max(start, mention.start - _FARTHEST) : mention.start]
        if _ALL_OFF.search(before):
            found.append(PointClaim(mention, Said.ALL_OFF, start))
            continue
        phrase = totals.get(mention.start)
        if _FULL_MARK.search(before):
            found.append(PointClaim(mention, Said.FULL_MARK, start))
            continue
        said, name = _named(before)
        if phrase is not None:
            sure = phrase.word in {Word.TOTAL, Word.TOTAL_OR_FULL_MARK}
            elsewhere = _NOT_WHOLE.search(phrase.lead) is not None
            own = phrase.word in {Word.TOTAL, Word.OWN_SCORE}
            found.append(PointClaim(mention, Said.SCORE, start, name_key(name), True, sure, elsewhere, own))
        elif name:
            found.append(PointClaim(mention, said, start, name_key(name)))
    return tuple(found)


def _named(before: str) -> tuple[Said, str]:
    """Return what the words right before a number of points name, and what of it."""
    words = _BRACKETED.sub("", before)
    tail = _TAIL.search(words)
    word = (tail["word"] or "") if tail else ""
    name = words[: tail.start()] if tail else words
    name = _BRACKETED.sub("", name)
    cut = max((name.rfind(stop) for stop in _STOPS), default=-1)
    name = _LEAD.sub("", name[cut + 1 :].strip()).strip()
    if len(name) > _LONGEST_NAME:
        name = ""
    said = Said.EITHER if not word else Said.SCORE
    if _OFF.search(word):
        said = Said.OFF
    elif _WORTH.search(word):
        said = Said.WORTH
    return said, name
