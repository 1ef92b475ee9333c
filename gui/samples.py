"""The sample report of a department that does not exist, for `make run` and the help menu."""

from __future__ import annotations

from pathlib import Path

from core.intake.text import import_text
from core.intake.text_file import read_text_file
from core.paths import resource_path
from core.session import Session
from core.standard.catalog import find_standard

_STANDARD = "foshan-2020"
_NAME = "示例报告.ziping"


def sample_report(folder: Path) -> Path:
    """Return the path of the sample report in `folder`, made there from its text when it is not there yet."""
    target = folder / _NAME
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        source = resource_path("samples", "sample.txt")
        intake = import_text(read_text_file(source), find_standard(_STANDARD), source.name)
        Session.create(target, find_standard(_STANDARD), intake.entries, title="导入示例报告").close()
    return target
