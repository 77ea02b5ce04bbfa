"""WordprocessingML to texts and grids, in the order of the document. The parser's own limit of depth bounds the
stack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from parsers.errors import TooLarge
from parsers.raised import raised
from parsers.readers import MAX_CELLS
from parsers.readers.docx_marks import OFF, read_marks
from parsers.readers.docx_numbering import Labels
from parsers.readers.numbering import labelled
from parsers.readers.symbols import read_symbol
from parsers.readers.word_grid import WordCell, join_rows, lays_out
from parsers.reading import Grid

Element = etree._Element
_Cell = tuple[Element, dict[str, str]]
Handler = Callable[[Element], None]
Item = str | Grid | Element
"""A paragraph's text with its line breaks, a data table, or a place where another document (`altChunk`) or a picture
(`blip`, in documents made before 2007 `imagedata`) is drawn in."""

# Properties (a `w:tab` among them is a tab stop, not a tab), text deleted or moved away, a reading aid over characters.
_UNREAD = ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "del", "moveFrom", "rt", "instrText")
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_WIDEST_CELL = 100
_HEX = re.compile(r"[0-9A-Fa-f]{1,6}")


class Flow:
    """One walk through a document's body; `items` fill up in the order of the document.

    1. Each element goes to the method its name is registered for; any other is walked through.
    2. A paragraph collects its runs' text; one inside another (a text box) comes before the one it hangs on.
    3. A table becomes a Grid, or is walked through where it only lays out the page.
    """

    def __init__(self, root: Element, labels: Labels | None = None) -> None:
        self.items: list[Item] = []
        w = self._w = f"{{{etree.QName(root).namespace or ''}}}"
        self._value = w + "val"
        self._row_properties, self._cell_properties, self._span = w + "trPr", w + "tcPr", w + "gridSpan"
        self._across, self._down, self._deleted_cell = w + "hMerge", w + "vMerge", w + "cellDel"
        self._labels = labels
        self._text: list[str] = []
        self._carried: list[str] = []
        self._codes: list[bool] = []  # open fields; True while their code is read, whose text is not printed
        self._handlers = self._registered()
        marks = read_marks(root, w)
        self._hidden, self._joined, self._raised = marks.hidden, marks.joined, marks.raised
        self._inside(root)
        self._flush()

    def _registered(self) -> dict[str, Handler | None]:
        """The method for each name; None for what is no part of the text."""
        handlers: dict[str, Handler | None] = {
            "t": self._read_text, "r": self._read_run, "p": self._read_paragraph, "tbl": self._read_table,
            "tr": self._read_loose_row, "tc": self._read_loose_cell, "fldChar": self._read_field,
            "sym": self._read_symbol, "altChunk": self._take,
        }  # fmt: skip
        handlers |= dict.fromkeys(_UNREAD)
        handlers |= dict.fromkeys(_MARKS, self._read_mark)
        named = {self._w + name: handler for name, handler in handlers.items()}
        return named | {_FALLBACK: self._read_fallback} | dict.fromkeys(PICTURES, self._take_picture)

    def _inside(self, element: Element) -> None:
        handlers, otherwise = self._handlers, self._inside
        for child in element:
            if handler := handlers.get(child.tag, otherwise):
                handler(child)

    def _read_run(self, run: Element) -> None:
        if self._hidden and run in self._hidden:
            return
        handlers, otherwise = self._handlers, self._inside
        for child in run:
            if handler := handlers.get(child.tag, otherwise):
                handler(child)

    def _read_text(self, element: Element) -> None:
        text = element.text
        if text and not (self._codes and any(self._codes)):
            self._text.append(raised(text) if self._raised and element.getparent() in self._raised else text)

    def _read_mark(self, element: Element) -> None:
        self._text.append(_MARKS[element.tag.rpartition("}")[2]])

    def _read_symbol(self, symbol: Element) -> None:
        code = symbol.get(self._w + "char", "")
        number = int(code, 16) if _HEX.fullmatch(code) else 0
        self._text.append(read_symbol(number, symbol.get(self._w + "font", "")))

    def _read_field(self, mark: Element) -> None:
        kind = mark.get(self._w + "fldCharType")
        if kind == "begin":
            self._codes.append(True)
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()

    def _read_fallback(self, branch: Element) -> None:
        """Word writes new drawings twice, for new readers and for old ones; the text box is still one."""
        parent = branch.getparent()
        if parent is None or parent.find(_CHOICE) is None:
            self._inside(branch)

    def _take_picture(self, element: Element) -> None:
        self.items.append(element)

    def _take(self, element: Element) -> None:
        self._flush()
        self.items.append(element)

    def _read_paragraph(self, paragraph: Element) -> None:
        label = self._labels.before(paragraph) if self._labels else ""
        if not (len(paragraph) or label or self._carried or self._joined):
            self.items.append("")
            return
        outer, self._text, self._carried = self._text, self._carried, []
        handlers, otherwise = self._handlers, self._inside
        for child in paragraph:
            if handler := handlers.get(child.tag, otherwise):
                handler(child)
        text, self._text = self._text, outer
        if self._codes:  # a code that does not end in its paragraph is broken; it must not swallow the rest
            self._codes = [code for code in self._codes if not code]
        if label:
            text = [labelled(label, "".join(text).strip())]
        if self._joined and paragraph in self._joined:
            self._carried = text
        else:
            self.items.append("".join(text).strip())

    def _flush(self) -> None:
        """Give out what was to go on in a next paragraph where there is none."""
        if self._carried:
            self.items.append("".join(self._carried).strip())
            self._carried = []

    def _read_table(self, table: Element) -> None:
        self._flush()
        rows: list[tuple[int, list[_Cell]]] = []
        own = 0
        for row in self._rows(table):
            rows.append(row)
            own += len(row[1])
            _limit(own)
        if lays_out(own, self._count_cells(table) - own if self._nests(table) else 0):
            self._inside(table)
        else:
            self.items.extend(join_rows([self._read_row(column, elements) for column, elements in rows]))

    def _nests(self, table: Element) -> bool:
        return next(table.iterdescendants(self._w + "tbl"), None) is not None

    def _count_cells(self, table: Element) -> int:
        cells = sum(1 for _ in table.iterdescendants(self._w + "tc"))
        _limit(cells)
        return cells

    def _read_loose_row(self, row: Element) -> None:
        if not self._is_gone(self._properties(row, self._row_properties)):
            self._inside(row)

    def _read_loose_cell(self, cell: Element) -> None:
        if self._deleted_cell not in self._properties(cell, self._cell_properties):
            self._inside(cell)
            self._flush()

    def _is_gone(self, properties: dict[str, str]) -> bool:
        """Whether a row was deleted or is hidden."""
        return self._w + "del" in properties or properties.get(self._w + "hidden", "0") not in OFF

    def _properties(self, owner: Element, name: str, until: str = "") -> dict[str, str]:
        """What an element's properties say, by name; "" where a property is there without a value. They come before
        the first child of the name `until`."""
        value = self._value
        for child in owner:  # quicker than find(): the properties come first
            tag = child.tag
            if tag == name:
                return {each.tag: each.get(value, "") for each in child}
            if tag == until:
                break
        return {}

    def _rows(self, table: Element) -> Iterator[tuple[int, list[_Cell]]]:
        """Yield each row that is there: the grid columns it leaves out at the left, and its cells."""
        tag, before = self._w + "tc", self._w + "gridBefore"
        for row in self._children(table, self._w + "tr"):
            properties = self._properties(row, self._row_properties, tag)
            if not properties or not self._is_gone(properties):
                cells = [(cell, self._properties(cell, self._cell_properties)) for cell in self._children(row, tag)]
                yield _whole(properties.get(before)), [cell for cell in cells if self._deleted_cell not in cell[1]]

    def _children(self, parent: Element, tag: str) -> Iterator[Element]:
        """The children of one name, also inside content controls, but none of a table inside."""
        for child in parent:
            name = child.tag
            if name == tag:
                yield child
            elif name not in self._handlers:
                yield from self._children(child, tag)

    def _read_row(self, column: int, elements: Sequence[_Cell]) -> list[WordCell]:
        cells: list[WordCell] = []
        span, across, down = self._span, self._across, self._down
        for element, properties in elements:
            colspan = min(_whole(properties[span]) or 1, _WIDEST_CELL) if span in properties else 1
            if cells and across in properties and _merge(properties[across]) == "continue":
                cells[-1].colspan += colspan
            else:
                merge = _merge(properties[down]) if down in properties else ""
                cells.append(WordCell(self._content(element), column, colspan, merge))
            column += colspan
        return cells

    def _content(self, cell: Element) -> list[str | Grid]:
        outer, self.items = self.items, []
        self._inside(cell)
        if self._carried:
            self._flush()
        content, self.items = self.items, outer
        if len(content) == 1 and isinstance(content[0], str):
            return [content[0]]
        return [item for item in content if not isinstance(item, Element)]


def _limit(cells: int) -> None:
    if cells > MAX_CELLS:
        raise TooLarge(f"a Word document with a table of more than {MAX_CELLS:,} cells")


def _merge(value: str) -> str:
    """`restart`, or `continue`, also when nothing is said."""
    return value or "continue"


def _whole(value: str | None) -> int:
    """A number; 0 where it is missing or no number."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
