"""How exported Word and Excel files mark figures and texts with their addresses, so that a copy can be read back."""

from __future__ import annotations

import hashlib
import re

# What the first row of the hidden sheet of a workbook begins with, and how that sheet is arranged.
MAP_MARK = "ziping-workbook"
MAP_VERSION = 1
# Word's own limits. A bookmark's name knows only letters, figures and _; one that begins with _ is not listed.
_LONGEST_TAG = 64
_LONGEST_BOOKMARK = 40
_FOREIGN = re.compile(r"[^A-Za-z0-9]")


def control_tag(address: str) -> str:
    """Return the tag of the content control that holds what stands at an address: the address, cut if too long."""
    if len(address) <= _LONGEST_TAG:
        return address
    ending = f"~{_digest(address)}"
    return address[: _LONGEST_TAG - len(ending)] + ending


def bookmark_name(address: str) -> str:
    """Return the name of the bookmark around the paragraph of an address; no two addresses have the same."""
    ending = f"_{_digest(address)}"
    return f"_{_FOREIGN.sub('_', address)}"[: _LONGEST_BOOKMARK - len(ending)] + ending


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:8]
