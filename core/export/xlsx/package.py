"""The workbook's parts, and the ZIP file that holds them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

from core.document.blocks import Document
from core.export.xlsx.formulas import quoted_sheet
from core.export.xlsx.sheet import Sheet, column_letters
from core.export.xlsx.text import as_xml, clean

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_SHEET_TYPE = f"{_OFFICE_TYPE}.spreadsheetml"
_APPLICATION = "自评"
# The calculation engine of present Excel. Without it Excel calculates everything anew when it opens the file, and asks
# whether to save it when it is closed.
_ENGINE = 191029
# ZIP knows no earlier moment; the real one would make two files of one report differ.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def workbook_parts(
    document: Document, sheets: Sequence[Sheet], bodies: Sequence[str], styles: str, strings: str
) -> dict[str, str]:
    """Return the parts of a workbook by name; `bodies` are the parts of the sheets."""
    named = {f"xl/worksheets/sheet{number}.xml": body for number, body in enumerate(bodies, start=1)}
    return {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations(
            {
                "xl/workbook.xml": f"{_RELATIONS}/officeDocument",
                "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/app.xml": f"{_RELATIONS}/extended-properties",
            }
        ),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Application>{_APPLICATION}</Application></Properties>"
        ),
        "docProps/core.xml": _properties(document),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            {f"worksheets/sheet{number}.xml": f"{_RELATIONS}/worksheet" for number in range(1, len(sheets) + 1)}
            | {"styles.xml": f"{_RELATIONS}/styles", "sharedStrings.xml": f"{_RELATIONS}/sharedStrings"}
        ),
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": strings,
        **named,
    }


def zipped(parts: Mapping[str, str]) -> bytes:
    """Return the parts as a ZIP file; the same parts give the same bytes on every system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the entry tells Windows from Linux
            archive.writestr(entry, (_DECLARATION + text).encode("utf-8"))
    return buffer.getvalue()


def _content_types(sheets: int) -> str:
    overrides = {
        "/xl/workbook.xml": f"{_SHEET_TYPE}.sheet.main+xml",
        **{f"/xl/worksheets/sheet{number}.xml": f"{_SHEET_TYPE}.worksheet+xml" for number in range(1, sheets + 1)},
        "/xl/styles.xml": f"{_SHEET_TYPE}.styles+xml",
        "/xl/sharedStrings.xml": f"{_SHEET_TYPE}.sharedStrings+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_OFFICE_TYPE}.extended-properties+xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def _relations(targets: Mapping[str, str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (target, kind) in enumerate(targets.items(), start=1)
        )
        + "</Relationships>"
    )


def _properties(document: Document) -> str:
    made = _moment(document.made_on)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{made}</dcterms:{name}>' for name in ("created", "modified") if made
    )
    author = as_xml(clean(document.author))
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{as_xml(clean(document.title))}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>{dates}</cp:coreProperties>"
    )


def _moment(made_on: str) -> str:
    """Return an ISO date as a moment, and nothing for what is no date: Excel would call the file damaged."""
    try:
        return f"{date.fromisoformat(made_on).isoformat()}T00:00:00Z"
    except ValueError:
        return ""


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{as_xml(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr/>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="13000"/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{_printed(sheets)}</definedNames>"
        f'<calcPr calcId="{_ENGINE}"/></workbook>'
    )


def _printed(sheets: Sequence[Sheet]) -> str:
    """Return the names by which Excel knows what is printed and which rows are repeated."""
    names = []
    for index, sheet in enumerate(sheets):
        own = as_xml(quoted_sheet(sheet.name))
        last = f"${column_letters(len(sheet.widths))}${len(sheet.heights)}"
        names.append(f'<definedName name="_xlnm.Print_Area" localSheetId="{index}">{own}!$A$1:{last}</definedName>')
        if sheet.head:
            rows = f"${sheet.head[0]}:${sheet.head[1]}"
            names.append(f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">{own}!{rows}</definedName>')
    return "".join(names)
