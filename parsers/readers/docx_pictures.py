"""Tables that are pictures in a Word document."""

from __future__ import annotations

from parsers.errors import ReadError
from parsers.readers.docx_chunks import part_of
from parsers.readers.docx_flow import Element
from parsers.readers.package import Package
from parsers.reading import Grid, Paragraph

_NAMES = ("embed", "id")
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


def read_picture(package: Package, main: str, element: Element) -> list[Paragraph | Grid]:
    """What a picture holds that a document draws in; nothing where it is no table, can't be read, or nothing is there
    to read it with."""
    named = (element.get(relation + name) for relation in _RELATIONS for name in _NAMES)
    name = part_of(package, main, next((each for each in named if each), ""))
    if name not in package.names:
        return []
    try:
        from parsers.readers.scan import read_pictures

        (blocks,) = read_pictures((package.read(name),))
    except (ModuleNotFoundError, ReadError):
        return []
    return list(blocks) if any(isinstance(block, Grid) for block in blocks) else []
