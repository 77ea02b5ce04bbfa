"""What a layout is: a way to turn one known report into the bytes of one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from crawler.sample.build.tables import Cell, Table
from tests.bench.truth import Truth

Render = Callable[[Truth, Random], bytes]
Convert = Callable[[Sequence[bytes]], list[bytes]]
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """`format` is the group a bar holds for, `file` the name a document of it goes by.

    A layout that shows no blank cell takes reports without any (`blanks`), one with no room for remarks takes bare
    numbers (`extras`); `slow` ones are read by OCR and take fewer reports. `convert` makes the documents of what was
    rendered, many at once, where another program does that and is slow to start.
    """

    name: str
    format: str
    file: str
    render: Render
    about: str
    blanks: bool = True
    extras: bool = True
    slow: bool = False
    convert: Convert | None = None


def is_applications(table: Table) -> bool:
    return len(table.rows) > 20


def split_table(table: Table, rng: Random, *, repeat: bool) -> tuple[Table, Table]:
    """The table of applications cut in two between rows, as editors and page ends cut it; with `repeat` its headers
    stand over the second half again. A cell that spans the cut is there in both halves."""
    cut = rng.randint(8, len(table.rows) - 6)
    first, second = cut_rows(table, cut)
    heads = table.rows[: table.heads] if repeat else ()
    return replace(table, rows=first), replace(table, rows=(*heads, *second))


def cut_rows(table: Table, cut: int) -> tuple[Rows, Rows]:
    """The rows above and below a cut; a cell that spans it ends there, and its rest begins the second half."""
    above: list[tuple[Cell, ...]] = []
    carried: list[Cell] = []
    for number, row in enumerate(table.rows[:cut]):
        over = [number + cell.height - cut for cell in row]
        carried += [replace(cell, height=rest) for cell, rest in zip(row, over, strict=True) if rest > 0]
        above.append(
            tuple(replace(cell, height=cell.height - max(rest, 0)) for cell, rest in zip(row, over, strict=True))
        )
    return tuple(above), ((*carried, *table.rows[cut]), *table.rows[cut + 1 :])
