"""Pictures of the export dialog in all its faces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QRadioButton, QStackedWidget, QWidget

from core.document.public_copy import Remaining, Removed
from core.document.version import Version
from core.export.release import OpenErrorsError, errors_among
from core.export.report import Exported
from core.model.change import Entry
from gui.dialogs.export import ExportDialog
from gui.dialogs.export_result import ExportResult
from gui.main_window import MainWindow

_PHONE = "0757-83312345"
_FONTS = (
    "标题：本机没有方正小标宋简体，用随程序附带的思源宋体（粗）代替",
    "一级标题：黑体（simhei.ttf）",
    "正文：本机没有仿宋_GB2312，用随程序附带的Fandol 仿宋代替",
    "字体里没有 “丂”（U+4E02），PDF 中印作“□”",
)


def _faces(dialog: ExportDialog) -> QStackedWidget:
    return next(iter(dialog.findChildren(QStackedWidget)))


def _result(dialog: ExportDialog) -> ExportResult:
    face = _faces(dialog).widget(2)
    assert isinstance(face, ExportResult)
    return face


def _choose(dialog: ExportDialog, version: Version) -> None:
    radios: list[QRadioButton] = list(dialog.findChildren(QRadioButton))
    next(radio for radio in radios if radio.objectName() == f"version-{version.value}").setChecked(True)


def draw_export(window: MainWindow, folder: Path, prefix: str, save: Callable[[QWidget, str], None]) -> None:
    """Draw the choices without and with errors, the work, and every end."""
    assert window.workspace is not None
    context = window.workspace.context
    dialog = ExportDialog(context, folder)
    dialog.show()
    save(dialog, f"{prefix}-export")
    faces = _faces(dialog)
    faces.setCurrentIndex(1)
    save(dialog, f"{prefix}-export-working")
    result = _result(dialog)
    faces.setCurrentWidget(result)
    names = [folder / f"某某局2020年度部门整体支出绩效自评报告（公开）.{kind}" for kind in ("pdf", "docx", "xlsx")]
    places = ("封面 · 联系电话", "绩效自评结果及指标分析 · 资金管理情况", "资金管理情况 · 扣分原因")
    removed = tuple(Removed("联系电话", "cover/phone", place, _PHONE) for place in places)
    remaining = (Remaining("电话号码", "cover/head", "部门基本情况 · 机构设置", "13800138000"),)
    result.show_exported(Exported(tuple(names), removed, remaining, _FONTS), Version.PUBLIC)
    save(dialog, f"{prefix}-export-public")
    result.show_exported(Exported(tuple(names)), Version.FINAL)
    save(dialog, f"{prefix}-export-final")
    dialog.close()
    for where in ("spending/project/final", "spending/total/initial", "indicator/funds/score"):
        context.live.put("填写", {where: Entry("1")})
    report, errors = context.live.report, errors_among(context.live.findings)
    dialog = ExportDialog(context, folder)
    dialog.show()
    save(dialog, f"{prefix}-export-errors")
    _choose(dialog, Version.FINAL)
    save(dialog, f"{prefix}-export-errors-final")
    refused = _result(dialog)
    _faces(dialog).setCurrentWidget(refused)
    refused.show_end("没有导出", OpenErrorsError(Version.FINAL, report, errors).message)
    save(dialog, f"{prefix}-export-refused")
    dialog.close()
    for _ in range(3):
        context.live.undo()
