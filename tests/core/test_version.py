"""The version that papers state is that of the package."""

from __future__ import annotations

import tomllib
from pathlib import Path

from core.version import VERSION


def test_the_version_is_the_packages_own() -> None:
    settings = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(settings)["project"]["version"] == VERSION
