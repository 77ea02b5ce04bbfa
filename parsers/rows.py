"""Grids to logical rows of the three tables: which row of the form a row of the source is, and its value cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.cut_rows import join_cut_rows
from parsers.form import APPLICATION_COLUMNS, DISPUTE_KINDS, DISPUTE_OUTCOMES, official_row
from parsers.labels import Match, continues, match_ending, match_label, words
from parsers.merged_labels import may_be_of_two
from parsers.reading import Cell, Layout
from parsers.source_grid import SourceGrid, find_header
from parsers.values import clean, is_value

DISPUTE_COLUMNS = len(DISPUTE_KINDS) * len(DISPUTE_OUTCOMES)
LEAST_DISPUTE_CELLS = 12
"""A row of figures in the dispute table has at least so many cells before it is taken for one."""

_COLUMN_HEADINGS = frozenset(
    ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "结果维持", "结果纠正", "其他结果", "尚未审结"]
)
"""Headings of columns that are no row's label too, as 其他 and 总计 are."""
_ALSO_COLUMNS = frozenset({"other", "other_other", "results_total"})
"""The rows whose labels head columns too."""

_GLUED = re.compile(r"(?P<label>[\u3400-\u9fff]{2,})\s*(?P<digits>\d{2,})")


@dataclass
class LogicalRow:
    """A row of the form as found: its value cells, on one physical row or several."""

    kind: str
    name: str
    source: SourceGrid
    lines: list[tuple[Cell, ...]] = field(default_factory=list)
    whole: bool = True
    header: tuple[int, ...] | None = None
    layout: Layout = Layout.CELLS
    """How far its cells can be trusted to be all there: the grid's layout, unless the row was found in order."""

    def __post_init__(self) -> None:
        self.layout = self.source.grid.layout

    @property
    def states(self) -> bool:
        return any(map(_has_text, self.lines))

    def as_leftover(self) -> Leftover:
        """The row as one that the form of this report does not have."""
        figures = " ".join(cell.text.strip() for line in self.lines for cell in line if cell.text.strip())
        return Leftover(self.source, f"{official_row(self.kind, self.name)} {figures}"[:80])


class _Cells(NamedTuple):
    """The cells of a physical row, and which of them are no figures and no marks for none."""

    all: tuple[Cell, ...]
    labels: tuple[int, ...]

    @property
    def values(self) -> tuple[Cell, ...]:
        """What stands behind the last label."""
        return self.all[self.labels[-1] + 1 :] if self.labels else self.all

    def texts(self, count: int) -> tuple[str, ...]:
        """The first labels' texts."""
        return tuple([self.all[index].text for index in self.labels[:count]])


@dataclass(frozen=True, slots=True)
class Leftover:
    """A row with figures that no row of the form claims; `cells` where it is one row of its source."""

    source: SourceGrid
    text: str
    cells: tuple[Cell, ...] = ()


def find_rows(sources: Sequence[SourceGrid]) -> tuple[list[LogicalRow], list[Leftover]]:
    """All rows of the form in the grids, in order, and the rows with figures that are none."""
    found: list[LogicalRow] = []
    leftovers: list[Leftover] = []
    for source in join_cut_rows(sources):
        header = find_header(source.grid) if source.grid.layout is Layout.TABS else None
        open_row: LogicalRow | None = None
        for cells in source.grid.rows():
            row = _read_row(source, cells, open_row)
            if isinstance(row, LogicalRow):
                row.header = header
                if row is not open_row:
                    found.append(row)
                open_row = row
            elif row and source.kinds:
                leftovers.append(row)
    return _without_spare_rows([*found, *_unfilled_disputes(sources, found)]), leftovers


def _unfilled_disputes(sources: Sequence[SourceGrid], found: Sequence[LogicalRow]) -> Iterator[LogicalRow]:
    """The row of a dispute table of which only the headings are there, in a source without pages to lose it on."""
    if not any(row.kind == "disputes" for row in found):
        unfilled = (each for each in sources if each.grid.layout is Layout.CELLS and each.grid.page is None)
        headed = (each for each in unfilled if "disputes" in each.kinds and "结果维持" in each.words)
        yield from (LogicalRow("disputes", "disputes", source) for source in headed if not _ends_in_figures(source))


def _ends_in_figures(source: SourceGrid) -> bool:
    """Whether the last row of a grid states a figure: then it's a row that could not be made out, not one that is
    blank."""
    last = max((cell.row for cell in source.grid.cells), default=0)
    return any(cell.row == last and any(map(str.isdigit, cell.text)) for cell in source.grid.cells)


def _without_spare_rows(rows: list[LogicalRow]) -> list[LogicalRow]:
    """The rows without those blank rows of the dispute table that stand beside a filled one: Word and spreadsheets
    leave such."""
    filled = any(row.kind == "disputes" and any(map(_has_text, row.lines)) for row in rows)
    blank = [row for row in rows if row.kind == "disputes" and not any(map(_has_text, row.lines))]
    spare = blank if filled else blank[1:]
    return [row for row in rows if not any(row is each for each in spare)]


def _read_row(source: SourceGrid, cells: Sequence[Cell], open_row: LogicalRow | None) -> LogicalRow | Leftover | None:
    """The logical row that a physical row begins or goes on with; a leftover; or None for a header or an empty row."""
    if source.grid.layout is Layout.WORDS:
        return _read_words(source, cells)
    # Most cells are bare digits, which need no closer look.
    labels = [index for index, cell in enumerate(cells) if not (cell.text.isdigit() or is_value(cell.text))]
    if source.grid.picture:
        labels = [index for index in labels if words(cells[index].text)]
    row = _Cells(tuple(cells), tuple(labels))
    named = next(_named(source, row), None)
    is_new = named and named[1].whole and open_row and open_row.whole
    if open_row and not is_new and _goes_on(source, row, open_row):
        return open_row
    if named:
        kind, match, values = named
        if match.whole and not _has_figures(source, values, kind):
            return _glued(source, cells)
        return LogicalRow(kind, match.name, source, [values] if values else [], whole=match.whole)
    if "disputes" in source.kinds and (values := _dispute_values(row)):
        return LogicalRow("disputes", "disputes", source, [values])
    return _glued(source, cells) or _leftover(source, cells)


def _glued(source: SourceGrid, cells: Sequence[Cell]) -> LogicalRow | None:
    """A row whose figures run into its label, as in 「规章000」, and stand nowhere else."""
    stated = [cell for cell in cells if cell.text.strip()]
    glued = _GLUED.fullmatch(clean(stated[0].text)) if len(stated) == 1 else None
    # In a picture it's a line between the cells that was not seen, and the digits were read as part of a label.
    if glued is None or source.grid.picture:
        return None
    for kind in source.kinds:
        match = match_label(kind, (glued["label"],)) if kind != "disputes" else None
        if match and match.whole:
            return LogicalRow(kind, match.name, source, [(stated[0]._replace(text=glued["digits"]),)])
    return None


def _named(source: SourceGrid, row: _Cells) -> Iterator[tuple[str, Match, tuple[Cell, ...]]]:
    """The readings of a row as (table, label, value cells), the likeliest first: the label ends at the last cell that
    is no figure, or further left where a figure's place holds text."""
    for count in range(len(row.labels), 0, -1):
        labels = row.texts(count)
        values = row.all[row.labels[count - 1] + 1 :]
        for kind in source.kinds:
            match = match_label(kind, labels) if kind != "disputes" else None
            if match is None or (match.name in _ALSO_COLUMNS and _head_columns(labels)):
                continue
            if not (source.grid.picture and may_be_of_two(kind, match.name, row.all[row.labels[count - 1]], values)):
                yield kind, match, values


def _head_columns(labels: Sequence[str]) -> bool:
    """Whether the labels head columns: 其他 beside 法律服务机构, and 总计 beside 尚未审结, are no rows."""
    return any(words(label) in _COLUMN_HEADINGS for label in labels)


def _goes_on(source: SourceGrid, cells: _Cells, row: LogicalRow) -> bool:
    """Draw a physical row into the logical row above it, where it is a further piece of the same row; in a picture,
    whose rows are known by their lines, none has two rows of figures."""
    if row.kind == "disputes" or row.source is not source:
        return False
    labels = cells.texts(len(cells.labels))
    is_piece = continues(row.kind, row.name, labels)
    if is_piece and any(match.whole for _, match, _ in _named(source, cells)):
        return False
    values = cells.values
    is_bare = (
        not row.whole and _has_text(values) and not any(words(label) and len(words(label)) > 1 for label in labels)
    )
    if not (is_piece or is_bare) or (source.grid.picture and row.states and _has_text(values)):
        return False
    if _has_text(values):
        row.lines.append(values)
    row.whole = row.whole or is_piece
    return True


def _has_figures(source: SourceGrid, values: Sequence[Cell], kind: str) -> bool:
    """Whether a labelled row is a row of figures; in a layout that shows every cell, blank ones count."""
    if source.grid.layout is Layout.CELLS:
        return bool(values)
    least = len(APPLICATION_COLUMNS) if kind == "applications" else 1
    return _has_text(values) or (source.grid.layout is Layout.TABS and len(values) >= least)


def _has_text(cells: Sequence[Cell]) -> bool:
    return any(cell.text.strip() for cell in cells)


def _dispute_values(row: _Cells) -> tuple[Cell, ...]:
    """The figures of the dispute table's one row; nothing for its header rows."""
    values = row.values
    if len(values) == len(row.all) == DISPUTE_COLUMNS:
        return values
    states = any(char.isdigit() for cell in values for char in cell.text)
    return values if states and len(values) >= LEAST_DISPUTE_CELLS else ()


def _read_words(source: SourceGrid, cells: Sequence[Cell]) -> LogicalRow | Leftover | None:
    """A row of which only the printed words are visible: everything since the last figures, then this row's figures."""
    label, values = cells[0].text, tuple(cells[1:])
    if not values:
        return None
    for kind in source.kinds:
        if kind == "disputes":
            if len(values) >= LEAST_DISPUTE_CELLS:
                return LogicalRow("disputes", "disputes", source, [values])
        elif name := match_ending(kind, label):
            return LogicalRow(kind, name, source, [values])
    return Leftover(source, f"{label[-20:]} {' '.join(cell.text for cell in values)}")


def _leftover(source: SourceGrid, cells: Sequence[Cell]) -> Leftover | None:
    """A row that holds figures and names no row of the form."""
    figures = [cell for cell in cells if is_value(cell.text) and any(map(str.isdigit, cell.text))]
    if len(figures) < 2:
        return None
    return Leftover(source, " ".join(cell.text.strip() for cell in cells if cell.text.strip())[:80], tuple(cells))
