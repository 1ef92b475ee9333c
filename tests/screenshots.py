"""`make screenshots`: pictures of every tab, dialog and state, to be looked at; written to out/screenshots;
some of them become the manual's."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

_OUT = Path("out") / "screenshots"
_SIZES = ((1366, 768), (1920, 1080))


def main() -> int:
    """Draw everything at both sizes, light and dark."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gui.app import make_application
    from tests.manual_pictures import take_pictures
    from tests.screenshot_scenes import Scenes

    application = make_application()
    _OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scenes = Scenes(application, Path(folder), _OUT)
        for dark in (False, True):
            for width, height in _SIZES:
                scenes.draw(width, height, dark=dark)
    take_pictures(_OUT)
    print(f"已写出 {len(list(_OUT.glob('*.png')))} 张图：{_OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
