"""The OLE file around a binary Word document, opened within limits: its streams and its title."""

from __future__ import annotations

import io
import struct

import olefile

from parsers.errors import Encrypted, TooLarge, Unreadable
from parsers.readers.doc_stream import Streams, read_fib, table_name

_MOST_BYTES = 128 * 1024 * 1024
_TITLE, _CODE_PAGE = 2, 1  # [MS-OLEPS] property numbers of SummaryInformation
_SUMMARY = "\x05SummaryInformation"
_UTF_8, _UTF_16 = 65001, 1200
# What olefile lets out when a file's own tables lead it astray.
_ASTRAY = (OSError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, struct.error, RecursionError)


def open_streams(data: bytes) -> tuple[Streams, tuple[str, ...]]:
    """The streams of a Word document and the titles it gives itself."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _read_streams(ole, len(data)), _titles(ole, len(data))
    except _ASTRAY as error:
        raise Unreadable(f"a Word document (.doc) that is broken or cut short ({error})") from error


def _read_streams(ole: olefile.OleFileIO, size: int) -> Streams:
    if ole.exists("EncryptedPackage"):
        raise Encrypted("a Word document that asks for a password")
    word = _read(ole, "WordDocument", size)
    table = _read(ole, table_name(word), size)
    data = _read(ole, "Data", size) if ole.exists("Data") else b""
    return Streams(word, table, data, read_fib(word))


def _read(ole: olefile.OleFileIO, name: str, size: int) -> bytes:
    """A stream's bytes; its size in the directory may lie, and nothing in a file is larger than the file."""
    if not ole.exists(name):
        raise Unreadable(f"an OLE file without the stream {name} of a Word document (.doc)")
    claimed = int(ole.get_size(name))
    if claimed > size:
        raise Unreadable("a Word document (.doc) that is cut short: a stream is longer than the file")
    if claimed > _MOST_BYTES:
        raise TooLarge(f"a Word document (.doc) whose stream {name} is larger than {_MOST_BYTES >> 20} MiB")
    with ole.openstream(name) as stream:
        content = bytes(stream.read())
    if len(content) < claimed:
        raise Unreadable(f"a Word document (.doc) that is cut short: its stream {name} ends too early")
    return content


def _titles(ole: olefile.OleFileIO, size: int) -> tuple[str, ...]:
    """The title in the file's properties; a broken property is no title and spoils nothing."""
    try:
        if not ole.exists(_SUMMARY) or int(ole.get_size(_SUMMARY)) > size:
            return ()
        properties = ole.getproperties(_SUMMARY)
    except _ASTRAY:
        return ()
    title = _decode(properties.get(_TITLE), properties.get(_CODE_PAGE)).replace("\x00", "").strip()
    return (title,) if title else ()


def _decode(title: object, code_page: object) -> str:
    """A property's text. Writers say Windows-1252 and mean GBK, so Chinese bytes are tried for first."""
    if isinstance(title, str):
        return title
    if not isinstance(title, bytes):
        return ""
    page = int(code_page) & 0xFFFF if isinstance(code_page, int) else 0
    known = {_UTF_8: "utf-8", _UTF_16: "utf-16-le"}.get(page)
    for encoding in (known,) if known else ("utf-8", "gb18030"):
        try:
            return title.decode(encoding)
        except UnicodeDecodeError:
            continue
    return title.decode(known or "cp1252", "replace")
