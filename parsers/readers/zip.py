"""The files in a zip archive. Which of them is the report is decided where reports are known, in `parsers.archive`."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.errors import Encrypted, TooLarge, Unreadable

MAX_TOTAL = 128 * 1024 * 1024
_MAX_MEMBER = 64 * 1024 * 1024
"""Bytes once unpacked, of all files and of one; a scanned report has some 20 MiB."""
_MOST_MEMBERS = 1000
_JUNK = re.compile(
    r"(?:^|[/\\])(?:__MACOSX[/\\]|\.|~\$|Thumbs\.db$|desktop\.ini$)"
    r"|\.(?:css|js|json|xsl|ttf|exe|dll|lnk|url|mp[34]|avi|mov|wmv|wav)$",
    re.IGNORECASE,
)
"""What systems and browsers leave in archives, and films and sounds: no report is in them."""
_IS_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `name` has its folders."""

    name: str
    data: bytes


def members(data: bytes, most: int = MAX_TOTAL) -> tuple[Member, ...]:
    """The files of an archive in its order, without junk; together they may unpack to `most` bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_unpack(archive, most))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable(f"a zip archive that is broken or cut short ({error})") from error


def _unpack(archive: zipfile.ZipFile, left: int) -> Iterator[Member]:
    """Yield the files. Sizes in the directory may lie, so it's the unpacking that is limited."""
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise TooLarge(f"a zip archive of more than {_MOST_MEMBERS:,} files")
    for info in archive.infolist():
        name = _name(info)
        if info.is_dir() or _JUNK.search(name):
            continue
        if info.flag_bits & 1:
            raise Encrypted("a zip archive that asks for a password")
        most = min(left, _MAX_MEMBER)
        with archive.open(info) as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise TooLarge(f"a zip archive that unpacks to too much: {name} ends beyond {most:,} bytes")
        left -= len(content)
        yield Member(name, content)


def _name(info: zipfile.ZipInfo) -> str:
    """A file's name as meant: Chinese Windows writes GBK and doesn't say so, and zipfile takes that for CP437."""
    if info.flag_bits & _IS_UTF8:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return info.filename
