"""Bytes to the key of the one reader that will read them. Content first; names and headers only fill gaps."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from parsers.encoding import decode
from parsers.errors import Encrypted, Unreadable, Unsupported
from parsers.report import Hint

_HEAD = 4096
_PDF_WITHIN = 1024  # the standard lets junk stand before the header

_MAGIC = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_FOREIGN = (
    (b"RIFF", "a RIFF file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
)
_UNPACK = "; unpack it and read the documents in it"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}
_OLE_LOCKED = "EncryptedPackage"
_OLE_FOREIGN = "PowerPoint Document"
_ZIP_PARTS = (
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"xl/workbook\.xml"), "xlsx"),
    (re.compile(r"/?OFD\.xml", re.IGNORECASE), "ofd"),
)
_ZIP_FOREIGN = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ("content.xml", "an OpenDocument file"),
)
_TAG = re.compile(r"<(?:!doctype|!--|\?xml|/?[a-z][a-z0-9:]*[\s/>])", re.IGNORECASE)
_OFFICE_XML = re.compile(r"<\?xml[^>]*>\s*<(?:\?mso-application|pkg:package|w:wordDocument|(?:ss:)?Workbook)\s")
_MAIL_HEAD = re.compile(rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.IGNORECASE)
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/ofd": "ofd",
    "application/zip": "zip",
}
_EXTENSIONS = {
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".jsp": "html",
    ".aspx": "html",
    ".txt": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".ofd": "ofd",
    ".zip": "zip",
}
_NEVER_TEXT = frozenset({"pdf", "docx", "xlsx", "ofd", "zip"})
"""What can't be told from its bytes and is said to be one of these is damaged. A `.doc` may well be a plain text."""


def sniff(data: bytes, hint: Hint) -> str:
    """The key in `READERS` for these bytes, or "zip"; raises Unreadable, Encrypted or Unsupported and says what they
    are."""
    if not data:
        raise Unreadable("the file is empty (0 bytes)")
    return _by_magic(data) or _by_text(data, hint)


def _by_magic(data: bytes) -> str | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(data)
    if data.startswith(_OLE):
        return _inside_ole(data)
    if data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:_PDF_WITHIN] and not data.lstrip().startswith(b"<"):
        return "pdf"
    if _is_mhtml(data[:_HEAD]):
        return "mhtml"
    _refuse(data)
    return _picture(data)


def _is_mhtml(head: bytes) -> bool:
    """Whether bytes begin with the lines of a mail, one of them the version of MIME."""
    lines = _MAIL_HEAD.match(head.removeprefix(b"\xef\xbb\xbf"))
    return bool(lines and _MIME.search(lines[0]))


def _picture(data: bytes) -> str | None:
    if _is_webp(data):
        return "image"
    # `BM` alone could begin a text; a picture's header goes on with zeros.
    if data.startswith(b"BM") and b"\x00" in data[:16]:
        return "image"
    return next((key for magic, key in _MAGIC if data.startswith(magic)), None)


def _is_webp(data: bytes) -> bool:
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def _refuse(data: bytes) -> None:
    """Raise Unsupported for what is known by its first bytes and has no reader."""
    for magic, what in _FOREIGN:
        if data.startswith(magic) and not _is_webp(data):
            archive = what.endswith("archive")
            raise Unsupported(f"{what}; there is no reader for it" + (_UNPACK if archive else ""))


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(f"a zip file or Office document that is broken or cut short ({error})") from error
    for part, key in _ZIP_PARTS:
        if any(part.fullmatch(name) for name in names):
            return key
    for name, what in _ZIP_FOREIGN:
        if name in names:
            raise Unsupported(f"{what}; there is no reader for it")
    return "zip"


def _inside_ole(data: bytes) -> str:
    """The kind of an OLE file, which names its streams in its directory; the directory may stand anywhere in it.

    A Word document goes before a workbook: it may hold one, as the data of a chart.
    """
    if _has_stream(data, _OLE_LOCKED):
        raise Encrypted("an Office document that asks for a password")
    for stream, key in _OLE_STREAMS.items():
        if _has_stream(data, stream):
            return key
    if _has_stream(data, _OLE_FOREIGN):
        raise Unsupported("an old PowerPoint presentation (.ppt); there is no reader for it")
    raise Unsupported("an OLE file that is no Word document and no workbook; there is no reader for it")


def _has_stream(data: bytes, name: str) -> bool:
    """Whether the directory has a stream of this name: its entries are 64 bytes for the name, its length, the kind."""
    written = name.encode("utf-16-le")
    return written.ljust(64, b"\0") + bytes([len(written) + 2, 0, 2]) in data


def _by_text(data: bytes, hint: Hint) -> str:
    head = decode(data[:_HEAD]).lstrip("\ufeff \t\r\n\x0b\x0c")
    if _OFFICE_XML.match(head):
        raise Unsupported("an Office document saved as a single XML file; there is no reader for it")
    if _TAG.match(head):
        return "html"
    declared = _declared(hint)
    if declared in _NEVER_TEXT:
        raise Unreadable(f"said to be a {declared.upper()} document, but it does not begin as one")
    if _CONTROL.search(head):
        raise Unsupported("bytes of an unknown kind; there is no reader for them")
    if declared == "text":
        return "text"
    # Servers call everything text/html; without a single tag it is a plain text whose lines must stay lines.
    return "html" if _TAG.search(head if declared is None else decode(data)) else "text"


def _declared(hint: Hint) -> str | None:
    media_type = (hint.media_type or "").partition(";")[0].strip().lower()
    name = hint.name.partition("?")[0].partition("#")[0]
    return _MEDIA_TYPES.get(media_type) or _EXTENSIONS.get(PurePosixPath(name).suffix.lower())
