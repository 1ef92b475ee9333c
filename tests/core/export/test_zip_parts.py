"""Office files packed anew."""

from __future__ import annotations

import io
import zipfile

from core.export.zip_parts import repacked


def packed(*names: str, moment: int = 1990) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (moment, 2, 3, 4, 5, 6)), name.encode())
    return buffer.getvalue()


def test_neither_time_nor_order_of_writing_show() -> None:
    assert repacked(packed("b", "a")) == repacked(packed("a", "b", moment=2020))


def test_parts_are_finished_by_name() -> None:
    done = repacked(packed("a", "b"), lambda name, part: part * 2 if name == "a" else part)
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [b"aa", b"b"]
