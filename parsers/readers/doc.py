"""DOC to a Reading: the binary format of Word 97 to 2003, which WPS writes as well ([MS-DOC])."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.readers.doc_container import open_streams
from parsers.readers.doc_lists import ListLabels
from parsers.readers.doc_properties import ParagraphProperties, Properties
from parsers.readers.doc_row import read_row_shape
from parsers.readers.doc_stream import Pieces, Streams
from parsers.readers.doc_styles import Styles
from parsers.readers.doc_table import Assembly, Item
from parsers.readers.doc_text import PrintedText, read_printed
from parsers.readers.numbering import labelled
from parsers.reading import Grid, Paragraph, Reading

_MEDIA_TYPE = "application/msword"
_MARK = re.compile("[\r\x07\x0c]")
_CELL = "\x07"
# sprmPFInTable, sprmPFTtp, sprmPItap, sprmPDtap; sprmPFInnerTableCell and sprmPFInnerTtp for tables in tables
_IN_TABLE, _ROW_END, _DEPTH, _DEPTH_CHANGE = 0x2416, 0x2417, 0x6649, 0x664A
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C


def read_doc(data: bytes) -> Reading:
    """Everything in the main text of a Word document; raises Unreadable, Encrypted, Unsupported or TooLarge.

    1. The piece table puts the text together; what is not printed is blanked, so that positions stay.
    2. Every paragraph ends in a mark, whose properties say how deep in tables it stands and whether it ends a cell
       or a row.
    3. A row's last mark holds its definition: the edges of its cells, and which are merged.
    """
    return read_streams(*open_streams(data))


def read_streams(streams: Streams, titles: tuple[str, ...] = ()) -> Reading:
    """The same, once the OLE file around the document is open."""
    pieces = Pieces(streams)
    paragraphs = ParagraphProperties(streams)
    styles = Styles(streams)
    printed = read_printed(streams, pieces, paragraphs, styles)
    blocks = tuple(_blocks(_read_items(pieces, printed, paragraphs, ListLabels(streams, styles))))
    return Reading("doc", _MEDIA_TYPE, blocks, titles, pictures=printed.pictures)


def _blocks(items: list[Item]) -> Iterator[Paragraph | Grid]:
    for item in items:
        if isinstance(item, Grid):
            yield item
        else:
            yield from (Paragraph(line) for line in item.split("\n") if line.strip())


def _read_items(
    pieces: Pieces, printed: PrintedText, paragraphs: ParagraphProperties, labels: ListLabels
) -> list[Item]:
    assembly = Assembly()
    start = 0
    joined: tuple[int, int] | None = None  # a mark that isn't printed, behind which the next paragraph goes on
    for mark in _MARK.finditer(pieces.text):
        at = mark.start()
        offset, piece = pieces.place(at)
        properties = paragraphs.at(offset, piece.prls)
        depth = _depth(properties, mark[0] == _CELL)
        if joined and joined[1] != depth:
            assembly.add(printed.line(start, joined[0]).strip(), joined[1])
            start = joined[0] + 1
        joined = (at, depth) if mark[0] == "\r" and printed.is_gone(at) and not _is_inner(properties) else None
        if joined:
            continue
        text = labelled(labels.before(properties), printed.line(start, at).strip())
        _add(assembly, _Ending(properties, mark[0] == _CELL, depth, printed.is_gone(at)), text)
        start = at + 1
    assembly.add(printed.line(start, len(pieces.text)).strip(), 0)
    return assembly.close()


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a paragraph ends."""

    properties: Properties
    is_cell_mark: bool
    depth: int
    is_gone: bool


def _add(assembly: Assembly, ending: _Ending, text: str) -> None:
    """Put a paragraph where its mark says it belongs."""
    properties, depth = ending.properties, ending.depth
    if properties.has(_ROW_END if ending.is_cell_mark else _INNER_ROW_END) and depth:
        assembly.end_row(depth, read_row_shape(properties, assembly.cells_of_row(depth)), is_gone=ending.is_gone)
    elif ending.is_cell_mark or (depth and properties.has(_INNER_CELL)):
        assembly.end_cell(text, depth, is_gone=ending.is_gone)
    else:
        assembly.add(text, depth)


def _is_inner(properties: Properties) -> bool:
    return properties.has(_INNER_CELL) or properties.has(_INNER_ROW_END)


def _depth(properties: Properties, is_cell_mark: bool) -> int:
    """[MS-DOC] 2.4.3: how many tables a paragraph stands in; a cell mark stands in one whatever its properties say."""
    if not (is_cell_mark or properties.has(_IN_TABLE)):
        return 0
    return max(1, properties.get(_DEPTH, 1) + properties.get(_DEPTH_CHANGE, 0))
