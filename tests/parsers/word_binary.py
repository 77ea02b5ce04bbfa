"""A small writer of the streams of binary Word documents, for what LibreOffice never writes ([MS-DOC])."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.readers.doc_stream import Streams, read_fib

IN_TABLE, ROW_END, DEPTH = 0x2416, 0x2417, 0x6649
INNER_CELL, INNER_ROW_END = 0x244B, 0x244C
HIDDEN, DELETED, SYMBOL = 0x083C, 0x0800, 0x6A09
DEFINE, INSERT, MERGE, MERGE_DOWN, LEFT = 0xD608, 0x7621, 0x5624, 0xD62B, 0x9601
HUGE, TABLE_PROPERTIES = 0x6646, 0x646B
_TEXT_AT, _PAGE = 1024, 512


def prl(sprm: int, *operand: int) -> bytes:
    """A property with a one-byte operand, or with these bytes."""
    return struct.pack("<H", sprm) + bytes(operand or (1,))


def number(sprm: int, value: int) -> bytes:
    """A property with an operand of four bytes."""
    return struct.pack("<Hi", sprm, value)


def define(*edges: int, flags: dict[int, int] | None = None) -> bytes:
    """sprmTDefTable: a row's edges in twips, and the flags of some of its cells."""
    cells = b"".join(struct.pack("<H18x", (flags or {}).get(index, 0)) for index in range(len(edges) - 1))
    content = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + cells
    return struct.pack("<HH", DEFINE, len(content) + 1) + content


def insert(first: int, count: int, width: int) -> bytes:
    return struct.pack("<HBBH", INSERT, first, count, width)


def merge_down(cell: int, flags: int) -> bytes:
    return struct.pack("<HBBB", MERGE_DOWN, 2, cell, flags)


@dataclass
class Word:
    """A document being written: paragraphs with their properties, and runs of characters with theirs.

    A document saved fast is cut into pieces at `cuts`; `moved` are their numbers in the order they stand in the file.
    """

    text: str = ""
    data: bytes = b""
    compressed: bool = False
    cuts: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    piece_properties: int = 0
    lists: list[bytes] = field(default_factory=list)
    _paragraphs: list[tuple[int, bytes]] = field(default_factory=list)
    _runs: list[tuple[int, int, bytes]] = field(default_factory=list)

    def add(self, text: str, *prls: bytes, runs: dict[str, bytes] | None = None) -> Word:
        """A paragraph with its mark at its end; `runs` gives properties to parts of it."""
        start = len(self.text)
        for part, properties in (runs or {}).items():
            place = start + text.index(part)
            self._runs.append((place, place + len(part), properties))
        self.text += text
        self._paragraphs.append((len(self.text), b"".join(prls)))
        return self

    def row(self, cells: list[str], *definition: bytes) -> Word:
        """A table row: its cells, and the mark behind them with its definition."""
        for cell in cells:
            self.add(cell + "\x07", prl(IN_TABLE))
        return self.add("\x07", prl(IN_TABLE), prl(ROW_END), *definition)

    def elsewhere(self, prls: bytes, sprm: int = HUGE) -> bytes:
        """Put properties into the Data stream, and return the one that points there."""
        offset = len(self.data)
        self.data += struct.pack("<H", len(prls)) + prls
        return number(sprm, offset)

    def streams(self, version: int = 0xC1, flags: int = 0x0200, ident: int = 0xA5EC) -> Streams:
        word = bytearray(_TEXT_AT)
        laid = self._lay(word)
        word += bytes(-len(word) % _PAGE)
        paragraph_pages = self._write(word, laid, [(end, prls) for end, prls in self._paragraphs], b"\x00\x00", 13)
        character_pages = self._write(word, laid, self._with_gaps(), b"", 1)
        table, places = b"", [0] * 2 * 93
        for index, content in ((12, character_pages), (13, paragraph_pages), (33, self._piece_table(laid))):
            places[2 * index : 2 * index + 2] = len(table), len(content)
            table += content
        head = struct.pack("<HH6xH20xH28xH", ident, version, flags, 14, 22)
        head += struct.pack("<12xi72x", len(self.text)) + struct.pack(f"<H{len(places)}I", 93, *places)
        word[: len(head)] = head
        return Streams(bytes(word), table, self.data, read_fib(bytes(word)))

    def _lay(self, word: bytearray) -> list[_Laid]:
        """Write the pieces in the order of the stream; return them in that of the text."""
        limits = [0, *sorted(self.cuts), len(self.text)]
        laid = []
        for number in sorted(range(len(limits) - 1), key=lambda number: self.moved.index(number) if self.moved else 0):
            start, end = limits[number : number + 2]
            text = self.text[start:end]
            narrow = self.compressed or (bool(self.cuts) and text.isascii())
            laid.append(_Laid(start, end, len(word), 1 if narrow else 2))
            word += text.encode("cp1252" if narrow else "utf-16-le", "surrogatepass")
        return sorted(laid)

    def _piece_table(self, laid: list[_Laid]) -> bytes:
        limits = [*(piece.start for piece in laid), len(self.text)]
        pieces = struct.pack(f"<{len(limits)}I", *limits)
        for piece in laid:
            offset = (piece.offset * 2 | 0x4000_0000) if piece.width == 1 else piece.offset
            pieces += struct.pack("<HIH", 0, offset, self.piece_properties)
        clx = b"".join(struct.pack("<BH", 1, len(each)) + each for each in self.lists)
        return clx + struct.pack("<BI", 2, len(pieces)) + pieces

    def _with_gaps(self) -> list[tuple[int, bytes]]:
        ends: list[tuple[int, bytes]] = []
        done = 0
        for start, end, prls in sorted(self._runs):
            if start > done:
                ends.append((start, b""))
            ends.append((end, prls))
            done = end
        return [*ends, (len(self.text), b"")] if done < len(self.text) else ends

    def _write(
        self, word: bytearray, laid: list[_Laid], runs: list[tuple[int, bytes]], style: bytes, entry: int
    ) -> bytes:
        """Write pages of runs behind the stream, four a page, and return the bin table that names them."""
        ends = _in_stream(runs, laid)
        starts, pages = [], []
        done = _TEXT_AT
        for first in range(0, len(ends), 4):
            group = ends[first : first + 4]
            starts.append(done)
            pages.append(len(word) // _PAGE)
            word += _page([(end, prls, style) for end, prls in group], done, entry)
            done = group[-1][0]
        return struct.pack(f"<{2 * len(pages) + 1}I", *starts, done, *pages)


class _Laid(NamedTuple):
    """A piece: its characters, and where in the stream they stand."""

    start: int
    end: int
    offset: int
    width: int


def _in_stream(runs: list[tuple[int, bytes]], laid: list[_Laid]) -> list[tuple[int, bytes]]:
    """The runs with ends in bytes of the stream, in its order; a run is cut where a piece ends."""
    ends = []
    start = 0
    for end, prls in runs:
        for piece in laid:
            last = min(end, piece.end)
            if max(start, piece.start) < last:
                ends.append((piece.offset + (last - piece.start) * piece.width, prls))
        start = end
    return sorted(ends)


def _page(runs: list[tuple[int, bytes, bytes]], start: int, entry: int) -> bytes:
    page = bytearray(_PAGE)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, start, *(end for end, _, _ in runs))
    at = 4 * (len(runs) + 1) + entry * len(runs)
    for index, (_, prls, style) in enumerate(runs):
        at += at % 2
        content = style + prls
        if entry == 13:
            content = (b"\x00" + bytes([len(content) // 2]) if len(content) % 2 == 0 else bytes([len(content) // 2 + 1])) + content  # noqa: E501  # fmt: skip
        else:
            content = bytes([len(content)]) + content
        page[4 * (len(runs) + 1) + entry * index] = at // 2 if prls else 0
        page[at : at + len(content)] = content
        at += len(content)
    assert at < _PAGE == len(page), "too much for a page"
    page[-1] = len(runs)
    return bytes(page)
