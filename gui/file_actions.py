"""The actions of the menu 文件, but for printing: new, open, import, export, close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import AppError
from core.session import Session
from core.standard.catalog import bundled_standards

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_PATTERN = "自评报告 (*.ziping)"
_TEXT_PATTERN = "文本文稿 (*.txt);;所有文件 (*)"


class FileActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def on_new(self) -> None:
        """Ask for a new report and open it."""
        from gui.dialogs.new_report import NewReportDialog

        window = self._window
        dialog = NewReportDialog(window.prompts, bundled_standards(), window.settings.last_folder(), window)
        if dialog.exec() and window.may_leave():
            window.create_report(dialog.path, dialog.standard, dialog.entries(), "新建报告")
        dialog.deleteLater()

    def on_open(self) -> None:
        """Ask for a report and open it."""
        path = self._window.prompts.open_path("打开报告", f"{_PATTERN};;所有文件 (*)")
        if path and self._window.may_leave():
            self._window.open_report(path)

    def on_import(self) -> None:
        """Ask for a text and where the report goes, then open what was read."""
        from core.export.report import safe_stem
        from core.intake.summary import summary_of
        from core.intake.text import import_text
        from core.intake.text_file import read_text_file

        window = self._window
        source = window.prompts.open_path("导入文稿", _TEXT_PATTERN)
        if source is None or not window.may_leave():
            return
        standard = bundled_standards()[0]
        try:
            intake = import_text(read_text_file(source), standard, source.name)
        except AppError as error:
            window.prompts.tell("没有导入", error.message)
            return
        target = window.prompts.save_path("导入后保存为", f"{safe_stem(source.stem)}.ziping", _PATTERN)
        if target is None:
            return
        if window.create_report(target, standard, list(intake.entries), f"导入“{source.name}”"):
            window.prompts.tell("导入完成", summary_of(intake))

    def on_carry_over(self) -> None:
        """Ask for last year's report and what of it is taken over."""
        workspace = self._window.workspace
        path = self._window.prompts.open_path("去年的报告", f"{_PATTERN};;所有文件 (*)") if workspace else None
        if workspace is None or path is None:
            return
        from core.editing.carry_over import carry_over, offers, without_place
        from gui.dialogs.carry_over import CarryOverDialog

        live = workspace.context.live
        live.flush()
        if path.resolve() == live.session.path.resolve():
            self._window.prompts.tell("没有沿用", "选的就是正在填写的这份报告。请选去年的报告文件。")
            return
        try:
            with Session.open(path, read_only=True) as session:
                last = session.report
        except AppError as error:
            self._window.prompts.tell("没有沿用", error.message)
            return
        dialog = CarryOverDialog(
            last.title(), offers(live.report, last), without_place(live.report, last), self._window
        )
        if dialog.exec():
            change = carry_over(live.report, last, dialog.chosen)
            if change.puts:
                live.apply(change)
            workspace.show_last_year()
        dialog.deleteLater()

    def on_export(self) -> None:
        """Export the open report."""
        from gui.dialogs.export import ExportDialog

        workspace = self._window.workspace
        if workspace is None:
            return
        live = workspace.context.live
        live.flush()
        dialog = ExportDialog(workspace.context, live.session.path.parent, self._window)
        dialog.place_chosen.connect(lambda place: workspace.reveal(place.address, place.start, place.end))
        dialog.exec()
        dialog.deleteLater()

    def on_close_report(self) -> None:
        """Go back to the start page."""
        self._window.close_report()
