"""Labels of two rows in one cell of a picture, where the line between them was not seen: whose the figures beside them
are can't be told."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.labels import GROUPS, prints_of, words
from parsers.reading import Cell

_MOST_BEFORE = 1
"""Characters before a label that are none of another: the numeral of its group."""


def may_be_of_two(kind: str, name: str, label: Cell, values: Sequence[Cell]) -> bool:
    """Whether the cell that ends in the label `name` may hold another row's label too."""
    return reaches_further(label, values) or _holds_more(kind, name, label.text)


def reaches_further(label: Cell, values: Sequence[Cell]) -> bool:
    """Whether a label stands beside further rows than any of its figures."""
    return bool(values) and label.rowspan > max(cell.rowspan for cell in values)


def _holds_more(kind: str, name: str, cell: str) -> bool:
    """Whether a cell says more before the label than the group of rows it belongs to."""
    text = words(cell)
    printed = next((printed for printed in prints_of(kind, name) if text.endswith(printed)), text)
    before = text.removesuffix(printed)
    for group in GROUPS:
        before = before.replace(group, "")
    return len(before) > _MOST_BEFORE
