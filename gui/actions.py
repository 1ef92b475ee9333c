"""Every action of the window as data: words, key, icon and menu."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    `slot` is the method of the window or of its finding actions, `shortcut` the keys, parted by ；, and `needs` what
    must be so for it to be enabled. The slot of a checkable one is told whether it is checked.
    """

    id: str
    menu: str
    words: str
    slot: str
    shortcut: str = ""
    icon: str = ""
    needs: str = ""
    separated: bool = False
    checkable: bool = False


REPORT, WRITABLE, UNDO, REDO = "report", "writable", "undo", "redo"
MENUS = ("文件", "编辑", "插入", "查看", "校核", "工具", "帮助")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", "文件", "新建报告…", "on_new", "Ctrl+N", "file-plus"),
    ActionSpec("open", "文件", "打开报告…", "on_open", "Ctrl+O", "folder-open"),
    ActionSpec("import", "文件", "导入文稿…", "on_import", "Ctrl+I", "import"),
    ActionSpec("carry_over", "文件", "沿用去年的报告…", "on_carry_over", "", "", WRITABLE),
    ActionSpec("save_version", "文件", "保存版本…", "on_save_version", "Ctrl+S", "", WRITABLE, separated=True),
    ActionSpec("history", "文件", "历史版本…", "on_history", "", "", REPORT),
    ActionSpec("export", "文件", "导出报告…", "on_export", "Ctrl+E", "file-down", REPORT, separated=True),
    ActionSpec("read_back", "文件", "读回修改过的 Word 文稿…", "on_read_back", "", "", WRITABLE),
    ActionSpec("give_out", "文件", "分给科室填写…", "on_give_out", "", "", WRITABLE, separated=True),
    ActionSpec("merge_parts", "文件", "并入科室填好的部分…", "on_merge_parts", "", "", WRITABLE),
    ActionSpec("given_out", "文件", "发出去的部分…", "on_given_out", "", "", REPORT),
    ActionSpec("print", "文件", "打印…", "on_print", "Ctrl+P", "", REPORT, separated=True),
    ActionSpec("close", "文件", "关闭报告", "on_close_report", "Ctrl+W", "house", REPORT, separated=True),
    ActionSpec("quit", "文件", "退出", "close", "Ctrl+Q"),
    ActionSpec("undo", "编辑", "撤销", "on_undo", "Ctrl+Z", "undo-2", UNDO),
    ActionSpec("redo", "编辑", "恢复", "on_redo", "Ctrl+Y；Ctrl+Shift+Z", "redo-2", REDO),
    ActionSpec("find", "编辑", "查找…", "on_find", "Ctrl+F", "", REPORT, separated=True),
    ActionSpec("replace", "编辑", "替换…", "on_replace", "Ctrl+H", "", WRITABLE),
    ActionSpec("note", "编辑", "备注…", "on_note", "F4", "", REPORT),
    ActionSpec("level_plain", "编辑", "设为正文段落", "on_level_plain", "Ctrl+Alt+0", "", WRITABLE, separated=True),
    ActionSpec("level_third", "编辑", "设为编号 1.", "on_level_third", "Ctrl+Alt+1", "", WRITABLE),
    ActionSpec("level_fourth", "编辑", "设为编号（1）", "on_level_fourth", "Ctrl+Alt+2", "", WRITABLE),
    ActionSpec("quote_figure", "插入", "数字引用…", "on_quote_figure", "Ctrl+Shift+I", "", WRITABLE),
    ActionSpec("link_figures", "插入", "把数字与来源相连…", "on_link_figures", "", "", WRITABLE),
    ActionSpec("tab_next", "查看", "下一个页签", "on_tab_next", "Ctrl+Tab", "", REPORT),
    ActionSpec("tab_previous", "查看", "上一个页签", "on_tab_previous", "Ctrl+Shift+Tab", "", REPORT),
    ActionSpec("text_larger", "查看", "放大界面文字", "on_text_larger", "Ctrl+Shift+.", separated=True),
    ActionSpec("text_smaller", "查看", "缩小界面文字", "on_text_smaller", "Ctrl+Shift+,"),
    ActionSpec("text_usual", "查看", "界面文字恢复原大小", "on_text_usual"),
    ActionSpec("preview", "查看", "预览", "on_preview", "Ctrl+F2", "", REPORT, separated=True),
    ActionSpec("preview_find", "查看", "在预览中查找…", "on_preview_find", "Ctrl+Shift+F", "", REPORT),
    ActionSpec("preview_thumbnails", "查看", "页面缩略图", "on_preview_thumbnails", "", "", REPORT),
    ActionSpec("zoom_in", "查看", "放大预览", "on_zoom_in", "Ctrl++；Ctrl+=", "", REPORT),
    ActionSpec("zoom_out", "查看", "缩小预览", "on_zoom_out", "Ctrl+-", "", REPORT),
    ActionSpec("fit_width", "查看", "预览适合宽度", "on_fit_width", "Ctrl+0", "", REPORT),
    ActionSpec("fit_page", "查看", "预览适合整页", "on_fit_page", "", "", REPORT),
    ActionSpec("progress", "查看", "进度", "on_progress", "Ctrl+Shift+J", "", REPORT, separated=True),
    ActionSpec("charts", "查看", "图表", "on_charts", "Ctrl+Shift+G", "", REPORT),
    ActionSpec("finding_next", "校核", "下一处问题", "on_finding_next", "F8", "arrow-right", REPORT),
    ActionSpec("finding_previous", "校核", "上一处问题", "on_finding_previous", "Shift+F8", "", REPORT),
    ActionSpec("mend_all", "校核", "修正全部…", "on_mend_all", "", "wand-sparkles", WRITABLE),
    ActionSpec(
        "numbers", "校核", "显示参加校核的数字", "on_show_numbers", "", "", REPORT, separated=True, checkable=True
    ),
    ActionSpec("panel", "校核", "收起或展开校核栏", "on_toggle_panel", "F9", "panel-right", REPORT),
    ActionSpec("check_other", "工具", "校核其他文稿…", "on_check_other"),
    ActionSpec("palette", "帮助", "查找命令或位置…", "on_palette", "Ctrl+K"),
    ActionSpec("manual", "帮助", "用户手册", "on_manual", "F1", "circle-help"),
    ActionSpec("shortcuts", "帮助", "快捷键", "on_shortcuts", "Ctrl+/"),
    ActionSpec("tour", "帮助", "新手引导", "on_tour"),
    ActionSpec("sample", "帮助", "打开示例报告", "on_sample"),
    ActionSpec("log_folder", "帮助", "打开日志文件夹", "on_log_folder", separated=True),
    ActionSpec("diagnostics", "帮助", "复制诊断信息", "on_copy_diagnostics"),
    ActionSpec("licences", "帮助", "许可证…", "on_licences", separated=True),
    ActionSpec("about", "帮助", "关于自评", "on_about", "", "info"),
)

TAB_KEYS = 9
"""Ctrl+1 … Ctrl+9 turn to the tabs in their order."""
