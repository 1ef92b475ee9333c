"""Where the program's own files lie, and where the user's do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_CORE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Return the path of a bundled resource, in an installed program as in a checkout."""
    installed = _CORE / "_resources"
    root = installed if installed.is_dir() else _CORE.parent / "resources"
    return root.joinpath(*parts)


def user_data_folder() -> Path:
    """Return the folder of the user's profile for settings and logs; it may not exist yet."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "ziping"
