"""Rows of a scan whose label was misread: known by what is left of it together with their place in the form's order,
or by a place that leaves one row alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.form import Form
from parsers.label_likeness import may_be, nearest
from parsers.reading import Cell
from parsers.rows import Leftover, LogicalRow
from parsers.source_grid import SourceGrid
from parsers.table_lines import TABLES, TableLine, columns_of, find_lines
from parsers.values import is_value


def name_by_place(
    rows: Sequence[LogicalRow], leftovers: Sequence[Leftover], form: Form
) -> tuple[list[LogicalRow], list[Leftover]]:
    """The rows with those added that are certain by their label and their place; and the leftovers without them.

    Only in pictures, and only between rows that stand in the form's order. Anything less certain stays a leftover, and
    its row doubted.
    """
    owners: list[LogicalRow | Leftover] = [*rows, *leftovers]
    sources = {id(each.source): each.source for each in owners if each.source.grid.picture}
    if not sources:
        return list(rows), list(leftovers)
    placed = [row for kind in TABLES for row in _find(kind, list(sources.values()), rows, form)]
    taken = {(id(row.source), line[0].row) for row in placed for line in row.lines}
    return (
        [*(row for row in rows if not any(_is_taken(row.source, line, taken) for line in row.lines)), *placed],
        [left for left in leftovers if not _is_taken(left.source, left.cells, taken)],
    )


def _is_taken(source: SourceGrid, cells: Sequence[Cell], taken: set[tuple[int, int]]) -> bool:
    return bool(cells) and (id(source), cells[0].row) in taken


def _find(kind: str, sources: Iterable[SourceGrid], rows: Sequence[LogicalRow], form: Form) -> Iterator[LogicalRow]:
    """Yield the rows of one table that no label claims and that are certain all the same."""
    columns = columns_of(kind, form)
    ordered = sorted((each for each in sources if kind in each.kinds), key=lambda source: source.number)
    lines = find_lines(kind, ordered, rows, columns)
    for before, line in zip(lines, _name(kind, lines, columns), strict=True):
        if line.name and not before.name:
            yield LogicalRow(kind, line.name, line.source, [line.values])


@dataclass(frozen=True, slots=True)
class _Gap:
    """The lines without a name between two that have one, or an end of the table, and the form's rows that belong
    between them, with the number of their figures."""

    kind: str
    lines: Sequence[TableLine]
    above: TableLine | None
    below: TableLine | None
    missing: Mapping[str, int]
    others: Sequence[str]
    """The rows of the table that do not belong here."""


def _name(kind: str, lines: list[TableLine], columns: Mapping[str, int]) -> list[TableLine]:
    """The lines, those named too that are certain; as they are where the form's order is not kept."""
    order = list(columns)
    ranks = [order.index(line.name) for line in lines if line.name]
    if ranks != sorted(ranks):
        return lines
    for find_names in _WAYS:
        lines = [line for gap in _gaps(kind, lines, columns) for line in _close(gap, find_names)]
    return lines


def _gaps(kind: str, lines: Sequence[TableLine], columns: Mapping[str, int]) -> Iterator[_Gap]:
    order = list(columns)
    named = [index for index, line in enumerate(lines) if line.name]
    for start, end in zip([-1, *named], [*named, len(lines)], strict=True):
        above, below = (lines[at] if 0 <= at < len(lines) else None for at in (start, end))
        first = order.index(above.name) + 1 if above else 0
        last = order.index(below.name) if below else len(order)
        missing = {name: columns[name] for name in order[first:last]}
        others = [name for name in order if name not in missing]
        yield _Gap(kind, lines[start + 1 : end], above, below, missing, others)


def _close(gap: _Gap, find_names: Callable[[_Gap], Sequence[str]]) -> Iterator[TableLine]:
    """Yield the lines of a gap with their names, then the line below it."""
    names = find_names(gap) if gap.missing and any(line.is_open for line in gap.lines) else [""] * len(gap.lines)
    yield from (replace(line, name=name) for line, name in zip(gap.lines, names, strict=True))
    if gap.below:
        yield gap.below


def _by_label(gap: _Gap) -> Sequence[str]:
    """The names of lines whose label is nearly that of one missing row and far from all others."""
    names = [_nearest(gap, line) if line.is_open else "" for line in gap.lines]
    order = list(gap.missing)
    ranks = [order.index(name) for name in names if name]
    return names if ranks == sorted(set(ranks)) else [""] * len(names)


def _nearest(gap: _Gap, line: TableLine) -> str:
    fitting = [name for name, columns in gap.missing.items() if columns == len(line.values)]
    return nearest(gap.kind, line.label, fitting, [*gap.others, *(name for name in gap.missing if name not in fitting)])


def _by_number(gap: _Gap) -> Sequence[str]:
    """The names of as many lines as rows are missing, where each shows a piece of its own label."""
    certain = _fills(gap) and all(
        may_be(gap.kind, line.label, name, [other for other in gap.missing if other != name])
        for line, name in zip(gap.lines, gap.missing, strict=True)
    )
    return list(gap.missing) if certain else [""] * len(gap.lines)


def _alone(gap: _Gap) -> Sequence[str]:
    """The name of the only line that stands right between the form's own neighbours of just one row of table 三, whose
    rows stand in one order in every report, whatever its label."""
    if gap.kind != "applications" or len(gap.lines) != 1 or not _fills(gap) or not gap.above or not gap.below:
        return [""] * len(gap.lines)
    line = gap.lines[0]
    is_framed = line.is_below(gap.above) and gap.below.is_below(line) and gap.above.is_sure and gap.below.is_sure
    return list(gap.missing) if is_framed and all(is_value(cell.text) for cell in line.values) else [""]


def _fills(gap: _Gap) -> bool:
    """Whether there are just as many lines as rows are missing, each with its figures, and none is another row's."""
    if len(gap.lines) != len(gap.missing):
        return False
    counts = all(
        line.is_open and len(line.values) == columns and _may_state(line, gap)
        for line, columns in zip(gap.lines, gap.missing.values(), strict=True)
    )
    return counts and not any(nearest(gap.kind, line.label, gap.others, ()) for line in gap.lines)


def _may_state(line: TableLine, gap: _Gap) -> bool:
    """Whether a line states something, or stands in a table that leaves rows blank: else it may be the other half of a
    row beside it."""
    return line.states or any(each is not None and each.values and not each.states for each in (gap.above, gap.below))


_WAYS: tuple[Callable[[_Gap], Sequence[str]], ...] = (_by_label, _by_number, _alone)
"""From the surest to the least sure; what one names stands as a neighbour for the next."""
