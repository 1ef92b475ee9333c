"""Starts the program: arguments, platform, language, fonts, theme, window."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.fonts import interface_font
from gui.icons import application_icon
from gui.theme import apply_theme, current_theme

if TYPE_CHECKING:
    from gui.main_window import MainWindow

PROGRAM = "自评"


def make_application(arguments: Sequence[str] = (), text_percent: int = 100) -> QApplication:
    """Return the application, in Chinese, with its fonts and colours; the running one if there is one."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    _choose_input_method()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(["ziping", *arguments])
    application.setApplicationName("ziping")
    application.setApplicationDisplayName(PROGRAM)
    application.setStyle("Fusion")
    # The translation is named by file: QLocale, with its hundreds of languages, would cost the start 40 ms.
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    application.setFont(interface_font(text_percent))
    application.setWindowIcon(application_icon())
    apply_theme(application, current_theme())
    return application


def _choose_input_method() -> None:
    # The Qt wheels bring only ibus and compose; under fcitx without its plugin no Chinese could be typed, and
    # fcitx 5 answers for ibus as well.
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
        if not any("fcitx" in plugin.name for plugin in plugins.glob("*")):
            os.environ["QT_IM_MODULE"] = "ibus"


def _has_screen() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return os.environ.get("QT_QPA_PLATFORM") != "offscreen"
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window; returns the exit code."""
    parser = argparse.ArgumentParser(prog="ziping-gui", description="部门整体支出绩效自评报告编制程序", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="显示这段说明")
    parser.add_argument("file", nargs="?", type=Path, help="要打开的报告（.ziping）")
    parser.add_argument("--sample", action="store_true", help="打开示例报告；没有图形界面时导出示例并画出窗口")
    parser.add_argument("--out", type=Path, default=Path("out"), help="示例报告和导出文件放在哪个文件夹（默认 out）")
    options = parser.parse_args(arguments)
    screen = _has_screen()
    if not screen:
        if not options.sample:
            print("没有图形界面，窗口打不开。命令行程序 ziping 可以在没有图形界面时使用。", file=sys.stderr)
            return 2
        print("没有图形界面，改为在后台完成：导入示例报告、导出、画出窗口。")
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.settings import Settings

    application = make_application(text_percent=Settings().text_percent())
    if not screen:
        from gui.headless import run_headless

        return run_headless(application, make_window(), options.out)
    window = make_window()
    _catch_bugs(window)
    window.start(options.file or (_sample(options.out) if options.sample else None))
    return application.exec()


def make_window() -> MainWindow:
    """Return the main window, not yet shown.

    What is loaded on the way stays for good, so the collector is kept from walking through it again and again.
    """
    gc.disable()
    from gui.main_window import MainWindow
    from gui.settings import Settings

    window = MainWindow(Settings())
    gc.freeze()
    gc.enable()
    return window


def _catch_bugs(window: MainWindow) -> None:
    from gui.crash import catch_bugs, start_log

    start_log()
    catch_bugs(window.prompts)


def _sample(folder: Path) -> Path:
    from gui.samples import sample_report

    return sample_report(folder)
