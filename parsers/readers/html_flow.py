"""HTML to lines of text and data tables, in the order of the page. Iterative: depth costs no stack."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from lxml import etree

from parsers.reading import Cell, Grid

Element = etree._Element

_UNREAD = frozenset(
    {"head", "script", "style", "noscript", "select", "option", "textarea", "button", "template", "iframe"}
)
_BLOCK_NAMES = """
    address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NOT_INLINE = _BLOCKS | _UNREAD
_WRAPPED = re.compile(r"(?<=[^\x00-\x7f\xa0])[ \t\r\f]*\n[ \t\n\r\f]*(?=[^\x00-\x7f\xa0])")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LEADING_NUMBER = re.compile(r"\s*(\d+)")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NO_HEIGHT = re.compile(r"(?<![\w-])height\s*:\s*0(?:\.0+)?\s*(?:[a-z]{2}\s*)?(?:;|$)", re.IGNORECASE)

_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|bmp|gif|webp|tiff?)\s*;\s*base64\s*,", re.IGNORECASE)
_LEAST_EMBEDDED = 6000
"""Characters of a picture inside the page itself; a table takes more, an icon less."""

_LONGEST_CELL = 1000
"""No label of the form has a tenth of this; a longer cell is the article itself, laid out with a table."""
_WIDEST_CELL = 100
"""The form has 15 columns; a span such as 1000000 is a slip or an attack."""


def read_flow(root: Element) -> Iterator[str | Grid | bytes]:
    """Yield what stands in `root`: lines of text, never blank, a Grid for each table that is one, and the bytes of each
    picture that the page itself holds."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if pieces and element.tag in _BLOCKS:
            if line := _line(pieces):
                yield line
            pieces.clear()
        if event == "end":
            if element.tail and element is not root:
                pieces.append(element.tail)
            continue
        grid = _read_table(element) if element.tag == "table" else None
        if grid or element.tag in _UNREAD:
            walk.skip_subtree()
            if grid:
                yield from _captions(element)
                yield grid
        elif element.text:
            pieces.append(element.text)
        elif element.tag == "img" and (picture := _embedded(element)):
            if line := _line(pieces):
                yield line
            pieces.clear()
            yield picture
    if line := _line(pieces):
        yield line


def _embedded(image: Element) -> bytes | None:
    """The bytes of a picture whose address is its own content (`data:`)."""
    source = image.get("src", "")
    head = _EMBEDDED.match(source[:60])
    if head is None or len(source) < _LEAST_EMBEDDED:
        return None
    try:
        return base64.b64decode(source[head.end() :].replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    except binascii.Error:
        return None


def _line(pieces: list[str]) -> str:
    return _shown("".join(pieces))


def _shown(text: str) -> str:
    """The text as a browser shows it: source line breaks inside Chinese vanish, other white space is one space."""
    # Neither has white space: in a page of figures most texts are the first, in one of words the second.
    if text.isalnum() or (text.isprintable() and " " not in text):
        return text
    if "\n" in text:
        text = _WRAPPED.sub("", text)
    return _BLANKS.sub(" ", text).replace("\xa0", " ").strip()


def _captions(table: Element) -> Iterator[str]:
    for caption in table.iterchildren("caption"):
        yield from (line for line in read_flow(caption) if isinstance(line, str))


def _read_table(table: Element) -> Grid | None:
    """The table's Grid, or None where the table only lays out the page: one cell, a table inside, or the article."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    grid = Grid(tuple(_place(_shown_rows(table))))
    if len(grid.cells) < 2 or max([len(cell.text) for cell in grid.cells]) > _LONGEST_CELL:
        return None
    return grid


_Row = list[tuple[Element, str]]


def _shown_rows(table: Element) -> list[_Row]:
    """The rows a browser shows. Cells belong to the last row begun, since forms and fonts stand in between."""
    rows: list[tuple[Element, _Row]] = [(table, [])]
    cells = rows[-1][1]
    for element in table.iterdescendants("tr", "td", "th"):
        style = element.get("style")
        if element.tag == "tr":
            cells = []
            rows.append((element, cells))
        elif not style or "none" not in style.lower() or not _NOT_SHOWN.search(style):
            cells.append((element, _cell_text(element) if len(element) else _shown(element.text or "")))
    return [cells for row, cells in rows if cells and not _is_hidden(row, cells)]


def _is_hidden(row: Element, cells: _Row) -> bool:
    """Word closes a table with a blank row of no height that only carries the widths of the columns."""
    style = row.get("style", "")
    if row.tag == "tr" and _NOT_SHOWN.search(style):
        return True
    flat = row.get("height", "").strip() == "0" or _NO_HEIGHT.search(style)
    return bool(flat) and not any(text for _, text in cells)


def _cell_text(cell: Element) -> str:
    """The lines of a cell with elements in it. Most hold a number in one paragraph, which needs no walk."""
    parts = [element for element in cell.iterdescendants() if element.tag in _NOT_INLINE]
    if not parts:
        return _shown(text_of(cell))
    if len(parts) == 1 and parts[0].tag in _BLOCKS:
        inner = text_of(parts[0])
        if _is_all_of(parts[0], cell) or text_of(cell).strip() == inner.strip():
            return _shown(inner)
    return "\n".join(line for line in read_flow(cell) if isinstance(line, str))


def _is_all_of(part: Element, cell: Element) -> bool:
    """Whether a cell has one child and no text beside it."""
    is_only = len(cell) == 1 and part.getparent() is cell
    return is_only and not (cell.text and cell.text.strip()) and not (part.tail and part.tail.strip())


def text_of(element: Element) -> str:
    """All text inside an element. By libxml2's own writer, which takes a tenth of what `itertext` takes."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _place(rows: list[_Row]) -> Iterator[Cell]:
    """Give each cell its position: the first column that no cell from above still covers. Spans end with the table."""
    covered_until: dict[int, int] = {}
    for row, cells in enumerate(rows):
        column, below = 0, len(rows) - row
        for element, text in cells:
            while covered_until.get(column, 0) > row:
                column += 1
            across, down = element.get("colspan"), element.get("rowspan")
            colspan = min(_span(across) or 1, _WIDEST_CELL) if across else 1
            rowspan = min(_span(down) or below, below) if down else 1
            # A page has hundreds: `Cell(...)` takes half as long again.
            yield tuple.__new__(Cell, (text, row, column, rowspan, colspan, None, "", ()))
            if rowspan > 1:
                covered_until.update(dict.fromkeys(range(column, column + colspan), row + rowspan))
            column += colspan


def _span(printed: str) -> int:
    """The span a browser reads: leading digits, else 1. `rowspan="0"` stays 0, which means: to the end."""
    found = _LEADING_NUMBER.match(printed)
    return int(found[1][:9]) if found else 1
