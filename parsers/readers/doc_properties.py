"""Properties of paragraphs and characters in a binary Word file ([MS-DOC] 2.4.6, 2.6, 2.8.5, 2.8.6, 2.9.175)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.errors import TooLarge
from parsers.readers.doc_stream import Streams

PAGE = 512
_BTE_CHPX, _BTE_PAPX = 12, 13  # their numbers in FibRgFcLcb97
_ELSEWHERE = (0x6646, 0x6645, 0x646B)  # sprmPHugePapx, the same in Word 97, sprmPTableProps
_DEEPEST = 3
"""Lists that may point to a further list, one after the other: sprmPHugePapx leads to sprmPTableProps."""
_MOST_PRLS = 2_000_000
_DEF_TABLE, _DEF_TABLE_OLD, _CHANGE_TABS = 0xD608, 0xD606, 0xC615
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the Sprm's top three bits ([MS-DOC] 2.2.5.1); six is counted

Prl = tuple[int, bytes]
"""One property: its Sprm and its operand, without the operand's own count."""


@dataclass(slots=True)
class Run:
    """A property list and the bytes of the WordDocument stream it applies to."""

    first: int
    end: int
    prls: bytes
    style: int = 0


@dataclass(slots=True)
class Properties:
    """A paragraph's property lists: what applies, and what a list held behind a pointer to elsewhere.

    A pointer ends the list it stands in ([MS-DOC] 2.4.6.1); what follows it is a copy of the table's properties for
    old programs, and is kept in case the newer ones do not fit the row.
    """

    prls: list[Prl] = field(default_factory=list)
    older: list[Prl] = field(default_factory=list)
    style: int = 0

    def get(self, sprm: int, default: int) -> int:
        """The last value of a numeric property."""
        for found, operand in (*reversed(self.prls), *reversed(self.older)):
            if found == sprm:
                return int.from_bytes(operand, "little", signed=True)
        return default

    def has(self, sprm: int) -> bool:
        """Whether a switch is on."""
        return self.get(sprm, 0) == 1


class ParagraphProperties:
    """The properties of any paragraph, by the offset of its mark in the WordDocument stream."""

    def __init__(self, streams: Streams) -> None:
        self._data = streams.data
        self._runs = sorted(_papx_runs(streams), key=lambda run: run.first)
        self._starts = [run.first for run in self._runs]
        self._read = 0
        self._known: dict[tuple[bytes, int, bytes], Properties] = {}

    def at(self, offset: int, over: bytes) -> Properties:
        """The properties there; `over` are the piece's, laid over the paragraph's own."""
        index = bisect_right(self._starts, offset) - 1
        run = self._runs[index] if index >= 0 and offset < self._runs[index].end else Run(0, 0, b"")
        key = (run.prls, run.style, over)
        if key not in self._known:
            properties = Properties(style=run.style)
            _follow(run.prls, self._data, properties, _DEEPEST)
            properties.prls.extend(read_prls(over))
            self._read += len(properties.prls) + len(properties.older)
            if self._read > _MOST_PRLS:
                raise TooLarge(f"a Word document (.doc) with more than {_MOST_PRLS:,} properties of paragraphs")
            self._known[key] = properties
        return self._known[key]


def _follow(prls: bytes, data: bytes, into: Properties, depth: int) -> None:
    rest = list(read_prls(prls))
    for index, (sprm, operand) in enumerate(rest):
        if sprm not in _ELSEWHERE:
            into.prls.append((sprm, operand))
            continue
        (offset,) = struct.unpack("<I", operand)
        there = _prc_data(data, offset)
        if there and depth:
            into.older.extend(rest[index + 1 :])
            _follow(there, data, into, depth - 1)
            return


def _prc_data(data: bytes, offset: int) -> bytes:
    """[MS-DOC] 2.9.210 PrcData in the Data stream; b"" where it is not whole."""
    if offset + 2 > len(data):
        return b""
    (size,) = struct.unpack_from("<H", data, offset)
    found = data[offset + 2 : offset + 2 + size]
    return found if len(found) == size else b""


def read_prls(grpprl: bytes) -> Iterator[Prl]:
    """Yield the properties of a list ([MS-DOC] 2.9.209); one that is cut short ends it."""
    position = 0
    while position + 2 < len(grpprl):
        sprm = grpprl[position] | grpprl[position + 1] << 8
        position += 2
        start, size = _operand(sprm, grpprl, position)
        if start + size > len(grpprl):
            return
        yield sprm, grpprl[start : start + size]
        position = start + size


def _operand(sprm: int, grpprl: bytes, position: int) -> tuple[int, int]:
    """Where an operand begins, and its size."""
    if sprm >> 13 != 6:
        return position, _OPERAND_SIZES[sprm >> 13]
    if sprm in (_DEF_TABLE, _DEF_TABLE_OLD):
        return position + 2, max(0, int.from_bytes(grpprl[position : position + 2], "little") - 1)
    size = grpprl[position]
    if sprm == _CHANGE_TABS and size == 255:  # [MS-DOC] 2.9.180: too long to be counted in one byte
        deleted = grpprl[position + 1] if position + 1 < len(grpprl) else 0
        added_at = position + 2 + 4 * deleted
        added = grpprl[added_at] if added_at < len(grpprl) else 0
        size = 2 + 4 * deleted + 3 * added
    return position + 1, size


def _pages(streams: Streams, index: int) -> Iterator[tuple[bytes, tuple[int, ...]]]:
    """Yield the pages of a bin table (PlcBteChpx, PlcBtePapx): the page, and the offsets its runs begin and end at."""
    table = streams.fib.slice(streams.table, index)
    count = max(0, (len(table) - 4) // 8)
    numbers = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
    for number in numbers[: len(streams.word) // PAGE]:
        start = (number & 0x3F_FFFF) * PAGE
        page = streams.word[start : start + PAGE]
        if len(page) == PAGE and 4 * (page[-1] + 1) < PAGE:
            yield page, struct.unpack_from(f"<{page[-1] + 1}I", page)


def _papx_runs(streams: Streams) -> Iterator[Run]:
    """[MS-DOC] 2.9.175 PapxFkp: a BxPap of 13 bytes a run, whose first says where in the page the properties are."""
    for page, offsets in _pages(streams, _BTE_PAPX):
        count = len(offsets) - 1
        for index in range(count):
            at = 4 * (count + 1) + 13 * index
            place = page[at] * 2 if at < PAGE - 1 else 0
            style, prls = _papx(page, place) if place else (0, b"")
            yield Run(offsets[index], offsets[index + 1], prls, style)


def _papx(page: bytes, place: int) -> tuple[int, bytes]:
    """[MS-DOC] 2.9.174 PapxInFkp: counted in words, with a count of nought before a count of whole words."""
    size = page[place]
    first, words = (place + 1, 2 * size - 1) if size else (place + 2, 2 * page[min(place + 1, PAGE - 1)])
    content = page[first : first + words]
    return int.from_bytes(content[:2], "little"), content[2:]


def character_runs(streams: Streams) -> Iterator[Run]:
    """Yield the runs of characters that have properties ([MS-DOC] 2.9.33 ChpxFkp)."""
    for page, offsets in _pages(streams, _BTE_CHPX):
        count = len(offsets) - 1
        for index in range(count):
            at = 4 * (count + 1) + index
            place = page[at] * 2 if at < PAGE - 1 else 0
            if place:
                yield Run(offsets[index], offsets[index + 1], page[place + 1 : place + 1 + page[place]])
