"""Arithmetic over addresses: one small tree, evaluated in Decimal and explained in words.

Written in a standard as `spending.total.final / spending.total.adjusted`; an address's slashes are written as dots.
The Excel exporter writes the same tree as a live formula.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import reduce

# 28 digits are ample for money; a context of our own keeps results alike whatever the caller's thread has set.
_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
_LONGEST_SOURCE = 2000
_DEEPEST = 40
_MOST_PIECES = 8
# What lies beyond is no department's money; it keeps every value within what can be rounded and shown.
_LARGEST = Decimal(10) ** 24
# Quotes, brackets and the like go no further: Python's own reader warns about some of them before it refuses.
_ALPHABET = re.compile(r"[A-Za-z0-9_.,()+\-*/<>=!\s]*", re.ASCII)
_NUMBER = re.compile(r"\d{1,20}(\.\d{1,20})?", re.ASCII)
# Python reads `1if` as `1 if`, with a warning; no standard needs it.
_RUN_TOGETHER = re.compile(r"(?<![A-Za-z0-9_])\d[0-9.]*[A-Za-z_]")
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
FUNCTIONS = frozenset({"sum", "min", "max", "abs"})
_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷", "<": "＜", "<=": "≤", ">": "＞", ">=": "≥", "==": "＝", "!=": "≠"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_FUNCTION_WORDS = {"sum": "合计", "min": "最小值", "max": "最大值", "abs": "绝对值"}


class ExpressionError(ValueError):
    """An expression of a standard cannot be read; the message is Chinese and names the fault."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure written in the standard."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """The figure at an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Operation:
    """`left` + - * / or compared with `right`."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """sum, min, max or abs of its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`yes` if `condition` holds, else `no`."""

    condition: Node
    yes: Node
    no: Node


Node = Number | Reference | Operation | Call | Choice


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The value, or `None` with the reason in words (a blank operand, division by zero)."""

    value: Decimal | None
    why_not: str = ""


class _NoValueError(Exception):
    """Carries the reason why an expression has no value up to `evaluate`."""


def parse(source: str) -> Node:
    """Read an expression; raises `ExpressionError` for anything outside the whitelist."""
    # One line, since a line break outside brackets would end the expression for Python.
    source = " ".join(source.split())
    if len(source) > _LONGEST_SOURCE:
        raise ExpressionError("算式过长")
    if not source:
        raise ExpressionError("算式是空的")
    if not _ALPHABET.fullmatch(source) or _RUN_TOGETHER.search(source):
        raise ExpressionError(f"算式“{_shortened(source)}”里有不能使用的写法")
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError(f"算式“{_shortened(source)}”写法有误") from error
    return _read(tree.body, source, 0)


def _shortened(source: str) -> str:
    return source if len(source) <= 80 else f"{source[:80]}…"


def _read(node: ast.expr, source: str, depth: int) -> Node:
    if depth > _DEEPEST:
        raise ExpressionError("算式嵌套过深")

    def read(child: ast.expr) -> Node:
        return _read(child, source, depth + 1)

    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            # The text, not the float, is what the standard says: 0.1 stays 0.1.
            written = ast.get_source_segment(source, node) or ""
            if not _NUMBER.fullmatch(written):
                raise ExpressionError(f"算式里的数“{_shortened(written)}”应当写成 10 或 0.5 的样子")
            return Number(Decimal(written))
        case ast.Name() | ast.Attribute():
            return Reference(_address_of(node))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Operation(_OPERATORS[type(op)], read(left), read(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Operation("-", Number(Decimal(0)), read(operand))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            if type(op) in _COMPARISONS:
                return Operation(_COMPARISONS[type(op)], read(left), read(right))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return Choice(read(test), read(body), read(orelse))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS and arguments:
            if name == "abs" and len(arguments) > 1:
                raise ExpressionError("abs 只能有一个参数")
            return Call(name, tuple(read(argument) for argument in arguments))
        case _:
            pass
    raise ExpressionError(f"算式“{_shortened(source)}”里有不能使用的写法")


def _address_of(node: ast.expr) -> str:
    pieces: list[str] = []
    while isinstance(node, ast.Attribute) and len(pieces) < _MOST_PIECES:
        pieces.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise ExpressionError("地址只能由名称和点组成")
    return "/".join([node.id, *reversed(pieces)])


def references(node: Node) -> Iterator[str]:
    """Yield every address in the expression, in reading order, repetitions included."""
    match node:
        case Reference(address):
            yield address
        case Operation(_, left, right):
            yield from references(left)
            yield from references(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from references(argument)
        case Choice(condition, yes, no):
            for child in (condition, yes, no):
                yield from references(child)
        case Number():
            pass


def evaluate(node: Node, figure_at: Callable[[str], Decimal | None]) -> Evaluation:
    """Return the value over the figures that `figure_at` gives; a blank operand gives no value, never zero."""
    try:
        value = _value(node, figure_at)
    except _NoValueError as reason:
        return Evaluation(None, str(reason))
    return Evaluation(value) if abs(value) < _LARGEST else Evaluation(None, "数值过大")


def _value(node: Node, figure_at: Callable[[str], Decimal | None]) -> Decimal:
    match node:
        case Number(value):
            return value
        case Reference(address):
            figure = figure_at(address)
            if figure is None:
                raise _NoValueError("有数据未填")
            return figure
        case Operation(sign, left, right):
            return _combine(sign, _value(left, figure_at), _value(right, figure_at))
        case Call(name, arguments):
            values = [_value(argument, figure_at) for argument in arguments]
            match name:
                case "sum":
                    return reduce(_CONTEXT.add, values)
                case "min":
                    return min(values)
                case "max":
                    return max(values)
                case _:
                    return values[0].copy_abs()
        case Choice(condition, yes, no):
            return _value(yes if _value(condition, figure_at) else no, figure_at)


def _combine(sign: str, left: Decimal, right: Decimal) -> Decimal:
    match sign:
        case "+":
            return _CONTEXT.add(left, right)
        case "-":
            return _CONTEXT.subtract(left, right)
        case "*":
            return _CONTEXT.multiply(left, right)
        case "/":
            if right == 0:
                raise _NoValueError("除数为零")
            return _CONTEXT.divide(left, right)
        case "<":
            return Decimal(left < right)
        case "<=":
            return Decimal(left <= right)
        case ">":
            return Decimal(left > right)
        case ">=":
            return Decimal(left >= right)
        case "==":
            return Decimal(left == right)
        case _:
            return Decimal(left != right)


def explain(node: Node, text_of: Callable[[str], str]) -> str:
    """Return the expression in words, with what `text_of` says in place of each address."""
    match node:
        case Number(value):
            return f"{value:f}"
        case Reference(address):
            return text_of(address)
        case Operation(sign, left, right):
            return f"{_operand(left, sign, text_of)} {_SIGNS[sign]} {_operand(right, sign, text_of, right_side=True)}"
        case Call(name, arguments):
            return f"{_FUNCTION_WORDS[name]}（{'，'.join(_inner(child, text_of) for child in arguments)}）"
        case Choice(condition, yes, no):
            words = f"{_inner(condition, text_of)} 时取 {_inner(yes, text_of)}"
            return f"{words}，否则取 {explain(no, text_of)}"


def _inner(node: Node, text_of: Callable[[str], str]) -> str:
    """Explain an operand: a choice reads on to the end of its sentence, so that it needs brackets within another."""
    words = explain(node, text_of)
    return f"（{words}）" if isinstance(node, Choice) else words


def _operand(node: Node, outer: str, text_of: Callable[[str], str], *, right_side: bool = False) -> str:
    if isinstance(node, Operation):
        inner, bound = _RANK.get(node.sign, 0), _RANK.get(outer, 0)
        if inner < bound or inner == bound == 0 or (right_side and inner == bound and outer in "-/"):
            return f"（{explain(node, text_of)}）"
    return _inner(node, text_of)
