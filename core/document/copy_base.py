"""What an exported Word file remembers of the report that it was made of, so that an edited copy can be compared.

It holds digests, never texts: what was deleted from a copy before it was published cannot be read out of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NAMESPACE = "urn:ziping:export:1"
ROOT, VALUE, WORDS = "export", "value", "words"


@dataclass(frozen=True, slots=True)
class PrintedThen:
    """What was printed at an address at the time of the export."""

    digest: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class CopyBase:
    """The report that a copy was made of, and what it printed, in reading order.

    `words` are the digests of paragraphs without an address: captions, units, who signs.
    """

    standard: str
    unit: str
    fiscal_year: str
    values: Mapping[str, PrintedThen] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
