"""Tables in pictures of which so much could not be read that what was read of them is not to be trusted either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from parsers.form import Form, addresses
from parsers.report import Doubt, Figure

MOST_DOUBTED = 1 / 3
"""The share of a table's cells above which its picture is beyond reading: where more of them are doubted, some of those
that look plain have been seen to be other figures."""
LEAST_DOUBTED = 12
"""Cells that are doubted before a share of them says anything of the rest: a seal covers nearly as many of a table that
has hardly more."""


def doubt_spoilt_tables(
    figures: Mapping[str, Figure], doubts: Sequence[Doubt], pictured: Collection[str]
) -> Iterator[Doubt]:
    """Yield the doubts, and one for each plain cell of a spoilt table; nothing is inferred in one, as no cell of it
    stands firm. Where the tables that are pictures are spoilt taken together, all of them are: a page that is warped or
    full of specks is so for its smallest table too."""
    if not pictured:
        yield from doubts
        return
    spoilt = _spoilt(figures, doubts, pictured)
    for doubt in doubts:
        yield replace(doubt, inferred=None) if _table(doubt.cell) in spoilt else doubt
    known = {doubt.cell for doubt in doubts}
    for cell, figure in figures.items():
        if _table(cell) in spoilt and cell not in known:
            yield Doubt(cell, figure.raw, "table_spoilt")


def doubt_unseen_tables(
    figures: Mapping[str, Figure], doubts: Sequence[Doubt], form: Form
) -> Iterator[tuple[Figure, Doubt]]:
    """A blank figure and a doubt for every cell of a table of which nothing was found in a scan that is spoilt
    altogether: it may be printed there as well as not."""
    seen = {_table(cell) for cell in figures}
    if seen and _spoilt(figures, doubts, seen) == seen:
        for cell in addresses(form):
            if _table(cell) not in seen:
                yield Figure(cell, None, ""), Doubt(cell, "", "table_unread")


def _spoilt(figures: Mapping[str, Figure], doubts: Sequence[Doubt], pictured: Collection[str]) -> set[str]:
    sizes = Counter(map(_table, figures))
    doubted = Counter(_table(doubt.cell) for doubt in doubts)
    if _is_spoilt(sum(doubted[table] for table in pictured), sum(sizes[table] for table in pictured)):
        return set(pictured)
    return {table for table in pictured if _is_spoilt(doubted[table], sizes[table])}


def _is_spoilt(doubted: int, cells: int) -> bool:
    return doubted >= LEAST_DOUBTED and doubted > MOST_DOUBTED * cells


def _table(cell: str) -> str:
    return cell.partition(".")[0]
