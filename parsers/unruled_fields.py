"""The figures of a row to the columns they stand in, where no line is drawn between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.form import APPLICATION_COLUMNS
from parsers.unruled_columns import Interval, cluster, column_of, match_columns, touches
from parsers.unruled_parts import Part
from parsers.unruled_rows import Row

PLACE_UNSURE = "place_unsure"


class Field(NamedTuple):
    """A cell to be: its text, the part it comes from, and why its place is doubted."""

    text: str
    part: Part | None = None
    doubt: str = ""


class Columns(NamedTuple):
    """The columns that show, and the place of each among all `width`; no places where those can't be told."""

    shown: tuple[Interval, ...]
    places: tuple[int, ...] | None
    width: int

    @classmethod
    def of(cls, rows: Sequence[Row], headers: Sequence[Interval], count: int = 0) -> Columns:
        count = count or len(headers) or len(APPLICATION_COLUMNS)
        if full := _columns_of_full_rows(rows, count):
            return cls(full, tuple(range(count)), count)
        # A figure under two headings would make two columns one; it is placed, and doubted, row by row.
        fit = [part for row in rows for part in row.parts if sum(map(_reaches(part), headers)) < 2]
        shown = cluster(fit)
        known = headers if len(headers) == count else [Interval(0, 0)] * count
        places = match_columns(shown, known) if known is headers or len(shown) == count else None
        return cls(tuple(shown), tuple(places) if places is not None else None, count)

    def fields(self, row: Row) -> tuple[Field, ...]:
        """A row's figures in their columns, blanks between them; all doubted where one has no place of its own."""
        if len(row.parts) == self.width:
            return tuple(Field(part.text, part) for part in row.parts)
        columns = [column_of(part, self.shown) for part in row.parts]
        if self.places is None or None in columns or len(set(columns)) < len(columns):
            return (Field("", doubt=PLACE_UNSURE),) * self.width
        at = {self.places[column]: part for column, part in zip(columns, row.parts, strict=True) if column is not None}
        return tuple(Field(at[place].text, at[place]) if place in at else Field("") for place in range(self.width))


def _columns_of_full_rows(rows: Sequence[Row], count: int) -> tuple[Interval, ...] | None:
    """The columns as rows show them that have a figure in each; None where there is no such row, or a figure of another
    row stands in none of these columns."""
    full = [row.parts for row in rows if len(row.parts) == count]
    columns = tuple(
        Interval(min(part.box.x0 for part in parts), max(part.box.x1 for part in parts))
        for parts in zip(*full, strict=True)
    )
    apart = all(one.x1 < other.x0 for one, other in pairwise(columns))
    if not columns or not apart:
        return None
    known = all(any(touches(part, column) for column in columns) for row in rows for part in row.parts)
    return columns if known else None


def _reaches(part: Part) -> Callable[[Interval], bool]:
    return lambda header: min(part.box.x1, header.x1) - max(part.box.x0, header.x0) > 0
