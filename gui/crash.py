"""The border where a bug is caught: written to the log, shown once, and the report stays safe."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from core.paths import user_data_folder
from gui.prompts import Prompts

_log = logging.getLogger("ziping")
_LARGEST_LOG = 1_000_000


def log_folder() -> Path:
    """Return the folder of the program's log."""
    return user_data_folder() / "logs"


def start_log() -> None:
    """Begin writing the log; without a place for it the program still runs."""
    log = log_folder() / "ziping.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        # Turned over here, once a start: logging.handlers would bring pickle and sockets along.
        if log.exists() and log.stat().st_size > _LARGEST_LOG:
            log.replace(log.with_suffix(".old.log"))
        handler = logging.FileHandler(log, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)


def catch_bugs(prompts: Prompts) -> None:
    """Send every exception that nothing handles to the log and to one dialog."""

    def on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("".join(traceback.format_exception(kind, error, trace)))
        prompts.tell(
            "程序出了意外",
            "程序遇到了没有料到的情况。已经保存的内容没有受影响，可以继续填写；"
            f"如果反复出现，请把日志文件夹交给维护人员：\n{log_folder()}",
        )

    sys.excepthook = on_bug
