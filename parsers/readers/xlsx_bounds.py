"""How far a workbook reaches, before calamine opens it: calamine makes room for every slot up to the last cell, so one
stray cell at the end of a sheet takes gigabytes and ends the process. On the way: error values, which it leaves blank,
and rows that are hidden, of which it says nothing.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath

import olefile

from parsers.errors import Encrypted, TooLarge, Unreadable
from parsers.readers.package import Package, open_package

Errors = dict[tuple[int, int], str]
Extents = dict[int, tuple[int, int]]
"""The first and the last column in which a row has a cell, be it blank."""

_MOST_SLOTS = 1_000_000
"""Rows times columns of one sheet: a table of 15 columns with a stray value in row 65,536 passes."""
_WHAT = "an Excel workbook"
_WORKBOOK = "xl/workbook.xml"
_TARGETS = "xl/_rels/workbook.xml.rels"
_ELEMENT = re.compile(rb"""<(?:[\w.-]+:)?(row|c)\b((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_VALUE = re.compile(rb"""(?:(?!</(?:[\w.-]+:)?c>).)*?<(?:[\w.-]+:)?v>([^<]*)""", re.DOTALL)
_LONGEST_FORMULA = 20_000
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,9})(\d{0,12})["']""")
_REFERENCE = re.compile(rb"""\br\s*=""")
_IS_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']|\bht\s*=\s*["']0(?:\.0*)?["']""")
_IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")

_BOUNDSHEET, _FILEPASS, _DIMENSIONS, _MULRK = 0x85, 0x2F, 0x200, 0xBD
_FORMULAS, _BOOLERR = (0x06, 0x206, 0x406), 0x205
_BLANK, _MULBLANK = 0x201, 0xBE
_ROW, _HIDDEN = 0x208, 0x20
_RUNS = (_MULRK, _MULBLANK)
_BLANKS = (_BLANK, _MULBLANK)
_CELLS = frozenset({*_FORMULAS, _BOOLERR, _MULRK, 0x203, 0x204, 0x27E, 0xFD, 0xD6})
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass
class Bounds:
    """What was found: the error values, the extents and the hidden rows of each sheet, by its index in the workbook,
    and the number of pictures."""

    errors: dict[int, Errors] = field(default_factory=dict)
    extents: dict[int, Extents] = field(default_factory=dict)
    hidden: dict[int, set[int]] = field(default_factory=dict)
    pictures: int = 0


def check_package(data: bytes) -> Bounds:
    """Check every part of an .xlsx, since its relations may call any of them a sheet."""
    with open_package(data, _WHAT) as package:
        parts = {name: _check_part(package.read(name)) for name in package.names}
        pictures = sum(name.startswith("xl/media/") for name in package.names)
        paths = _sheet_paths(package) if {_WORKBOOK, _TARGETS} <= package.names else []
    sheets = {index: parts[path] for index, path in enumerate(paths) if path in parts}
    return Bounds(
        {index: errors for index, (errors, _, _) in sheets.items()},
        {index: extents for index, (_, extents, _) in sheets.items()},
        {index: hidden for index, (_, _, hidden) in sheets.items()},
        pictures,
    )


def _check_part(content: bytes) -> tuple[Errors, Extents, set[int]]:
    """The error values, extents and hidden rows of a part, which is taken for a sheet; raises TooLarge where its cells
    reach too far."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") and b"<\0" in content[:8]:
        raise Unreadable(f"{_WHAT} with a part in UTF-16, which Excel never writes")
    rows = columns = row = column = 0
    errors: Errors = {}
    extents: Extents = {}
    hidden: set[int] = set()
    for element in _ELEMENT.finditer(content):
        kind, attributes = element.groups()
        place = _PLACE.search(attributes)
        if place is None and _REFERENCE.search(attributes):
            raise Unreadable(f"{_WHAT} with a cell in no place")
        letters, digits = place.groups() if place else (b"", b"")
        if kind == b"row":
            row, column = int(digits) if digits else row + 1, 0
            if _IS_HIDDEN.search(attributes):
                hidden.add(row - 1)
        else:
            row, column = int(digits or row), _column(letters) if letters else column + 1
            _reach(extents, row - 1, column - 1)
            if _IS_ERROR.search(attributes):
                errors[row - 1, column - 1] = _error(content, element.end())
        rows, columns = max(rows, row), max(columns, column)
    _check_slots(rows, columns)
    return errors, extents, hidden


def _reach(extents: Extents, row: int, column: int, last: int | None = None) -> None:
    """Note that a row has cells from `column` to `last`."""
    before = extents.get(row, (column, column))
    extents[row] = min(before[0], column), max(before[1], column if last is None else last)


def _error(content: bytes, begin: int) -> str:
    """The error value of a cell, which may stand behind a formula."""
    value = _VALUE.match(content, begin, begin + _LONGEST_FORMULA)
    return (value[1].decode("utf-8", errors="replace") if value else "") or "#N/A"


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_slots(rows: int, columns: int) -> None:
    if rows * columns > _MOST_SLOTS:
        raise TooLarge(f"{_WHAT} with a sheet of {rows:,} rows and {columns:,} columns")


def _sheet_paths(package: Package) -> list[str]:
    """The parts of the sheets in the order of the workbook."""
    targets = {each.get("Id", ""): each.get("Target", "") for each in package.parse(_TARGETS)}
    paths = []
    for sheet in package.parse(_WORKBOOK).iter("{*}sheet"):
        identity = next((str(value) for name, value in sheet.items() if str(name).endswith("}id")), "")
        paths.append(normpath(join("/xl", targets.get(identity, ""))).lstrip("/"))
    return paths


def check_biff(data: bytes) -> Bounds:
    """Check the records of an .xls."""
    bounds = Bounds()
    starts: list[int] = []
    sheet = -1
    for offset, kind, body in _records(_stream(data)):
        if kind == _FILEPASS:
            raise Encrypted("a workbook that asks for a password")
        if kind == _BOUNDSHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _DIMENSIONS and len(body) >= 8:
            _check_dimensions(body)
        elif kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN:
            bounds.hidden.setdefault(sheet, set()).add(struct.unpack_from("<H", body)[0])
        elif (kind in _CELLS or kind in _BLANKS) and len(body) >= 6:
            if kind in _CELLS:
                bounds.errors.setdefault(sheet, {}).update(_check_cell(kind, body))
            row, column = struct.unpack_from("<HH", body)
            _reach(bounds.extents.setdefault(sheet, {}), row, column, _last_column(kind, body))
        sheet = starts.index(offset) if offset in starts else sheet
    return bounds


def _check_dimensions(body: bytes) -> None:
    """Check what a sheet says of its size: calamine makes room for it before it sees a cell."""
    first_row, rows, first_column, columns = struct.unpack_from("<IIHH" if len(body) >= 12 else "<HHHH", body)
    if first_row > rows or first_column > columns:
        raise Unreadable(f"{_WHAT} that is broken: a sheet ends before it begins")
    _check_slots(rows, columns)


def _stream(data: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
            if name is None:
                raise Unreadable("an OLE file without a workbook in it")
            return bytes(ole.openstream(name).read())
    except (OSError, struct.error, IndexError, ValueError, TypeError, KeyError) as error:
        raise Unreadable(f"a workbook that is broken or cut short ({error})") from error


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield each record with its offset, its kind and its body."""
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _check_cell(kind: int, body: bytes) -> Errors:
    """The error value in a cell, if it is one; raises TooLarge where the cell stands too far out."""
    row, column = struct.unpack_from("<HH", body)
    _check_slots(row + 1, _last_column(kind, body) + 1)
    is_error = kind == _BOOLERR and body[7:8] == b"\x01"
    if kind in _FORMULAS and len(body) >= 14:
        is_error = body[12:14] == b"\xff\xff" and body[6] == 2
    if not is_error:
        return {}
    return {(row, column): _ERRORS.get(body[6] if kind == _BOOLERR else body[8], "#N/A")}


def _last_column(kind: int, body: bytes) -> int:
    """The column of a cell, or of the last of several in one record."""
    return int(struct.unpack_from("<H", body, len(body) - 2 if kind in _RUNS else 2)[0])
