"""Where each key of a TOML text stands: tomllib reads values, but says nothing of lines."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]

# No key of a standard lies deeper; a hostile file's might, and would fill the memory with their paths.
_DEEPEST = 8

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[ \t]*("(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_SCALAR = re.compile(
    r'''"""(?:\\.|[^\\])*?"""(?:"{0,2})'''
    r"""|'''.*?'''(?:'{0,2})"""
    r'''|"(?:\\.|[^"\\\n])*"'''
    r"""|'[^'\n]*'"""
    r"""|[^,\[\]{}\n#]+""",
    re.DOTALL,
)


def locate_keys(source: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every key, table and array item, eight levels deep, and of the text (the empty path).

    `source` must be TOML that tomllib has read; raises `ValueError` for what is not.
    """
    walk = _Walk(source)
    walk.run()
    return walk.lines


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a key, or of the nearest table around it where the key itself is not written."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def key_text(path: KeyPath) -> str:
    """Return a key's path as it is written to people: tables[0].rows[2].parts."""
    text = ""
    for piece in path:
        text += f"[{piece}]" if isinstance(piece, int) else f".{piece}"
    return text.removeprefix(".")


class _Walk:
    """One pass over the text, which has been found valid, so that only its shape matters."""

    def __init__(self, source: str) -> None:
        self.lines: dict[KeyPath, int] = {(): 1}
        self._source = source
        self._at = 0
        self._line_ends = [match.start() for match in re.finditer("\n", source)]
        self._tables_so_far: dict[KeyPath, int] = {}

    def run(self) -> None:
        table: KeyPath = ()
        while self._skip_to_content():
            if self._source[self._at] == "[":
                table = self._read_header()
            else:
                self._read_pair(table)

    def _skip_to_content(self) -> bool:
        self._take(_BLANK)
        return self._at < len(self._source)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._source, self._at)
        if match is None:
            raise ValueError(f"not TOML at line {self._line()}")
        self._at = match.end()
        return match

    def _take_sign(self, sign: str) -> bool:
        found = self._source.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _line(self) -> int:
        return bisect_left(self._line_ends, self._at) + 1

    def _read_keys(self) -> list[str]:
        keys = [self._read_key()]
        while self._take_sign("."):
            keys.append(self._read_key())
        return keys

    def _read_key(self) -> str:
        written = self._take(_KEY).group(1)
        if written[0] in "\"'":
            return str(tomllib.loads(f"key = {written}")["key"])
        return written

    def _read_header(self) -> KeyPath:
        line = self._line()
        many = self._take_sign("[[")
        if not many:
            self._take_sign("[")
        *outer, last = self._read_keys()
        self._take_sign("]]" if many else "]")
        path: KeyPath = ()
        for key in outer:
            path = (*path, key)
            self._note(path, line)
            path = self._innermost(path)
        path = (*path, last)
        self._note(path, line)
        if many:
            self._tables_so_far[path] = self._tables_so_far.get(path, 0) + 1
            path = self._innermost(path)
            self._note(path, line)
        return path

    def _note(self, path: KeyPath, line: int) -> None:
        if len(path) <= _DEEPEST:
            self.lines.setdefault(path, line)

    def _innermost(self, path: KeyPath) -> KeyPath:
        """Return the path itself, or its last table so far where it is an array of tables."""
        count = self._tables_so_far.get(path)
        return path if count is None else (*path, count - 1)

    def _read_pair(self, table: KeyPath) -> None:
        line = self._line()
        path = table
        for key in self._read_keys():
            path = (*path, key)
            self._note(path, line)
        if not self._take_sign("="):
            raise ValueError(f"not TOML at line {line}")
        self._take(_SPACE)
        self._read_value(path)

    def _read_value(self, path: KeyPath) -> None:
        if self._take_sign("["):
            count = 0
            while self._more_until("]"):
                self._note((*path, count), self._line())
                self._read_value((*path, count))
                count += 1
        elif self._take_sign("{"):
            while self._more_until("}"):
                self._read_pair(path)
        else:
            self._take(_SCALAR)

    def _more_until(self, closing: str) -> bool:
        """Skip blanks and commas; tell whether another item follows before the closing sign, which is taken."""
        while self._skip_to_content() and self._take_sign(","):
            pass
        return not self._take_sign(closing)
