"""The text of a manuscript file of any kind, as the intake reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.intake.allowance import IF_LARGER, LARGEST_FILE
from core.intake.file_bytes import read_bytes
from core.intake.file_kind import Reader, kind_of
from core.intake.manuscript_file import read_manuscript, text_of
from core.intake.text_file import text_of_bytes


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as plain text. `unread` says in sentences what of it could not be read."""

    text: str
    unread: tuple[str, ...] = ()


def read_source(path: Path) -> SourceText:
    """Return a text file as it stands, any other manuscript as plain text; raises `AppError` as `read_manuscript` does.

    The intake joins lines itself, and tells by them where a field of the cover ends.
    """
    manuscript = read_manuscript(path)
    data = read_bytes(path, LARGEST_FILE, IF_LARGER)
    if kind_of(data, path.suffix).reader is Reader.TEXT:
        return SourceText(text_of_bytes(data, path, "校核"))
    return SourceText(text_of(manuscript), manuscript.unread)
