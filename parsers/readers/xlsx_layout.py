"""A sheet to tables and paragraphs. A sheet is one endless grid in which titles, text and tables stand one below the
other; what among the rows of a grid is text and no row of a table is settled by its meaning, in `parsers.lone_rows`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from parsers.errors import TooLarge
from parsers.readers import MAX_CELLS
from parsers.reading import Cell, Grid, Paragraph


class Merge(NamedTuple):
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """The texts of a sheet by place, its merged ranges as far as there are texts, how far each row has cells, blank
    ones included, and which rows are hidden: of those no text is known."""

    def __init__(
        self,
        texts: dict[tuple[int, int], str],
        merges: Sequence[Merge],
        extents: Mapping[int, tuple[int, int]] | None = None,
        hidden: Collection[int] = (),
    ) -> None:
        self.texts = {place: text for place, text in texts.items() if place[0] not in hidden}
        self._hidden = sorted(hidden)
        self.merges: dict[tuple[int, int], Merge] = {}
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}
        self._extents = extents or {}
        last_row = max((row for row, _ in texts), default=-1)
        last_column = max((column for _, column in texts), default=-1)
        slots = 0
        for merge in merges:
            clipped = merge._replace(bottom=min(merge.bottom, last_row), right=min(merge.right, last_column))
            slots += max(clipped.bottom - clipped.top + 1, 0) * max(clipped.right - clipped.left + 1, 0)
            if slots > MAX_CELLS:
                raise TooLarge(f"a workbook with more than {MAX_CELLS:,} merged cells")
            self._merge(clipped)

    def _merge(self, merge: Merge) -> None:
        places = [(r, c) for r in range(merge.top, merge.bottom + 1) for c in range(merge.left, merge.right + 1)]
        if any(place in self._owners for place in places):
            return
        self._owners.update(dict.fromkeys(places, places[0]) if places else {})
        if places:
            self.merges[places[0]] = merge

    def is_covered(self, row: int, column: int) -> bool:
        """Whether a place is the inside of a merged cell that begins elsewhere."""
        return self._owners.get((row, column), (row, column)) != (row, column)

    def extent(self, row: int, column: int) -> Merge:
        return self.merges.get((row, column), Merge(row, column, row, column))

    @cached_property
    def rows(self) -> dict[int, list[Merge]]:
        """For each row with something in it, the cells with text that stand in it, those from above included."""
        rows: dict[int, list[Merge]] = {}
        for place in sorted(self.texts):
            if not self.is_covered(*place):
                merge = self.extent(*place)
                for row in range(merge.top, merge.bottom + 1):
                    rows.setdefault(row, []).append(merge)
        return dict(sorted(rows.items()))

    def text(self, cell: Merge) -> str:
        return self.texts.get((cell.top, cell.left), "")

    def is_left_blank(self, row: int) -> bool:
        """Whether a row has several cells, all of them blank: a row of a table that was not filled in."""
        first, last = self._extents.get(row, (0, 0))
        return row not in self.rows and last > first and row not in self._hidden

    def shown_at(self, row: int) -> int:
        """Which of the rows that are shown a row is."""
        return row - bisect_left(self._hidden, row)


_Rows = list[int]


def sheet_to_blocks(sheet: Sheet) -> Iterator[Paragraph | Grid]:
    """Yield the tables of a sheet and the text around them, from top to bottom."""
    table: _Rows = []
    for run in _runs(sheet):
        is_text = all(_is_lone(sheet, row) for row in run)
        if table and (is_text or not _is_one_table(sheet, table, run)):
            yield _grid(sheet, table)
            table = []
        if is_text:
            yield from _paragraphs(sheet, run)
        else:
            table += run
    if table:
        yield _grid(sheet, table)


def _runs(sheet: Sheet) -> Iterator[_Rows]:
    """Yield rows that follow one another without a blank one in between."""
    for _, run in groupby(enumerate(sheet.rows), key=lambda pair: sheet.shown_at(pair[1]) - pair[0]):
        yield [row for _, row in run]


def _is_lone(sheet: Sheet, row: int) -> bool:
    """Whether a row holds a single text, which doesn't reach down beside other rows."""
    cells = sheet.rows[row]
    return len(cells) == 1 and all(sheet.rows[other] == cells for other in range(cells[0].top, cells[0].bottom + 1))


def _is_one_table(sheet: Sheet, above: _Rows, below: _Rows) -> bool:
    """Whether rows go on with a table beyond a blank row: the columns are the same."""
    one, other = (_columns(sheet, rows) for rows in (above, below))
    return bool(one and other) and max(one) == max(other) and (one <= other or other <= one)


def _columns(sheet: Sheet, rows: _Rows) -> set[int]:
    """Where the cells of a table begin, and where its last column ends; single texts are beside the point."""
    cells = [cell for row in rows if len(sheet.rows[row]) > 1 for cell in sheet.rows[row]]
    return {cell.left for cell in cells} | {max(cell.right for cell in cells) + 1} if cells else set()


def _paragraphs(sheet: Sheet, rows: _Rows) -> Iterator[Paragraph]:
    for cell in dict.fromkeys(sheet.rows[row][0] for row in rows):
        yield from (Paragraph(line.strip()) for line in sheet.text(cell).split("\n") if line.strip())


def _grid(sheet: Sheet, rows: _Rows) -> Grid:
    """The table in these rows, blank cells included, and a blank row below its last. Rows and columns count as on the
    sheet."""
    left = min(cell.left for row in rows for cell in sheet.rows[row])
    right = max(cell.right for row in rows for cell in sheet.rows[row])
    below = rows[-1] + 1
    rows = [*rows, below] if sheet.is_left_blank(below) and not _is_lone(sheet, rows[-1]) else rows
    if len(rows) * (right - left + 1) > MAX_CELLS:
        raise TooLarge(f"a workbook with a table of more than {MAX_CELLS:,} cells")
    return Grid(
        tuple(
            _cell(sheet, sheet.extent(row, column))
            for row in rows
            for column in range(left, right + 1)
            if not sheet.is_covered(row, column)
        )
    )


def _cell(sheet: Sheet, cell: Merge) -> Cell:
    return Cell(sheet.text(cell), cell.top, cell.left, cell.bottom - cell.top + 1, cell.right - cell.left + 1)
