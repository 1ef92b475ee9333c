"""A Word file opened with distrust: the parts that hold its text, as XML trees.

The file is read without `docx.Document`, which follows every relation and refuses a whole file for one that leads
nowhere, as WPS writes them. Nothing is unpacked to disk, so names of members lead nowhere either.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from typing import Any

from core.errors import AppError
from core.intake.file_bytes import UNHARMED

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_PART = 30 * 1024 * 1024
# A report of 10,000 characters has about 20,000.
MOST_TAGS = 1_500_000
MOST_MEMBERS = 20_000
_MOST_DATA = 20
# XML shrinks to a twentieth, seldom to a fiftieth; what shrinks more and is large when unpacked was made to.
MOST_SHRUNK = 200
_SMALL = 20 * 1024 * 1024
_MEMBER_MARK = b"PK\x01\x02"


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts that are read; all but the document are `None` where the file has none.

    `data` are parts that programs keep in it for themselves, those that can be read.
    """

    document: Any
    numbering: Any
    styles: Any
    footnotes: Any
    endnotes: Any
    comments: Any
    data: tuple[Any, ...]


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, of which there are two; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name."""
    return (child for child in element if local_name(child) == name)


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


def number_of(element: Any, name: str = "val", otherwise: int = 0) -> int:
    """Return an attribute that is a whole number of up to nine digits, or else `otherwise`."""
    text = value_of(element, name).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def is_on(element: Any) -> bool:
    """Tell whether a property that may be switched off (`val="0"`) is there and on."""
    return element is not None and value_of(element).lower() not in {"0", "false", "off"}


def open_word(data: bytes, name: str) -> WordParts:
    """Return the parts of a Word file. Raises `AppError` with the code unreadable, encrypted or too_large."""
    if data.count(_MEMBER_MARK) > MOST_MEMBERS:
        raise _too_large(name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_size(archive, len(data), name)
            return _parts(archive, name)
    # Everything that the unpacking of a damaged archive is known to raise.
    except (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(name) from error


def _check_size(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise AppError(
            "encrypted",
            f"“{name}”加了密码，读不了。{UNHARMED}请在 Word 或 WPS 里用密码打开它，取消密码后另存，再选那个文件。",
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED or (unpacked > _SMALL and unpacked > packed * MOST_SHRUNK):
        raise _too_large(name)


def _parts(archive: zipfile.ZipFile, name: str) -> WordParts:
    main = _related(archive, "", name).get("officeDocument", "word/document.xml")
    document = _tree(archive, main, name)
    if document is None or local_name(document) != "document" or child(document, "body") is None:
        raise _damaged(name)
    targets = _targets(archive, main, name)
    related = dict(reversed(targets))
    others = ("numbering", "styles", "footnotes", "endnotes", "comments")
    data = tuple(_data(archive, [target for kind, target in targets if kind == "customXml"][:_MOST_DATA], name))
    trees = {kind: _tree(archive, related.get(kind, ""), name) for kind in others}
    return WordParts(document, **trees, data=data)


def _data(archive: zipfile.ZipFile, members: Sequence[str], name: str) -> Iterator[Any]:
    for member in members:
        try:
            root = _tree(archive, member, name)
        except AppError:
            # Whatever another program keeps there must not stand in the way of the text.
            continue
        if root is not None:
            yield root


def _related(archive: zipfile.ZipFile, source: str, name: str) -> dict[str, str]:
    """Return the members that one of them refers to, by kind, of each the first."""
    return dict(reversed(_targets(archive, source, name)))


def _targets(archive: zipfile.ZipFile, source: str, name: str) -> list[tuple[str, str]]:
    """Return kind and name of the members that one of them refers to; `source` is empty for the package itself."""
    folder, base = posixpath.split(source)
    relations = _tree(archive, posixpath.join(folder, "_rels", f"{base}.rels"), name)
    found: list[tuple[str, str]] = []
    for relation in () if relations is None else children(relations, "Relationship"):
        kind = value_of(relation, "Type").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, value_of(relation, "Target")))
        found.append((kind, target.lstrip("/")))
    return found


def _tree(archive: zipfile.ZipFile, member: str, name: str) -> Any:
    """Return a member's root; `None` when the archive has no such member."""
    from docx.oxml.parser import parse_xml
    from lxml.etree import XMLSyntaxError

    try:
        info = archive.getinfo(member)
    except KeyError:
        return None
    # An archive may say of a member that it is smaller than it turns out to be.
    with archive.open(info) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART or content.count(b"<") > MOST_TAGS:
        raise _too_large(name)
    try:
        root: Any = parse_xml(content)
    except XMLSyntaxError as error:
        raise _damaged(name) from error
    # No word processor writes one: entities are how a few bytes are made to grow without end.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _damaged(name)
    return root


def _damaged(name: str) -> AppError:
    message = f"“{name}”已损坏或不完整，读不出正文。{UNHARMED}请在 Word 或 WPS 里打开它，修复后另存，再选那个文件。"
    return AppError("unreadable", message)


def _too_large(name: str) -> AppError:
    message = f"“{name}”展开后太大，不像一份报告，没有读入。{UNHARMED}请删去其中的图片和附件，另存后再选那个文件。"
    return AppError("too_large", message)
