"""The sums inside one report: rows, outcomes, the balance printed in the form, disputes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.case import Case
from monitor.explain import Change, Explanation, difference, explain, has_blank
from monitor.finding import Finding, Suggestion
from monitor.rules.evidence import column_label, label, operands, row_label
from monitor.wording.phrases import agreement, other_failing, phrase, stated
from parsers.form import Identity
from parsers.report import Report

CODES = ("applications.row_total", "applications.results_total", "applications.balance", "disputes.total")
"""One wrong figure breaks several sums; the finding carries the first of these that fails."""


def check_totals(case: Case) -> Iterator[Finding]:
    """The sums of the form hold: six applicants make a row's total, outcomes make （七）总计, received and carried in
    equal answered and carried over, four outcomes make a dispute's total.

    They are arithmetic, and the balance is printed in the form, so there is nothing to tolerate but this: blanks count
    as nought where that agrees, a sum that another figure in a blank could mend is `cell.blank`, and one with a doubted
    cell is `reading.doubt`. One wrong figure is one finding, however many sums it breaks.
    """
    for explanation in explain(case.report):
        yield _finding(case, explanation)


def _finding(case: Case, explanation: Explanation) -> Finding:
    named = min(explanation.failing, key=lambda identity: CODES.index(identity.code))
    wrong = explanation.wrong
    cells = _cells(explanation)
    verdict = _named_cells(case.report, explanation) if wrong else _named_equation(case.report, explanation, named)
    return Finding(
        named.code,
        case.body_id,
        case.report.year,
        cells=cells,
        operands=operands(case.report, _telling(case.report, explanation, cells)),
        suggestion=Suggestion(wrong[0].cell, wrong[0].value) if len(wrong) == 1 else None,
        **verdict,
    )


def _cells(explanation: Explanation) -> tuple[str, ...]:
    """The wrong cells first, then the totals of the failing sums, then their parts."""
    wrong = [change.cell for change in explanation.wrong]
    rights = [cell for identity in explanation.failing for cell in identity.right]
    lefts = [cell for identity in explanation.failing for cell in identity.left]
    return tuple(dict.fromkeys((*wrong, *rights, *lefts)))


def _telling(report: Report, explanation: Explanation, cells: tuple[str, ...]) -> Iterator[str]:
    """Of the cells, those worth showing: all that say something other than nought, and all totals and wrong cells."""
    shown = {change.cell for change in explanation.wrong}
    shown.update(cell for identity in explanation.failing for cell in identity.right)
    return (cell for cell in cells if cell in shown or report.value(cell))


def _named_cells(report: Report, explanation: Explanation) -> dict[str, Any]:
    """The particulars where one figure, or two or three together, are the only smallest explanation."""
    first, *others = explanation.wrong
    expected, found = first.value, stated(report.value(first.cell))
    if not others:
        one = {"cell": label(report, first.cell), "agreement": agreement(explanation.agreeing)}
        return {"expected": expected, "found": found, "holes": one}
    several = {"cell": label(report, first.cell), "failing": len(explanation.failing)}
    for ordinal, change in zip(("second", "third"), others, strict=False):
        several |= _another(report, ordinal, change)
    return {"expected": expected, "found": found, "holes": several, "variant": "pair" if len(others) == 1 else "three"}


def _another(report: Report, ordinal: str, change: Change) -> dict[str, Any]:
    return {
        f"{ordinal}_cell": label(report, change.cell),
        f"{ordinal}_found": stated(report.value(change.cell)),
        f"{ordinal}_expected": change.value,
    }


def _named_equation(report: Report, explanation: Explanation, named: Identity) -> dict[str, Any]:
    """The particulars where no single cell can be named: what the two sides of the sum make."""
    right = sum(report.value(cell) or 0 for cell in named.right)
    blanks = has_blank(named, {cell: report.value(cell) for cell in named.cells})
    holes = {
        "row": row_label(report, named.right[0]),
        "column": column_label(report, named.right[0]),
        "blanks": phrase(" (blank cells left out)", "（空白未计）") if blanks else "",
        "others": other_failing(len(explanation.failing) - 1),
    }
    return {
        "expected": stated(right + difference(named, {cell: report.value(cell) for cell in named.cells})),
        "found": stated(right),
        "holes": holes,
        "variant": "several" if len(explanation.repairs) > 1 else "unexplained",
    }
