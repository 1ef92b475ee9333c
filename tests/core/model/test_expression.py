"""Expressions: what is let in, and that evaluating and explaining say the same."""

from __future__ import annotations

import decimal
from decimal import ROUND_HALF_EVEN, Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.expression import (
    Call,
    Choice,
    Evaluation,
    ExpressionError,
    Node,
    Number,
    Operation,
    Reference,
    evaluate,
    explain,
    parse,
    references,
)

FIGURES = {"t/a/x": Decimal(30), "t/b/x": Decimal(12), "t/zero/x": Decimal(0), "t/debt/x": Decimal(-7)}


def value_of(source: str) -> Decimal | None:
    return evaluate(parse(source), FIGURES.get).value


def words_of(source: str) -> str:
    return explain(parse(source), lambda where: where.split("/")[1])


# -- reading -----------------------------------------------------------------------------------------------------------


def test_tree_of_an_expression() -> None:
    assert parse("t.a.x / sum(t.a.x, 0.50)") == Operation(
        "/", Reference("t/a/x"), Call("sum", (Reference("t/a/x"), Number(Decimal("0.50"))))
    )
    assert parse("1 if t.a.x >= 2 else -t.b.x") == Choice(
        Operation(">=", Reference("t/a/x"), Number(Decimal(2))),
        Number(Decimal(1)),
        Operation("-", Number(Decimal(0)), Reference("t/b/x")),
    )


def test_line_breaks_are_blanks() -> None:
    assert parse("\n  t.a.x\n  + t.b.x\n") == parse("t.a.x + t.b.x")
    assert parse("t.a.x\u3000+\u00a0t.b.x") == parse("t.a.x + t.b.x")


def test_figures_are_read_as_they_are_written() -> None:
    assert parse("0.1") == Number(Decimal("0.1"))
    assert value_of("0.1 + 0.2") == Decimal("0.3")
    assert value_of("12345678901234567890.12345678901234567890 * 1") == Decimal("12345678901234567890.12345679")


def test_references_come_in_reading_order() -> None:
    node = parse("t.b.x - max(t.a.x, 3) / (t.b.x if t.c.x < 1 else t.d.x)")
    assert list(references(node)) == ["t/b/x", "t/a/x", "t/c/x", "t/b/x", "t/d/x"]


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').system('true')",
        "__import__(os)",
        "t.a.x()",
        "t.sum(1)",
        "().__class__",
        "(1).real",
        "sum.__class__(1)",
        "sum(1).x",
        "lambda: 1",
        "lambda x: x",
        "[t.a.x]",
        "t[0]",
        "{1: 2}",
        "(1, 2)",
        "sum(*t)",
        "sum(x for x in t)",
        "sum(a=1)",
        "sum()",
        "abs(1, 2)",
        "pow(2, 3)",
        "round(t.a.x)",
        "open(t)",
        "2 ** 3",
        "9 ** 9 ** 9",
        "7 // 2",
        "7 % 2",
        "1 << 3",
        "1 @ 2",
        "~1",
        "+1",
        "not t.a.x",
        "1 and 2",
        "1 or 2",
        "1 < 2 < 3",
        "1 in t",
        "1 is 1",
        "t.a.x := 1",
        "x = 1",
        "True",
        "None",
        "...",
        "'text'",
        "b'1'",
        "f'{t}'",
        "1j",
        "0x10",
        "1_000",
        "1e3",
        "1e999999999999999999999",
        "1.",
        ".5",
        "007",
        "1if 1 else 2",
        "9" * 21,
        "await t",
        "import os",
        "t.a.x; t.b.x",
        "t.a.x # comment",
        "ｔ.a.x",
        "表.合计.决算数",
        "t.a.x ÷ 2",
        "t.a.x\x00",
        "t..x",
        "t.a.x +",
        "(t.a.x",
        "",
        "   ",
    ],
)
def test_what_is_not_arithmetic_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError, match=r"算式|abs 只能|地址只能"):
        parse(source)


@pytest.mark.parametrize(
    "source",
    [
        "1" + " + 1" * 5000,
        "1" + " + 1" * 400,
        "(" * 900 + "1" + ")" * 900,
        "-" * 1990 + "1",
        "a" + ".a" * 990,
        "sum(" * 300 + "1" + ")" * 300,
        "1 if 1 else " * 150 + "1",
        "9" * 2000,
    ],
    ids=lambda source: source[:12],
)
def test_long_and_deep_expressions_are_refused_in_few_words(source: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert len(str(caught.value)) < 150


def test_error_quotes_the_expression() -> None:
    with pytest.raises(ExpressionError, match=r"算式“t\.a\.x \*”写法有误"):
        parse("t.a.x *")


# -- evaluating --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("t.a.x / t.b.x", "2.5"),
        ("t.a.x - t.b.x - 8", "10"),
        ("t.a.x - (t.b.x - 8)", "26"),
        ("2 + 3 * 4", "14"),
        ("-t.b.x + 1", "-11"),
        ("sum(t.a.x, t.b.x, 1)", "43"),
        ("sum(t.b.x)", "12"),
        ("min(t.a.x, t.b.x, 13)", "12"),
        ("max(t.a.x, t.b.x)", "30"),
        ("abs(t.debt.x)", "7"),
        ("t.a.x > t.b.x", "1"),
        ("t.a.x <= t.b.x", "0"),
        ("t.a.x != 30", "0"),
        ("t.a.x == 30", "1"),
        ("t.a.x < 30", "0"),
        ("t.a.x >= 30", "1"),
        ("t.b.x / t.a.x if t.a.x > 0 else 1", "0.4"),
        ("t.a.x / t.zero.x if t.zero.x > 0 else 1", "1"),
        ("1 / 3", "0.3333333333333333333333333333"),
    ],
)
def test_values(source: str, value: str) -> None:
    assert value_of(source) == Decimal(value)


def test_blank_operand_gives_no_value_and_is_not_zero() -> None:
    assert evaluate(parse("t.a.x + t.blank.x"), FIGURES.get) == Evaluation(None, "有数据未填")
    assert evaluate(parse("sum(t.a.x, t.blank.x)"), FIGURES.get) == Evaluation(None, "有数据未填")


def test_division_by_zero_gives_no_value() -> None:
    assert evaluate(parse("t.a.x / t.zero.x"), FIGURES.get) == Evaluation(None, "除数为零")
    assert evaluate(parse("t.zero.x / t.zero.x"), FIGURES.get) == Evaluation(None, "除数为零")


def test_value_that_could_not_be_shown_is_none() -> None:
    large = " * ".join(["99999999999999999999"] * 30)
    assert evaluate(parse(large), FIGURES.get) == Evaluation(None, "数值过大")


def test_value_does_not_depend_on_the_settings_of_the_caller() -> None:
    with decimal.localcontext(Context(prec=3)):
        assert value_of("sum(1000000.01, t.b.x)") == Decimal("1000012.01")
        assert value_of("abs(0 - 1000000.01)") == Decimal("1000000.01")
        assert value_of("min(1000000.01, 1000000.02)") == Decimal("1000000.01")


# -- explaining --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("t.a.x / t.b.x", "a ÷ b"),
        ("(t.a.x - t.b.x) / t.b.x", "（a － b） ÷ b"),
        ("t.a.x - t.b.x / 2.50", "a － b ÷ 2.50"),
        ("t.a.x - (t.b.x - 1)", "a － （b － 1）"),
        ("t.a.x - t.b.x - 1", "a － b － 1"),
        ("t.a.x + (t.b.x + 1)", "a ＋ b ＋ 1"),
        ("t.a.x / (t.b.x * 2)", "a ÷ （b × 2）"),
        ("t.a.x / t.b.x * 2", "a ÷ b × 2"),
        ("sum(t.a.x, t.b.x)", "合计（a，b）"),
        ("abs(t.a.x - t.b.x)", "绝对值（a － b）"),
        ("max(t.a.x, 0) * min(t.b.x, 1)", "最大值（a，0） × 最小值（b，1）"),
        ("t.a.x + 1 >= t.b.x", "a ＋ 1 ≥ b"),
        ("(t.a.x > t.b.x) == (t.b.x < 1)", "（a ＞ b） ＝ （b ＜ 1）"),
        ("(t.a.x != 1) + 1", "（a ≠ 1） ＋ 1"),
        ("t.a.x if t.b.x <= 1 else 0", "b ≤ 1 时取 a，否则取 0"),
        ("(t.a.x if t.b.x > 1 else 0) + 1", "（b ＞ 1 时取 a，否则取 0） ＋ 1"),
        ("sum(t.a.x if t.b.x > 1 else 0, 2)", "合计（（b ＞ 1 时取 a，否则取 0），2）"),
    ],
)
def test_words(source: str, words: str) -> None:
    assert words_of(source) == words


# -- laws --------------------------------------------------------------------------------------------------------------

_SIGNS = ["+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!="]
_leaves = st.sampled_from(sorted(FIGURES)).map(Reference) | st.decimals(0, 1000, places=2).map(Number)


def _above(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(below, min_size=1, max_size=3).map(tuple)
    return (
        st.builds(Operation, st.sampled_from(_SIGNS), below, below)
        | st.builds(Call, st.sampled_from(["sum", "min", "max"]), several)
        | st.builds(Call, st.just("abs"), below.map(lambda node: (node,)))
        | st.builds(Choice, below, below, below)
    )


trees: st.SearchStrategy[Node] = st.recursive(_leaves, _above, max_leaves=12)


def written(node: Node) -> str:
    """Write a tree as a standard does, bracketed throughout."""
    match node:
        case Number(value):
            return f"{value:f}"
        case Reference(address):
            return address.replace("/", ".")
        case Operation(sign, left, right):
            return f"({written(left)} {sign} {written(right)})"
        case Call(name, arguments):
            return f"{name}({', '.join(written(argument) for argument in arguments)})"
        case Choice(condition, yes, no):
            return f"({written(yes)} if {written(condition)} else {written(no)})"


@given(trees)
def test_what_is_written_is_read_as_the_same_tree(node: Node) -> None:
    assert parse(written(node)) == node


def as_python(node: Node) -> str:
    """Write a tree as Python over Decimal, the oracle of `evaluate`."""
    match node:
        case Number(value):
            return f'D("{value:f}")'
        case Reference(address):
            return f'figures["{address}"]'
        case Operation(sign, left, right):
            return f"D({as_python(left)} {sign} {as_python(right)})"
        case Call("abs", (argument,)):
            return f"D(abs({as_python(argument)}))"
        case Call(name, arguments):
            return f"D({name}([{', '.join(as_python(argument) for argument in arguments)}]))"
        case Choice(condition, yes, no):
            return f"({as_python(yes)} if {as_python(condition)} else {as_python(no)})"


def value_by_python(node: Node) -> Decimal | None:
    with decimal.localcontext(Context(prec=28, rounding=ROUND_HALF_EVEN)):
        try:
            value = eval(as_python(node), {"D": Decimal, "figures": FIGURES})
        except (decimal.DivisionByZero, decimal.InvalidOperation):
            return None
    assert isinstance(value, Decimal)
    return value if abs(value) < Decimal(10) ** 24 else None


@given(trees)
def test_values_are_those_of_python_over_decimal(node: Node) -> None:
    result = evaluate(node, FIGURES.get)
    assert result.value == value_by_python(node)
    assert (result.value is None) == bool(result.why_not)


_WORDS_TO_PYTHON = {"＋": "+", "－": "-", "×": "*", "＜": "<", "≤": "<=", "＞": ">", "≥": ">=", "＝": "==", "≠": "!="}
_exact_leaves = st.sampled_from(sorted(FIGURES)).map(Reference) | st.decimals(0, 99, places=1).map(Number)
_exact_trees = st.recursive(
    _exact_leaves,
    lambda below: st.builds(Operation, st.sampled_from([sign for sign in _SIGNS if sign != "/"]), below, below),
    max_leaves=6,
)


@given(_exact_trees)
def test_words_say_what_is_evaluated(node: Node) -> None:
    """Read with the usual precedence, the words have the value of the tree: no bracket is missing."""
    words = explain(node, lambda where: where.replace("/", ".")).replace("（", "(").replace("）", ")")
    for sign, code in _WORDS_TO_PYTHON.items():
        words = words.replace(sign, code)
    assert evaluate(parse(words), FIGURES.get) == evaluate(node, FIGURES.get)


@given(trees)
def test_words_mention_every_figure(node: Node) -> None:
    asked: list[str] = []

    def text_of(where: str) -> str:
        asked.append(where)
        return f"<{where}>"

    words = explain(node, text_of)
    assert sorted(asked) == sorted(references(node))
    assert all(f"<{where}>" in words for where in asked)


@given(st.text(st.sampled_from("ab.1 +-*/()<>=!,if else_sum"), max_size=30) | st.text(max_size=20))
def test_any_text_is_read_or_refused_and_nothing_else(source: str) -> None:
    try:
        node = parse(source)
    except ExpressionError:
        return
    assert isinstance(evaluate(node, lambda _: Decimal(3)), Evaluation)
    assert explain(node, lambda where: where)
