"""Single cells: counts are whole numbers from nought, every cell is filled in, and what could not be read is said."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.case import Case
from monitor.finding import Finding, Operand
from monitor.rules.evidence import label, named, operands
from monitor.wording.phrases import CELLS, Phrase, count_of, listed, phrase, quoted_label, stated, verb_of
from parsers.doubts import REASONS
from parsers.form import AMOUNTS, SIGNED_FIELDS, addresses
from parsers.report import Doubt, Figure, Report


def check_negative(case: Case) -> Iterator[Finding]:
    """A count is not below nought: it counts things. Tolerated: 本年增/减, which is a change; amounts are not
    counts."""
    for figure in _counts(case.report):
        if figure.value is not None and figure.value < 0 and _field(figure) not in SIGNED_FIELDS:
            yield _about(case, "cell.negative", figure)


def check_fraction(case: Case) -> Iterator[Finding]:
    """A count is a whole number: it counts things. Tolerated: 3.0, which is whole; amounts are not counts."""
    for figure in _counts(case.report):
        if figure.value is not None and figure.value != int(figure.value):
            yield _about(case, "cell.fraction", figure)


def check_blank(case: Case) -> Iterator[Finding]:
    """Every cell of the form states a figure, since a blank leaves open whether nothing happened or something was
    forgotten.

    Tolerated: 规章, which bodies without rule-making power leave blank. A blank that is doubted may have been lost in
    the copy and is `reading.doubt`; a row that isn't there at all is `table.missing`. One finding per report.
    """
    cells = tuple(cell for cell in addresses(case.report.form) if _is_blank(case.report, cell))
    if cells:
        holes = {
            "count": count_of(len(cells), CELLS),
            "state": verb_of(len(cells), "states", "state"),
            "cells": listed(named(case.report, cells)),
        }
        yield Finding(
            "cell.blank",
            case.body_id,
            case.report.year,
            cells=cells,
            holes=holes,
            operands=operands(case.report, cells),
            keyed_by_cells=False,
        )


def check_doubts(case: Case) -> Iterator[Finding]:
    """Every cell was plainly read. Said of our reading and never of the body, once per report, so that a reader knows
    which cells no verdict rests on; cells for which the sums leave one value come first, with that value."""
    report = case.report
    doubts = sorted(report.doubts, key=lambda doubt: doubt.inferred is None)
    if doubts:
        holes = {
            "count": count_of(len(doubts), CELLS),
            "cells": listed(_doubted_cells(report, doubts)),
            "reasons": _reasons(doubts),
        }
        yield Finding(
            "reading.doubt",
            case.body_id,
            report.year,
            cells=tuple(doubt.cell for doubt in doubts),
            holes=holes,
            operands=tuple(Operand(doubt.cell, label(report, doubt.cell), doubt.read, report.year) for doubt in doubts),
            keyed_by_cells=False,
        )


def _counts(report: Report) -> Iterator[Figure]:
    """The plainly read figures that count things."""
    return (figure for cell, figure in report.figures.items() if cell not in AMOUNTS and not report.doubted(cell))


def _field(figure: Figure) -> str:
    return figure.address.rpartition(".")[2]


def _is_blank(report: Report, cell: str) -> bool:
    figure = report.figures.get(cell)
    if figure is None or figure.value is not None or report.doubted(cell):
        return False
    return not cell.startswith("disclosure.regulations.")


def _about(case: Case, code: str, figure: Figure) -> Finding:
    return Finding(
        code,
        case.body_id,
        case.report.year,
        cells=(figure.address,),
        found=stated(figure.value),
        holes={"cell": label(case.report, figure.address)},
        operands=operands(case.report, (figure.address,)),
    )


def _doubted_cells(report: Report, doubts: list[Doubt]) -> list[Phrase]:
    inferred = [_inferred_cell(report, doubt) for doubt in doubts if doubt.inferred is not None]
    return [*inferred, *named(report, (doubt.cell for doubt in doubts if doubt.inferred is None))]


def _inferred_cell(report: Report, doubt: Doubt) -> Phrase:
    en, zh = quoted_label(label(report, doubt.cell)).values()
    return phrase(
        f"{en} ({_read(doubt, 'read “', '”', 'no text')}; the sums of the form leave only {doubt.inferred})",
        f"{zh}（{_read(doubt, '读作“', '”', '无文字')}，按勾稽关系只能为 {doubt.inferred}）",
    )


def _read(doubt: Doubt, before: str, after: str, nothing: str) -> str:
    return f"{before}{doubt.read}{after}" if doubt.read.strip() else nothing


def _reasons(doubts: list[Doubt]) -> Phrase:
    reasons = [REASONS[key] for key in dict.fromkeys(doubt.reason for doubt in doubts)]
    return phrase("; ".join(reason.en for reason in reasons), "；".join(reason.zh for reason in reasons))
