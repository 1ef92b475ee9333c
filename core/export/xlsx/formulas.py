"""Expressions as live formulas of Excel, blank exactly where the expression has no value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.export.xlsx.sheet import column_letters, coordinate
from core.model.expression import Call, Choice, Node, Number, Operation, Reference, references

# Excel's limits. Brackets are counted for nested functions and commas for arguments: both are at least as many.
_LONGEST = 8192
_DEEPEST = 64
_MOST_ARGUMENTS = 255
_SIGNS = {"==": "=", "!=": "<>"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the workbook; rows and columns count from 1. A long text takes several `rows`."""

    sheet: str
    row: int
    column: int
    rows: int = 1


def quoted_sheet(name: str) -> str:
    """Return a sheet's name as formulas and names write it."""
    return "'" + name.replace("'", "''") + "'"


def formula(node: Node, places: Mapping[str, Place], sheet: str) -> str | None:
    """Return an expression as a formula for a cell of `sheet`, without its equals sign.

    A plain sum adds what is known, as a computed row of a table does, and is blank when nothing is. Everything else
    is blank as soon as a figure that it needs is blank, or a divisor zero. Returns `None` where Excel cannot hold it:
    a figure that stands on no sheet, or a formula beyond its limits.
    """
    if any(address not in places for address in references(node)):
        return None
    text = _Writing(places, sheet).whole(node)
    return text if fits(text) else None


def fits(text: str) -> bool:
    """Tell whether Excel can hold a formula."""
    return len(text) < _LONGEST and _depth(text) <= _DEEPEST and text.count(",") < _MOST_ARGUMENTS


def cell_reference(place: Place, sheet: str) -> str:
    """Return the cell at a place, as a formula of `sheet` writes it."""
    prefix = "" if place.sheet == sheet else f"{quoted_sheet(place.sheet)}!"
    return prefix + coordinate(place.row, place.column)


def reference_to(place: Place) -> str:
    """Return what the name of a place refers to: '自评表'!$E$5."""
    letters = column_letters(place.column)
    last = f":${letters}${place.row + place.rows - 1}" if place.rows > 1 else ""
    return f"{quoted_sheet(place.sheet)}!${letters}${place.row}{last}"


def range_reference(run: Sequence[Place], sheet: str) -> str:
    """Return cells that follow one another as a formula of `sheet` writes them."""
    last = f":{coordinate(run[-1].row, run[-1].column)}" if len(run) > 1 else ""
    return cell_reference(run[0], sheet) + last


def runs_of(places: Iterable[Place]) -> list[list[Place]]:
    """Return places in runs of those that follow one another, down or across."""
    runs: list[list[Place]] = []
    for place in places:
        if runs and _follows(runs[-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes the parts of one formula."""

    places: Mapping[str, Place]
    sheet: str

    def whole(self, node: Node) -> str:
        match node:
            case Call("sum", arguments) if all(isinstance(argument, Reference) for argument in arguments):
                cells = self._cells(references(node))
                return f'IF(COUNT({cells})=0,"",SUM({cells}))'
        text = self._value(node)
        for condition in reversed(self._blank_conditions(node)):
            text = f'IF({condition},"",{text})'
        return text

    def _blank_conditions(self, node: Node) -> list[str]:
        """Return what makes a node blank, each condition meaningful only where those before it do not hold."""
        needed = list(dict.fromkeys(_needed(node)))
        blank = [f"COUNT({self._cells(needed)})<{len(needed)}"] if needed else []
        return [*blank, *self._hazards(node)]

    def _hazards(self, node: Node) -> Iterator[str]:
        match node:
            case Operation(sign, left, right):
                yield from self._hazards(left)
                yield from self._hazards(right)
                if sign == "/" and not (isinstance(right, Number) and right.value):
                    yield f"{self._divisor(right)}=0"
            case Call(_, arguments):
                for argument in arguments:
                    yield from self._hazards(argument)
            case Choice(condition, yes, no):
                yield from self._hazards(condition)
                either = (_any(self._blank_conditions(yes)), _any(self._blank_conditions(no)))
                if either != ("FALSE", "FALSE"):
                    yield f"IF({self._condition(condition)},{either[0]},{either[1]})"
            case Number() | Reference():
                pass

    def _divisor(self, node: Node) -> str:
        # A difference that is zero in Decimal may be a hair off it in Excel's binary figures.
        return self._value(node) if isinstance(node, Number | Reference) else f"ROUND({self._value(node)},8)"

    def _value(self, node: Node) -> str:
        match node:
            case Number(value):
                return f"{value:f}" if value >= 0 else f"({value:f})"
            case Reference(address):
                return cell_reference(self.places[address], self.sheet)
            case Operation(sign) if sign in _COMPARISONS:
                return f"IF({self._condition(node)},1,0)"
            case Operation(sign, left, right):
                rank = _RANK[sign]
                return self._operand(left, rank) + sign + self._operand(right, rank + 1)
            case Call("sum", arguments) if all(isinstance(argument, Reference) for argument in arguments):
                return f"SUM({self._cells(references(node))})"
            case Call(name, arguments):
                return f"{name.upper()}({','.join(map(self._value, arguments))})"
            case Choice(condition, yes, no):
                return f"IF({self._condition(condition)},{self._value(yes)},{self._value(no)})"

    def _operand(self, node: Node, rank: int) -> str:
        text = self._value(node)
        return f"({text})" if isinstance(node, Operation) and _RANK.get(node.sign, rank) < rank else text

    def _condition(self, node: Node) -> str:
        if isinstance(node, Operation) and node.sign in _COMPARISONS:
            return f"{self._value(node.left)}{_SIGNS.get(node.sign, node.sign)}{self._value(node.right)}"
        return f"{self._value(node)}<>0"

    def _cells(self, addresses: Iterable[str]) -> str:
        """Return cells as arguments of a function; those that follow one another as a range."""
        runs = runs_of(self.places[address] for address in addresses)
        return ",".join(range_reference(run, self.sheet) for run in runs)


def _needed(node: Node) -> Iterator[str]:
    """Yield the addresses that are read whichever way the choices go."""
    match node:
        case Choice(condition):
            yield from _needed(condition)
        case Operation(_, left, right):
            yield from _needed(left)
            yield from _needed(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from _needed(argument)
        case Reference(address):
            yield address
        case Number():
            pass


def _follows(run: list[Place], place: Place) -> bool:
    last = run[-1]
    step = (place.row - last.row, place.column - last.column)
    if place.sheet != last.sheet or step not in {(1, 0), (0, 1)}:
        return False
    # A range runs one way only, or it would cover cells that are not meant.
    return len(run) < 2 or step == (last.row - run[-2].row, last.column - run[-2].column)


def _any(conditions: list[str]) -> str:
    """Return one condition that holds as soon as one of several does; later ones are then not looked at."""
    if not conditions:
        return "FALSE"
    *earlier, text = conditions
    for condition in reversed(earlier):
        text = f"IF({condition},TRUE,{text})"
    return text
