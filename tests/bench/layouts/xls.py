"""Workbooks of Excel 97 to 2003 written by hand: the records of BIFF8 ([MS-XLS]) in a compound file ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from tests.bench.layouts.layout import Layout
from tests.bench.layouts.xlsx import Knobs, Sheet, is_number, lay_out
from tests.bench.truth import Truth

_BOF, _EOF, _CODEPAGE, _BOUNDSHEET, _DIMENSIONS = 0x809, 0x0A, 0x42, 0x85, 0x200
_NUMBER, _LABEL, _BLANK, _MERGES = 0x203, 0x204, 0x201, 0xE5
_MERGES_A_RECORD = 1000
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST = 4096
"""Bytes below which a stream would have to stand in the mini stream."""


def render(truth: Truth, rng: Random, knobs: Knobs) -> bytes:
    """The bytes of the workbook."""
    return _compound(_workbook([_substream(sheet, knobs) for sheet in lay_out(truth, knobs)]))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _workbook(sheets: Sequence[bytes]) -> bytes:
    """The globals, which say where each sheet begins, and the sheets."""
    names = [f"表{number}".encode("utf-16-le") for number in range(1, len(sheets) + 1)]
    start = len(_globals([0] * len(sheets), names))
    places = [start + sum(map(len, sheets[:index])) for index in range(len(sheets))]
    return _globals(places, names) + b"".join(sheets)


def _globals(places: Sequence[int], names: Sequence[bytes]) -> bytes:
    listed = (
        _record(_BOUNDSHEET, struct.pack("<IBBBB", place, 0, 0, len(name) // 2, 1) + name)
        for place, name in zip(places, names, strict=True)
    )
    return _bof(5) + _record(_CODEPAGE, struct.pack("<H", 1200)) + b"".join(listed) + _record(_EOF)


def _substream(sheet: Sheet, knobs: Knobs) -> bytes:
    rows, columns = (max((place[axis] for place in sheet.cells), default=0) + 1 for axis in (0, 1))
    cells = [_cell(*place, text, knobs) for place, text in sorted(sheet.cells.items()) if text or not knobs.loose]
    size = _record(_DIMENSIONS, struct.pack("<IIHHH", 0, rows, 0, columns, 0))
    return _bof(0x10) + size + b"".join(cells) + b"".join(_merges(sheet)) + _record(_EOF)


def _cell(row: int, column: int, text: str, knobs: Knobs) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if not text:
        return _record(_BLANK, place)
    if knobs.numbers and is_number(text):
        return _record(_NUMBER, place + struct.pack("<d", float(text)))
    written = text.encode("utf-16-le")
    return _record(_LABEL, place + struct.pack("<HB", len(written) // 2, 1) + written)


def _merges(sheet: Sheet) -> Iterator[bytes]:
    for first in range(0, len(sheet.merges), _MERGES_A_RECORD):
        ranges = sheet.merges[first : first + _MERGES_A_RECORD]
        packed = (struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in ranges)
        yield _record(_MERGES, struct.pack("<H", len(ranges)) + b"".join(packed))


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream in it: its header, the FAT, the directory, the stream."""
    stream = stream.ljust(_LEAST, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    tables = next(count for count in range(1, 110) if (sectors + 1 + count) * 4 <= count * _SECTOR)
    first = tables + 1
    chain = [_FAT] * tables + [_END] + [*range(first + 1, first + sectors), _END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, tables, 0, _LEAST, _END, 0, _END, 0),
    )
    places = struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, first, len(stream)) + bytes(256)
    return header + places + fat + directory + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", written, len(written) + 2, kind, 1, _FREE, _FREE, child, start, size)


def _layout(name: str, about: str, **knobs: object) -> Layout:
    return Layout(f"xls-{name}", "xlsx", "report.xls", partial(render, knobs=Knobs(**knobs)), about)  # type: ignore[arg-type]


LAYOUTS = (
    _layout("numbers", "a workbook of Excel 97: everything on one sheet, figures as numbers"),
    _layout("loose", "the same with text that runs over, figures as text and blank rows around the tables",
            numbers=False, loose=True),
)  # fmt: skip
