"""DOCX to a Reading, from its XML directly: what Word prints when all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.errors import Unreadable
from parsers.readers.docx_chunks import read_chunk
from parsers.readers.docx_flow import PICTURES, Element, Flow, Item
from parsers.readers.docx_numbering import Labels
from parsers.readers.docx_pictures import read_picture
from parsers.readers.package import Package, open_package
from parsers.reading import Grid, Paragraph, Reading
from parsers.source_grid import lacks_a_table

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "/officeDocument"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(data: bytes) -> Reading:
    """Everything in the body of a Word document; raises Unreadable, Encrypted or TooLarge."""
    with open_package(data, "a Word document") as package:
        main = _main_part(package)
        document = package.parse(main)
        labels = _labels(package, main, document)
        items = Flow(document, labels).items
        blocks = tuple(_blocks(items, package, main))
        if any(map(_is_picture, items)) and lacks_a_table(blocks):
            blocks = tuple(_blocks(items, package, main, looked_at=True))
        titles = _titles(package)
    return Reading("docx", _MEDIA_TYPE, blocks, titles, pictures=_pictures(document))


def _main_part(package: Package) -> str:
    """The part the package calls its document; most writers put it where Word does, and say so."""
    if "word/document.xml" in package.names:
        return "word/document.xml"
    for relation in package.parse("_rels/.rels") if "_rels/.rels" in package.names else ():
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith(_MAIN) and target in package.names:
            return target
    raise Unreadable("an Office package without a Word document in it")


def _labels(package: Package, main: str, document: Element) -> Labels | None:
    """What numbers the paragraphs; styles are long, and are parsed only where one of them brings a list along."""
    folder = main.rpartition("/")[0]
    numbering, styles = (f"{folder}/{name}.xml".lstrip("/") for name in ("numbering", "styles"))
    if numbering not in package.names:
        return None
    has_styles = styles in package.names and b"numPr" in package.read(styles)
    if not has_styles and next(document.iter("{*}numPr"), None) is None:
        return None
    return Labels(package.parse(numbering), package.parse(styles) if has_styles else None)


def _blocks(
    items: Iterable[Item], package: Package, main: str, *, looked_at: bool = False
) -> Iterator[Paragraph | Grid]:
    """Yield what the items hold; of pictures, only where they are to be looked at."""
    for item in items:
        if isinstance(item, Grid):
            yield item
        elif isinstance(item, str):
            yield from (Paragraph(line) for line in item.split("\n") if line.strip())
        elif not _is_picture(item):
            yield from read_chunk(package, main, {str(key): str(value) for key, value in item.items()})
        elif looked_at:
            yield from read_picture(package, main, item)


def _is_picture(item: Item) -> bool:
    return not isinstance(item, str | Grid) and item.tag in PICTURES


def _titles(package: Package) -> tuple[str, ...]:
    if "docProps/core.xml" not in package.names:
        return ()
    title = package.parse("docProps/core.xml").findtext(_TITLE) or ""
    return (title.strip(),) if title.strip() else ()


def _pictures(document: Element) -> int:
    """Pictures in today's form (`a:blip`) and, in documents made before 2007, in the old one (`v:imagedata`)."""
    modern = sum(1 for _ in document.iter("{*}blip"))
    return modern or sum(1 for _ in document.iter("{*}imagedata"))
