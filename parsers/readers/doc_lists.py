"""Automatic numbering of a binary Word file: its lists, and how their labels are written."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.readers.doc_properties import Properties
from parsers.readers.doc_stream import Streams
from parsers.readers.doc_styles import Styles
from parsers.readers.numbering import Counters, Level, Numbering

_LST, _LFO = 73, 74  # their numbers in FibRgFcLcb97
_LEVEL, _LIST, _STYLE = 0x260A, 0x460B, 0x4600  # sprmPIlvl, sprmPIlfo, sprmPIstd
_LEVELS, _MOST_LISTS = 9, 4096
# [MS-OSHARED] 2.2.1.3 MSONFC, by the names that DOCX gives them; any other is written in plain digits.
_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 57: "numberInDash", 255: "none",
}  # fmt: skip


class ListLabels:
    """The labels before a document's paragraphs, asked for in the order of the document."""

    def __init__(self, streams: Streams, styles: Styles) -> None:
        self._lists = _read_lists(streams)
        self._styles = styles
        self._counters = Counters()

    def before(self, properties: Properties) -> str:
        """The label Word prints before a paragraph; "" where it belongs to no list."""
        if not self._lists:
            return ""
        style = properties.get(_STYLE, properties.style)
        numbering = self._lists.get(properties.get(_LIST, self._styles.paragraph(style, _LIST)))
        depth = properties.get(_LEVEL, self._styles.paragraph(style, _LEVEL))
        return self._counters.label(numbering, depth) if numbering else ""


@dataclass(slots=True)
class _Cursor:
    """A place in bytes that moves on as they are read; reading beyond the end raises struct.error."""

    data: bytes
    at: int = 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return values


def _read_lists(streams: Streams) -> dict[int, Numbering]:
    """The lists by the number that paragraphs name them by; none where the tables are broken: only labels are lost."""
    try:
        place = 2 * _LST
        start = streams.fib.places[place] if len(streams.fib.places) > 2 * _LFO + 1 else 0
        if not start or not streams.fib.places[place + 1]:
            return {}
        definitions = dict(_read_definitions(streams.table, start))
        return dict(_read_overrides(streams.fib.slice(streams.table, _LFO), definitions))
    except struct.error:
        return {}


def _read_definitions(table: bytes, start: int) -> Iterator[tuple[int, dict[int, Level]]]:
    """[MS-DOC] 2.9.202 PlfLst: the lists (LSTF), and behind them, not counted in its size, the levels (LVL) of each."""
    cursor = _Cursor(table, start)
    (count,) = cursor.take("<H")
    heads = [cursor.take("<ii18sBB") for _ in range(min(count, _MOST_LISTS))]
    for head in heads:
        levels = 1 if head[3] & 1 else _LEVELS
        yield head[0], {depth: _read_level(cursor) for depth in range(levels)}


def _read_level(cursor: _Cursor) -> Level:
    """[MS-DOC] 2.9.150 LVL: its head, two property lists, and the label with a level's number for each hole."""
    start, form, flags, character_size, paragraph_size = cursor.take("<iBB18xBBxx")
    cursor.at += character_size + paragraph_size
    (length,) = cursor.take("<H")
    raw = cursor.data[cursor.at : cursor.at + 2 * length]
    cursor.at += 2 * length
    text = "".join(f"%{ord(char) + 1}" if ord(char) < _LEVELS else char for char in raw.decode("utf-16-le", "replace"))
    return Level(start, _FORMS.get(form, "decimal"), text, restarts=not flags & 0x08)


def _read_overrides(content: bytes, definitions: dict[int, dict[int, Level]]) -> Iterator[tuple[int, Numbering]]:
    """[MS-DOC] 2.9.201 PlfLfo: what paragraphs name is a list with, perhaps, levels of its own."""
    if not content:
        return
    cursor = _Cursor(content)
    (count,) = cursor.take("<I")
    heads = [cursor.take("<i8xBBBx") for _ in range(min(count, _MOST_LISTS))]
    for number, (identifier, changed, *_) in enumerate(heads, 1):
        levels = dict(definitions.get(identifier, {}))
        restarts: dict[int, int] = {}
        cursor.at += 4
        for _ in range(changed):
            _read_override(cursor, levels, restarts)
        yield number, Numbering(str(number), str(identifier), levels, restarts)


def _read_override(cursor: _Cursor, levels: dict[int, Level], restarts: dict[int, int]) -> None:
    """[MS-DOC] 2.9.133 LFOLVL: another first number, or another level altogether."""
    start, flags = cursor.take("<iI")
    depth = flags & 0x0F
    if flags & 0x20:
        levels[depth] = _read_level(cursor)
        start = levels[depth].start
    if flags & 0x10:
        restarts[depth] = start
