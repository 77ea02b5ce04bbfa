"""The physical rows of a table of the form, over all grids that hold parts of it, as a sequence of claimed and open
rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.form import APPLICATION_COLUMNS, DISCLOSURE_ITEMS, Form, application_rows
from parsers.label_likeness import is_blank
from parsers.labels import words
from parsers.merged_labels import reaches_further
from parsers.reading import Cell
from parsers.rows import LogicalRow
from parsers.source_grid import SourceGrid
from parsers.values import is_value

TABLES = ("disclosure", "applications")
"""Those that have rows with labels."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A physical row: `name` is the row of the form that claims it, `values` its figures where it has a label and
    figures. `is_sure` where the claim is by a whole label, and the row has as many figures as the form."""

    source: SourceGrid
    at: int
    label: tuple[str, ...]
    values: tuple[Cell, ...]
    name: str = ""
    is_sure: bool = False

    @property
    def is_open(self) -> bool:
        return not self.name and bool(self.values)

    @property
    def is_all_blank(self) -> bool:
        return is_blank(self.label) and not self.states

    @property
    def states(self) -> bool:
        return any(cell.text.strip() for cell in self.values)

    def is_below(self, other: TableLine) -> bool:
        """Whether this is the very next row of one grid."""
        return self.source is other.source and self.at == other.at + 1


def columns_of(kind: str, form: Form) -> dict[str, int]:
    """How many figures each row of a table has, in printed order."""
    if kind == "applications":
        return {row.label.name: len(APPLICATION_COLUMNS) for row in application_rows(form)}
    items = ((item.label.name, len(item.fields.get(form, ()))) for item in DISCLOSURE_ITEMS)
    return {name: columns for name, columns in items if columns}


def find_lines(
    kind: str, sources: Sequence[SourceGrid], rows: Sequence[LogicalRow], columns: Mapping[str, int]
) -> list[TableLine]:
    """All rows of a table's pictures from the first that has figures on, headings between its parts left out of the
    disclosure table and above each page's part of the other; rows that a page's end may have cut hold no figures
    here."""
    claims = {
        (id(row.source), line[0].row): row
        for row in rows
        for line in row.lines
        if row.kind == kind and line and not any(map(_is_worded, line))
    }
    parts = [list(_lines_of(kind, source, claims, columns)) for source in sources]
    for index, (above, below) in enumerate(pairwise(parts)):
        if above and below:
            parts[index], parts[index + 1] = _across_pages(above, below)
    return [line for part in parts for line in part]


def _lines_of(
    kind: str, source: SourceGrid, claims: Mapping[tuple[int, int], LogicalRow], columns: Mapping[str, int]
) -> Iterator[TableLine]:
    has_begun = False
    places = {_places(row.lines[0]) for (grid, _), row in claims.items() if grid == id(source) and row.whole}
    for cells in source.grid.rows():
        row = claims.get((id(source), cells[0].row))
        name = _name(row, columns) if row else ""
        label, values = _divided(kind, cells, places)
        has_begun = has_begun or bool(name or values)
        is_sure = bool(row and row.whole and len(row.lines) == 1 and len(row.lines[0]) == columns.get(name))
        if has_begun and (name or values or kind == "applications"):
            yield TableLine(source, cells[0].row, label, values, name, is_sure)


def _name(row: LogicalRow, columns: Mapping[str, int]) -> str:
    """The row's name where the form has it; 「3.其他」 and 「（六）其他处理」 are one row of form 2019."""
    name = "other" if row.name == "other_other" and "other" in columns and row.states else row.name
    return name if name in columns else ""


def _places(cells: Sequence[Cell]) -> tuple[int, ...]:
    return tuple(cell.column for cell in cells)


def _divided(
    kind: str, cells: Sequence[Cell], places: Collection[tuple[int, ...]]
) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    """A row's label cells and its figures, blank ones too; no figures where one of them holds words, where the label
    stands beside other rows too, or where it may be a figure: its figures are not below those of a labelled row."""
    width = len(APPLICATION_COLUMNS) if kind == "applications" else len(cells) - 1
    split = max(0, len(cells) - width)
    label = tuple(cell.text for cell in cells[:split])
    is_row = split and not any(map(_is_worded, cells[split:]))
    is_label = _places(cells[split:]) in places or not any(text.strip() and is_value(text) for text in label)
    is_own = split and not reaches_further(cells[split - 1], cells[split:])
    return label, tuple(cells[split:]) if is_row and is_label and is_own else ()


def _is_worded(cell: Cell) -> bool:
    """Whether a cell holds words, as no figure does: among a row's figures it's a piece of the label."""
    return bool(words(cell.text)) and not is_value(cell.text)


def _across_pages(above: list[TableLine], below: list[TableLine]) -> tuple[list[TableLine], list[TableLine]]:
    """Two parts without the blank half of a row that stands whole in the other; where neither half is all blank and one
    lacks its label or its figures, both are no rows to be placed."""
    upper, lower = above[-1], below[0]
    if not (upper.is_open or lower.is_open):
        return above, below
    if upper.is_all_blank and upper.is_open:
        return above[:-1], below
    if lower.is_all_blank and lower.is_open:
        return above, below[1:]
    if all(line.states and not is_blank(line.label) for line in (upper, lower)):
        return above, below
    return [*above[:-1], _without_values(upper)], [_without_values(lower), *below[1:]]


def _without_values(line: TableLine) -> TableLine:
    return line if line.name else TableLine(line.source, line.at, line.label, ())
