"""What widgets receive instead of reaching for globals."""

from __future__ import annotations

from dataclasses import dataclass

from gui.live import LiveReport
from gui.prompts import Prompts
from gui.theme import Theme


@dataclass(frozen=True)
class Context:
    """The open report, the ways to ask the user, and the colours."""

    live: LiveReport
    prompts: Prompts
    theme: Theme
