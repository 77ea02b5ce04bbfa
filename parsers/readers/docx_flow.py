"""WordprocessingML to texts and grids, in the order of the document. Iterative: depth costs no stack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.errors import TooLarge
from parsers.readers import MAX_CELLS
from parsers.reading import Cell, Grid

Element = etree._Element

# Properties (a `w:tab` among them is a tab stop, not a tab) and text that was deleted or moved away.
_UNREAD = frozenset({"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "del", "moveFrom"})
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = ("del", "hidden")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WIDEST_CELL = 100


def read_flow(root: Element) -> Iterator[str | Grid]:
    """Yield what stands in `root`: the text of each paragraph, line breaks kept, and a Grid for each data table.

    A paragraph inside another (a text box) comes before the one it hangs on.
    """
    namespace = etree.QName(root).namespace or ""
    open_paragraphs: list[list[str]] = [[]]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = _name(element, namespace)
        if event == "end":
            if name == "p" and len(open_paragraphs) > 1:
                yield "".join(open_paragraphs.pop()).strip()
        elif name in _UNREAD or _is_second_branch(element):
            walk.skip_subtree()
        elif name == "tbl" and (grid := _read_table(element, namespace)):
            walk.skip_subtree()
            yield grid
        elif name == "p":
            open_paragraphs.append([])
        elif name == "t":
            open_paragraphs[-1].append(element.text or "")
        elif name in _MARKS:
            open_paragraphs[-1].append(_MARKS[name])


def _name(element: Element, namespace: str) -> str:
    """The element's name if it is Word's own, else "": charts and formulas have a `p` and a `t` as well."""
    own, _, name = element.tag[1:].partition("}")
    return name if own == namespace else ""


def _is_second_branch(element: Element) -> bool:
    """Word writes new drawings twice, for new readers and for old ones; the text box is still one."""
    if element.tag != _FALLBACK:
        return False
    parent = element.getparent()
    return parent is not None and parent.find(_CHOICE) is not None


@dataclass(slots=True)
class _Open:
    """A cell while its rows are still being read."""

    text: str
    row: int
    column: int
    colspan: int
    rowspan: int = field(default=1)

    def close(self) -> Cell:
        return Cell(self.text, self.row, self.column, self.rowspan, self.colspan)


def _read_table(table: Element, namespace: str) -> Grid | None:
    """The table's Grid, or None where the table only lays out the page: one cell, or a table inside."""
    inside = f"{{{namespace}}}tbl"
    if next(table.iterdescendants(inside), None) is not None:
        return None
    cells: list[_Open] = []
    merged: dict[int, _Open] = {}
    for row, (first_column, elements) in enumerate(_rows(table, namespace)):
        begun, merged = _read_row(row, first_column, elements, merged, namespace)
        cells.extend(begun)
        if len(cells) > MAX_CELLS:
            raise TooLarge(f"a Word document with a table of more than {MAX_CELLS:,} cells")
    return Grid(tuple(cell.close() for cell in cells)) if len(cells) > 1 else None


def _rows(table: Element, namespace: str) -> Iterator[tuple[int, list[Element]]]:
    """Yield each row that is there: the grid columns it leaves out at the left, and its cells.

    Rows and cells may stand inside content controls, so they are taken at any depth.
    """
    word = f"{{{namespace}}}"
    for row in table.iterdescendants(word + "tr"):
        properties = row.find(word + "trPr")
        if properties is not None and any(properties.find(word + name) is not None for name in _GONE):
            continue
        cells = [cell for cell in row.iterdescendants(word + "tc") if cell.find(f"{word}tcPr/{word}cellDel") is None]
        yield _value(properties, "gridBefore", namespace), cells


def _read_row(
    row: int, column: int, elements: list[Element], above: dict[int, _Open], namespace: str
) -> tuple[list[_Open], dict[int, _Open]]:
    """The cells that begin in this row, and, by column, those that a next row may go on."""
    begun: list[_Open] = []
    merged: dict[int, _Open] = {}
    for element in elements:
        properties = element.find(f"{{{namespace}}}tcPr")
        colspan = min(_value(properties, "gridSpan", namespace) or 1, _WIDEST_CELL)
        if begun and _merge(properties, "hMerge", namespace) == "continue":
            begun[-1].colspan += colspan
        elif _merge(properties, "vMerge", namespace) == "continue" and column in above:
            merged[column] = above[column]
            merged[column].rowspan += 1
        else:
            cell = _Open(_cell_text(element), row, column, colspan)
            begun.append(cell)
            if _merge(properties, "vMerge", namespace):
                merged[column] = cell
        column += colspan
    return begun, merged


def _cell_text(cell: Element) -> str:
    return "\n".join(text for text in read_flow(cell) if isinstance(text, str) and text)


def _merge(properties: Element | None, name: str, namespace: str) -> str | None:
    """`restart`, `continue` (also when nothing is said), or None for a cell that is not merged."""
    merge = properties.find(f"{{{namespace}}}{name}") if properties is not None else None
    return merge.get(f"{{{namespace}}}val", "continue") if merge is not None else None


def _value(properties: Element | None, name: str, namespace: str) -> int:
    """A number among the properties; 0 where it is missing or no number."""
    found = properties.find(f"{{{namespace}}}{name}") if properties is not None else None
    value = found.get(f"{{{namespace}}}val", "") if found is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
