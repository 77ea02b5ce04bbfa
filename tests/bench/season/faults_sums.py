"""Faults of arithmetic inside one report, and of single cells."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from parsers.form import DISPUTE_KINDS, DISPUTE_OUTCOMES, application_rows

from .bodies import Nature
from .draft import KINDS, History
from .fault import Expected, Planted, one, shift, some_kind, step

TOLD = "narrative.applications narrative.sum"
"""Where the text states a figure, it rightly disagrees with a table that is wrong."""
SUMS = "narrative.disputes narrative.sum"
"""Where the text repeats the table's wrong figures, it rightly contradicts itself."""


def one_part(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """One outcome of one kind of applicant is wrong: its row and its column fail, and only it is to blame."""
    draft = history[year]
    row = rng.choice([row.label.name for row in application_rows(draft.form) if row.outcome])
    cell = f"applications.{row}.{rng.choice(KINDS)}"
    draft.add(cell, step(rng))
    return one("applications.row_total", year, cell, "error")


def one_results_total(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """（七）总计 · 总计 is wrong: row, column and balance fail, and it is one finding."""
    cell = "applications.results_total.total"
    history[year].add(cell, step(rng))
    return one("applications.row_total", year, cell, "error", also=f"{TOLD} year.swing")


def one_received(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """本年新收 of one kind is wrong: its row and the balance of its column fail."""
    cell = f"applications.received_new.{rng.choice(KINDS)}"
    history[year].add(cell, step(rng))
    return one("applications.row_total", year, cell, "error", also=f"{TOLD} year.swing")


def outcome_left_out(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """An outcome is wrong in its kind and in its total alike: the columns fail, and no figure can be named."""
    draft = history[year]
    row = rng.choice([row.label.name for row in application_rows(draft.form) if row.outcome])
    shift(draft, row, rng.choice(KINDS), step(rng))
    return one("applications.results_total", year, None, "error", also=f"{TOLD} year.swing")


def unbalanced(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """本年新收 is wrong in a kind and in its total alike: only the printed balance of the form fails."""
    shift(history[year], "received_new", rng.choice(KINDS), step(rng))
    return one("applications.balance", year, None, "error", also=f"{TOLD} year.swing")


def disputes_total(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    kind = rng.choice(DISPUTE_KINDS).name
    outcome = rng.choice(DISPUTE_OUTCOMES).name
    history[year].add(f"disputes.{kind}.{outcome}", step(rng))
    return one("disputes.total", year, None, "error", also=f"{SUMS} disputes.pending_lost")


def negative(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    """Below nought, and the row made to add up again by its neighbour."""
    kind = rng.choice(DISPUTE_KINDS).name
    wrong, other = rng.sample(("upheld", "corrected", "other"), 2)
    draft, cell = history[year], f"disputes.{kind}.{wrong}"
    gap = draft.count(cell) + step(rng)
    draft.add(cell, -gap)
    draft.add(f"disputes.{kind}.{other}", gap)
    return one("cell.negative", year, cell, "error", also=SUMS)


def fraction(rng: Random, nature: Nature, history: History, year: int) -> Planted:
    cell = f"disclosure.{rng.choice(('licensing', 'penalties', 'coercion'))}.decisions"
    draft = history[year]
    draft.figures[cell] = Decimal(draft.count(cell)) + Decimal("0.5")
    return one("cell.fraction", year, cell, "error", also="narrative.documents")


def blank(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """A nought that was not filled in."""
    draft = history[year]
    noughts = [cell for cell, value in draft.figures.items() if value == 0 and "regulations" not in cell]
    if not noughts:
        return None
    cell = rng.choice(noughts)
    draft.figures[cell], draft.raws[cell] = None, rng.choice(("", "", "/", "—"))
    return one("cell.blank", year, None, "warning")


def two_errors(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """Two wrong figures far from each other are two findings."""
    draft = history[year]
    first, second = rng.sample(KINDS, 2)
    row = some_kind(rng, draft, "received_new", 0) and rng.choice(("granted", "rejected_petition"))
    cells = f"applications.{row}.{first}", f"applications.carried_over.{second}"
    for cell in cells:
        draft.add(cell, step(rng))
    expected = tuple(Expected("applications.row_total", year, cell, "error") for cell in cells)
    return Planted(expected, frozenset({"applications.carry_over"}))
