"""Where a title that needs two lines reads best when broken."""

from __future__ import annotations

from collections.abc import Iterator

_PHRASES = ("部门整体支出", "整体支出", "自评报告")


def title_halves(title: str) -> Iterator[tuple[str, str]]:
    """Yield the two lines that a title may be broken into, the best first."""
    for phrase in _PHRASES:
        at = title.rfind(phrase)
        if at > 0:
            yield title[:at], title[at:]
