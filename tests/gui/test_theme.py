"""The colours can be read: contrast of at least 4.5 for every colour that words are written in."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from gui.theme import DARK, LIGHT, Theme


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    shown = QColor(colour)
    channels = (shown.redF(), shown.greenF(), shown.blueF())
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "second", "accent", "error", "warning", "hint", "good"])
@pytest.mark.parametrize("ground", ["ground", "paper", "computed"])
def test_words_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on_accent", "accent"),
        ("ink", "selected"),
        ("ink", "hover"),
        ("second", "hover"),
        ("accent", "hover"),
        ("ink", "checked"),
        ("ink", "unchecked"),
    ],
)
def test_words_can_be_read_on_what_is_chosen_or_pointed_at(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5
