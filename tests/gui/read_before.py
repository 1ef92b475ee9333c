"""Readings that begin with what was read before: reading depends on the text alone, so tests need not repeat it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.validation.inspection import Readings

Known = dict[Callable[[str], Any], dict[str, Any]]


class ReadBefore(Readings):
    """Readings with a copy of their own of what is known; what they read is not seen by others."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = {reader: dict(texts) for reader, texts in known.items()}

    @property
    def known(self) -> Known:
        """What was read, by reader and text."""
        return self._known
