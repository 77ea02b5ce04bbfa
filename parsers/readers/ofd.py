"""OFD (GB/T 33190) to a Reading: a zip of XML parts that place characters and lines on pages, as a PDF does.

What is laid over the pages is left out: annotations, and the pictures of seals that signatures bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable, Unsupported
from parsers.geometry import find_grids
from parsers.geometry_paragraphs import PageText, pages_to_blocks
from parsers.geometry_text import glyphs_to_lines
from parsers.readers import MAX_CELLS
from parsers.readers.ofd_page import Area, PageContent, read_area, read_content
from parsers.readers.package import Element, Package, open_package
from parsers.reading import Reading

_WHAT = "an OFD document"
_MAX_PAGES = 300
"""The longest reports have some 40 pages."""
_LOCKED = ("encryptions.xml", "decryptseed.dat")
"""Files by which GM/T 0099 says that the others are encrypted."""
_OUTLINES = 50
"""A page that draws so many paths and no character may hold its text as outlines."""


def read_ofd(data: bytes) -> Reading:
    """Everything printed in an OFD file; raises Encrypted, Unreadable, TooLarge, and Unsupported without any text."""
    with open_package(data, _WHAT) as package:
        if any(name.lower().rpartition("/")[2] in _LOCKED for name in package.names):
            raise Encrypted("an OFD document that asks for a password")
        file = _File(package)
        pages = list(_read_pages(file))
    if not pages:
        raise Unreadable("an OFD document without any page")
    if not any(page.lines or page.grids for page in pages):
        raise _no_text(file)
    blocks = tuple(pages_to_blocks(pages))
    return Reading("ofd", "application/ofd", blocks, tuple(file.titles), None, file.pictures)


@dataclass
class _File:
    """A package whose parts are found whatever the letters' case, and what is seen while its pages are read."""

    package: Package
    titles: list[str] = field(default_factory=list)
    pictures: int = 0
    paths: int = 0
    _templates: dict[str, Element] = field(default_factory=dict)

    def parse(self, path: str) -> Element:
        name = next((name for name in self.package.names if _plain(name) == _plain(path)), path)
        return self.package.parse(name)

    def parse_template(self, path: str) -> Element:
        """A template's XML, parsed once for all the pages that stand on it."""
        if path not in self._templates:
            self._templates[path] = self.parse(path)
        return self._templates[path]


def _plain(path: str) -> str:
    return path.lstrip("/").lower()


def _resolve(base: str, location: str) -> str:
    """A location as the part `base` writes it: from the root of the package, or from its own folder."""
    return normpath(join(dirname(f"/{base}"), location.strip())).lstrip("/")


def _read_pages(file: _File) -> Iterator[PageText]:
    """Yield the pages of all documents in the file, numbered through."""
    cells = 0
    for number, (path, area, templates) in enumerate(_pages(file), 1):
        if number > _MAX_PAGES:
            raise TooLarge(f"an OFD document of more than {_MAX_PAGES} pages")
        page = _read_page(file, path, number, area, templates)
        cells += sum(len(placed.grid.cells) for placed in page.grids)
        if cells > MAX_CELLS:
            raise TooLarge(f"an OFD document with more than {MAX_CELLS:,} table cells")
        yield page


def _pages(file: _File) -> Iterator[tuple[str, Area, dict[str, str]]]:
    """Yield for each page its part, the usual area of the document's pages, and the document's templates."""
    for body in file.parse("OFD.xml").iter("{*}DocBody"):
        if title := (body.findtext("{*}DocInfo/{*}Title") or "").strip():
            file.titles.append(title)
        path = (body.findtext("{*}DocRoot") or "").strip().lstrip("/")
        document = file.parse(path)
        area = read_area(document.find("{*}CommonData/{*}PageArea"), Area())
        templates = {
            each.get("ID", ""): _resolve(path, each.get("BaseLoc", ""))
            for each in document.iterfind("{*}CommonData/{*}TemplatePage")
        }
        for page in document.iterfind("{*}Pages/{*}Page"):
            yield _resolve(path, page.get("BaseLoc", "")), area, templates


def _read_page(file: _File, path: str, number: int, area: Area, templates: dict[str, str]) -> PageText:
    root = file.parse(path)
    area = read_area(root.find("{*}Area"), area)
    content = PageContent()
    try:
        for template in root.iterfind("{*}Template"):
            if location := templates.get(template.get("TemplateID", "")):
                read_content(file.parse_template(location), area, content)
        read_content(root, area, content)
        grids, rest = find_grids(content.glyphs, content.rulings, number)
    except ReadError as error:
        raise type(error)(f"page {number}: {error}") from error
    file.paths += content.paths
    file.pictures += content.pictures + int(not content.glyphs and content.paths >= _OUTLINES)
    return PageText(number, area.width, area.height, glyphs_to_lines(rest), grids)


def _no_text(file: _File) -> ReadError:
    if file.paths >= _OUTLINES:
        return Unsupported("an OFD document that draws its letters as outlines and holds no text")
    return Unsupported("a scan: the OFD document holds pictures of pages and no text")
