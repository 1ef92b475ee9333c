"""What `--sample` does on a machine without a screen: sample in, exports and a picture of the window out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.export.report import Format, export_report
from core.progress import SilentProgress
from gui.main_window import MainWindow
from gui.samples import sample_report

_SIZE = (1366, 768)
_PICTURE = "窗口.png"


def run_headless(application: QApplication, window: MainWindow, folder: Path) -> int:
    """Export the sample to `folder`, draw the window there, and print what was written."""
    window.resize(*_SIZE)
    window.start(sample_report(folder))
    if window.workspace is None:
        return 2
    application.processEvents()
    exported = export_report(window.workspace.context.live.report, folder, tuple(Format), SilentProgress())
    picture = folder / _PICTURE
    window.grab().save(str(picture))
    window.close()
    for path in (*exported.paths, picture):
        print(f"已写出：{path}")
    return 0
