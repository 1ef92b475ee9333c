"""What kind of file some bytes are, told by their beginning and by the names inside them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

_IN_WORD = "请在 Word 或 WPS 里打开它，另存为 Word 文档（*.docx），再选那个文件。"
_SPREADSHEET = "请选择报告的 Word 文档（*.docx）、PDF 或文本文件；表格可以复制到 Word 文档里。"
_SLIDES = "请选择报告的 Word 文档（*.docx）、PDF 或文本文件。"
_OFD = "请在版式阅读软件里打开它，另存或打印成 PDF，再选那个文件。"
_ARCHIVE = "请先解压，再选择其中的 Word 文档（*.docx）、PDF 或文本文件。"
_PICTURE = "图片里的字读不出来。请选择报告的 Word 文档（*.docx）、PDF 或文本文件；没有的话，先用文字识别软件转成文字。"
_REPORT = "如果它是自评报告，请把后缀改回 .ziping，用“打开”来打开它。"
_PASSWORD = "请在 Word 或 WPS 里用密码打开它，取消打开密码后另存，再选那个文件。"


class Reader(Enum):
    """Which of our readers reads a file."""

    TEXT = "text"
    WORD = "docx"
    PDF = "pdf"
    NONE = ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name in words, and, where none of our readers reads it, what to do."""

    reader: Reader
    name: str
    advice: str = ""
    encrypted: bool = False

    @property
    def said(self) -> str:
        """That a file is of this kind: 是图片（png），是 Word 文档."""
        return f"是 {self.name}" if self.name[0].isascii() else f"是{self.name}"


_TEXT = FileKind(Reader.TEXT, "文本文件")
_WORD = FileKind(Reader.WORD, "Word 文档（docx）")
_PDF = FileKind(Reader.PDF, "PDF 文件")
_ZIP = FileKind(Reader.NONE, "压缩包（zip）", _ARCHIVE)
# The names of members stand in a ZIP file uncompressed, so that its kind can be told without unpacking anything.
_ZIP_KINDS = (
    (b"word/document", _WORD),
    (b"word/_rels/", _WORD),
    (b"word/styles.xml", _WORD),
    (b"xl/workbook", FileKind(Reader.NONE, "Excel 工作簿（xlsx）", _SPREADSHEET)),
    (b"ppt/presentation", FileKind(Reader.NONE, "演示文稿（pptx）", _SLIDES)),
    (b"OFD.xml", FileKind(Reader.NONE, "OFD 版式文件", _OFD)),
    (b"opendocument.text", FileKind(Reader.NONE, "OpenDocument 文档（odt）", _IN_WORD)),
    (b"opendocument.spreadsheet", FileKind(Reader.NONE, "OpenDocument 表格（ods）", _SPREADSHEET)),
    (b"opendocument.presentation", FileKind(Reader.NONE, "OpenDocument 演示文稿（odp）", _SLIDES)),
)
_OLE_SUFFIXES = {
    ".xls": FileKind(Reader.NONE, "旧版 Excel 工作簿（xls）", _SPREADSHEET),
    ".et": FileKind(Reader.NONE, "WPS 表格（et）", _SPREADSHEET),
    ".wps": FileKind(Reader.NONE, "WPS 文字文档（wps）", _IN_WORD),
    ".ppt": FileKind(Reader.NONE, "旧版演示文稿（ppt）", _SLIDES),
    ".dps": FileKind(Reader.NONE, "WPS 演示（dps）", _SLIDES),
}
_DOC = FileKind(Reader.NONE, "旧版 Word 文档（doc）", _IN_WORD)
_ENCRYPTED = FileKind(Reader.NONE, "加了打开密码的 Office 文档", _PASSWORD, encrypted=True)
# The streams of a compound file, by which it is known when its suffix says nothing.
_OLE_STREAMS = (
    ("EncryptedPackage", _ENCRYPTED),
    ("Workbook", _OLE_SUFFIXES[".xls"]),
    ("PowerPoint Document", _OLE_SUFFIXES[".ppt"]),
)
REPORT_FILE = FileKind(Reader.NONE, "自评报告文件（ziping）或别的数据库", _REPORT)
_STARTS = (
    (b"\x89PNG", FileKind(Reader.NONE, "图片（png）", _PICTURE)),
    (b"\xff\xd8\xff", FileKind(Reader.NONE, "图片（jpg）", _PICTURE)),
    (b"GIF8", FileKind(Reader.NONE, "图片（gif）", _PICTURE)),
    (b"BM", FileKind(Reader.NONE, "图片（bmp）", _PICTURE)),
    (b"II*\x00", FileKind(Reader.NONE, "图片（tif）", _PICTURE)),
    (b"MM\x00*", FileKind(Reader.NONE, "图片（tif）", _PICTURE)),
    (b"RIFF", FileKind(Reader.NONE, "图片或影音文件", _PICTURE)),
    (b"Rar!", FileKind(Reader.NONE, "压缩包（rar）", _ARCHIVE)),
    (b"7z\xbc\xaf", FileKind(Reader.NONE, "压缩包（7z）", _ARCHIVE)),
    (b"\x1f\x8b", FileKind(Reader.NONE, "压缩包（gz）", _ARCHIVE)),
    (b"SQLite format 3\x00", REPORT_FILE),
)
_RTF = FileKind(Reader.NONE, "RTF 文档", _IN_WORD)
_PAGE = FileKind(Reader.NONE, "网页文件", _IN_WORD)
_WORD_XML = FileKind(Reader.NONE, "XML 格式的 Word 文档", _IN_WORD)


def kind_of(data: bytes, suffix: str) -> FileKind:
    """Return the kind of a file by its bytes; `suffix` (.wps) only decides between kinds of the same make.

    What has no mark of its own is called text, and is text only if it can be decoded.
    """
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-") or (suffix.lower() == ".pdf" and b"%PDF-" in start):
        return _PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, suffix.lower())
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data, suffix.lower())
    if start.startswith(b"{\\rtf"):
        return _RTF
    if start[:15].lower().startswith((b"<!doctype html", b"<html")) or start.startswith(b"MIME-Version:"):
        return _PAGE
    if start.startswith(b"<?xml") and (b"Word.Document" in start or b"office/2006/xmlPackage" in start):
        return _WORD_XML
    # A text may begin with the letters BM, but has no zero bytes after them.
    has_zero = b"\x00" in data[:64]
    return next((kind for mark, kind in _STARTS if data.startswith(mark) and (has_zero or not mark.isascii())), _TEXT)


def _zip_kind(data: bytes, suffix: str) -> FileKind:
    """Return the kind whose name comes first: a document that is embedded in another stands behind its main part."""
    found = [(data.find(name), kind) for name, kind in _ZIP_KINDS if name in data]
    if found:
        return min(found, key=lambda place: place[0])[1]
    # What is left of a damaged Word file is still one.
    return _WORD if suffix == ".docx" else _ZIP


def _ole_kind(data: bytes, suffix: str) -> FileKind:
    streams = [kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data]
    if streams and streams[0].encrypted:
        return streams[0]
    return _OLE_SUFFIXES.get(suffix) or (streams[0] if streams else _DOC)
