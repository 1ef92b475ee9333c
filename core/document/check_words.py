"""A run of the checks in words: how grave, where, under whose reason, and what the ledger says of each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.model.finding import Finding, Severity
from core.model.waiver import Waiver
from core.validation.coverage import NotRun
from core.validation.run import RULES, CheckRun

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}

NameOf = Callable[[str], str]

_TITLES = {rule.code: rule.title for rule in RULES}
_ORDER = {rule.code: number for number, rule in enumerate(RULES)}
_LONGEST_QUOTE = 30
_MOST_PLACES = 6
_MOST_REASONS = 5


def count_words(findings: tuple[Finding, ...]) -> str:
    """Return how many findings there are of each severity: 错误 1 条，提醒 0 条，提示 2 条."""
    counts = Counter(finding.severity for finding in findings)
    return "，".join(f"{words} {counts[severity]} 条" for severity, words in SEVERITY_WORDS.items())


def signature(waiver: Waiver) -> str:
    """Return who accepted a finding, and when: 周文，2025年3月4日."""
    return f"{waiver.name}，{date_words(date.fromisoformat(waiver.date))}"


def date_words(day: date) -> str:
    """Return a day as official papers write it: 2025年3月4日."""
    return f"{day.year}年{day.month}月{day.day}日"


def lapsed_words(waiver: Waiver) -> str:
    """Return the sentence that a former reason no longer holds."""
    return f"此前曾接受并说明：“{waiver.reason}”（{signature(waiver)}）。此后数字或文字有改动，这条说明已经失效。"


def place_lines(finding: Finding, name_of: NameOf) -> list[str]:
    """Return where a finding looks, a line for each place with what is quoted there; of very many only the first."""
    quotes: dict[str, list[str]] = {}
    for place in finding.places[:_MOST_PLACES]:
        texts = quotes.setdefault(name_of(place.address), [])
        text = _shortened(" ".join(place.text.split()))
        if text and text not in texts:
            texts.append(text)
    lines = ["：".join(filter(None, (name, "".join(f"“{text}”" for text in texts)))) for name, texts in quotes.items()]
    if len(finding.places) > _MOST_PLACES:
        lines.append(f"等 {len(finding.places)} 处")
    return [line for line in lines if line]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What became of one rule in a run; `result` is 未能校核, 部分校核, 已校核 or 不适用."""

    code: str
    title: str
    result: str
    remark: str


def ledger_lines(run: CheckRun) -> list[LedgerLine]:
    """Return what became of each rule, those that could not run first."""
    ledger = run.coverage
    found = Counter(finding.rule for finding in run.findings)
    missed = _reasons(ledger.could_not_run)
    lines = []
    for code, why in missed.items():
        result = "部分校核" if code in ledger.ran else "未能校核"
        lines.append(LedgerLine(code, title_of_rule(code), result, "；".join(filter(None, (_found(found[code]), why)))))
    lines += [
        LedgerLine(code, title_of_rule(code), "已校核", _found(found[code]) or "没有发现")
        for code in ledger.ran
        if code not in missed
    ]
    not_applicable = _reasons(ledger.not_applicable)
    lines += [
        LedgerLine(code, title_of_rule(code), "不适用", why)
        for code, why in not_applicable.items()
        if code not in missed
    ]
    ranks = ("未能校核", "部分校核", "已校核", "不适用")
    return sorted(lines, key=lambda line: (ranks.index(line.result), _ORDER.get(line.code, len(_ORDER))))


def _found(count: int) -> str:
    return f"发现 {count} 条" if count else ""


def _reasons(not_run: tuple[NotRun, ...]) -> dict[str, str]:
    """Return why each rule did not run, in one text; of very many reasons only the first."""
    by_code: dict[str, list[str]] = {}
    for item in not_run:
        reasons = by_code.setdefault(item.rule, [])
        if item.why not in reasons:
            reasons.append(item.why)
    return {
        code: "；".join(reasons[:_MOST_REASONS]) + ("；等" if len(reasons) > _MOST_REASONS else "")
        for code, reasons in by_code.items()
    }


def title_of_rule(code: str) -> str:
    """Return what a rule looks for in a few words; its code where this version does not know it."""
    return _TITLES.get(code, code)


def coverage_words(run: CheckRun) -> str:
    """Return how much a run covered, in one sentence."""
    ledger = run.coverage
    return (
        f"已校核 {len(ledger.ran)} 项，不适用 {len({item.rule for item in ledger.not_applicable})} 项，未能校核 "
        f"{len({item.rule for item in ledger.could_not_run})} 项；读出数字 {ledger.numbers_read} 个，"
        f"其中 {ledger.numbers_checked} 个参加了校核。"
    )
