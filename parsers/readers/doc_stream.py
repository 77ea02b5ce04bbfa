"""The streams of a binary Word file: its header, its piece table, and the text they lead to ([MS-DOC] 2.4.1, 2.5)."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.errors import Encrypted, Unreadable, Unsupported

_WORD_97 = 0xA5EC
_OLDER = (0xA5DB, 0xA5DC, 0xA697, 0xA698, 0xA699)
_FIRST_FIB = 0xC0  # Word 97; some of its builds wrote one less or one more than 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_CLX = 33  # its number in FibRgFcLcb97
_COMPRESSED = 0x4000_0000
_SURROGATE = re.compile(rb"[\xd8-\xdf]")
_MOST_PIECES = 100_000

# [MS-DOC] 2.9.73 FcCompressed: what 8-bit text holds beside Latin-1. These are Windows-1252's, but for six.
_LATIN = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x82, 0xA0)
    if code not in (0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E)
}


@dataclass(frozen=True, slots=True)
class Streams:
    """The three streams that hold a document; `table` is the one of the two that the FIB names."""

    word: bytes
    table: bytes
    data: bytes
    fib: Fib


Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fib:
    """What the file's header says: where the main text and that of its text boxes begin and end, in characters of all
    text, and where in the table stream each structure is."""

    main: Extent
    boxes: Extent
    places: tuple[int, ...]

    def slice(self, table: bytes, index: int) -> bytes:
        """The structure with this number in FibRgFcLcb97; b"" where the file has none."""
        if 2 * index + 1 >= len(self.places):
            return b""
        start, size = self.places[2 * index : 2 * index + 2]
        if start + size > len(table):
            raise Unreadable("a Word document (.doc) that is cut short: its table stream ends too early")
        return table[start : start + size]


def table_name(word: bytes) -> str:
    """The stream that goes with a WordDocument stream; raises Encrypted or Unsupported before anything is read."""
    if len(word) < 154:
        raise Unreadable("a Word document (.doc) that is cut short: it ends within its header")
    ident, version = struct.unpack_from("<HH", word)
    flags = struct.unpack_from("<H", word, 10)[0]
    if ident in _OLDER or (ident == _WORD_97 and version < _FIRST_FIB):
        raise Unsupported("a document of Word 6, Word 95 or older; open it in Word and save it as .docx")
    if ident != _WORD_97:
        raise Unreadable("a Word document (.doc) whose header is broken")
    if flags & _ENCRYPTED:
        raise Encrypted("a Word document (.doc) that asks for a password")
    return "1Table" if flags & _SECOND_TABLE else "0Table"


def read_fib(word: bytes) -> Fib:
    """[MS-DOC] 2.5.1: the parts of the header follow one another, each with its own count before it."""
    try:
        (shorts,) = struct.unpack_from("<H", word, 32)
        longs_at = 34 + 2 * shorts
        (longs,) = struct.unpack_from("<H", word, longs_at)
        lengths = struct.unpack_from("<7i", word, longs_at + 2 + 12)
        places_at = longs_at + 2 + 4 * longs
        (pairs,) = struct.unpack_from("<H", word, places_at)
        places = struct.unpack_from(f"<{2 * pairs}I", word, places_at + 2)
    except struct.error as error:
        raise Unreadable("a Word document (.doc) that is cut short: it ends within its header") from error
    if min(lengths) < 0:
        raise Unreadable("a Word document (.doc) whose header is broken")
    # Main text, footnotes, headers, macros, comments, endnotes, text boxes follow one another.
    behind = sum(lengths[:6])
    return Fib((0, lengths[0]), (behind, behind + lengths[6]), places)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stands in one place of the WordDocument stream: characters from `start` to `end`.

    `prls` are properties laid over all of it, left behind by a fast save.
    """

    start: int
    end: int
    offset: int
    width: int
    prls: bytes


class Pieces:
    """The text of a story, put together in order, and the way back from a character of it to its bytes."""

    def __init__(self, streams: Streams, story: Extent) -> None:
        if story[1] > len(streams.word):
            raise Unreadable("a Word document (.doc) that is cut short: its text is longer than the file")
        try:
            self.all = list(_read_pieces(streams.fib.slice(streams.table, _CLX), *story))
        except (struct.error, ValueError) as error:
            raise Unreadable(f"a Word document (.doc) whose piece table is broken ({error})") from error
        self._starts = [piece.start for piece in self.all]
        self.text = "".join(_piece_text(piece, streams.word) for piece in self.all)

    def place(self, position: int) -> tuple[int, Piece]:
        """The offset in the WordDocument stream of a character of the text, and its piece."""
        piece = self.all[bisect_right(self._starts, position) - 1]
        return piece.offset + (position - piece.start) * piece.width, piece

    def spans(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """The characters of the text whose bytes lie between two offsets."""
        for piece in self.all:
            size = piece.end - piece.start
            low = max(0, -(-(first - piece.offset) // piece.width))
            high = min(size, -(-(end - piece.offset) // piece.width))
            if low < high:
                yield piece.start + low, piece.start + high


def _read_pieces(clx: bytes, begin: int, end: int) -> Iterator[Piece]:
    """[MS-DOC] 2.9.38 Clx: property lists (RgPrc) first, then the piece table (Pcdt). What of it lies between two
    characters of all text, counted from the first of them."""
    lists, position = _property_lists(clx)
    kind, size = struct.unpack_from("<BI", clx, position)
    count = (size - 4) // 12
    if kind != 2 or not 0 <= count <= _MOST_PIECES:
        raise ValueError("no piece table")
    limits = struct.unpack_from(f"<{count + 1}i", clx, position + 5)
    if limits[0] != 0 or limits[-1] < end:
        raise ValueError("not all of the text")
    descriptors = position + 5 + 4 * (count + 1)
    for index, (first, last) in enumerate(pairwise(limits)):
        if first >= end:
            return
        if last < first:
            raise ValueError("pieces out of order")
        if last <= begin:
            continue
        offset, prm = struct.unpack_from("<IH", clx, descriptors + 8 * index + 2)
        whole = _piece(first - begin, min(last, end) - begin, offset, _prm(prm, lists))
        yield whole if whole.start >= 0 else replace(whole, start=0, offset=whole.offset - whole.start * whole.width)


def _piece(first: int, end: int, offset: int, prls: bytes) -> Piece:
    place = offset & 0x3FFF_FFFF
    return Piece(first, end, place // 2, 1, prls) if offset & _COMPRESSED else Piece(first, end, place, 2, prls)


def _property_lists(clx: bytes) -> tuple[list[bytes], int]:
    lists: list[bytes] = []
    position = 0
    while position < len(clx) and clx[position] == 1:
        (size,) = struct.unpack_from("<H", clx, position + 1)
        lists.append(clx[position + 3 : position + 3 + size])
        position += 3 + size
    return lists, position


# The few of Prm0's properties ([MS-DOC] 2.9.215) that matter here, as the Sprm they stand for.
_SHORT_PROPERTIES = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C}


def _prm(prm: int, lists: list[bytes]) -> bytes:
    """A piece's properties: one packed into the number itself (Prm0), or a list of the Clx (Prm1)."""
    if prm & 1:
        return lists[prm >> 1] if prm >> 1 < len(lists) else b""
    sprm = _SHORT_PROPERTIES.get(prm >> 1 & 0x7F)
    return struct.pack("<HB", sprm, prm >> 8) if sprm else b""


def _piece_text(piece: Piece, word: bytes) -> str:
    size = (piece.end - piece.start) * piece.width
    raw = word[piece.offset : piece.offset + size]
    if len(raw) < size:
        raise Unreadable("a Word document (.doc) that is cut short: its text ends too early")
    if piece.width == 1:
        return raw.decode("latin-1").translate(_LATIN)
    # Characters stay one unit each: positions count units, and a rare character takes two.
    if _SURROGATE.search(raw[1::2]):
        return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))
    return raw.decode("utf-16-le")


def whole_characters(text: str) -> str:
    """Text whose rare characters are whole again after it was cut out."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
