"""The program's name and version, as its papers state them."""

from __future__ import annotations

PROGRAM = "自评"
VERSION = "0.1.0"
