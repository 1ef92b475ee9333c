"""Copies of evidence as files of their own, under names that every system takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from core.export.atomic import atomic_target
from core.export.report import made_folder, safe_stem
from core.model.evidence import Evidence
from core.progress import Progress
from core.store.contents import Contents

_LONGEST_BYTES = 200


def copy_name(item: Evidence, taken: Collection[str] = ()) -> str:
    """Return the file name of a copy; one that is `taken` (in small letters) already gets a number."""
    stem, ending = _stem_and_ending(item)
    name, count = f"{stem}{ending}", 1
    while name.lower() in taken:
        count += 1
        name = f"{stem}（{count}）{ending}"
    return name


def _stem_and_ending(item: Evidence) -> tuple[str, str]:
    ending = f".{item.kind.value}" if item.kind else ""
    written = re.sub(r"\.(pdf|jpe?g|jpe|png|docx|xlsx)$", "", item.file_name, flags=re.IGNORECASE)
    stem = safe_stem(written) if written.strip(" .") else "佐证材料"
    # Some systems count bytes, of which a character may have four.
    while len(stem.encode("utf-8")) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem, ending


def write_copy(item: Evidence, contents: Contents, target: Path, progress: Progress) -> None:
    """Write the contents of evidence to a file, whole or not at all; raises `AppError` and `CancelledError`."""
    with atomic_target(target) as temporary, temporary.open("wb") as file:
        for piece in contents.pieces(item.sha256):
            progress.report(0, 0, f"正在写出“{target.name}”")
            file.write(piece)


def write_copies(items: Iterable[Evidence], contents: Contents, folder: Path, progress: Progress) -> list[Path]:
    """Write copies to a folder and return their paths; a file that is there already keeps its name."""
    made_folder(folder)
    taken = {path.name.lower() for path in folder.iterdir()}
    written = []
    for item in items:
        name = copy_name(item, taken)
        taken.add(name.lower())
        write_copy(item, contents, folder / name, progress)
        written.append(folder / name)
    return written
