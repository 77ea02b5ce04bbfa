"""Rows of the form that were not found where they may well be: that is not the same as 'not stated'."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from parsers.form import Form, addresses
from parsers.report import Doubt, Figure
from parsers.rows import Leftover


def doubt_lost_rows(
    figures: Mapping[str, Figure], leftovers: Sequence[Leftover], unsure: Collection[str], form: Form
) -> Iterator[tuple[Figure, Doubt]]:
    """A blank figure and a doubt for every cell of a row that is missing from a table of which something was read.

    So it is where the table has rows with figures that nobody claims (a label that could not be made out), and in the
    tables of `unsure`: pictures, and those that do not show every cell. To call such a row's cells 'not stated' would
    be a statement about the body, and it would be ours alone.
    """
    unclaimed = {kind: left.text for left in reversed(leftovers) for kind in left.source.kinds}
    if not (unclaimed or unsure):
        return
    found = {(table, row) for table, row, cells in _rows(form) if any(cell in figures for cell in cells)}
    tables = {table for table, _ in found}
    for table, row, cells in _rows(form):
        if table not in tables or (table, row) in found:
            continue
        if table in unclaimed:
            yield from ((Figure(cell, None, ""), Doubt(cell, unclaimed[table], "row_lost")) for cell in cells)
        elif table in unsure:
            yield from ((Figure(cell, None, ""), Doubt(cell, "", "row_unseen")) for cell in cells)


@cache
def _rows(form: Form) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The rows of a form in printed order: table, name, addresses of their cells."""
    grouped = groupby(addresses(form), key=lambda address: tuple(address.split(".")[:2]))
    return tuple((table, row, tuple(cells)) for (table, row), cells in grouped)
