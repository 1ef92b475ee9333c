"""The scenes of reading an edited Word copy back: changes with a conflict, a copy of another unit, nothing, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from gui.dialogs.read_back import ReadBackDialog
from gui.main_window import MainWindow
from tests.core.intake.word_copies import (
    after,
    exported,
    moved,
    new_paragraph,
    replaced,
    rewritten,
    split_at,
    unchanged,
    without_paragraph,
)

Save = Callable[[QWidget, str], None]
_FINAL = "spending/personnel/final"


def draw_copies(application: QApplication, window: MainWindow, folder: Path, prefix: str, save: Save) -> None:
    """Draw the dialog over the sample report."""
    assert window.workspace is not None
    live = window.workspace.context.live
    content = exported(live.report)

    def edited(text: str) -> str:
        for change in (
            replaced((">1,920.16<", ">1,921.16<"), (">196.84<", ">198.00<"), (">2,117.00<", ">2,119.16<")),
            replaced(("组织推进政务数据的归集、治理、共享和开放", "统筹推进政务数据的归集、共享和开放")),
            after("管理评标专家库", new_paragraph("承担“一网通办”的宣传推广，定期公布各县（区）的办件情况。")),
            without_paragraph("完成市委、市政府交办的其他任务"),
            split_at("下属事业单位"),
            moved("受理企业和群众对政务服务的投诉举报", "统筹全市一体化政务服务平台建设"),
        ):
            try:
                text = change(text)
            except AssertionError:
                continue
        return text

    path = folder / "云川市政务服务局自评报告（局长改）.docx"
    path.write_bytes(rewritten(content, edited))
    figure = live.report.entries[_FINAL]
    live.put("", {_FINAL: None})
    _draw(application, window, path, f"{prefix}-read-back", save)
    path.write_bytes(rewritten(content, edited, without_base=True))
    _draw(application, window, path, f"{prefix}-read-back-doubt", save)
    live.put("", {_FINAL: figure})
    path.write_bytes(rewritten(content, unchanged))
    _draw(application, window, path, f"{prefix}-read-back-nothing", save)
    path.write_bytes(content[:600])
    _draw(application, window, path, f"{prefix}-read-back-refused", save)


def _draw(application: QApplication, window: MainWindow, path: Path, name: str, save: Save) -> None:
    assert window.workspace is not None
    dialog = ReadBackDialog(window.workspace.context, path, window)
    dialog.show()
    dialog.start()
    if name.endswith("read-back"):
        save(dialog, f"{name}-reading")
    assert dialog.task is not None
    dialog.task.wait()
    save(dialog, name)
    dialog.close()
