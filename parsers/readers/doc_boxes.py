"""Text boxes of a binary Word file: their text stands behind all other, and hangs on places in the main text."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import NamedTuple

from parsers.readers.doc_stream import Streams

_TEXTS, _SHAPES = 56, 40  # PlcftxbxTxt and PlcfSpa of the main text, their numbers in FibRgFcLcb97
_TEXT_SIZE, _SHAPE_SIZE = 22, 26  # FTXBXS ([MS-DOC] 2.9.108), Spa (2.9.253)
_REUSABLE = 8


class BoxPlace(NamedTuple):
    """A text box: where its text begins and ends in the story of the boxes, and where in the main text it hangs."""

    anchor: int
    start: int
    end: int


def box_places(streams: Streams) -> list[BoxPlace]:
    """The text boxes in the order of what they hang on; one that hangs on nothing known comes last."""
    first, end = streams.fib.boxes
    texts = streams.fib.slice(streams.table, _TEXTS)
    if end <= first or len(texts) < 4:
        return []
    anchors = _anchors(streams)
    limits, entries = _plc(texts, _TEXT_SIZE)
    places = []
    for (start, stop), entry in zip(pairwise(limits), entries, strict=True):
        is_spare, shape = struct.unpack_from("<h4xi", entry, _REUSABLE)
        if not is_spare and 0 <= start < stop <= end - first:
            places.append(BoxPlace(anchors.get(shape, streams.fib.main[1]), start, stop))
    return sorted(places)


def _anchors(streams: Streams) -> dict[int, int]:
    """The place in the main text where each shape hangs."""
    limits, entries = _plc(streams.fib.slice(streams.table, _SHAPES), _SHAPE_SIZE)
    return {struct.unpack_from("<i", entry)[0]: at for at, entry in zip(limits, entries, strict=False)}


def _plc(plc: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """[MS-DOC] 2.2.2: a list of places, one more than there are entries, and the entries behind it."""
    count = max(0, (len(plc) - 4) // (4 + size))
    if not count:
        return (), []
    limits = struct.unpack_from(f"<{count + 1}i", plc)
    behind = 4 * (count + 1)
    return limits, [plc[behind + size * index : behind + size * (index + 1)] for index in range(count)]
