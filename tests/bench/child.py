"""What is measured in a process of its own: an empty window, the program with the sample, a first export."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def _empty_window() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.show()
    application.processEvents()


def _program(path: str) -> None:
    from gui.app import make_application
    from gui.main_window import MainWindow
    from gui.settings import Settings

    application = make_application()
    window = MainWindow(Settings())
    window.show()
    window.open_report(Path(path))
    application.processEvents()


def _memory(path: str) -> None:
    from gui.app import make_application
    from gui.main_window import MainWindow
    from gui.settings import Settings

    application = make_application()
    window = MainWindow(Settings())
    window.show()
    window.open_report(Path(path))
    assert window.workspace is not None
    for index in range(window.workspace.tabs.count()):
        window.workspace.show_tab(index)
        application.processEvents()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    print(int(resident.split()[1]) / 1024)


def _export(path: str, kind: str) -> None:
    from core.export.report import Format, export_report
    from core.progress import SilentProgress
    from core.session import Session

    with Session.open(Path(path), read_only=True) as session:
        report = session.report
    folder = Path(path).parent
    for _ in range(2):
        start = time.perf_counter()
        export_report(report, folder, [Format(kind)], SilentProgress())
        print(time.perf_counter() - start)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["empty"]:
            _empty_window()
        case ["program", path]:
            _program(path)
        case ["memory", path]:
            _memory(path)
        case ["export", path, kind]:
            _export(path, kind)
