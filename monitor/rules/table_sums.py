"""Rows of the tables as figures that a sentence may state: one row, several together, or one without another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.form import APPLICANTS, DISPUTE_KINDS, application_rows
from parsers.report import Report

GROUPS: dict[str, tuple[str, ...]] = {
    "denied": ("denied_",),
    "unable": ("unable_",),
    "rejected": ("rejected_",),
    "other_results": ("other",),
}
"""Groups of rows that the form numbers together and gives no subtotal of, by how the names of their rows begin."""

DISPUTES: dict[str, tuple[str, ...]] = {
    "review": ("review",),
    "litigation": ("litigation_direct", "litigation_after_review"),
    "disputes": tuple(kind.name for kind in DISPUTE_KINDS),
    "litigation_direct": ("litigation_direct",),
    "litigation_after_review": ("litigation_after_review",),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """What a table states of something: `least` where blanks leave room for more, exactly that where not."""

    least: int
    exact: bool
    cells: tuple[str, ...]

    def agrees_with(self, value: int) -> bool:
        return value == self.least or (not self.exact and value > self.least)


def account(report: Report, terms: Iterable[str]) -> Amount | None:
    """The total of some application rows; a term with a minus is taken off. None where a cell was not plainly read, or
    where a blank leaves open what a difference is."""
    found = [(term.startswith("-"), _rows(report, term.lstrip("-"))) for term in terms]
    amounts = [(minus, _row(report, row)) for minus, rows in found for row in rows]
    if not amounts or any(each is None or (minus and not each.exact) for minus, each in amounts):
        return None
    known = [(minus, each) for minus, each in amounts if each]
    return Amount(
        sum(-each.least if minus else each.least for minus, each in known),
        all(each.exact for _, each in known),
        tuple(cell for _, each in known for cell in each.cells),
    )


def total_of(report: Report, cells: Iterable[str]) -> Amount | None:
    """The total of some cells; blanks leave room for more. None where one was not plainly read or is no count."""
    wanted = tuple(cells)
    if any(report.doubted(cell) or cell not in report.figures for cell in wanted):
        return None
    values = [report.value(cell) for cell in wanted]
    if any(value is not None and value != int(value) for value in values):
        return None
    return Amount(sum(int(value or 0) for value in values), None not in values, wanted)


def dispute_cells(kind: str, outcome: str) -> tuple[str, ...]:
    return tuple(f"disputes.{each}.{outcome}" for each in DISPUTES[kind])


def _rows(report: Report, term: str) -> Iterator[str]:
    begins = GROUPS.get(term)
    for row in application_rows(report.form):
        name = row.label.name
        if name == term if begins is None else name.startswith(begins):
            yield name


def _row(report: Report, row: str) -> Amount | None:
    """A row by its total; where that is blank, by its kinds of applicant."""
    total = f"applications.{row}.total"
    if report.value(total) is not None or report.doubted(total):
        return total_of(report, (total,))
    return total_of(report, (f"applications.{row}.{kind.name}" for kind in APPLICANTS))
