"""How the points of an indicator follow from a report: a registry of named methods that standards refer to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from core.errors import AppError
from core.model.amount import format_plain
from core.model.report import Report
from core.model.standard import Indicator


@dataclass(frozen=True, slots=True)
class Judgement:
    """The points that a method gives, `None` while they are open, and how it came to them in words."""

    score: Decimal | None
    explanation: str


ScoringMethod = Callable[[Indicator, Report], Judgement]

_METHODS: dict[str, ScoringMethod] = {}


def scoring_method(name: str) -> Callable[[ScoringMethod], ScoringMethod]:
    """Register a function as the scoring method that standards call `name`."""

    def register(method: ScoringMethod) -> ScoringMethod:
        if name in _METHODS:
            raise ValueError(f"scoring method registered twice: {name}")
        _METHODS[name] = method
        return method

    return register


def method_named(name: str) -> ScoringMethod:
    """Return a registered method; raises `AppError` for a name that only a newer program knows."""
    method = _METHODS.get(name)
    if method is None:
        raise AppError(
            "unknown_scoring_method",
            f"本版本程序没有“{name}”这种计分方法，不能计算得分。报告没有改动。请用较新版本的程序打开。",
        )
    return method


@scoring_method("manual")
def score_by_hand(indicator: Indicator, report: Report) -> Judgement:
    """The points are what the department entered itself."""
    score = report.score(indicator.id)
    top = format_plain(indicator.max_score)
    if score is None:
        return Judgement(None, f"分值 {top} 分，尚未评分")
    words = f"分值 {top} 分，自评 {format_plain(score)} 分"
    if score < indicator.max_score:
        words += f"，扣 {format_plain(indicator.max_score - score)} 分"
    return Judgement(score, words)
