"""DOC to a Reading: the binary format of Word 97 to 2003, which WPS writes as well ([MS-DOC])."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.readers.doc_boxes import box_places
from parsers.readers.doc_container import open_streams
from parsers.readers.doc_lists import ListLabels
from parsers.readers.doc_properties import ParagraphProperties, Properties
from parsers.readers.doc_row import read_row_shape
from parsers.readers.doc_stream import Extent, Pieces, Streams
from parsers.readers.doc_styles import Styles
from parsers.readers.doc_table import Assembly, Item
from parsers.readers.doc_text import read_printed
from parsers.readers.numbering import labelled
from parsers.reading import Grid, Paragraph, Reading

_MEDIA_TYPE = "application/msword"
_MARK = re.compile("[\r\x07\x0c]")
_CELL = "\x07"
# sprmPFInTable, sprmPFTtp, sprmPItap, sprmPDtap; sprmPFInnerTableCell and sprmPFInnerTtp for tables in tables
_IN_TABLE, _ROW_END, _DEPTH, _DEPTH_CHANGE = 0x2416, 0x2417, 0x6649, 0x664A
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C

Boxes = Sequence[tuple[int, list[Item]]]
"""What stands in text boxes, each behind the place in the main text where it hangs; in the order of these."""


def read_doc(data: bytes) -> Reading:
    """Everything in the main text of a Word document; raises Unreadable, Encrypted, Unsupported or TooLarge.

    1. The piece table puts the text together; what is not printed is blanked, so that positions stay.
    2. Every paragraph ends in a mark, whose properties say how deep in tables it stands and whether it ends a cell
       or a row.
    3. A row's last mark holds its definition: the edges of its cells, and which are merged.
    4. What stands in a text box is read likewise, and comes before the paragraph that the box hangs on.
    """
    return read_streams(*open_streams(data))


def read_streams(streams: Streams, titles: tuple[str, ...] = ()) -> Reading:
    """The same, once the OLE file around the document is open."""
    paragraphs = ParagraphProperties(streams)
    styles = Styles(streams)
    boxes, in_boxes = _read_boxes(streams, paragraphs, styles)
    story = _Story(streams, streams.fib.main, paragraphs, styles)
    blocks = tuple(_blocks(story.items(0, len(story.pieces.text), boxes)))
    return Reading("doc", _MEDIA_TYPE, blocks, titles, pictures=story.printed.pictures + in_boxes)


def _read_boxes(streams: Streams, paragraphs: ParagraphProperties, styles: Styles) -> tuple[Boxes, int]:
    """What stands in text boxes, by the place in the main text where each hangs, and the pictures in them."""
    places = box_places(streams)
    if not places:
        return [], 0
    story = _Story(streams, streams.fib.boxes, paragraphs, styles)
    return [(place.anchor, story.items(place.start, place.end)) for place in places], story.printed.pictures


def _blocks(items: list[Item]) -> Iterator[Paragraph | Grid]:
    for item in items:
        if isinstance(item, Grid):
            yield item
        else:
            yield from (Paragraph(line) for line in item.split("\n") if line.strip())


class _Story:
    """A part of the document's text, put together, with what is printed of it."""

    def __init__(self, streams: Streams, story: Extent, paragraphs: ParagraphProperties, styles: Styles) -> None:
        self.pieces = Pieces(streams, story)
        self.printed = read_printed(streams, self.pieces, paragraphs, styles)
        self._paragraphs = paragraphs
        self._labels = ListLabels(streams, styles)

    def items(self, start: int, end: int, boxes: Boxes = ()) -> list[Item]:
        """The texts and grids between two characters, those of `boxes` before the paragraphs they hang on."""
        assembly, printed = Assembly(), self.printed
        waiting = list(reversed(boxes))
        joined: tuple[int, int] | None = None  # a mark that isn't printed, behind which the next paragraph goes on
        for mark in _MARK.finditer(self.pieces.text, start, end):
            at = mark.start()
            offset, piece = self.pieces.place(at)
            properties = self._paragraphs.at(offset, piece.prls)
            depth = _depth(properties, mark[0] == _CELL)
            if joined and joined[1] != depth:
                assembly.add(printed.line(start, joined[0]).strip(), joined[1])
                start = joined[0] + 1
            joined = (at, depth) if mark[0] == "\r" and printed.is_gone(at) and not _is_inner(properties) else None
            if joined:
                continue
            while waiting and waiting[-1][0] <= at:
                assembly.extend(waiting.pop()[1], depth)
            text = labelled(self._labels.before(properties), printed.line(start, at).strip())
            _add(assembly, _Ending(properties, mark[0] == _CELL, depth, printed.is_gone(at)), text)
            start = at + 1
        for _, items in reversed(waiting):
            assembly.extend(items, 0)
        assembly.add(printed.line(start, end).strip(), 0)
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
