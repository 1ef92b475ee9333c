"""The parts of a Word file put together; the same parts give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from core.export.docx.elements import RELATIONS, Element, w
from core.export.zip_parts import repacked

_CREATOR = "自评"
_PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
_EXTENDED_PROPERTIES = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_NAMES: Mapping[str | None, str] = {"cp": _CORE, "dc": _DUBLIN, "dcterms": _TERMS, "xsi": _INSTANCE}
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_DATA_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_ID = "{0B7C3A52-6E1D-4F5B-9C27-3D1E8A64F0B9}"


class WordPackage:
    """A Word file in the making, around the root of its main part."""

    def __init__(self, root: Element) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.package import OpcPackage

        self._package: Any = OpcPackage()
        self._main = self._part("/word/document.xml", f"{_PARTS}.document.main+xml", root)
        self._package.relate_to(self._main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)

    def add(self, name: str, root: Element, kind: str = "") -> str:
        """Add a part that the main one refers to, and return the relation; the kind is its name if not given."""
        kind = kind or name
        part = self._part(f"/word/{name}.xml", f"{_PARTS}.{kind}+xml", root)
        relation: str = self._main.relate_to(part, f"{RELATIONS}/{kind}")
        return relation

    def add_data(self, root: Element) -> None:
        """Add a part with data of the program's own, which word processors keep and do not show."""
        data = self._part("/customXml/item1.xml", "application/xml", root)
        named = _tree(_DATA, "datastoreItem", {"ds": _DATA})
        named.set(f"{{{_DATA}}}itemID", _DATA_ID)
        properties = self._part("/customXml/itemProps1.xml", _DATA_PROPERTIES, named)
        data.relate_to(properties, f"{RELATIONS}/customXmlProps")
        self._main.relate_to(data, f"{RELATIONS}/customXml")

    def describe(self, title: str, author: str, made_on: str) -> None:
        """Add the document's properties; `made_on` is an ISO date or empty."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        core = self._part("/docProps/core.xml", _PROPERTIES, _core_properties(title, author, made_on))
        extended = _tree(_EXTENDED, "Properties", {None: _EXTENDED})
        _add(extended, _EXTENDED, "Application", _CREATOR)
        program = self._part("/docProps/app.xml", _EXTENDED_PROPERTIES, extended)
        self._package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        self._package.relate_to(program, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)

    def packed(self) -> bytes:
        """Return the file's content; the same parts give the same bytes."""
        packed = io.BytesIO()
        self._package.save(packed)
        return repacked(packed.getvalue())

    def _part(self, name: str, content_type: str, root: Element) -> Any:
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        return XmlPart(PackURI(name), content_type, root, self._package)


def settings() -> Element:
    """Return the root of the part with the settings of the whole file."""
    # The layout of Word 2013 and later, not that of an older one.
    layout = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("compatSetting", **layout)),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _core_properties(title: str, author: str, made_on: str) -> Element:
    root = _tree(_CORE, "coreProperties", _NAMES)
    _add(root, _DUBLIN, "title", title)
    _add(root, _DUBLIN, "creator", author)
    _add(root, _DUBLIN, "language", "zh-CN")
    try:
        made = f"{date.fromisoformat(made_on).isoformat()}T00:00:00Z"
    except ValueError:  # the report states no real date
        return root
    for name in ("created", "modified"):
        _add(root, _TERMS, name, made).set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
    return root


def _tree(namespace: str, name: str, names: Mapping[str | None, str]) -> Element:
    from docx.oxml.parser import oxml_parser

    return oxml_parser.makeelement(f"{{{namespace}}}{name}", None, names)


def _add(parent: Element, namespace: str, name: str, text: str) -> Element:
    from lxml.etree import SubElement

    made = SubElement(parent, f"{{{namespace}}}{name}")
    made.text = text
    return made
