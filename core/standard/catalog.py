"""The standards that ship with the program."""

from __future__ import annotations

from functools import cache

from core.errors import AppError
from core.model.standard import Standard
from core.paths import resource_path
from core.standard.loader import load_standard


@cache
def bundled_standards() -> tuple[Standard, ...]:
    """Return every bundled standard by id; raises `AppError("bad_standard")` where a file is broken."""
    found: dict[str, Standard] = {}
    for path in sorted(resource_path("standards").glob("*.toml")):
        standard = load_standard(path)
        if standard.id in found:
            raise AppError("bad_standard", f"标准文件 {path.name} 第 1 行：id “{standard.id}”与另一个标准文件重复。")
        found[standard.id] = standard
    return tuple(found[standard_id] for standard_id in sorted(found))


def find_standard(standard_id: str) -> Standard:
    """Return a bundled standard; raises `AppError("unknown_standard")` that lists those there are."""
    standards = bundled_standards()
    for standard in standards:
        if standard.id == standard_id:
            return standard
    there_are = "；".join(f"{standard.id}（{standard.title}）" for standard in standards)
    raise AppError("unknown_standard", f"没有编号为“{standard_id}”的标准。现有的标准：{there_are or '无'}。")
