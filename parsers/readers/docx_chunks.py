"""Whole documents inside a DOCX (`w:altChunk`): how portals' editors wrap a web page to make a Word file of it."""

from __future__ import annotations

import email
import email.policy

from parsers.errors import ReadError
from parsers.readers.package import Package, local_name
from parsers.reading import Grid, Paragraph

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_KINDS = ("html", "text", "rtf")


def read_chunk(package: Package, main: str, identifiers: dict[str, str]) -> list[Paragraph | Grid]:
    """What stands in the document that a chunk draws in; nothing where it can't be read: the text around it can."""
    identifier = identifiers.get(_ID) or identifiers.get(_STRICT_ID) or ""
    name = part_of(package, main, identifier)
    if name not in package.names:
        return []
    try:
        return _read(package.read(name), name)
    except ReadError:
        return []


def part_of(package: Package, main: str, identifier: str) -> str:
    """The name of a part that another names by a relation, "" where there is none.

    Targets are relative to the folder of the part that names them.
    """
    folder, _, file = main.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    if relations not in package.names:
        return ""
    for relation in package.parse(relations):
        if local_name(relation) == "Relationship" and relation.get("Id") == identifier:
            target = relation.get("Target", "")
            return target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
    return ""


def _read(content: bytes, name: str) -> list[Paragraph | Grid]:
    """Read a chunk by its own reader. Office documents are left out: one may hold itself."""
    from parsers.readers import READERS
    from parsers.report import Hint
    from parsers.sniff import sniff

    content = _unwrap(content)
    kind = sniff(content, Hint(name))
    return list(READERS[kind](content).blocks) if kind in _KINDS else []


def _unwrap(content: bytes) -> bytes:
    """The web page in a web archive (MHTML); anything else as it is."""
    if not content.lstrip()[:13].lower().startswith(b"mime-version:"):
        return content
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else content
    return content
