"""A Word or Excel file opened with distrust: its parts as XML trees.

Nothing is unpacked to disk, so names of members lead nowhere, and no relation to the outside is followed.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from typing import Any, Literal

from core.errors import AppError
from core.intake.file_bytes import UNHARMED

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_PART = 30 * 1024 * 1024
# A report of 10,000 characters has about 20,000.
MOST_TAGS = 1_500_000
MOST_MEMBERS = 20_000
# XML shrinks to a twentieth, seldom to a fiftieth; what shrinks more and is large when unpacked was made to.
MOST_SHRUNK = 200
_SMALL = 20 * 1024 * 1024
_MEMBER_MARK = b"PK\x01\x02"

Program = Literal["Word", "Excel"]
# What cannot be read of a damaged file.
_CONTENTS: dict[Program, str] = {"Word": "正文", "Excel": "表格"}


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, of which there are two; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name; there are none of an element that is not there."""
    return (child for child in (() if element is None else element) if local_name(child) == name)


def child(element: Any, *names: str) -> Any:
    """Return the element at a path of names below another; `None` when there is none."""
    for name in names:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def value_of(element: Any, name: str = "val") -> str:
    """Return an attribute, whatever its namespace; empty when there is none."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


@dataclass(frozen=True, slots=True)
class Relation:
    """That a part refers to another: by which mark, as what, and which member that is."""

    id: str
    kind: str
    member: str


class OfficePackage:
    """The parts of an open file. `name` is the file's, `program` what it is edited with."""

    def __init__(self, archive: zipfile.ZipFile, name: str, program: Program) -> None:
        self._archive = archive
        self._name = name
        self._program = program

    def relations(self, source: str) -> list[Relation]:
        """Return what a member refers to; `source` is empty for the package itself."""
        folder, base = posixpath.split(source)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in children(root, "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, value_of(relation, "Target")))
            kind = value_of(relation, "Type").rpartition("/")[2]
            found.append(Relation(value_of(relation, "Id"), kind, target.lstrip("/")))
        return found

    def related(self, source: str) -> dict[str, str]:
        """Return the members that one of them refers to, by kind; the first of each."""
        return {relation.kind: relation.member for relation in reversed(self.relations(source))}

    def tree(self, member: str) -> Any:
        """Return a member's root; `None` when the archive has no such member."""
        from lxml import etree

        try:
            info = self._archive.getinfo(member)
        except KeyError:
            return None
        # An archive may say of a member that it is smaller than it turns out to be.
        with self._archive.open(info) as stream:
            content = stream.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART or content.count(b"<") > MOST_TAGS:
            raise too_large(self._name, self._program)
        parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
        try:
            root: Any = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error
        # No office program writes one: entities are how a few bytes are made to grow without end.
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged()
        return root

    def damaged(self) -> AppError:
        """Return the error that says that the file is not whole."""
        return _damaged(self._name, self._program)


@contextmanager
def opened(data: bytes, name: str, program: Program) -> Iterator[OfficePackage]:
    """Open a file for as long as its parts are read.

    Raises `AppError` with the code unreadable, encrypted or too_large, also for what turns out while it is read.
    """
    if data.count(_MEMBER_MARK) > MOST_MEMBERS:
        raise too_large(name, program)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_size(archive, len(data), name, program)
            yield OfficePackage(archive, name, program)
    # Everything that the unpacking of a damaged archive is known to raise.
    except (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(name, program) from error


def _check_size(archive: zipfile.ZipFile, packed: int, name: str, program: Program) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise AppError(
            "encrypted",
            f"“{name}”加了密码，读不了。{UNHARMED}请在 {program} 或 WPS 里用密码打开它，取消密码后另存，再选那个文件。",
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED or (unpacked > _SMALL and unpacked > packed * MOST_SHRUNK):
        raise too_large(name, program)


def _damaged(name: str, program: Program) -> AppError:
    mend = f"请在 {program} 或 WPS 里打开它，修复后另存，再选那个文件。"
    return AppError("unreadable", f"“{name}”已损坏或不完整，读不出{_CONTENTS[program]}。{UNHARMED}{mend}")


def too_large(name: str, program: Program) -> AppError:
    """Return the error that says that a file grows too large when it is unpacked."""
    what = "报告" if program == "Word" else "报告的表格"
    message = f"“{name}”展开后太大，不像一份{what}，没有读入。{UNHARMED}请删去其中的图片和附件，另存后再选那个文件。"
    return AppError("too_large", message)
