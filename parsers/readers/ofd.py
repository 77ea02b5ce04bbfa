"""OFD (GB/T 33190) to a Reading: a zip of XML parts that place characters and lines on pages, as a PDF does.

What is laid over the pages is left out: annotations, and the pictures of seals that signatures bring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from parsers.errors import Encrypted, ReadError, TooLarge, Unreadable, Unsupported
from parsers.geometry import find_grids
from parsers.geometry_paragraphs import PageText, pages_to_blocks
from parsers.geometry_text import glyphs_to_lines
from parsers.readers import MAX_CELLS
from parsers.readers.ofd_page import Area, PageContent, read_area, read_content
from parsers.readers.package import Element, Package, local_name, open_package
from parsers.reading import Reading

if TYPE_CHECKING:
    from parsers.ocr.pictures import PageImage

_WHAT = "an OFD document"
_MAX_PAGES = 300
"""The longest reports have some 40 pages."""
_LOCKED = ("encryptions.xml", "decryptseed.dat")
"""Files by which GM/T 0099 says that the others are encrypted."""
_RESOURCES = ("PublicRes", "DocumentRes")
_OUTLINES = 50
"""A page that draws so many paths and no character may hold its text as outlines."""


def read_ofd(data: bytes) -> Reading:
    """Everything printed in an OFD file; raises Encrypted, Unreadable, TooLarge, and Unsupported without any text."""
    with open_package(data, _WHAT) as package:
        if any(name.lower().rpartition("/")[2] in _LOCKED for name in package.names):
            raise Encrypted("an OFD document that asks for a password")
        file = _File(package)
        pages = list(_read_pages(file))
        all_drawn = bool(pages) and len(file.drawn) == len(pages)
        if file.drawn:
            pages = _with_drawn_read(file, pages)
    if not pages:
        raise Unreadable("an OFD document without any page")
    if not any(page.lines or page.grids for page in pages):
        raise _no_text(file)
    blocks = tuple(pages_to_blocks(pages))
    reader = "scan" if all_drawn else "ofd"
    return Reading(reader, "application/ofd", blocks, tuple(file.titles), None, file.pictures)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page without text, to be looked at: its templates and itself, and where its pictures are."""

    number: int
    roots: list[Element]
    area: Area
    media: Mapping[str, str]


@dataclass
class _File:
    """A package whose parts are found whatever the letters' case, and what is seen while its pages are read."""

    package: Package
    titles: list[str] = field(default_factory=list)
    pictures: int = 0
    paths: int = 0
    drawn: list[_Drawn] = field(default_factory=list)
    _templates: dict[str, Element] = field(default_factory=dict)

    def parse(self, path: str) -> Element:
        name = next((name for name in self.package.names if _plain(name) == _plain(path)), path)
        return self.package.parse(name)

    def has(self, path: str) -> bool:
        return any(_plain(name) == _plain(path) for name in self.package.names)

    def read(self, path: str) -> bytes:
        name = next((name for name in self.package.names if _plain(name) == _plain(path)), path)
        return self.package.read(name)

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
    for number, (path, document) in enumerate(_pages(file), 1):
        if number > _MAX_PAGES:
            raise TooLarge(f"an OFD document of more than {_MAX_PAGES} pages")
        page = _read_page(file, path, number, document)
        cells += sum(len(placed.grid.cells) for placed in page.grids)
        if cells > MAX_CELLS:
            raise TooLarge(f"an OFD document with more than {MAX_CELLS:,} table cells")
        yield page


@dataclass(frozen=True, slots=True)
class _Document:
    """What the pages of a document share: their usual area, their templates and their pictures, by number."""

    area: Area
    templates: Mapping[str, str]
    media: Mapping[str, str]


def _pages(file: _File) -> Iterator[tuple[str, _Document]]:
    """Yield for each page its part, and what it shares with the others of its document."""
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
        shared = _Document(area, templates, _media(file, path, document))
        for page in document.iterfind("{*}Pages/{*}Page"):
            yield _resolve(path, page.get("BaseLoc", "")), shared


def _media(file: _File, path: str, document: Element) -> dict[str, str]:
    """The parts that hold pictures, by the numbers by which pages name them; a list that is missing names none."""
    found: dict[str, str] = {}
    for listed in document.iterfind("{*}CommonData/{*}*"):
        part = _resolve(path, listed.text or "")
        if local_name(listed) not in _RESOURCES or not file.has(part):
            continue
        resources = file.parse(part)
        folder = _resolve(part, resources.get("BaseLoc", ""))
        for media in resources.iterfind("{*}MultiMedias/{*}MultiMedia"):
            found[media.get("ID", "")] = _resolve(f"{folder}/x", media.findtext("{*}MediaFile") or "")
    return found


def _read_page(file: _File, path: str, number: int, document: _Document) -> PageText:
    root = file.parse(path)
    area = read_area(root.find("{*}Area"), document.area)
    named = (document.templates.get(each.get("TemplateID", "")) for each in root.iterfind("{*}Template"))
    roots = [*(file.parse_template(location) for location in named if location), root]
    content = PageContent()
    try:
        for each in roots:
            read_content(each, area, content)
        grids, rest = find_grids(content.glyphs, content.rulings, number)
    except ReadError as error:
        raise type(error)(f"page {number}: {error}") from error
    file.paths += content.paths
    is_outlined = not content.glyphs and content.paths >= _OUTLINES
    file.pictures += content.pictures + int(is_outlined)
    if is_outlined or (content.pictures and not content.glyphs):
        file.drawn.append(_Drawn(number, roots, area, document.media))
    return PageText(number, area.width, area.height, glyphs_to_lines(rest), grids)


def _with_drawn_read(file: _File, pages: Sequence[PageText]) -> list[PageText]:
    """The pages, those without text now read by looking at them; as they are where there is no engine to read it."""
    # Imported where it is needed: a document of text must not pay for the scan reader.
    try:
        from parsers.ocr.pages import read_document
        from parsers.readers.ofd_render import draw_page
    except ModuleNotFoundError:
        return list(pages)

    def images() -> Iterator[PageImage]:
        for drawn in file.drawn:
            yield draw_page(drawn.roots, drawn.area, partial(_picture, file, drawn.media), drawn.number)

    seen = {page.number: page for page in read_document(images())}
    return [seen.get(page.number, page) for page in pages]


def _picture(file: _File, media: Mapping[str, str], number: str) -> bytes | None:
    """The bytes of a picture by its number."""
    return file.read(media[number]) if number in media and file.has(media[number]) else None


def _no_text(file: _File) -> ReadError:
    if file.paths >= _OUTLINES:
        return Unsupported("an OFD document that draws its letters as outlines and holds no text")
    return Unsupported("a scan: the OFD document holds pictures of pages and no text")
