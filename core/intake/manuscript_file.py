"""A file that somebody chose as a manuscript: text, Word or PDF, whatever its name says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from core.errors import AppError
from core.intake.allowance import IF_LARGER, LARGEST_FILE, LONGEST_PARAGRAPH, MOST_CHARACTERS, Allowance
from core.intake.file_bytes import UNHARMED, read_bytes
from core.intake.file_kind import Reader, kind_of
from core.intake.manuscript_docx import docx_manuscript
from core.intake.manuscript_pdf import pdf_manuscript
from core.intake.manuscript_text import text_manuscript
from core.intake.text_file import text_of_bytes
from core.model.manuscript import Grid, GridCell, Manuscript, Passage


def read_manuscript(path: Path) -> Manuscript:
    """Return a file as a manuscript, read as what its bytes are.

    Raises `AppError` with the code not_found, is_folder, unreadable, too_large, empty_file, encrypted, no_text,
    not_text, or other_kind for a file that is none of the three.
    """
    manuscript = _read(read_bytes(path, LARGEST_FILE, IF_LARGER), path)
    if max(map(_longest_text, manuscript.blocks), default=0) > LONGEST_PARAGRAPH:
        raise Allowance(path.name).refusal(f"里有一段文字超过 {LONGEST_PARAGRAPH // 10_000} 万字")
    return manuscript


def _read(data: bytes, path: Path) -> Manuscript:
    kind = kind_of(data, path.suffix)
    match kind.reader:
        case Reader.WORD:
            return docx_manuscript(data, path.name)
        case Reader.PDF:
            return pdf_manuscript(data, path.name)
        case Reader.TEXT:
            # Before it is decoded, which takes its time: no character has more bytes. Bytes that are zero tell at once.
            if len(data) > 4 * MOST_CHARACTERS and b"\x00" not in data:
                raise Allowance(path.name).too_many_characters()
            return text_manuscript(text_of_bytes(data, path, "校核"), path.name)
        case Reader.NONE:
            message = f"“{path.name}”{kind.said}，没有读入。{UNHARMED}{kind.advice}"
            raise AppError("encrypted" if kind.encrypted else "other_kind", message)


def _longest_text(block: Passage | Grid) -> int:
    if isinstance(block, Passage):
        return len(block.text)
    return max((len(cell.text) for row in block.rows for cell in row), default=0)


def text_of(manuscript: Manuscript) -> str:
    """Return a manuscript as plain text: a paragraph a line, a table's rows with tabs.

    A table's title and unit stand above it, once, even where they are no paragraphs of their own.
    """
    lines: list[str] = []
    for before, block in pairwise((None, *manuscript.blocks)):
        if isinstance(block, Passage):
            lines.append(block.text)
        elif isinstance(block, Grid):
            lines += _caption(block, before, lines)
            lines += ("\t".join(map(_on_one_line, row)).rstrip("\t") for row in block.rows)
    return "".join(f"{line}\n" for line in lines if line)


def _caption(grid: Grid, before: Passage | Grid | None, lines: list[str]) -> list[str]:
    """Return the lines that a table's caption still lacks."""
    unit = f"单位：{grid.unit}"
    above = lines[-2:] if isinstance(before, Passage) else []
    has_unit = not grid.unit or any(grid.unit in line and "单位" in line for line in above)
    return [*([] if not grid.title or grid.title in above else [grid.title]), *([] if has_unit else [unit])]


def _on_one_line(cell: GridCell) -> str:
    return " ".join(cell.text.split())
