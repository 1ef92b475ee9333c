"""Evidence (佐证材料): what is said of each file that bears out the report; its bytes lie in the file's own table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.model import address
from core.model.change import Entry

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WHOLE = re.compile(r"[0-9]{1,15}")
_LAST = 10**9
KEY_LENGTH = 16
"""Hexadecimal digits of the hash that name the evidence."""


class EvidenceKind(StrEnum):
    """What a file is by its content; the value is the ending of its name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WORD = "docx"
    EXCEL = "xlsx"

    @property
    def words(self) -> str:
        """What the user calls it."""
        return _WORDS[self]

    @property
    def is_picture(self) -> bool:
        """Whether it is a single picture."""
        return self in (EvidenceKind.JPEG, EvidenceKind.PNG)

    @property
    def is_shown(self) -> bool:
        """Whether the program itself can show it."""
        return self is EvidenceKind.PDF or self.is_picture


_WORDS = {
    EvidenceKind.PDF: "PDF",
    EvidenceKind.JPEG: "图片",
    EvidenceKind.PNG: "图片",
    EvidenceKind.WORD: "Word",
    EvidenceKind.EXCEL: "Excel",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file: what it is called, what it is, and what it bears out.

    `size` is in bytes; `pages` are the sheets of a workbook, and `None` where nobody can count them. `indicators` holds
    ids.
    """

    key: str
    title: str
    file_name: str
    sha256: str
    size: int
    kind: EvidenceKind | None
    pages: int | None
    indicators: tuple[str, ...]
    note: str
    position: int

    @property
    def pages_words(self) -> str:
        """How many pages it has, in words; empty where that is not known."""
        if self.pages is None:
            return ""
        return f"{self.pages} 张表" if self.kind is EvidenceKind.EXCEL else f"{self.pages} 页"


def evidence_in(entries: Mapping[str, Entry]) -> tuple[Evidence, ...]:
    """Return the evidence that entries tell of, in order; a file from outside may say anything of it."""
    fields: dict[str, dict[str, str]] = {}
    for where, entry in entries.items():
        pieces = where.split("/")
        if pieces[0] == address.EVIDENCE and len(pieces) == 3:
            fields.setdefault(pieces[1], {})[pieces[2]] = entry.value
    found = [_evidence(key, said) for key, said in fields.items()]
    return tuple(sorted(found, key=lambda item: (item.position, item.key)))


def _evidence(key: str, said: Mapping[str, str]) -> Evidence:
    kind, sha256 = said.get("kind", ""), said.get("sha256", "")
    position = _whole(said.get("position", ""))
    return Evidence(
        key=key,
        title=said.get("title", ""),
        file_name=said.get("file_name", ""),
        sha256=sha256 if _SHA256.fullmatch(sha256) else "",
        size=_whole(said.get("size", "")) or 0,
        kind=EvidenceKind(kind) if kind in list(EvidenceKind) else None,
        pages=_whole(said.get("pages", "")),
        indicators=tuple(dict.fromkeys(said.get("indicators", "").split())),
        note=said.get("note", ""),
        position=_LAST if position is None else position,
    )


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def size_words(size: int) -> str:
    """Return a number of bytes in words: 860 KB, 12.3 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB" if size else "0 KB"
    return f"{size / 1_000_000:.1f} MB"
