"""Scores and reasons of deductions as the prose of an indicator's part states them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.intake.account import Account
from core.intake.paragraphs import Levelled
from core.model import address
from core.model.amount import format_plain, parse_decimal
from core.model.standard import Indicator

_FIGURE = r"(\d[\d ]{0,4}(?:[.．][ ]?\d{1,3})?)"
_IS = r"\s{0,2}(?:为|是|[:：])?\s{0,2}"
_MAXIMUM = re.compile(rf"(?:分值|满分|标准分|权重){_IS}{_FIGURE}\s{{0,2}}分?")
_EARNED = re.compile(
    rf"(自评得分|自评得|自评分|自评|实际得分|得分){_IS}{_FIGURE}\s{{0,2}}(?:分|(?=[，,。；;、）)\s]|\Z))|(得){_IS}{_FIGURE}\s{{0,2}}分"
)
_OWN = "自评"
_FURTHEST = 60
_SENTENCES = re.compile("[^。！？!?]+[。！？!?]*")
_DEDUCTION = re.compile(r"扣(?:除|减|了|掉)?\s{0,2}\d[\d ]{0,4}(?:[.．]\d{1,3})?\s{0,2}分")
_BECAUSE = re.compile("原因|由于|因")
_LABELLED_REASON = re.compile(r"扣分(?:的)?(?:主要)?(?:原因|理由|说明)\s{0,2}(?:[:：]|是|为)\s{0,2}(.+)")
_NO_REASON = frozenset({"无", "/", "—", "-"})


@dataclass(frozen=True, slots=True)
class _Statement:
    """A stated score, the maximum stated with it, and whether it calls itself one's own."""

    score: Decimal
    maximum: Decimal | None
    own: bool
    line: int


def read_indicator(indicator: Indicator, paragraphs: Sequence[Levelled], account: Account) -> None:
    """Store the score and the reason that an indicator's paragraphs state; the sentences stay in the prose."""
    where = address.indicator_score(indicator.id)
    if where not in account.stored:
        statements = [statement for paragraph in paragraphs for statement in _statements_in(paragraph)]
        chosen = _choose(statements, indicator)
        if chosen:
            account.store(where, format_plain(chosen.score), chosen.line)
            if chosen.maximum is not None and chosen.maximum != indicator.max_score:
                stated, maximum = format_plain(chosen.maximum), format_plain(indicator.max_score)
                account.note(f"“{indicator.title}”写明分值 {stated} 分，指标体系为 {maximum} 分", chosen.line)
        elif statements:
            account.note(f"“{indicator.title}”有不止一个得分，没有取用，请在得分栏填写", statements[0].line)
    reason = address.indicator_reason(indicator.id)
    if reason not in account.stored:
        found = [(text, paragraph.line) for paragraph in paragraphs for text in _reasons_in(paragraph.text)]
        if found:
            account.store(reason, "".join(text for text, _ in found), found[0][1])


def _statements_in(paragraph: Levelled) -> list[_Statement]:
    """Return the scores that a paragraph states, each with the maximum right before or behind it."""
    text = paragraph.text
    marks = sorted([*_MAXIMUM.finditer(text), *_EARNED.finditer(text)], key=lambda match: match.start())
    found: list[_Statement] = []
    maximum: tuple[Decimal, int] | None = None
    for match in marks:
        if match.re is _MAXIMUM:
            value = _figure(match[1])
            last = found[-1] if found else None
            if maximum is None and last and last.maximum is None and text[match.start() - 1] in "（(":
                found[-1] = _Statement(last.score, value, last.own, last.line)
            else:
                maximum = (value, match.end())
            continue
        near = maximum is not None and match.start() - maximum[1] <= _FURTHEST
        word = match[1] or match[3]
        score = _figure(match[2] or match[4])
        found.append(_Statement(score, maximum[0] if maximum and near else None, word.startswith(_OWN), paragraph.line))
        maximum = None
    return found


def _choose(statements: Sequence[_Statement], indicator: Indicator) -> _Statement | None:
    """Return the statement that is the indicator's score; `None` where the prose leaves a choice."""
    for group in (
        [statement for statement in statements if statement.maximum == indicator.max_score],
        [statement for statement in statements if statement.own],
        [statement for statement in statements if statement.score <= indicator.max_score],
    ):
        if group:
            return group[0] if len({statement.score for statement in group}) == 1 else None
    return None


def _reasons_in(text: str) -> list[str]:
    found: list[str] = []
    for sentence in map(str.strip, _SENTENCES.findall(text)):
        labelled = _LABELLED_REASON.search(sentence)
        if labelled:
            if labelled[1].strip(" 。") not in _NO_REASON:
                found.append(labelled[1].strip())
        elif _DEDUCTION.search(sentence) and _BECAUSE.search(sentence):
            found.append(sentence)
    return found


def _figure(text: str) -> Decimal:
    return parse_decimal("".join(text.split())) or Decimal(0)
