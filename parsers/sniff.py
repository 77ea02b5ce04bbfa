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

_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a WebP picture or another RIFF file"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"MIME-Version:", "a web archive (MHTML)"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("WordDocument", "an old Word or WPS document (.doc, .wps)"),
    ("Workbook", "an old Excel workbook (.xls)"),
    ("Book", "an old Excel workbook (.xls)"),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
)
_ZIP_PARTS = (
    ("xl/", "an Excel workbook (.xlsx)"),
    ("ppt/", "a PowerPoint presentation (.pptx)"),
    ("OFD.xml", "an OFD document"),
    ("content.xml", "an OpenDocument file"),
)
_TAG = re.compile(r"<(?:!doctype|!--|\?xml|/?[a-z][a-z0-9:]*[\s/>])", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
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
}


def sniff(data: bytes, hint: Hint) -> str:
    """The key in `READERS` for these bytes; raises Unreadable, Encrypted or Unsupported and says what they are."""
    if not data:
        raise Unreadable("the file is empty (0 bytes)")
    return _by_magic(data) or _by_text(data, hint)


def _by_magic(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _inside_zip(data)
    if data.startswith(_OLE):
        raise _ole_error(data)
    if b"%PDF-" in data[:_PDF_WITHIN] and not data.lstrip().startswith(b"<"):
        return "pdf"
    for magic, name in _FOREIGN:
        # `BM` alone could begin a text; a picture's header goes on with zeros.
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:16]):
            raise Unsupported(f"{name}; there is no reader for it")
    return None


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(f"a zip file or Office document that is broken or cut short ({error})") from error
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    for part, what in _ZIP_PARTS:
        if any(name.startswith(part) for name in names):
            raise Unsupported(f"{what}; there is no reader for it")
    raise Unsupported("a zip archive; unpack it and read the documents in it")


def _ole_error(data: bytes) -> Encrypted | Unsupported:
    """An OLE file names its streams in UTF-16 in its directory, which may stand anywhere in it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Encrypted("an Office document that asks for a password")
    for stream, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return Unsupported(f"{what}; there is no reader for it")
    return Unsupported("an OLE file that is no Word document; there is no reader for it")


def _by_text(data: bytes, hint: Hint) -> str:
    head = decode(data[:_HEAD]).lstrip("\ufeff \t\r\n\x0b\x0c")
    if _TAG.match(head):
        return "html"
    declared = _declared(hint)
    if declared in ("pdf", "docx"):
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
