"""Random but consistent figures of a report: totals that add up, results that balance, now and then a body's
mistake."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from parsers.form import APPLICANTS, DISPUTE_KINDS, DISPUTE_OUTCOMES, Form, addresses, application_rows

Value = int | Decimal | None


def draw_figures(rng: Random, form: Form) -> dict[str, Value]:
    """A value for every cell of the form, as a body that counts right would state it."""
    busy = rng.choice((0, 0.15, 0.5, 0.9))
    figures: dict[str, Value] = {}
    figures |= _disclosure(rng, form)
    figures |= _applications(rng, form, busy)
    figures |= _disputes(rng, busy)
    return {address: figures[address] for address in addresses(form)}


def draw_mistakes(rng: Random, figures: Mapping[str, Value]) -> dict[str, Value]:
    """The cells a careless body states wrongly, with what it states: they have to come out as printed."""
    if rng.random() > 0.3:
        return {}
    candidates = [address for address in figures if not address.startswith("disclosure.")]
    return {address: _off(rng, figures[address]) for address in rng.sample(candidates, rng.randint(1, 4))}


def _off(rng: Random, value: Value) -> int:
    right = int(value or 0)
    return rng.choice((right + 1, right + 10, right * 10 + 1, max(right - 1, 0) if right else 3))


def _count(rng: Random, busy: float) -> int:
    """A count as reports have them: mostly nought, else small, seldom thousands."""
    if rng.random() > busy:
        return 0
    return rng.choice((rng.randint(1, 9), rng.randint(1, 9), rng.randint(10, 99), rng.randint(100, 2500)))


def _disclosure(rng: Random, form: Form) -> dict[str, Value]:
    def some() -> int:
        return _count(rng, 0.6)

    figures: dict[str, Value] = {}
    for address in addresses(form):
        if not address.startswith("disclosure."):
            continue
        field = address.rpartition(".")[2]
        figures[address] = some() * rng.choice((1, 1, 1, 37))
        if field == "change":
            figures[address] = some() * rng.choice((1, 1, -1))
        elif field == "amount":
            figures[address] = _amount(rng)
    return figures


def _amount(rng: Random) -> Decimal:
    places = rng.choice((0, 0, 1, 2, 4, 6))
    whole = rng.choice((0, rng.randint(1, 99), rng.randint(100, 9999), rng.randint(10_000, 150_000)))
    return Decimal(whole * 10**places + rng.randrange(10**places)).scaleb(-places) if whole else Decimal(0)


def _applications(rng: Random, form: Form, busy: float) -> dict[str, Value]:
    """Columns that balance; the last column is the sum of the others."""
    outcomes = [row.label.name for row in application_rows(form) if row.outcome]
    columns = {applicant.name: _column(rng, outcomes, busy) for applicant in APPLICANTS}
    rows = [row.label.name for row in application_rows(form)]
    columns["total"] = {row: sum(column[row] for column in columns.values()) for row in rows}
    return {f"applications.{row}.{name}": column[row] for name, column in columns.items() for row in rows}


def _column(rng: Random, outcomes: list[str], busy: float) -> dict[str, int]:
    new, carried_in = _count(rng, busy), _count(rng, busy * 0.4)
    carried_over = min(_count(rng, busy * 0.5), new + carried_in)
    results = new + carried_in - carried_over
    column = {"received_new": new, "carried_in": carried_in, "carried_over": carried_over, "results_total": results}
    column |= dict.fromkeys(outcomes, 0)
    while results:
        part = results if rng.random() < 0.2 else rng.randint(1, results)
        column[rng.choice(outcomes)] += part
        results -= part
    return column


def _disputes(rng: Random, busy: float) -> dict[str, Value]:
    figures: dict[str, Value] = {}
    for kind in DISPUTE_KINDS:
        parts = {outcome.name: min(_count(rng, busy * 0.6), 400) for outcome in DISPUTE_OUTCOMES[:-1]}
        parts["total"] = sum(parts.values())
        figures |= {f"disputes.{kind.name}.{outcome}": value for outcome, value in parts.items()}
    return figures
