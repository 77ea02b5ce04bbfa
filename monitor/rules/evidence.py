"""Cells of a report -> the operands and names a finding shows."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.finding import Operand
from parsers.form import official_label
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


def plain(report: Report, *cells: str) -> bool:
    """Whether every cell states a figure and was plainly read."""
    return all(report.value(cell) is not None and not report.doubted(cell) for cell in cells)
