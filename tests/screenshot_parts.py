"""Pictures of parts given to offices: choosing, the file at the office, merging with a conflict, the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.handing_out import give_out
from core.model.change import Entry
from core.session import Session
from gui.dialogs.export import ExportDialog
from gui.dialogs.give_out import GiveOutDialog
from gui.dialogs.given_out import GivenOutDialog
from gui.dialogs.merge_part import MergePartDialog
from gui.main_window import MainWindow

Save = Callable[[QWidget, str], None]
_DUTIES = "narrative/overview/duties"
_NOW = datetime(2021, 3, 1, tzinfo=UTC)


def draw_parts(window: MainWindow, report: Path, folder: Path, prefix: str, save: Save) -> None:
    """Draw every dialog of giving out and merging, and a part that is open."""
    path = folder / "分工.ziping"
    with Session.open(report, read_only=True) as session:
        entries, standard = session.report.entries, session.report.standard
    Session.create(path, standard, entries.items(), replace=True).close()
    window.open_report(path)
    assert window.workspace is not None
    context = window.workspace.context
    live = context.live
    _draw_list(window, f"{prefix}-given-out-empty", save)
    out = folder / f"分工-{prefix}"
    part = give_out(live.session, "机关党委办公室（人事科）", {_DUTIES, "spending", "indicator/assets"}, out, _NOW)
    give_out(live.session, "财务科", {"spending", "narrative/overview/spending_use"}, out, _NOW)
    _draw_giving(window, out, prefix, save)
    live.put("", {f"{_DUTIES}/p1": Entry("我们先改过的职能，改得与科室不同。", position=1)})
    with Session.open(part) as session:
        session.put(
            "填写",
            {
                f"{_DUTIES}/p1": Entry("科室改写的职能。" * 12, position=1),
                f"{_DUTIES}/p2": None,
                f"{_DUTIES}/p99": Entry("新增的一项职能：指导各县（区）政务服务工作。", position=10**6),
                "spending/personnel/final": Entry("19200000"),
                "indicator/assets/reason": Entry("有一台设备没有贴标签。"),
                "waiver/CMP-003/k/reason": Entry("没有发生"),
            },
        )
    dialog = MergePartDialog(context, part, 1, 3, window)
    dialog.show()
    dialog.start()
    assert dialog.task is not None
    dialog.task.wait()
    save(dialog, f"{prefix}-merge-part")
    dialog.close()
    dialog = MergePartDialog(context, give_out(live.session, "办公室", {"cover"}, out, _NOW), parent=window)
    dialog.show()
    dialog.start()
    assert dialog.task is not None
    dialog.task.wait()
    save(dialog, f"{prefix}-merge-part-nothing")
    dialog.close()
    _draw_list(window, f"{prefix}-given-out", save)
    window.open_report(part)
    assert window.workspace is not None
    for index in range(window.workspace.tabs.count()):
        window.workspace.show_tab(index)
        save(window, f"{prefix}-part-tab{index + 1}")
    export = ExportDialog(window.workspace.context, out, window)
    export.show()
    save(export, f"{prefix}-part-export")
    export.close()


def _draw_giving(window: MainWindow, folder: Path, prefix: str, save: Save) -> None:
    assert window.workspace is not None
    dialog = GiveOutDialog(window.workspace.context, window)
    dialog.show()
    save(dialog, f"{prefix}-give-out")
    dialog.office.setText("财务科")
    dialog.folder.setText(str(folder / "发给科室"))
    dialog.tick("cover")
    dialog.tick("indicator/assets")
    save(dialog, f"{prefix}-give-out-chosen")
    dialog.close()


def _draw_list(window: MainWindow, name: str, save: Save) -> None:
    assert window.workspace is not None
    dialog = GivenOutDialog(window.workspace.context, window)
    dialog.show()
    save(dialog, name)
    dialog.close()
