"""Typed reading of one TOML table: each fault is noted with its line and key, and reading goes on."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from core.model.expression import ExpressionError, Node, Number, parse
from core.standard.locator import KeyPath, key_text, line_of

T = TypeVar("T", bound=str)
V = TypeVar("V")

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DECIMAL = re.compile(r"\d{1,12}(\.\d{1,6})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_LONGEST_LINE = 200
_LONGEST_TEXT = 2000
_MOST_TABLES = 500
_LISTED = 20


@dataclass
class Faults:
    """The faults of one standard file. `lines` are those of its keys.

    `names_incomplete` is set once a name or a whole table could not be read: what refers to it cannot be judged.
    """

    lines: Mapping[KeyPath, int]
    names_incomplete: bool = False
    _found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, path: KeyPath, message: str) -> None:
        """Note a fault; `message` follows the key and has no full stop."""
        # An item of a list has its own line, but is spoken of by the list's key.
        named = path[:-1] if isinstance(path[-1], int) else path
        self._found.append((line_of(self.lines, path), f"{key_text(named)} {message}。"))

    def __bool__(self) -> bool:
        return bool(self._found)

    def sentence(self, name: str) -> str:
        """Return all faults in words, in the order of their lines; one line each where there are several."""
        found = sorted(dict.fromkeys(self._found), key=lambda fault: fault[0])
        if len(found) == 1:
            return f"标准文件 {name} 第 {found[0][0]} 行：{found[0][1]}"
        words = [f"标准文件 {name} 有 {len(found)} 处错误："]
        words += [f"第 {line} 行：{message}" for line, message in found[:_LISTED]]
        if len(found) > _LISTED:
            words.append(f"其余 {len(found) - _LISTED} 处没有列出，请先改正以上各处。")
        return "\n".join(words)


class Section:
    """One table of the file. A value that cannot be read is noted and stands in as an empty one of its type."""

    def __init__(self, values: Mapping[str, object], path: KeyPath, faults: Faults) -> None:
        self.path = path
        self._values = values
        self._faults = faults
        self._known: list[str] = []

    @property
    def written(self) -> bool:
        """Whether anything stands in the table."""
        return bool(self._values)

    def fault(self, key: str, message: str) -> None:
        """Note a fault of one key."""
        self._faults.add((*self.path, key), message)

    def close(self) -> None:
        """Note every key that nothing asked for; call it when the table is read."""
        for key in self._values:
            if key not in self._known:
                self.fault(key, f"不是这里可以写的键，这里可以写 {'、'.join(self._known)}")

    def text(self, key: str, default: str | None = None, *, blank: bool = False) -> str:
        """Read one line of text, not blank unless `blank`; required where no default is given."""
        value = self._value(key, str, "文字", default)
        if value is None:
            return ""
        if not blank and default is None and not value.strip():
            self.fault(key, "不能空着")
        self._check_line((*self.path, key), value)
        return value

    def long_text(self, key: str) -> str:
        """Read text of any number of lines; empty where it is not written."""
        value = self._value(key, str, "文字", "") or ""
        self._check_text((*self.path, key), value, _LONGEST_TEXT)
        return value

    def _check_line(self, path: KeyPath, value: str) -> None:
        self._check_text(path, value, _LONGEST_LINE)
        if "\n" in value:
            self._faults.add(path, "只能写一行")

    def _check_text(self, path: KeyPath, value: str, longest: int) -> None:
        if len(value) > longest:
            self._faults.add(path, f"最多 {longest} 字，写了 {len(value)} 字")
        if _CONTROL.search(value):
            self._faults.add(path, "含有不能显示的控制字符")

    def expression(self, key: str) -> Node:
        """Read an expression over addresses."""
        source = self._value(key, str, "文字", None)
        if source is not None:
            try:
                return parse(source)
            except ExpressionError as error:
                self.fault(key, f"不能用：{error}")
        return Number(Decimal(0))

    def name(self, key: str, default: str | None = None) -> str:
        """Read an id, which becomes a piece of addresses and so of expressions."""
        value = self._value(key, str, "文字", default)
        if value is None:
            self._faults.names_incomplete = True
            return ""
        if not _ID.fullmatch(value) or keyword.iskeyword(value):
            self._faults.names_incomplete = True
            self.fault(
                key,
                f"应当以小写字母开头，只含小写字母、数字和下划线，不超过 40 个字符，也不能是算式里的保留字，"
                f"写的是{_shown(value)}",
            )
        return value

    def reference(self, key: str) -> str | None:
        """Read the id of something described elsewhere in the file, or `None` where it is not written."""
        return self._value(key, str, "文字", None, required=False)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Read a list of lines of text; empty where it is not written, unless it is required."""
        found: list[object] | None = self._value(key, list, "数组", None if required else [])
        if found is None:
            return ()
        if required and not found:
            self.fault(key, "不能空着")
        for index, value in enumerate(found):
            path = (*self.path, key, index)
            if not isinstance(value, str):
                self._faults.add(path, f"的第 {index + 1} 项应当是文字，写的是{_shown(value)}")
            elif not value.strip():
                self._faults.add(path, f"的第 {index + 1} 项不能空着")
            else:
                self._check_line(path, value)
        return tuple(value for value in found if isinstance(value, str) and value.strip())

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Read true or false."""
        return bool(self._value(key, bool, "true 或 false", default))

    def whole(self, key: str, lowest: int, highest: int, default: int | None = None) -> int:
        """Read a whole number between `lowest` and `highest`."""
        value = self._value(key, int, "整数", default)
        if value is None:
            return lowest
        if not lowest <= value <= highest:
            self.fault(key, f"应当在 {lowest} 到 {highest} 之间，写的是{_shown(value)}")
            return lowest
        return value

    def whole_or_none(self, key: str, lowest: int, highest: int) -> int | None:
        """Read a whole number that need not be written."""
        if key in self._values:
            return self.whole(key, lowest, highest)
        self._known.append(key)
        return None

    def decimal(self, key: str, *, positive: bool = False) -> Decimal:
        """Read a figure that is written as text, so that no binary fraction stands between the file and the report."""
        asked = '加引号的数，如 "8" 或 "0.30"'
        value = self._value(key, str, asked, None)
        if value is None:
            return Decimal(1)
        if not _DECIMAL.fullmatch(value):
            self.fault(key, f"应当是{asked}，写的是{_shown(value)}")
            return Decimal(1)
        if positive and Decimal(value) == 0:
            self.fault(key, "应当大于 0")
            return Decimal(1)
        return Decimal(value)

    def choice(self, key: str, options: Sequence[T]) -> T:
        """Read one of `options`; the first is meant where nothing is written."""
        value = self._value(key, str, "文字", options[0])
        for option in options:
            if option == value:
                return option
        if value is not None:
            self.fault(key, f"应当是 {'、'.join(options)} 之一，写的是{_shown(value)}")
        return options[0]

    def section(self, key: str, *, required: bool = True) -> Section:
        """Read a table within this one."""
        values: dict[str, object] | None = self._value(key, dict, f"表（[{key}]）", None if required else {})
        if values is None:
            # That the table is missing says it all; what would stand in it is not missed one by one.
            self._faults.names_incomplete = True
            return Section({}, (), Faults({(): 1}))
        return Section(values, (*self.path, key), self._faults)

    def sections(self, key: str, *, required: bool = True) -> list[Section]:
        """Read an array of tables, not empty where it is required."""
        asked = f"一个或多个表（[[{key}]]）"
        found: list[object] | None = self._value(key, list, asked, None if required else [])
        if found is None:
            self._faults.names_incomplete = True
            return []
        if required and not found:
            self.fault(key, "不能空着")
        if len(found) > _MOST_TABLES:
            self.fault(key, f"最多 {_MOST_TABLES} 项，写了 {len(found)} 项")
        sections = []
        for index, values in enumerate(found[:_MOST_TABLES]):
            path = (*self.path, key, index)
            if isinstance(values, dict):
                sections.append(Section(values, path, self._faults))
            else:
                self._faults.names_incomplete = True
                self._faults.add(path, f"的第 {index + 1} 项应当是表，写的是{_shown(values)}")
        return sections

    def _value(self, key: str, kind: type[V], asked: str, default: V | None, *, required: bool = True) -> V | None:
        """Return the value, the default, or `None` after noting that it is missing or of another type."""
        self._known.append(key)
        if key not in self._values:
            if default is None and required:
                self.fault(key, "没有写")
            return default
        value = self._values[key]
        # To Python a bool is an int; to a person who writes a standard it is not.
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.fault(key, f"应当是{asked}，写的是{_shown(value)}")
        return None


def _shown(value: object) -> str:
    """Return a value as the file's author would speak of it."""
    match value:
        case str():
            return f"“{value[:40]}{'…' if len(value) > 40 else ''}”"
        case bool():
            return "true" if value else "false"
        case int():
            return f"整数 {value}" if abs(value) < 10**20 else "一个过大的整数"
        case float():
            return f"不加引号的小数 {value}"
        case list():
            return "数组"
        case dict():
            return "表"
        case _:
            return "日期或时间"
