"""A sheet to tables and paragraphs. A sheet is one endless grid in which titles, text and tables stand one below the
other; it doesn't say which is which, so a row with a single text is taken by its shape and by what is around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from parsers.errors import TooLarge
from parsers.readers import MAX_CELLS
from parsers.reading import Cell, Grid, Paragraph

_LONG = 60
"""No label of a table is so long; a single text that is belongs to the narrative."""
_NUMBER = re.compile(r"[+\-−]?[\d,.]+%?")
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[部章])")


class Merge(NamedTuple):
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """The texts of a sheet by place, and its merged ranges as far as there are texts."""

    def __init__(self, texts: dict[tuple[int, int], str], merges: Sequence[Merge]) -> None:
        self.texts = texts
        self.merges: dict[tuple[int, int], Merge] = {}
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}
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


_Rows = list[int]


def sheet_to_blocks(sheet: Sheet) -> Iterator[Paragraph | Grid]:
    """Yield the tables of a sheet and the text around them, from top to bottom."""
    table: _Rows = []
    for run in _runs(sheet):
        for is_text, rows in _parts(sheet, run, after_table=bool(table)):
            if table and (is_text or not _is_one_table(sheet, table, rows)):
                yield _grid(sheet, table)
                table = []
            if is_text:
                yield from _paragraphs(sheet, rows)
            else:
                table += rows
    if table:
        yield _grid(sheet, table)


def _runs(sheet: Sheet) -> Iterator[_Rows]:
    """Yield rows that follow one another without a blank one in between."""
    for _, run in groupby(enumerate(sheet.rows), key=lambda pair: pair[1] - pair[0]):
        yield [row for _, row in run]


def _parts(sheet: Sheet, run: _Rows, after_table: bool) -> Iterator[tuple[bool, _Rows]]:
    """Yield the parts of a run: whether they are text, and their rows."""
    parts: list[tuple[bool, _Rows]] = []
    index = 0
    for lone, group in groupby(run, key=lambda row: _is_lone(sheet, row)):
        rows = list(group)
        index += len(rows)
        follows = run[index] if index < len(run) else None
        inside = bool(parts) and not parts[-1][0]
        is_text = lone and _is_text(sheet, rows, follows, inside, after_table and not parts)
        heads = is_text and _heads_table(sheet, rows, follows)
        _append(parts, is_text, rows[:-1] if heads else rows)
        if heads:
            _append(parts, False, rows[-1:])
    yield from parts


def _append(parts: list[tuple[bool, _Rows]], is_text: bool, rows: _Rows) -> None:
    if parts and parts[-1][0] == is_text:
        parts[-1][1].extend(rows)
    else:
        parts.append((is_text, rows))


def _heads_table(sheet: Sheet, rows: _Rows, follows: int | None) -> bool:
    """Whether the last of several single texts is the first row of the table: below a numbered heading, which is the
    table's title already, stands another text as wide as the table."""
    *above, last = [sheet.rows[row][0] for row in rows]
    text = sheet.text(last)
    is_below_heading = any(_NUMBERED.match(sheet.text(cell)) for cell in above)
    is_heading = _NUMBERED.match(text) or len(text) > _LONG
    return is_below_heading and not is_heading and _is_wide(sheet, last, rows[-1:], follows)


def _is_lone(sheet: Sheet, row: int) -> bool:
    """Whether a row holds a single text, which doesn't reach down beside other rows."""
    cells = sheet.rows[row]
    return len(cells) == 1 and all(sheet.rows[other] == cells for other in range(cells[0].top, cells[0].bottom + 1))


def _is_text(sheet: Sheet, rows: _Rows, follows: int | None, inside: bool, after_table: bool) -> bool:
    """Whether rows with a single text each are text, and not rows of a table whose figures were left blank."""
    cells = [sheet.rows[row][0] for row in rows]
    if any(len(sheet.text(cell)) > _LONG for cell in cells):
        return True
    is_headed = follows is not None and _is_header(sheet, follows)
    is_wide = any(_is_wide(sheet, cell, rows, follows) for cell in cells)
    if inside:
        numbered = any(_NUMBERED.match(sheet.text(cell)) for cell in cells)
        return (numbered and (is_wide or is_headed)) or (follows is None and is_wide)
    return not after_table or is_headed or is_wide or follows is None


def _is_header(sheet: Sheet, row: int) -> bool:
    """Whether a row names columns: several texts, and no number among them."""
    texts = [unicodedata.normalize("NFKC", sheet.text(cell)).strip() for cell in sheet.rows[row]]
    return len(texts) > 1 and not any(_NUMBER.fullmatch(text) for text in texts)


def _is_wide(sheet: Sheet, cell: Merge, rows: _Rows, follows: int | None) -> bool:
    """Whether a merged cell is as wide as the table above or below it."""
    beside = [row for row in (rows[0] - 1, follows) if row is not None and len(sheet.rows.get(row, ())) > 1]
    return cell.right > cell.left and any(
        cell.left <= _left(sheet, row) and cell.right >= _right(sheet, row) for row in beside
    )


def _left(sheet: Sheet, row: int) -> int:
    return min(cell.left for cell in sheet.rows[row])


def _right(sheet: Sheet, row: int) -> int:
    return max(cell.right for cell in sheet.rows[row])


def _is_one_table(sheet: Sheet, above: _Rows, below: _Rows) -> bool:
    """Whether rows go on with a table beyond a blank row: the columns are the same."""
    one, other = (
        {cell.left for row in rows for cell in sheet.rows[row]} | {max(_right(sheet, row) for row in rows) + 1}
        for rows in (above, below)
    )
    return max(one) == max(other) and (one <= other or other <= one)


def _paragraphs(sheet: Sheet, rows: _Rows) -> Iterator[Paragraph]:
    for cell in dict.fromkeys(sheet.rows[row][0] for row in rows):
        yield from (Paragraph(line.strip()) for line in sheet.text(cell).split("\n") if line.strip())


def _grid(sheet: Sheet, rows: _Rows) -> Grid:
    """The table in these rows, blank cells included. Rows and columns count as on the sheet."""
    left = min(_left(sheet, row) for row in rows)
    right = max(_right(sheet, row) for row in rows)
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
