"""What a maintainer asks first, in a few lines: versions, screen, type; nothing of a report, no name, no path."""

from __future__ import annotations

import platform
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from core.version import PROGRAM, VERSION
from gui.fonts import narrative_font

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def diagnostics(window: MainWindow) -> str:
    """Return the lines."""
    screen = window.screen()
    size = screen.size()
    style = QApplication.style().objectName()
    lines = [
        f"{PROGRAM} {VERSION}",
        f"系统：{platform.platform()}",
        f"Python {platform.python_version()}，Qt {qVersion()}，{QGuiApplication.platformName()}，{style}",
        f"屏幕：{size.width()}×{size.height()}，缩放 {screen.devicePixelRatio():.0%}，"
        f"界面文字 {window.settings.text_percent()}%",
        f"字体：{QFontInfo(QApplication.font()).family()}，正文 {QFontInfo(narrative_font()).family()}",
    ]
    workspace = window.workspace
    if workspace is not None:
        live = workspace.context.live
        codes = Counter(finding.rule for finding in live.findings)
        lines += [
            f"指标体系：{live.standard.id} 第 {live.standard.version} 版，{'只读' if live.read_only else '可修改'}",
            f"报告：{len(live.report.entries)} 项内容，"
            f"{sum(len(entry.value) for entry in live.report.entries.values())} 字",
            "校核结果：" + ("、".join(f"{code}×{count}" for code, count in sorted(codes.items())) or "没有问题"),
        ]
    return "\n".join(line for line in lines if line)
