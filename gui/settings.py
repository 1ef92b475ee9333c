"""What the program remembers between runs: recent reports, the last folder, the window's place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.paths import user_data_folder

_RECENT = 8
TEXT_PERCENTS = (90, 100, 110, 125, 150)
"""The sizes of the window's type that can be chosen."""


class Settings:
    """Settings in one ini file of the user's profile; a broken file counts as empty."""

    def __init__(self, path: Path | None = None) -> None:
        file = path or user_data_folder() / "settings.ini"
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def recent_reports(self) -> list[Path]:
        """Return the reports opened last, newest first; those that are gone are left out."""
        stored = self._store.value("recent", [])
        names = stored if isinstance(stored, list) else [stored]
        return [Path(name) for name in names if isinstance(name, str) and name and Path(name).is_file()]

    def remember_report(self, path: Path) -> None:
        """Put a report at the head of the recent ones."""
        resolved = path.resolve()
        others = [known for known in self.recent_reports() if known != resolved]
        self._store.setValue("recent", [str(item) for item in [resolved, *others][:_RECENT]])

    def last_folder(self) -> Path:
        """Return the folder that the last file dialog ended in, else the user's own."""
        stored = self._store.value("last_folder", "")
        folder = Path(str(stored)) if stored else Path.home()
        return folder if folder.is_dir() else Path.home()

    def remember_folder(self, folder: Path) -> None:
        """Remember the folder that a file dialog ended in."""
        self._store.setValue("last_folder", str(folder))

    def person(self) -> str:
        """Return the name under which findings were accepted last."""
        return str(self._store.value("person", ""))

    def remember_person(self, name: str) -> None:
        """Remember the name under which findings are accepted."""
        self._store.setValue("person", name)

    def preview_beside(self) -> bool:
        """Return whether the preview stands beside the editor where there is room for it."""
        return str(self._store.value("preview_beside", "true")) == "true"

    def remember_preview_beside(self, shown: bool) -> None:
        """Remember whether the preview stands beside the editor."""
        self._store.setValue("preview_beside", "true" if shown else "false")

    def knows_the_way(self) -> bool:
        """Return whether the tour was taken or waved away, or a report was opened before."""
        return str(self._store.value("toured", "")) == "true" or bool(self.recent_reports())

    def remember_tour(self) -> None:
        """Remember that the tour need not be offered again."""
        self._store.setValue("toured", "true")

    def examples_shown(self) -> bool:
        """Return whether the examples beside the parts are folded out."""
        return str(self._store.value("examples", "")) == "true"

    def remember_examples_shown(self, shown: bool) -> None:
        """Remember whether the examples are folded out."""
        self._store.setValue("examples", "true" if shown else "false")

    def text_percent(self) -> int:
        """Return how large the window's type is, in per cent of the usual; one of `TEXT_PERCENTS`."""
        stored = str(self._store.value("text_percent", ""))
        return int(stored) if stored.isdecimal() and int(stored) in TEXT_PERCENTS else 100

    def remember_text_percent(self, percent: int) -> None:
        """Remember how large the window's type is."""
        self._store.setValue("text_percent", percent)

    def geometry(self) -> QByteArray | None:
        """Return the window's place and size when it was closed last."""
        stored = self._store.value("geometry")
        return stored if isinstance(stored, QByteArray) else None

    def remember_geometry(self, geometry: QByteArray) -> None:
        """Remember the window's place and size."""
        self._store.setValue("geometry", geometry)
