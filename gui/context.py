"""What widgets receive instead of reaching for globals."""

from __future__ import annotations

from dataclasses import dataclass, field

from gui.highlights import Highlights
from gui.live import LiveReport
from gui.prompts import Prompts
from gui.settings import Settings
from gui.theme import Theme


@dataclass(frozen=True)
class Context:
    """The open report, the ways to ask the user, the colours, what is remembered, and what is lit."""

    live: LiveReport
    prompts: Prompts
    theme: Theme
    settings: Settings
    highlights: Highlights = field(default_factory=Highlights)
