"""DOCX to a Reading, from `word/document.xml` directly: what Word shows when all changes are accepted."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from parsers.errors import Encrypted, TooLarge, Unreadable
from parsers.readers.docx_flow import Element, read_flow
from parsers.reading import Grid, Paragraph, Reading

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAX_PART = 64 * 1024 * 1024
"""Bytes of one part once unpacked; the text of a report is below one MiB."""
_MAIN = "/officeDocument"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(data: bytes) -> Reading:
    """Everything in the body of a Word document; raises Unreadable, Encrypted or TooLarge."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = _parse(_read_part(archive, _main_part(archive)))
            titles = _titles(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable(f"a Word document that is broken or cut short ({error})") from error
    blocks: list[Paragraph | Grid] = []
    for item in read_flow(document):
        if isinstance(item, Grid):
            blocks.append(item)
        else:
            blocks.extend(Paragraph(line) for line in item.split("\n") if line.strip())
    return Reading("docx", _MEDIA_TYPE, tuple(blocks), titles, pictures=_pictures(document))


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part the package calls its document; most writers put it where Word does, and say so."""
    names = archive.namelist()
    if "word/document.xml" in names:
        return "word/document.xml"
    relations = _parse(_read_part(archive, "_rels/.rels")) if "_rels/.rels" in names else ()
    for relation in relations:
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith(_MAIN) and target in names:
            return target
    raise Unreadable("an Office package without a Word document in it")


def _read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes. The size in the directory may lie, so it's the unpacking that is limited."""
    if archive.getinfo(name).flag_bits & 1:
        raise Encrypted("a Word document inside a zip file with a password")
    with archive.open(name) as part:
        content = part.read(_MAX_PART + 1)
    if len(content) > _MAX_PART:
        raise TooLarge(f"a Word document whose part {name} unpacks to more than {_MAX_PART >> 20} MiB")
    return content


def _parse(content: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"a Word document whose text is not well-formed XML ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        # The format forbids it; entities left unresolved would be holes in the text.
        raise Unreadable("a Word document whose text defines XML entities of its own")
    return root


def _titles(archive: zipfile.ZipFile) -> tuple[str, ...]:
    if "docProps/core.xml" not in archive.namelist():
        return ()
    title = _parse(_read_part(archive, "docProps/core.xml")).findtext(_TITLE) or ""
    return (title.strip(),) if title.strip() else ()


def _pictures(document: Element) -> int:
    """Pictures in today's form (`a:blip`) and, in documents made before 2007, in the old one (`v:imagedata`)."""
    modern = sum(1 for _ in document.iter("{*}blip"))
    return modern or sum(1 for _ in document.iter("{*}imagedata"))
