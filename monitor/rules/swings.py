"""Figures that jump, and figures that do not move at all, from one year to the next."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping
from decimal import Decimal

from monitor.case import Case, Number
from monitor.finding import Finding, Operand
from monitor.rules.evidence import label, operand, plain
from monitor.wording.phrases import listed, quoted_label, stated
from parsers.form import AMOUNTS
from parsers.report import Report

SWING_CELLS: tuple[str, ...] = (
    "applications.received_new.total",
    "disclosure.normative_documents.in_force",
    "disclosure.licensing.decisions",
    "disclosure.penalties.decisions",
    "disclosure.coercion.decisions",
    "disclosure.fees.amount",
    "disputes.review.total",
)
"""Figures that mean the same in both forms and are of a size that carries on from year to year."""

FLOWS: tuple[str, ...] = (
    "applications.received_new.total",
    "disclosure.licensing.decisions",
    "disclosure.other_services.decisions",
    "disclosure.penalties.decisions",
    "disclosure.coercion.decisions",
    "disclosure.fees.amount",
    "disclosure.procurement.projects",
    "disclosure.procurement.amount",
    "disputes.review.total",
)
"""Figures that are counted anew each year and don't follow from one another. Those of what stands at the end of a
year (现行有效) may well stay."""

FOLD = 5
LEAST_COMPARED = 10
LEAST_LARGE = 50
"""Below this the larger of two figures is small, and a few cases more or less make it many times the other."""
LEAST_COPIED, LEAST_COPIED_FIGURES = 10, 3
LEAST_PEERS = 8
LEAST_YEARS = 3
USUAL = 3.5 * 1.4826
"""Median absolute deviations up to which a movement is usual; 1.4826 makes one of them a standard deviation."""


def check_swing(case: Case) -> Iterator[Finding]:
    """A large figure is not more than five times, or less than a fifth of, last year's. Information only.

    Tolerated: small numbers; nought, which may be a way of leaving a row out; a year like those before last year's;
    figures that jump in many years; a year in which bodies of the same kind moved as much (an epidemic, a reform).
    """
    for cell in SWING_CELLS:
        past = _past(case, cell)
        before = past.get(case.report.year - 1)
        if before is None or not plain(case.report, cell):
            continue
        now = case.report.value(cell) or 0
        if _swings(now, before) and not (_usual_for_body(now, past) or _usual_among_peers(case, cell, now, before)):
            yield _swing(case, cell, now, before)


def check_copied_figures(case: Case) -> Iterator[Finding]:
    """Figures that are counted anew each year are not exactly last year's: not three or more of the larger ones, and
    more than those that differ.

    Tolerated: small numbers, which often agree; fewer than three figures; figures of what stands at the end of a year.
    """
    previous = case.year_before
    if previous is None:
        return
    large = [cell for cell in FLOWS if plain(case.report, cell) and plain(previous, cell)]
    large = [cell for cell in large if _is_large(cell, case.report) or _is_large(cell, previous)]
    same = [cell for cell in large if case.report.value(cell) == previous.value(cell)]
    if len(same) >= LEAST_COPIED_FIGURES and len(same) > len(large) - len(same):
        shown = [each for cell in same for each in (operand(case.report, cell), operand(previous, cell))]
        yield Finding(
            "year.copied_figures",
            case.body_id,
            case.report.year,
            cells=tuple(same),
            holes={
                "previous_year": previous.year,
                "count": len(same),
                "all": len(large),
                "cells": listed([quoted_label(label(case.report, cell)) for cell in same]),
            },
            operands=tuple(shown),
            variant="all" if len(same) == len(large) else "",
            keyed_by_cells=False,
        )


def _past(case: Case, cell: str) -> Mapping[int, Number]:
    past = {year: figures[cell] for year, figures in case.history.items() if cell in figures}
    previous = case.year_before
    if previous and plain(previous, cell):
        past[previous.year] = previous.value(cell) or 0
    return past


def _swings(now: Number, before: Number) -> bool:
    large = max(now, before) >= LEAST_LARGE and min(now, before) > 0
    return large and (now > FOLD * before or now * FOLD < before)


def _usual_for_body(now: Number, past: Mapping[int, Number]) -> bool:
    """Whether the year is like most of the years before, or the figure has always jumped."""
    earlier = [float(value) for value in past.values() if value > 0]
    if len(earlier) < LEAST_YEARS or now <= 0:
        return False
    logs = [math.log(value) for value in earlier]
    median = statistics.median(logs)
    deviation = statistics.median(abs(value - median) for value in logs)
    return abs(math.log(float(now)) - median) <= max(math.log(FOLD), USUAL * deviation)


def _usual_among_peers(case: Case, cell: str, now: Number, before: Number) -> bool:
    spread = case.peers.get(cell)
    if spread is None or spread.count < LEAST_PEERS or now <= 0:
        return False
    move = math.log(float(now) / float(before))
    return abs(move - spread.median) <= max(math.log(FOLD), USUAL * spread.deviation)


def _swing(case: Case, cell: str, now: Number, before: Number) -> Finding:
    report = case.report
    previous = case.year_before
    earlier = operand(previous, cell) if previous else Operand(cell, label(report, cell), str(before), report.year - 1)
    return Finding(
        "year.swing",
        case.body_id,
        report.year,
        cells=(cell,),
        expected=stated(before),
        found=stated(now),
        holes={"cell": label(report, cell), "previous_year": report.year - 1},
        operands=(operand(report, cell), earlier),
        variant="up" if now > before else "down",
    )


def _is_large(cell: str, report: Report) -> bool:
    """Large enough not to agree by chance: a count of ten or more, an amount with three digits or more."""
    value = report.value(cell) or 0
    if cell in AMOUNTS:
        return len(Decimal(value).normalize().as_tuple().digits) >= 3
    return value >= LEAST_COPIED
