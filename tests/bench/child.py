"""What is measured in a process of its own: an empty window, the program with the sample, a first export."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def _empty_window(started: float) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.show()
    # Lays out and paints; timers wait.
    application.sendPostedEvents()
    print(time.monotonic() - started)


def _program(started: float, path: str) -> None:
    from gui.app import make_application, make_window

    application = make_application()
    window = make_window()
    window.start(Path(path))
    application.sendPostedEvents()
    print(time.monotonic() - started)
    application.processEvents()
    assert window.workspace is not None
    assert window.workspace.context.live.checked
    print(time.monotonic() - started)


def _memory(path: str) -> None:
    from gui.app import make_application, make_window

    application = make_application()
    window = make_window()
    window.start(Path(path))
    assert window.workspace is not None
    for index in range(window.workspace.tabs.count()):
        window.workspace.show_tab(index)
        application.processEvents()
    # The preview is read as well: its pages are set beside the window, and drawn in it.
    pane = window.workspace.preview.show()
    while pane.view.image(0) is None:
        application.processEvents()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    print(int(resident.split()[1]) / 1024)
    window.close()


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


def _long(path: str) -> None:
    """Print how much longer than ten times the report a report takes that is ten times as long, and its pages."""
    from dataclasses import replace

    import pypdfium2

    from core.document.build import build_document
    from core.export.pdf.writer import pdf_bytes
    from core.session import Session

    with Session.open(Path(path), read_only=True) as session:
        document = build_document(session.report)
    pdf_bytes(document)
    start = time.perf_counter()
    pdf_bytes(document)
    middle = time.perf_counter()
    content = pdf_bytes(replace(document, body=document.body * 10))
    end = time.perf_counter()
    print((end - middle) / (10 * (middle - start)))
    with pypdfium2.PdfDocument(content) as pdf:
        print(len(pdf))


if __name__ == "__main__":
    # A test tool brings numpy, which the product's libraries would load if they found it; the product has none.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    match sys.argv[1:]:
        case ["empty", started]:
            _empty_window(float(started))
        case ["program", started, path]:
            _program(float(started), path)
        case ["memory", _, path]:
            _memory(path)
        case ["export", _, path, kind]:
            _export(path, kind)
        case ["long", _, path]:
            _long(path)
