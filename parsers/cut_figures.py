"""Figures that a page's end cut in two: the first digits on one page, the rest in the cell below on the next."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.form import APPLICATION_COLUMNS
from parsers.reading import Cell
from parsers.values import parse_count


def join_figures(above: Sequence[Cell], below: Sequence[Cell]) -> tuple[Cell, ...] | None:
    """The cells of a row at a page's end with what stands below them on the next page; None where that is no part of
    them.

    Two lines of digits may be one figure or two. The row's own sum tells: if it holds with the digits put together,
    they are one figure, and if it holds without those below, these are none. Where it tells nothing, as in tables
    without sums, each cell that has something below it is doubted.
    """
    joined = tuple(
        upper._replace(text=upper.text.rstrip() + lower.text.strip()) for upper, lower in zip(above, below, strict=True)
    )
    holds, held_before = _adds_up(joined), _adds_up(above)
    if holds != held_before:
        return joined if holds else None
    return tuple(
        upper._replace(doubt="figure_cut", alternatives=(whole.text,)) if lower.text.strip() else upper
        for upper, lower, whole in zip(above, below, joined, strict=True)
    )


def _adds_up(cells: Sequence[Cell]) -> bool:
    """Whether these are plainly the figures of one row over all applicants, and their sum is its total."""
    parsed = [parse_count(cell.text) for cell in cells]
    if len(parsed) != len(APPLICATION_COLUMNS) or any(each.reason for each in parsed):
        return False
    *parts, total = (each.value or 0 for each in parsed)
    return sum(parts) == total
