"""Labels of a picture that are so short that what is left of a longer one reads the same: the beginning of
「2.其他法律行政法规禁止公开」 is 「其他」."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.form import APPLICATION_ROWS
from parsers.rows import LogicalRow

_RANKS = {row.label.name: rank for rank, row in enumerate(APPLICATION_ROWS)}
_SHORT = frozenset({"other", "other_other", "results_total"})
"""The rows of table 三 that are called 其他 or 总计."""


def without_misplaced(rows: Sequence[LogicalRow]) -> list[LogicalRow]:
    """The rows without those of a picture's table 三 with a short label that stand out of the form's order: above rows
    that belong above them, or below such as belong below."""
    return [row for row in rows if not (_is_short(row) and any(_contradicts(row, other) for other in rows))]


def _is_short(row: LogicalRow) -> bool:
    return row.kind == "applications" and row.name in _SHORT and row.source.grid.picture and bool(row.lines)


def _contradicts(row: LogicalRow, other: LogicalRow) -> bool:
    """Whether another row of the same grid, with a long label, stands on the wrong side of this one."""
    if other.kind != row.kind or other.source is not row.source or other.name in _SHORT or not other.lines:
        return False
    is_below = other.lines[0][0].row > row.lines[0][0].row
    return is_below != (_RANKS[other.name] > _RANKS[row.name])
