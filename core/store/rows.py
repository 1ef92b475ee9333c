"""How entries and changes stand in the file's rows; checked by the same code when written and when read.

What `check_entry` lets through can be read back by every part of the program: a file from outside brings no figure
that is not one and no text without end.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.model import address
from core.model.change import Change, Entry, Origin, Put

LONGEST_VALUE = 1_000_000
LONGEST_SOURCE = 10_000
LONGEST_TITLE = 1_000
LONGEST_PUTS = 32_000_000
MOST_ENTRIES = 100_000
MOST_CONTENTS = 10_000
_LONGEST_ADDRESS = 200
_HIGHEST_LEVEL = 9
_FARTHEST_POSITION = 10**9
_ADDRESS = re.compile(r"[A-Za-z0-9_.\-]+(/[A-Za-z0-9_.\-]+){1,3}")
_FIGURE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
_LONGEST_FIGURE = 60
_LARGEST_FIGURE = Decimal(10) ** 18
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# Below this length a text is written whole on both sides of a change: the marks of a difference would save nothing.
_SHORT = 100
_ENTRY_KEYS = ("value", "origin", "source", "level", "position")


class BadRowError(ValueError):
    """A row cannot stand in a report file; the message is Chinese and names the fault."""


def check_entry(where: str, entry: Entry) -> None:
    """Raise `BadRowError` for an entry that the file must not hold at `where`."""
    _check_text(where, "地址", _LONGEST_ADDRESS)
    if not _ADDRESS.fullmatch(where):
        raise BadRowError(f"地址“{where}”写法有误")
    _check_text(entry.value, f"“{where}”的内容", LONGEST_VALUE)
    _check_text(entry.source, f"“{where}”的来源", LONGEST_SOURCE)
    if not (0 <= entry.level <= _HIGHEST_LEVEL and abs(entry.position) <= _FARTHEST_POSITION):
        raise BadRowError(f"“{where}”的层级或次序超出范围")
    if _holds_figure(where) and entry.value and not _is_figure(entry.value):
        raise BadRowError(f"“{where}”的数值“{entry.value[:40]}”不是数字")


def check_title(title: str) -> None:
    """Raise `BadRowError` for a change's title (or merge key) that the file must not hold."""
    _check_text(title, "修改记录的名称", LONGEST_TITLE)


def _check_text(text: str, what: str, longest: int) -> None:
    if len(text) > longest:
        raise BadRowError(f"{what}超过 {longest} 个字符")
    if _NO_TEXT.search(text):
        raise BadRowError(f"{what}含有不是文字的字符")


def _holds_figure(where: str) -> bool:
    return address.is_cell(where) or (where.startswith(address.INDICATOR + "/") and where.endswith("/score"))


def _is_figure(text: str) -> bool:
    # Decimal() alone also takes NaN, Infinity, 1E+999999, underscores and the digits of every script.
    return len(text) <= _LONGEST_FIGURE and _FIGURE.fullmatch(text) is not None and abs(Decimal(text)) < _LARGEST_FIGURE


def entry_of(where: object, value: object, origin: object, source: object, level: object, position: object) -> Entry:
    """Return the entry that a row's columns hold; raises `BadRowError` when they hold none."""
    if not (isinstance(where, str) and isinstance(value, str) and isinstance(source, str)):
        raise BadRowError("有一项内容不是文字")
    if type(level) is not int or type(position) is not int:
        raise BadRowError(f"“{where[:40]}”的层级或次序不是整数")
    if origin not in list(Origin):  # a list, since what stands there may not even be hashable
        raise BadRowError(f"“{where[:40]}”的来历不明")
    entry = Entry(value, Origin(str(origin)), source, level, position)
    check_entry(where, entry)
    return entry


def encode_puts(change: Change) -> str:
    """Return a change's puts as the JSON that the log keeps; raises `BadRowError` for what it must not hold.

    Of a long text that changes in one place, only what differs is kept; see `decode_puts`.
    """
    check_title(change.title)
    _check_each_once(change.puts)
    for put in change.puts:
        for entry in (put.before, put.after):
            if entry is not None:
                check_entry(put.address, entry)
    rows = [_row(put) for put in change.puts]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    if len(text) > LONGEST_PUTS:
        raise BadRowError("一次修改的内容过多")
    return text


def _row(put: Put) -> dict[str, Any]:
    row: dict[str, Any] = {"address": put.address, "before": _fields(put.before), "after": _fields(put.after)}
    if put.before is None or put.after is None:
        return row
    before, after = put.before.value, put.after.value
    shorter = min(len(before), len(after))
    head = _common(before, after)
    tail = min(_common(before[::-1], after[::-1]), shorter - head)
    if head + tail >= _SHORT:
        row["before"]["value"] = before[head : len(before) - tail]
        row["after"]["value"] = after[head : len(after) - tail]
        row["same"] = [head, tail, _sum(before), _sum(after)]
    return row


def _common(before: str, after: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((number for number, (old, new) in pairs if old != new), min(len(before), len(after)))


def _sum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8"))


def decode_puts(content: bytes, entries: Mapping[str, Entry], *, done: bool) -> tuple[Put, ...]:
    """Return the puts that the log's JSON (UTF-8) holds; raises `BadRowError` when it holds none.

    `entries` is the report with the change (`done`) or without it: what the log left out of long texts stands there.
    Sums of both texts tell whether it is the right one.
    """
    try:
        rows = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRowError("修改记录不是 JSON") from error
    if not isinstance(rows, list):
        raise BadRowError("修改记录不是列表")
    puts = tuple(_put(row, entries, done=done) for row in rows)
    _check_each_once(puts)
    return puts


def _check_each_once(puts: tuple[Put, ...]) -> None:
    if len({put.address for put in puts}) != len(puts):
        raise BadRowError("一次修改里同一地址出现两次")


def _fields(entry: Entry | None) -> dict[str, str | int] | None:
    return None if entry is None else {key: getattr(entry, key) for key in _ENTRY_KEYS}


def _put(row: Any, entries: Mapping[str, Entry], *, done: bool) -> Put:
    if not isinstance(row, dict) or row.keys() - {"same"} != {"address", "before", "after"}:
        raise BadRowError("修改记录的写法有误")
    where = row["address"]
    if not isinstance(where, str):
        raise BadRowError("修改记录的地址不是文字")
    if "same" in row:
        row = _completed(row, entries.get(where), done=done)
    return Put(where, _entry_or_none(where, row["before"]), _entry_or_none(where, row["after"]))


def _completed(row: Mapping[str, Any], known: Entry | None, *, done: bool) -> dict[str, Any]:
    """Return a row with both texts whole, made of the text that the report has on one side of the change."""
    match row:
        case {"before": {"value": str(before)}, "after": {"value": str(after)}, "same": [int(), int(), int(), int()]}:
            head, tail, *sums = row["same"]
        case _:
            raise BadRowError("修改记录的写法有误")
    text = known.value if known else ""
    if not (head >= 0 and tail >= 0 and head + tail <= len(text)):
        raise BadRowError("修改记录与内容不符")
    start, end = text[:head], text[len(text) - tail :]
    texts = start + before + end, start + after + end
    if texts[done] != text or [_sum(item) for item in texts] != sums:
        raise BadRowError("修改记录与内容不符")
    return {
        "address": row["address"],
        "before": {**row["before"], "value": texts[0]},
        "after": {**row["after"], "value": texts[1]},
    }


def _entry_or_none(where: object, fields: Any) -> Entry | None:
    if fields is None:
        return None
    if not isinstance(fields, Mapping) or fields.keys() != set(_ENTRY_KEYS):
        raise BadRowError("修改记录的写法有误")
    return entry_of(where, *(fields[key] for key in _ENTRY_KEYS))
