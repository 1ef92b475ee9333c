"""The account of an import: every character of the source is either placed or left over."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.intake.lines import Line, count_content
from core.model import address
from core.model.change import Entry, Origin
from core.model.quotation import harmless

_LINES_NAMED = 12


class Account:
    """Collects entries, what was left over, and notes, while the readers go through a source.

    `source` is the name of the file. Each reader says `place` or `leave` of every piece that it takes.
    """

    def __init__(self, source: str) -> None:
        self.placed = 0
        self.left_over = 0
        self._source = source
        self._entries: dict[str, Entry] = {}
        self._tray: list[tuple[int, str]] = []
        self._notes: dict[str, list[int]] = {}
        self._where: dict[int, str] = {}

    def place(self, text: str) -> None:
        """Count a piece that the report holds from now on, or that its form prints by itself."""
        self.placed += count_content(text)

    def leave(self, line: int, text: str) -> None:
        """Put a piece into the tray of what found no place; white space alone is not kept."""
        if text.strip():
            self.left_over += count_content(text)
            self._tray.append((line, text.strip()))

    def leave_line(self, line: Line, why: str) -> None:
        """Put a whole line into the tray and note why."""
        self.leave(line.number, line.text)
        self.note(why, line.number)

    def leave_invisible(self, characters: str) -> None:
        """Name the characters that no report can hold, so that not even they vanish unseen."""
        if characters:
            self.left_over += len(characters)
            names = "、".join(sorted({f"U+{ord(character):04X}" for character in characters}))
            self._tray.append((0, f"不可见字符 {len(characters)} 个：{names}"))
            self.note("源文件含有不可见字符，已从文字中去掉")

    def store(self, where: str, value: str, line: int, level: int = 0, position: int = 0) -> None:
        """Store a value at an address that holds none yet."""
        self.mark(line, where)
        self._entries[where] = Entry(harmless(value), Origin.IMPORTED, self._place_in_source(line), level, position)

    def mark(self, line: int, where: str) -> None:
        """Remember what a line of the source became; the first thing counts."""
        self._where.setdefault(line, where)

    def where(self, line: int) -> str | None:
        """Return the address of what a line of the source became, `None` where it found no place."""
        return self._where.get(line)

    @property
    def stored(self) -> Mapping[str, Entry]:
        """What has been stored so far, by address."""
        return MappingProxyType(self._entries)

    def note(self, sentence: str, line: int | None = None) -> None:
        """Keep a Chinese sentence for the user; the lines of equal sentences are gathered in one note."""
        lines = self._notes.setdefault(sentence, [])
        if line is not None:
            lines.append(line)

    def entries(self) -> tuple[tuple[str, Entry], ...]:
        """Return the entries, and after them what was left over in the order of the source."""
        tray = sorted(self._tray, key=lambda item: item[0])
        left = (
            (f"{address.LEFT_OVER}/{n}", Entry(harmless(text), Origin.IMPORTED, self._place_in_source(line), 0, n))
            for n, (line, text) in enumerate(tray, start=1)
        )
        return (*self._entries.items(), *left)

    def notes(self) -> tuple[str, ...]:
        """Return the notes as sentences, with the lines that each is about."""
        return tuple(f"{sentence}{_lines_in_words(lines)}。" for sentence, lines in self._notes.items())

    def _place_in_source(self, line: int) -> str:
        return f"{self._source} 第 {line} 行" if line else self._source


def _lines_in_words(lines: list[int]) -> str:
    if not lines:
        return ""
    named = "、".join(str(line) for line in lines[:_LINES_NAMED])
    return f"（第 {named} 行{f'等 {len(lines)} 处' if len(lines) > _LINES_NAMED else ''}）"
