"""Cells of a report -> the operands and names a finding shows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from monitor.finding import Operand
from monitor.wording.phrases import Phrase, phrase, quoted_label
from parsers.form import Form, addresses, official_label
from parsers.report import Report


def operand(report: Report, cell: str) -> Operand:
    figure = report.figures.get(cell)
    return Operand(cell, label(report, cell), figure.raw if figure else "", report.year)


def operands(report: Report, cells: Iterable[str]) -> tuple[Operand, ...]:
    return tuple(operand(report, cell) for cell in cells)


def label(report: Report, cell: str) -> str:
    """The cell's official name in the form the report uses."""
    return official_label(cell, report.form)


def row_label(report: Report, cell: str) -> str:
    return label(report, cell).rpartition(" · ")[0]


def column_label(report: Report, cell: str) -> str:
    return label(report, cell).rpartition(" · ")[2]


def named(report: Report, cells: Iterable[str]) -> list[Phrase]:
    """The cells by name, in order; a row whose cells are all among them is named once."""
    wanted = tuple(cells)
    all_wanted = set(wanted)
    whole = {row for row, columns in _cells_by_row(report.form).items() if columns <= all_wanted}
    names: dict[str, Phrase] = {}
    for cell in wanted:
        row = cell.rpartition(".")[0]
        names.setdefault(row if row in whole else cell, _name(report, cell, row in whole))
    return list(names.values())


def _name(report: Report, cell: str, whole: bool) -> Phrase:
    if not whole:
        return quoted_label(label(report, cell))
    row = row_label(report, cell)
    return phrase(f"the whole row {row}", f"「{row}」整行")


@cache
def _cells_by_row(form: Form) -> dict[str, set[str]]:
    """The cells of each row of a form that has more than one."""
    rows: dict[str, set[str]] = {}
    for cell in addresses(form):
        rows.setdefault(cell.rpartition(".")[0], set()).add(cell)
    return {row: columns for row, columns in rows.items() if len(columns) > 1}


def plain(report: Report, *cells: str) -> bool:
    """Whether every cell states a figure and was plainly read."""
    return all(report.value(cell) is not None and not report.doubted(cell) for cell in cells)


def printed_text(report: Report) -> bool:
    """Whether the running text was there as text: one recognised from a picture holds no figure to rely on."""
    return report.source.reader != "scan"
