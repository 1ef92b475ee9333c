"""How much of a file is read before it is refused: no report is as long, and nobody waits longer."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic_ns

from core.errors import AppError
from core.intake.file_bytes import UNHARMED

LARGEST_FILE = 50 * 1024 * 1024
IF_LARGER = f"没有读入。{UNHARMED}请删去其中的图片和附件，另存后再选那个文件。"
MOST_CHARACTERS = 1_200_000
LONGEST_PARAGRAPH = 100_000
MOST_PIECES = 200_000
LONGEST_SECONDS = 7
_NANOSECONDS = 1_000_000_000


class Allowance:
    """What may still be read of one file. `clock` counts nanoseconds."""

    def __init__(self, name: str, clock: Callable[[], int] = monotonic_ns) -> None:
        self._name = name
        self._clock = clock
        self._begun = clock()
        self._characters = 0
        self._pieces = 0

    def take(self, *, characters: int = 0, pieces: int = 0) -> None:
        """Count characters, and paragraphs and cells, that were read. Raises `AppError` too_large at the limit."""
        self._characters += characters
        self._pieces += pieces
        if self._characters > MOST_CHARACTERS:
            raise self.too_many_characters()
        if self._pieces > MOST_PIECES:
            raise self.refusal(f"的段落和单元格超过 {MOST_PIECES // 10_000} 万个")
        if self._clock() - self._begun > LONGEST_SECONDS * _NANOSECONDS:
            raise self.refusal(f"的内容太多，{LONGEST_SECONDS} 秒还没有读完")

    def too_many_characters(self) -> AppError:
        """Return the error that says that a text is too long."""
        return self.refusal(f"的文字超过 {MOST_CHARACTERS // 10_000} 万字")

    def refusal(self, what: str) -> AppError:
        """Return the error that says what there is too much of."""
        message = f"“{self._name}”{what}，不像一份报告，没有读入。{UNHARMED}请只保留报告正文，另存后再选那个文件。"
        return AppError("too_large", message)
