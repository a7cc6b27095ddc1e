"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
from typing import Final, Literal

from enforcement.spreadsheets import refusals
from enforcement.spreadsheets.archive import Archive
from enforcement.spreadsheets.text_encoding import decode

Format = Literal["xlsx", "xls", "ods", "docx", "html", "csv"]

_FOREIGN: Final = (
    (b"%PDF", "PDF 文件", "请从原始的 Word 或表格文件导出 .xlsx 或 .docx 后上传。"),
    (b"{\\rtf", "RTF 文件", "请用文字处理软件另存为 .docx 后上传。"),
    (b"Rar!", "RAR 压缩包", "请解压后上传其中的表格文件。"),
    (b"7z\xbc\xaf", "7z 压缩包", "请解压后上传其中的表格文件。"),
    (b"\x1f\x8b", "gzip 压缩包", "请解压后上传其中的表格文件。"),
    (b"\x89PNG", "图片", "请上传表格文件本身，不要上传截图或扫描件。"),
    (b"\xff\xd8\xff", "图片", "请上传表格文件本身，不要上传截图或扫描件。"),
    (b"GIF8", "图片", "请上传表格文件本身，不要上传截图或扫描件。"),
    (b"SQLite format 3", "数据库文件", "请导出为 .xlsx 后上传。"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: First record (BOF) of Excel 2 to 5 files that have no OLE container.
_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_EXCEL_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_MARKUP = re.compile(r"<\s*(?:html|table|body|head|!doctype\s+html|meta|div|style)\b", re.IGNORECASE)
_INTERNAL_SUBSET = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,400}\[", re.IGNORECASE)


def recognise(data: bytes) -> Format:
    """The format of ``data``; ``FileRefused`` for what is empty, encrypted, damaged or not read here."""
    if not data.strip(b"\x00\r\n\t ,;"):
        raise refusals.empty_file()
    for magic, what, remedy in _FOREIGN:
        if data.startswith(magic):
            raise refusals.unsupported(what, remedy)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container(data)
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith(_BIFF):
        return "xls"
    return _text(data)


def _container(data: bytes) -> Format:
    archive = Archive(data)
    if "xl/workbook.xml" in archive or any(name.startswith("xl/worksheets/") for name in archive.members):
        if "xl/workbook.bin" in archive:
            raise refusals.unsupported("Excel 二进制工作簿（.xlsb）")
        return "xlsx"
    if "xl/workbook.bin" in archive:
        raise refusals.unsupported("Excel 二进制工作簿（.xlsb）")
    if "word/document.xml" in archive:
        return "docx"
    if "content.xml" in archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise refusals.encrypted()
        return "ods"
    if "[Content_Types].xml" in archive:
        if b"spreadsheetml" in archive.read("[Content_Types].xml"):
            return "xlsx"
        raise refusals.unsupported("其他 Office 文件")
    raise refusals.unsupported("ZIP 压缩包", "请解压后上传其中的表格文件。")


def _compound(data: bytes) -> Format:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise refusals.encrypted()
    if has("Workbook") or has("Book"):
        return "xls"
    if has("WordDocument"):
        raise refusals.unsupported("Word 97-2003 文档（.doc）", "请用文字处理软件另存为 .docx 后上传。")
    raise refusals.corrupt("复合文档目录缺失")


def _text(data: bytes) -> Format:
    text, _ = decode(data)
    head = text[:20_000]
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("MIME-Version"):
        raise refusals.unsupported("网页归档（.mht）")
    if not start.startswith("<"):
        return "csv"
    if _EXCEL_2003 in head:
        raise refusals.unsupported("Excel 2003 XML 表格")
    if _INTERNAL_SUBSET.search(text):
        raise refusals.unsafe_xml("网页声明")
    if _MARKUP.search(head):
        return "html"
    raise refusals.unsupported("XML 文件")
