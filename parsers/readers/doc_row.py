"""A table row's cells in a binary Word file: how wide they are and which are merged ([MS-DOC] 2.6.3, 2.9.324)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.readers.doc_properties import Prl, Properties

_DEFINE, _INSERT, _DELETE, _WIDTH = 0xD608, 0x7621, 0x5622, 0x7623  # sprmTDefTable, TInsert, TDelete, TDxaCol
_LEFT, _MERGE, _SPLIT, _MERGE_DOWN = 0x9601, 0x5624, 0x5625, 0xD62B  # TDxaLeft, TMerge, TSplit, TVertMerge
_MOST_CELLS = 63
_FIRST, _FURTHER = 1, 2
_TC_SIZE = 20


@dataclass(slots=True)
class CellShape:
    """One cell: its width in twips, and its merge flags as they are stored."""

    width: int
    across: int = 0
    down: int = 0

    @property
    def merge(self) -> str:
        """[MS-DOC] 2.9.341 VerticalMergeFlag in words."""
        return "restart" if self.down & 2 else "continue" if self.down & 1 else ""


@dataclass(slots=True)
class RowShape:
    """A row: where it begins, in twips, and its cells."""

    left: int
    cells: list[CellShape]

    def edges(self) -> list[int]:
        """The left edge of every cell, and the right edge of the last."""
        edges = [self.left]
        for cell in self.cells:
            edges.append(edges[-1] + cell.width)
        return edges


def read_row_shape(properties: Properties, cells: int) -> RowShape | None:
    """The definition that fits the number of cells that stand in the row; else the first there is, or None.

    Word writes a row twice, by sprmTInsert for itself and by sprmTDefTable for older programs. They are two ways to
    say the same, and never add up.
    """
    shapes = [shape for shape in _candidates(properties) if shape.cells]
    return next((shape for shape in shapes if len(shape.cells) == cells), shapes[0] if shapes else None)


def _candidates(properties: Properties) -> Iterator[RowShape]:
    for prls in (properties.prls, properties.older, [*properties.prls, *properties.older]):
        for left_out in ((_INSERT,), (_DEFINE,), ()):
            yield _shape([prl for prl in prls if prl[0] not in left_out])


def _shape(prls: Sequence[Prl]) -> RowShape:
    """Apply a row's properties one after the other."""
    row = RowShape(0, [])
    for sprm, operand in prls:
        if sprm == _DEFINE:
            row = _define(operand)
        elif sprm == _INSERT:
            _insert(row, operand)
        elif sprm == _LEFT:
            row.left = int.from_bytes(operand, "little", signed=True)
        elif sprm in (_DELETE, _WIDTH, _MERGE, _SPLIT):
            _change_range(row, sprm, operand)
        elif sprm == _MERGE_DOWN and len(operand) > 1 and operand[0] < len(row.cells):
            row.cells[operand[0]].down = operand[1] & 3
    return row


def _define(operand: bytes) -> RowShape:
    """[MS-DOC] 2.9.321 TDefTableOperand: the edges, then as many cell descriptors (TC80) as the writer cared for."""
    count = operand[0] if operand else 0
    if not 0 < count <= _MOST_CELLS or len(operand) < 1 + 2 * (count + 1):
        return RowShape(0, [])
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    row = RowShape(edges[0], [CellShape(max(0, right - left)) for left, right in pairwise(edges)])
    for index, cell in enumerate(row.cells):
        at = 1 + 2 * (count + 1) + _TC_SIZE * index
        flags = int.from_bytes(operand[at : at + 2], "little")
        cell.across, cell.down = flags & 3, flags >> 5 & 3
    return row


def _insert(row: RowShape, operand: bytes) -> None:
    """[MS-DOC] 2.9.328 TInsertOperand: so many cells of one width at a place; cells missing before it have no width."""
    first, count, width = struct.unpack("<BBH", operand)
    first, count = min(first, _MOST_CELLS), min(count, _MOST_CELLS)
    row.cells.extend(CellShape(0) for _ in range(first - len(row.cells)))
    row.cells[first:first] = [CellShape(width) for _ in range(count)]
    del row.cells[_MOST_CELLS:]


def _change_range(row: RowShape, sprm: int, operand: bytes) -> None:
    """Properties of the cells from one up to before another ([MS-DOC] 2.9.128 ItcFirstLim)."""
    cells = row.cells[operand[0] : operand[1]]
    if sprm == _DELETE:
        del row.cells[operand[0] : operand[1]]
    for index, cell in enumerate(cells):
        if sprm == _WIDTH:
            cell.width = int.from_bytes(operand[2:], "little")
        elif sprm == _MERGE:
            cell.across = _FURTHER if index else _FIRST
        elif sprm == _SPLIT:
            cell.across = 0
