"""What every test runs in: a home of its own, no screen, no network, the same settings on every machine.

The clock is not patched here: code that needs the time takes it as an argument, and a test passes a fixed one.
"""

from __future__ import annotations

import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

_HOMES = tempfile.TemporaryDirectory(prefix="ziping-tests-")
_USER_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": ".runtime",
    "XDG_STATE_HOME": ".local/state",
}
# Settings of the developer's desktop that would change what Qt draws or how text is read.
_UNWANTED = ("LANGUAGE", "LC_ALL", "QT_IM_MODULE", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME")


def _user_folders(home: Path) -> dict[str, str]:
    """Make the folders of a user under `home`; return the environment variables that lead to them."""
    folders = {name: home / below for name, below in _USER_FOLDERS.items()}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    folders["XDG_RUNTIME_DIR"].chmod(0o700)  # Qt warns of any other mode
    return {name: str(folder) for name, folder in folders.items()}


# At import, before any test module can import Qt or look for the user's folders.
for _name in _UNWANTED:
    os.environ.pop(_name, None)
os.environ.update(_user_folders(Path(_HOMES.name) / "session"))
os.environ.update(LANG="C.UTF-8", QT_QPA_PLATFORM="offscreen", TZ="Asia/Shanghai")
if hasattr(time, "tzset"):
    time.tzset()

# The same examples in every run: a failure can be repeated, and a run of the build server says what mine says.
hypothesis.settings.register_profile("ziping", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("ziping")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test, so that settings and recent files of one never reach another."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in _user_folders(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection but to a socket of this machine's own file system, as the X server's."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a test tried to reach the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield
