"""A small writer of the streams of binary Word documents, for what LibreOffice never writes ([MS-DOC])."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

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
    """A document being written: paragraphs with their properties, and runs of characters with theirs."""

    text: str = ""
    data: bytes = b""
    compressed: bool = False
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
        raw = self.text.encode("cp1252" if self.compressed else "utf-16-le", "surrogatepass")
        word = bytearray(_TEXT_AT) + raw + bytes(-len(raw) % _PAGE)
        width = 1 if self.compressed else 2
        paragraph_pages = self._write(word, [(end, prls, b"\x00\x00") for end, prls in self._paragraphs], width, 13)
        ends = self._with_gaps()
        character_pages = self._write(word, [(end, prls, b"") for end, prls in ends], width, 1)
        offset = (_TEXT_AT * 2 | 0x4000_0000) if self.compressed else _TEXT_AT
        pieces = struct.pack("<IIHIH", 0, len(self.text), 0, offset, self.piece_properties)
        clx = b"".join(struct.pack("<BH", 1, len(each)) + each for each in self.lists)
        clx += struct.pack("<BI", 2, len(pieces)) + pieces
        table, places = b"", [0] * 2 * 93
        for index, content in ((12, character_pages), (13, paragraph_pages), (33, clx)):
            places[2 * index : 2 * index + 2] = len(table), len(content)
            table += content
        head = struct.pack("<HH6xH20xH28xH", ident, version, flags, 14, 22)
        head += struct.pack("<12xi72x", len(self.text)) + struct.pack(f"<H{len(places)}I", 93, *places)
        word[: len(head)] = head
        return Streams(bytes(word), table, self.data, read_fib(bytes(word)))

    def _with_gaps(self) -> list[tuple[int, bytes]]:
        ends: list[tuple[int, bytes]] = []
        done = 0
        for start, end, prls in sorted(self._runs):
            if start > done:
                ends.append((start, b""))
            ends.append((end, prls))
            done = end
        return [*ends, (len(self.text), b"")] if done < len(self.text) else ends

    def _write(self, word: bytearray, runs: list[tuple[int, bytes, bytes]], width: int, entry: int) -> bytes:
        """Write pages of runs behind the stream, four a page, and return the bin table that names them."""
        starts, pages = [], []
        done = 0
        for first in range(0, len(runs), 4):
            group = runs[first : first + 4]
            starts.append(_TEXT_AT + done * width)
            pages.append(len(word) // _PAGE)
            word += _page([(_TEXT_AT + end * width, prls, style) for end, prls, style in group], starts[-1], entry)
            done = group[-1][0]
        return struct.pack(f"<{2 * len(pages) + 1}I", *starts, _TEXT_AT + done * width, *pages)


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
