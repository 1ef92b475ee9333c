"""Pulling the plug: what the window called saved is there again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from core.session import Session

CHILD = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from gui.app import make_application, make_window
from gui.widgets.figure_table_view import FigureTableView
from gui.widgets.fields import LineField
application = make_application()
window = make_window()
window.start(Path(sys.argv[1]))
workspace = window.workspace
head = next(field for field in workspace.findChildren(LineField) if field.property("address") == "cover/head")
head.selectAll()
QTest.keyClicks(head, "Somebody")
workspace.reveal("spending/project/final")
table = workspace.findChild(FigureTableView)
QTest.keyClicks(table, "1")
from PySide6.QtWidgets import QLineEdit
editor = table.findChild(QLineEdit)
QTest.keyClicks(editor, "234.56")
from PySide6.QtCore import Qt
QTest.keyClick(editor, Qt.Key.Key_Return)
application.processEvents()
print(window.status_line.saved.text(), flush=True)
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of POSIX systems")
def test_a_kill_after_saving_loses_nothing(report_file: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-c", CHILD, str(report_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline().startswith("✓ 已保存")
        child.send_signal(signal.SIGKILL)
    with Session.open(report_file) as session:
        assert session.report.amount("spending/project/final") == Decimal(12345600)
        assert session.report.text("cover/head") == "Somebody"
        assert session.can_undo
