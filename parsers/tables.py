"""Logical rows to the figures of the form: every cell with its value, its address in the source, and its doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from parsers.count_out import Placed, count_out
from parsers.form import (
    AMOUNTS,
    APPLICATION_COLUMNS,
    APPLICATION_ROWS,
    DISCLOSURE_ITEMS,
    DISPUTE_KINDS,
    DISPUTE_OUTCOMES,
    Form,
)
from parsers.halved_rows import without_halves
from parsers.inference import infer
from parsers.lost_rows import doubt_lost_rows
from parsers.placed_rows import name_by_place
from parsers.reading import Grid, Layout
from parsers.report import Doubt, Figure
from parsers.rows import LogicalRow, find_rows
from parsers.settle import settle
from parsers.short_labels import without_misplaced
from parsers.source_grid import SourceGrid
from parsers.tab_stops import align_rows
from parsers.values import parse_amount, parse_count

FORM_WORDS: dict[Form, tuple[str, ...]] = {
    Form.F2019: ("新制作", "新公开", "对外公开总", "上一年项目", "其他对外管理", "政府集中采购", "采购项目"),
    Form.F2021: (
        "制发件数",
        "制发数",
        "废止件数",
        "废止数",
        "现行有效",
        "收费金额",
        "逾期不补正",
        "不再处理其政府信息公开申请",
    ),
}
"""Words that only one of the two forms prints; they decide the form, not the year and not the notice cited."""

_UNITS: dict[str, re.Pattern[str]] = {
    "disclosure.fees.amount": re.compile(r"收费(?:金额)?[^\d]{0,4}?(?:单位[:：]?|[（(])(?:人民币)?(亿元|万元|元)"),
    "disclosure.procurement.amount": re.compile(r"采购总?金额[^\d]{0,4}?(?:单位[:：]?|[（(])(?:人民币)?(亿元|万元|元)"),
}
"""The unit that an amount's heading prints, where it prints one."""

_ROWS_IN_A_CELL = re.compile(r"^\s*[\d/—-]+(?:\n\s*[\d/—-]+){2,}\s*$")


@dataclass
class Tables:
    """The three tables as read."""

    form: Form | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictured: set[str] = field(default_factory=set)
    alternatives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The other readings of a cell that had to be recognised, where the reader gives any."""
    kinds: set[str] = field(default_factory=set)
    """Which of the three tables are there at all."""


def build_tables(sources: Sequence[SourceGrid]) -> Tables:
    """Read all rows of the form out of the grids, decide the form, count the cells out, and infer where arithmetic
    allows."""
    rows, leftovers = find_rows(sources)
    tables = Tables(form=decide_form(sources))
    if tables.form is None:
        return tables
    rows, leftovers = name_by_place(without_misplaced(rows), leftovers, tables.form)
    rows = without_halves(rows)
    units = _units(sources)
    columns = {id(row): len(_addresses_of(row, tables.form)) for row in rows}
    for row in align_rows(rows, columns):
        addresses = _addresses_of(row, tables.form)
        if addresses and not _is_bare_label(row):
            _take_row(tables, row, addresses, units)
            tables.kinds.add(row.kind)
            if row.source.grid.picture:
                tables.pictured.add(row.kind)
        elif row.states:
            leftovers.append(row.as_leftover())
    tables.notes.extend(
        f"table {left.source.number}: nothing of the form claims the row “{left.text}”" for left in leftovers
    )
    grids = {id(row.source): row.source.grid for row in rows}
    lacking = {source for source, grid in grids.items() if _may_lack_rows(grid)}
    unsure = {row.kind for row in rows if id(row.source) in lacking}
    for figure, doubt in doubt_lost_rows(tables.figures, leftovers, unsure, tables.form):
        tables.figures[figure.address] = figure
        tables.doubts.append(doubt)
    _infer_doubts(tables)
    return tables


def _is_bare_label(row: LogicalRow) -> bool:
    """Whether a picture's row shows a label and no cell beside it, or the beginning of one and nothing but blank cells
    where the page ends: its figures were not seen, which is not to say that it has none."""
    if not row.source.grid.picture:
        return False
    is_cut = not row.whole and not row.states and row.lines
    return not row.lines or bool(is_cut and row.lines[-1][0].row == max(cell.row for cell in row.source.grid.cells))


def _may_lack_rows(grid: Grid) -> bool:
    """Whether a row that is printed may have been missed: the source doesn't show every cell, or not apart."""
    return grid.picture or grid.unruled or grid.layout is not Layout.CELLS or _has_rows_in_a_cell(grid)


def _has_rows_in_a_cell(grid: Grid) -> bool:
    """Whether rules between the rows of a page's table were not seen, so that figures of several rows share a cell."""
    return grid.page is not None and any("\n" in cell.text and _ROWS_IN_A_CELL.search(cell.text) for cell in grid.cells)


def decide_form(sources: Iterable[SourceGrid]) -> Form | None:
    """The form whose own words the tables print most; None where neither is to be seen."""
    text = "".join(source.words for source in sources if source.kinds)
    votes = Counter({form: sum(word in text for word in own) for form, own in FORM_WORDS.items()})
    form, most = votes.most_common(1)[0]
    return form if most else None


def _units(sources: Iterable[SourceGrid]) -> dict[str, str]:
    """The units of the amounts whose headings say more than that they are amounts, by address."""
    text = "".join("".join([cell.text for source in sources for cell in source.grid.cells]).split())
    return {address: match[1] for address, unit in _UNITS.items() if (match := unit.search(text))}


def _addresses_of(row: LogicalRow, form: Form) -> tuple[str, ...]:
    """The addresses of a row's cells. 「（六）其他」 of form 2019 and 「3.其他」 of form 2021 are one word, which the
    form tells apart; without figures it is the heading of a column."""
    is_sixth = row.name == "other_other" and form is Form.F2019 and row.states
    return _row_addresses(row.kind, "other" if is_sixth else row.name, form)


@cache
def _row_addresses(kind: str, name: str, form: Form) -> tuple[str, ...]:
    """The addresses of a row's cells in printed order; none where the form has no such row."""
    if kind == "disputes":
        return tuple(f"disputes.{each.name}.{outcome.name}" for each in DISPUTE_KINDS for outcome in DISPUTE_OUTCOMES)
    if kind == "applications":
        known = next(each for each in APPLICATION_ROWS if each.label.name == name)
        if form not in known.forms:
            return ()
        return tuple(f"applications.{name}.{column.name}" for column in APPLICATION_COLUMNS)
    item = next(each for each in DISCLOSURE_ITEMS if each.label.name == name)
    return tuple(f"disclosure.{name}.{field_}" for field_ in item.fields.get(form, ()))


def _take_row(tables: Tables, row: LogicalRow, addresses: Sequence[str], units: Mapping[str, str]) -> None:
    """Write one row's cells; a row that the source prints twice has to agree with itself."""
    header = row.header if row.kind == "applications" else None
    placed = count_out(row.lines, len(addresses), row.layout, header)
    read = list(_figures(addresses, placed, row.source, units))
    holds_two = row.source.grid.picture and sum(reason == "several_numbers" for _, reason in read) > 1
    figures = tables.figures
    for address, place, (figure, own) in zip(addresses, placed, read, strict=True):
        # The line between two rows was not seen: a figure alone in its cell may be either's.
        reason = own or ("several_numbers" if holds_two else None)
        known = figures.get(address)
        if known is None:
            figures[address] = figure
        elif _same(known, figure) or reason:
            continue
        elif not any(doubt.cell == address for doubt in tables.doubts):
            reason, figure = "two_readings", known
        cell = place[0]
        if cell and cell[-1]:
            tables.alternatives[address] = cell.alternatives
        if reason:
            tables.doubts.append(Doubt(address, _read(row, place), reason))


def _same(one: Figure, other: Figure) -> bool:
    return one.value == other.value or other.value is None


def _figures(
    addresses: Sequence[str], placed: Sequence[Placed], source: SourceGrid, units: Mapping[str, str]
) -> Iterator[tuple[Figure, str | None]]:
    """Yield the figure of each cell and the reason it is doubted, if it is."""
    page, number = source.grid.page, source.number
    for address, (cell, reason) in zip(addresses, placed, strict=True):
        if cell is None:
            yield Figure(address, None, "", page, None, number), reason
            continue
        raw, at, column, _, _, box, doubt, _ = cell
        value, unclear = parse_amount(raw, units.get(address, "万元")) if address in AMOUNTS else parse_count(raw)
        # A report has hundreds: `Figure(...)` takes twice as long.
        figure = tuple.__new__(Figure, (address, value, raw, page, box, number, at + 1, column + 1))
        yield figure, reason or unclear or doubt or None


def _read(row: LogicalRow, place: Placed) -> str:
    """What was read where a doubt arose: the cell's own text, or the row's where no cell can be told."""
    if place.cell is not None and place.reason != "row_too_short":
        return place.cell.text
    if place.reason == "row_too_short":
        return " ".join(cell.text for line in row.lines for cell in line if cell.text)
    return ""


def _infer_doubts(tables: Tables) -> None:
    """Add to each doubt the one value the arithmetic leaves, where it leaves one, and let it settle between
    readings."""
    if tables.form is None or not (tables.doubts or tables.alternatives):
        return
    inferred = infer(tables.figures, (doubt.cell for doubt in tables.doubts), tables.form)
    doubts = [Doubt(doubt.cell, doubt.read, doubt.reason, inferred.get(doubt.cell)) for doubt in tables.doubts]
    settled = settle(tables.figures, doubts, tables.alternatives, tables.form)
    tables.figures, tables.doubts = settled.figures, list(settled.doubts)
