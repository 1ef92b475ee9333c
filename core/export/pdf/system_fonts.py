"""The machine's own official fonts (仿宋_GB2312, 方正小标宋简体 …), found by the names that their files state.

They may not be shipped with a program, but a user who has them may set a PDF in them. Only TrueType outlines can be
embedded, and only where the font's maker allows it.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.export.pdf.fonts import Role, can_be_loaded

OPTION = "使用本机公文字体"

# What each role is for, what stands in for it, and the families that are right for it, the best one first.
_WANTED: tuple[tuple[Role, str, str, tuple[str, ...]], ...] = (
    (
        "title",
        "标题",
        "思源宋体（粗）",
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    ),
    ("hei", "一级标题", "思源黑体", ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体")),
    (
        "kai",
        "二级标题",
        "Fandol 楷体",
        ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体"),
    ),
    (
        "body",
        "正文",
        "Fandol 仿宋",
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体"),
    ),
    ("number", "页码", "思源宋体", ("宋体", "SimSun", "方正书宋_GBK", "方正书宋简体")),
)
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_COLLECTION = b"ttcf"  # 宋体 and 新宋体 of Windows are one; its first font is the one that is embedded
_FAMILY, _FULL, _BETTER_FAMILY = 1, 4, 16
_WINDOWS, _UNICODE = 3, 0
_RESTRICTED = 0x0002  # OS/2 fsType: the font may not be embedded
_MOST_FILES = 5000


@dataclass(frozen=True, slots=True)
class FontChoice:
    """Which font a role is set in: a file of the machine's own, or, where `path` is `None`, the bundled one.

    `wanted` is the family that was looked for first, `family` the one that is used, `reason` why it is no other.
    """

    role: Role
    purpose: str
    wanted: str
    family: str
    path: Path | None
    reason: str

    def words(self) -> str:
        """Return the choice as a line of the account that the user gets."""
        if self.path is not None:
            return f"{self.purpose}：{self.family}（{self.path.name}）"
        return f"{self.purpose}：{self.reason}，用随程序附带的{self.family}代替"


@dataclass(frozen=True, slots=True)
class _FontFile:
    path: Path
    names: frozenset[str]
    is_truetype: bool
    may_be_embedded: bool


def choose_system_fonts(folders: Sequence[Path] | None = None) -> tuple[FontChoice, ...]:
    """Look through folders of fonts (the system's, if none are given) and return the choice for every role."""
    files = sorted(_font_files(font_folders() if folders is None else folders), key=lambda file: str(file.path))
    return tuple(_choice(role, purpose, bundled, families, files) for role, purpose, bundled, families in _WANTED)


def own_files(choices: Sequence[FontChoice]) -> dict[Role, Path]:
    """Return the files of the machine's own among the choices."""
    return {choice.role: choice.path for choice in choices if choice.path is not None}


def font_folders() -> list[Path]:
    """Return where this system keeps its fonts and the user's."""
    if sys.platform == "win32":
        roots = [(os.environ.get("WINDIR"), "Fonts"), (os.environ.get("LOCALAPPDATA"), "Microsoft/Windows/Fonts")]
        return [Path(root) / folder for root, folder in roots if root]
    home = Path.home()
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/opt/fonts")]
    return [*shared, home / ".local/share/fonts", home / ".fonts"]


def _choice(
    role: Role, purpose: str, bundled: str, families: tuple[str, ...], files: Sequence[_FontFile]
) -> FontChoice:
    reason = f"本机没有{families[0]}"
    for family in families:
        for file in files:
            if family not in file.names:
                continue
            if not file.is_truetype:
                why = "不是 TrueType 字体"
            elif not file.may_be_embedded:
                why = "不许嵌入文件"
            elif not can_be_loaded(file.path):
                why = "读不出来"
            else:
                return FontChoice(role, purpose, families[0], family, file.path, "")
            reason = f"本机的{family}{why}"
    return FontChoice(role, purpose, families[0], bundled, None, reason)


def _font_files(folders: Sequence[Path]) -> Iterator[_FontFile]:
    count = 0
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                if not name.lower().endswith((".ttf", ".otf", ".ttc")):
                    continue
                count += 1
                if count > _MOST_FILES:
                    return
                found = _read(Path(root) / name)
                if found is not None:
                    yield found


def _read(path: Path) -> _FontFile | None:
    """Read what a font file says of itself; `None` where it is none, or broken."""
    try:
        with path.open("rb") as file:
            kind, count = struct.unpack(">4sH6x", file.read(12))
            if kind == _COLLECTION:
                (start,) = struct.unpack(">I", file.read(4))
                file.seek(start)
                kind, count = struct.unpack(">4sH6x", file.read(12))
            directory = file.read(16 * count)
            tables: dict[bytes, tuple[int, int]] = {
                tag: (offset, length) for tag, _, offset, length in struct.iter_unpack(">4s3I", directory)
            }

            def table(tag: bytes) -> bytes:
                offset, length = tables[tag]
                file.seek(offset)
                return file.read(length)

            names = frozenset(_names(table(b"name")))
            (rights,) = struct.unpack_from(">H", table(b"OS/2"), 8)
    except (OSError, struct.error, KeyError):
        return None
    return _FontFile(path, names, kind in _TRUETYPE and b"glyf" in tables, rights & 0x000F != _RESTRICTED)


def _names(table: bytes) -> Iterator[str]:
    _, count, start = struct.unpack_from(">3H", table)
    for number in range(count):
        platform, _, _, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        if kind in (_FAMILY, _FULL, _BETTER_FAMILY) and platform in (_WINDOWS, _UNICODE):
            yield table[start + offset : start + offset + length].decode("utf-16-be", "replace").strip()
