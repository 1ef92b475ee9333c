"""The double of the prompts port: answers from lists, and keeps what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass
class RecordingPrompts:
    """Answers in turn; a question without an answer laid ready is a failure of the test."""

    paths: list[Path | None] = field(default_factory=list)
    several: list[list[Path]] = field(default_factory=list)
    confirmations: list[bool] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)
    printers: list[QPrinter | None] = field(default_factory=list)

    def open_path(self, title: str, pattern: str) -> Path | None:
        self.asked.append((title, pattern))
        return self.paths.pop(0)

    def open_paths(self, title: str, pattern: str) -> list[Path]:
        self.asked.append((title, pattern))
        return self.several.pop(0)

    def save_path(self, title: str, suggested: str, pattern: str) -> Path | None:
        self.asked.append((title, pattern))
        self.suggested.append(suggested)
        return self.paths.pop(0)

    def folder(self, title: str) -> Path | None:
        self.asked.append((title, ""))
        return self.paths.pop(0)

    def confirm(self, title: str, text: str, accept: str) -> bool:
        self.asked.append((title, text))
        return self.confirmations.pop(0)

    def tell(self, title: str, text: str) -> None:
        self.told.append((title, text))

    def show_in_desktop(self, path: Path) -> None:
        self.shown.append(path)

    def printer(self, title: str, pages: int) -> QPrinter | None:
        self.asked.append((title, str(pages)))
        return self.printers.pop(0)
