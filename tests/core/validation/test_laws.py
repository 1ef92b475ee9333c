"""Laws: a consistent text is silent whatever its figures are, and one figure that is changed in it is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.planted import faults_of, findings_in, is_found, marked_document

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_FIGURES = ("NUM-", "TAB-")


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def _rate(part: Decimal, whole: Decimal) -> str:
    return f"{_rounded(part / whole * _HUNDRED)}"


def _money(value: Decimal) -> str:
    return f"{value:,.2f}"


@dataclass(frozen=True)
class Numbers:
    """Numbers from which every sentence draws its own."""

    first: Decimal
    second: Decimal
    third: Decimal


def _completion(numbers: Numbers) -> str:
    budget, final = numbers.first, numbers.second
    word = "大于" if final > budget else "小于" if final < budget else "等于"
    return (
        f"河道清淤经费年初预算为[[{_money(budget)}::c1]]万元，支出决算为[[{_money(final)}::c1]]万元，"
        f"完成年初预算的[[{_rate(final, budget)}::c1]]%，决算数[[{word}::c1]]年初预算数。"
    )


def _growth(numbers: Numbers) -> str:
    now, change = numbers.first + numbers.second, numbers.second
    return (
        f"公务用车运行维护费[[{_money(now)}::g1]]万元，比上年[[增加::g1]][[{_money(change)}::g1]]万元，"
        f"[[增长::g1]][[{_rate(change, now - change)}::g1]]%，主要原因是车辆老旧。"
    )


def _shares(numbers: Numbers) -> str:
    whole = numbers.first + numbers.second + numbers.third
    parts = zip(("财政拨款收入", "事业收入", "其他收入"), (numbers.first, numbers.second, numbers.third), strict=True)
    listed = "；".join(f"{name}[[{_money(part)}::s1]]万元，占[[{_rate(part, whole)}::s1]]%" for name, part in parts)
    return f"本年收入合计[[{_money(whole)}::s1]]万元，其中：{listed}。"


def _table(numbers: Numbers) -> str:
    rows = ((numbers.first, numbers.second), (numbers.second, numbers.third), (numbers.third, numbers.first))
    left, right = (sum((row[side] for row in rows), Decimal(0)) for side in (0, 1))
    lines = [
        f"{name}\t[[{_money(one)}::t1]]\t[[{_money(other)}::t2]]"
        for name, (one, other) in zip(("基本支出", "项目支出", "经营支出"), rows, strict=True)
    ]
    head = "表 1 支出情况\n单位：万元\n项目\t年初预算数\t决算数"
    return "\n".join([head, *lines, f"合计\t[[{_money(left)}::t1]]\t[[{_money(right)}::t2]]"])


_SENTENCES: tuple[Callable[[Numbers], str], ...] = (_completion, _growth, _shares, _table)
# Amounts of some size: a change of the first digit then shows in every rate of two decimals.
_AMOUNTS = st.decimals(min_value=10, max_value=9_999, places=2)
_NUMBERS = st.builds(Numbers, _AMOUNTS, _AMOUNTS, _AMOUNTS)


@given(st.lists(_NUMBERS, min_size=len(_SENTENCES), max_size=len(_SENTENCES)), st.permutations(_SENTENCES))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_consistent_text_is_silent(numbers: list[Numbers], order: list[Callable[[Numbers], str]]) -> None:
    paragraphs = [write(drawn) for write, drawn in zip(order, numbers, strict=True)]
    document = marked_document("\n\n".join(paragraphs) + "\n", "文稿")
    assert [finding.message for finding in findings_in(document.text) if finding.rule.startswith(_FIGURES)] == []


@given(_NUMBERS, st.sampled_from(_SENTENCES), st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_one_changed_figure_is_found(numbers: Numbers, write: Callable[[Numbers], str], data: st.DataObject) -> None:
    document = marked_document(write(numbers) + "\n", "文稿")
    planted = data.draw(st.sampled_from([fault for fault in faults_of(document) if fault.how in ("数字改动", "方向")]))
    assert is_found(document, planted, findings_in(planted.text))
