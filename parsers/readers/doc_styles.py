"""The style sheet of a binary Word file, as far as styles hide text or number paragraphs ([MS-DOC] 2.9.271 STSH)."""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass, field

from parsers.readers.doc_properties import read_prls
from parsers.readers.doc_stream import Streams

_STSHF = 1  # its number in FibRgFcLcb97
_PARAGRAPH, _CHARACTER = 1, 2
_MOST_STYLES = 0xFFF
_LONGEST_CHAIN = 12


@dataclass(slots=True)
class _Style:
    base: int
    paragraph: dict[int, int] = field(default_factory=dict)
    character: dict[int, int] = field(default_factory=dict)


class Styles:
    """Properties that styles have, their own or those of the styles they are based on."""

    def __init__(self, streams: Streams) -> None:
        self._styles: dict[int, _Style] = {}
        with suppress(struct.error):  # what was read until there stands
            self._read(streams.fib.slice(streams.table, _STSHF))

    def paragraph(self, style: int, sprm: int) -> int:
        """A property of paragraphs in a style; 0 where it is not set."""
        return next((each.paragraph[sprm] for each in self._chain(style) if sprm in each.paragraph), 0)

    def is_set(self, style: int, sprm: int) -> bool:
        """Whether a switch of characters is on in a style."""
        return next((each.character[sprm] & 1 == 1 for each in self._chain(style) if sprm in each.character), False)

    def _chain(self, style: int) -> list[_Style]:
        found: list[_Style] = []
        while style in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[style])
            style = found[-1].base
        return found

    def _read(self, sheet: bytes) -> None:
        if not sheet:
            return
        (size,) = struct.unpack_from("<H", sheet)
        count, base_size = struct.unpack_from("<HH", sheet, 2)
        at = 2 + size
        for number in range(min(count, _MOST_STYLES)):
            (length,) = struct.unpack_from("<H", sheet, at)
            if length:
                self._styles[number] = _read_style(sheet[at + 2 : at + 2 + length], base_size)
            at += 2 + length + length % 2


def _read_style(style: bytes, base_size: int) -> _Style:
    """[MS-DOC] 2.9.260 STD: a paragraph style has its paragraphs' properties first, then its characters'."""
    _, kind = struct.unpack_from("<HH", style)
    found = _Style(kind >> 4)
    (name_length,) = struct.unpack_from("<H", style, base_size)
    at = base_size + 2 + 2 * (name_length + 1)
    if kind & 0x0F == _PARAGRAPH:
        (size,) = struct.unpack_from("<H", style, at)
        found.paragraph = _numbers(style[at + 4 : at + 2 + size])  # behind the style's own number
        at += 2 + size + size % 2
    if kind & 0x0F in (_PARAGRAPH, _CHARACTER) and at + 2 <= len(style):
        (size,) = struct.unpack_from("<H", style, at)
        found.character = _numbers(style[at + 2 : at + 2 + size])
    return found


def _numbers(prls: bytes) -> dict[int, int]:
    """The properties with a number of at most four bytes, by Sprm."""
    return {
        sprm: int.from_bytes(operand, "little", signed=True) for sprm, operand in read_prls(prls) if len(operand) <= 4
    }
