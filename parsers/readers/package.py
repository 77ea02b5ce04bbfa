"""A zip package of XML parts, as OFD and the Office formats are: opened, unpacked and parsed within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from parsers.errors import Encrypted, TooLarge, Unreadable

Element = etree._Element

MAX_PART = 64 * 1024 * 1024
"""Bytes of one part once unpacked; the text of a report is below one MiB."""
MAX_PACKAGE = 2 * MAX_PART
"""Bytes of all parts that are read, once unpacked."""


class Package:
    """An open package; `what` names the kind of document in messages."""

    def __init__(self, archive: zipfile.ZipFile, what: str) -> None:
        names = archive.namelist()
        self.names = frozenset(names)
        if len(names) != len(self.names):
            # Two programs would take different ones of two parts with one name.
            raise Unreadable(f"{what} that holds two parts of the same name")
        self._archive = archive
        self._what = what
        self._left = MAX_PACKAGE

    def read(self, name: str) -> bytes:
        """A part's bytes. The size in the directory may lie, so it's the unpacking that is limited."""
        if name not in self.names:
            raise Unreadable(f"{self._what} without its part {name}")
        if self._archive.getinfo(name).flag_bits & 1:
            raise Encrypted(f"{self._what} inside a zip file with a password")
        most = min(MAX_PART, self._left)
        with self._archive.open(name) as part:
            content = part.read(most + 1)
        if len(content) > most:
            raise TooLarge(f"{self._what} that unpacks to too much: its part {name} ends beyond {most:,} bytes")
        self._left -= len(content)
        return content

    def parse(self, name: str) -> Element:
        """A part's XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"{self._what} whose part {name} is not well-formed XML ({error})") from error
        if root.getroottree().docinfo.internalDTD is not None:
            # These formats forbid it; entities left unresolved would be holes in the text.
            raise Unreadable(f"{self._what} whose part {name} defines XML entities of its own")
        return root


@contextmanager
def open_package(data: bytes, what: str) -> Iterator[Package]:
    """The package in `data`; whatever is wrong with the zip file while it is read becomes Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Package(archive, what)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable(f"{what} that is broken or cut short ({error})") from error


def local_name(element: Element) -> str:
    """An element's name without its namespace: writers of one format differ in theirs."""
    return str(element.tag).rpartition("}")[2]
