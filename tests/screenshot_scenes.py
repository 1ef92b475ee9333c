"""The scenes that `make screenshots` draws: start page, tabs of three reports, dialogs, the folded panel."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from core.intake.text import import_text
from core.intake.text_file import read_text_file
from core.model.change import Entry
from core.paths import resource_path
from core.session import Session
from core.standard.catalog import bundled_standards, find_standard
from gui.check_window import CheckWindow
from gui.dialogs.new_report import NewReportDialog
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import DARK, LIGHT, apply_theme
from tests.screenshot_copies import draw_copies
from tests.screenshot_evidence import draw_evidence
from tests.screenshot_export import draw_export
from tests.screenshot_findings import draw_check_window, draw_findings
from tests.screenshot_help import draw_help, draw_tour
from tests.screenshot_history import draw_history
from tests.screenshot_last_year import draw_last_year
from tests.screenshot_links import draw_links
from tests.screenshot_parts import draw_parts
from tests.screenshot_preview import draw_preview
from tests.screenshot_quotes import draw_quotes

_ROUNDS = 6


class Scenes:
    """Draws one set of pictures at a size and in a theme."""

    def __init__(self, application: QApplication, folder: Path, out: Path) -> None:
        self._application = application
        self._folder = folder
        self._out = out
        standard = find_standard("foshan-2020")
        self._reports = {"empty": folder / "空白报告.ziping"}
        Session.create(self._reports["empty"], standard).close()
        for name in ("sample", "sample-faults"):
            text = read_text_file(resource_path("samples", f"{name}.txt"))
            extra: list[tuple[str, Entry]] = []
            if name == "sample-faults":
                extra = [("left_over/1", Entry("附：本表由各科室汇总。", source="汇总稿.txt 第 12 行", position=1))]
            self._reports[name] = folder / f"{name}.ziping"
            entries: Iterable[tuple[str, Entry]] = (*import_text(text, standard, f"{name}.txt").entries, *extra)
            Session.create(self._reports[name], standard, entries).close()
        self._faulty = self._reports["sample-faults"].read_bytes()

    def _restore(self) -> None:
        """Give the next set of pictures the report as it was."""
        self._reports["sample-faults"].write_bytes(self._faulty)

    def draw(self, width: int, height: int, *, dark: bool) -> None:
        """Draw every scene."""
        theme = DARK if dark else LIGHT
        apply_theme(self._application, theme)
        prefix = f"{'dark' if dark else 'light'}-{width}x{height}"
        window = MainWindow(Settings(self._folder / "settings.ini"))
        window.use_theme(theme)
        window.resize(width, height)
        window.start(None)
        self._save(window, f"{prefix}-start")
        for name, path in self._reports.items():
            window.open_report(path)
            assert window.workspace is not None
            for index in range(window.workspace.tabs.count()):
                window.workspace.show_tab(index)
                self._save(window, f"{prefix}-{name}-tab{index + 1}")
            window.workspace.show_progress()
            self._save(window, f"{prefix}-{name}-progress")
            if name == "sample":
                draw_links(self._application, window, prefix, self._save)
                draw_evidence(self._application, window, self._folder, prefix, self._save)
                draw_quotes(window, prefix, self._save)
                draw_preview(self._application, window, prefix, self._save)
                draw_history(self._application, window, self._folder, prefix, self._save)
                draw_copies(self._application, window, self._folder, prefix, self._save)
            window.finding_actions.on_finding_next()
            self._save(window, f"{prefix}-{name}-finding")
        window.finding_actions.on_toggle_panel()
        self._save(window, f"{prefix}-folded")
        window.finding_actions.on_toggle_panel()
        assert window.workspace is not None
        draw_export(window, self._folder, prefix, self._save)
        new = NewReportDialog(window.prompts, bundled_standards(), self._folder)
        new.show()
        self._save(new, f"{prefix}-new")
        new.close()
        draw_help(window, prefix, self._save)
        draw_findings(self._application, window, theme, prefix, self._save)
        draw_tour(window, prefix, self._save)
        draw_last_year(window, self._reports["sample"], self._folder, prefix, self._save)
        draw_parts(window, self._reports["sample"], self._folder, prefix, self._save)
        window.close()
        other = CheckWindow(window.prompts, theme)
        other.resize(width, height)
        other.show()
        draw_check_window(self._application, other, self._folder, prefix, self._save)
        self._restore()

    def _save(self, widget: QWidget, name: str) -> None:
        for _ in range(_ROUNDS):
            self._application.processEvents()
        widget.grab().save(str(self._out / f"{name}.png"))
