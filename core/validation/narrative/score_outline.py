"""Points in numbered prose: 二、产出指标（50 分），得 48 分, and the indicators below it, each with 分值 and 得分."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.model.manuscript import Passage
from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.numbering import Family, read_points
from core.validation.narrative.readings import addition, judge
from core.validation.narrative.score_phrases import Word, read_score_phrases

_RANKS = {
    Family.PART: 0,
    Family.CHAPTER: 0,
    Family.HAN: 1,
    Family.HAN_BRACKETED: 2,
    Family.ARABIC: 3,
    Family.ARABIC_BRACKETED: 4,
    Family.ARABIC_HALF_BRACKETED: 4,
    Family.CIRCLED: 5,
    Family.SMALL_BRACKETED: 5,
}
_UNNUMBERED = 9
_FULL = 100
_IN_BRACKETS = re.compile(r"[（(]\s*(?:满分|分值|权重|共|标准分)?[为是:：]?\s*$")
_BRACKET_ENDS = re.compile(r"\s*分\s*[)）,，;；、]")
_OFF = re.compile(r"(?:扣|失|扣减|扣除|扣分|失分)[为是:：了]?\s*$")
_NOT_OWN = re.compile(r"每|平均|上年|去年|最高|不得|以上|以下|超过|测评|问卷|考核")
_NAME_ENDS = 40
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class OwnPoints:
    """What a paragraph says that its indicator is worth, got and lost; `None` where it says nothing or several things.

    `rank` is the level of the number before it, the highest 0; `None` where it has none.
    """

    rank: int | None
    worth: Mention | None
    score: Mention | None
    off: Mention | None


Placed = tuple[Passage, Mention]


@dataclass
class Node:
    """A numbered heading with its own points, wherever under it they stand, and the nodes below it.

    `paragraphs` are those under the heading that state points and have no number.
    """

    rank: int
    worth: Placed | None = None
    score: Placed | None = None
    below: list[Node] = field(default_factory=list)
    paragraphs: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OutlineSum:
    """Points of a heading with those of the headings below it; `agrees` tells whether they add up."""

    whole: Placed
    parts: tuple[Placed, ...]
    agrees: bool


def read_own_points(text: str) -> OwnPoints:
    """Return the points of a paragraph's own indicator."""
    leading = next((point for point in read_points(text) if point.leading), None)
    rank = _RANKS.get(leading.family) if leading else None
    if "分" not in text:
        return OwnPoints(rank, None, None, None)
    phrases = [phrase for phrase in read_score_phrases(text) if not _NOT_OWN.search(phrase.subject)]
    worth = [phrase.mention for phrase in phrases if phrase.word is Word.MAX_SCORE]
    score = [phrase.mention for phrase in phrases if phrase.word in {Word.OWN_SCORE, Word.SCORE}]
    off: list[Mention] = []
    for mention in read_mentions(text):
        if mention.unit != "分" or mention.scale != 1:
            continue
        before = text[max(0, mention.start - _NAME_ENDS) : mention.start]
        if mention.start < _NAME_ENDS and _IN_BRACKETS.search(before) and _BRACKET_ENDS.match(text, mention.end):
            worth.append(mention)
        elif _OFF.search(before):
            off.append(mention)
    return OwnPoints(rank, _only(worth), _only(score), _only(off))


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """Return the number that is told, once or again; the full mark is nobody's own."""
    values = {mention.value for mention in mentions}
    return mentions[0] if len(values) == 1 and mentions[0].value < _FULL and not mentions[0].hedge else None


def off_adds_up(own: OwnPoints) -> bool | None:
    """Tell whether what a paragraph's indicator got and lost is what it is worth; `None` where it does not say all."""
    if own.worth is None or own.score is None or own.off is None:
        return None
    judged = judge([addition(own.worth, (own.score, own.off), trusted=True)])
    return None if judged is None else judged.agrees


def outline_of(told: Iterable[tuple[Passage, OwnPoints]]) -> Node:
    """Return the headings of a text as a tree below a root of its own."""
    root = Node(-1)
    open_nodes = [root]
    for passage, own in told:
        worth = (passage, own.worth) if own.worth is not None else None
        score = (passage, own.score) if own.score is not None else None
        if own.rank is not None:
            while open_nodes[-1].rank >= own.rank:
                open_nodes.pop()
            node = Node(own.rank, worth, score)
            open_nodes[-1].below.append(node)
            open_nodes.append(node)
        elif worth is not None or score is not None:
            open_nodes[-1].paragraphs.append(Node(_UNNUMBERED, worth, score))
    _settle(root)
    return root


def _settle(node: Node) -> None:
    """Give the points in a heading's paragraphs to the heading, or make indicators of the paragraphs."""
    worths = [item.worth for item in node.paragraphs if item.worth is not None]
    scores = [item.score for item in node.paragraphs if item.score is not None]
    if max(len(worths), len(scores)) > 1:
        node.below += [item for item in node.paragraphs if item.worth is not None and item.score is not None]
        alone = [item for item in node.paragraphs if item.worth is None]
        scores = [item.score for item in alone if item.score is not None]
    if node.score is None and len(scores) == 1:
        node.score = scores[0]
    if node.worth is None and len(worths) == 1:
        node.worth = worths[0]
    for child in node.below:
        _settle(child)


def outline_sums(node: Node) -> Iterator[OutlineSum]:
    """Yield the sums that the tree tells: of every heading with points whose headings below all have theirs."""
    scored = _sum(node.score, [child.score for child in node.below])
    worth = _sum(node.worth, [child.worth for child in node.below])
    told = [item for item in (worth, scored) if item is not None]
    # Where neither adds up, what stands below is not all of it.
    if any(item.agrees for item in told) or len(told) == 1:
        yield from told
    for child in node.below:
        yield from outline_sums(child)


def _sum(whole: Placed | None, parts: Sequence[Placed | None]) -> OutlineSum | None:
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < max(_FEWEST, len(parts)):
        return None
    judged = judge([addition(whole[1], [mention for _, mention in known], trusted=True)])
    return None if judged is None else OutlineSum(whole, tuple(known), judged.agrees)


def complete_sets(root: Node) -> Iterator[list[Node]]:
    """Yield the sets of nodes that may be all indicators there are: those below one heading, and the lowest of all."""
    leaves: list[Node] = []

    def visit(node: Node) -> Iterator[list[Node]]:
        scored = [child for child in node.below if child.worth is not None and child.score is not None]
        if scored:
            yield scored
        if node.worth is not None and node.score is not None and not scored:
            leaves.append(node)
        for child in node.below:
            yield from visit(child)

    yield from visit(root)
    yield leaves
