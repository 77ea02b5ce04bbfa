"""Faults that only the report of another year shows."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from parsers.form import DISPUTE_KINDS, Form

from .bodies import Nature
from .draft import KINDS, Draft, History
from .fault import Expected, Planted, one, shift, some_kind, step
from .years import POWERS

CARRIED = "applications.carried_in."


def carry_over(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """More carried in than last year carried over; the report agrees with itself."""
    if year - 1 not in history:
        return None
    draft, kind, more = history[year], rng.choice(KINDS), step(rng)
    for row in ("carried_in", "granted", "results_total"):
        shift(draft, row, kind, more)
    return one("applications.carry_over", year, CARRIED + "total", "error", also="year.swing")


def carry_over_of_a_kind(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """Carried in under another kind of applicant: the total agrees, and it is a warning for each kind."""
    draft = history[year]
    kind = some_kind(rng, draft, "carried_in", 1)
    other = rng.choice(KINDS)
    if year - 1 not in history or kind is None or other == kind or not draft.count(f"applications.granted.{kind}"):
        return None
    for row in ("carried_in", "granted", "results_total"):
        draft.add(f"applications.{row}.{kind}", -1)
        draft.add(f"applications.{row}.{other}", 1)
    cells = (CARRIED + kind, CARRIED + other)
    return Planted(tuple(Expected("applications.carry_over", year, cell, "warning") for cell in cells))


def roll_forward(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """A jump of the documents in force that no issue and no repeal explains; later years go on from there."""
    draft = history[year]
    if draft.form is not Form.F2021 or year - 1 not in history or history[year - 1].form is not Form.F2021:
        return None
    item = "regulations" if nature.rules and rng.random() < 0.3 else "normative_documents"
    cell, more = f"disclosure.{item}.in_force", step(rng)
    for later in range(year, max(history) + 1):
        history[later].add(cell, more)
    return one("disclosure.roll_forward", year, cell, "warning", also="year.swing")


def prior_items(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    if year != 2020:
        return None
    draft, item = history[year], rng.choice((*POWERS, "fees"))
    cell = f"disclosure.{item}.prior_items"
    draft.add(cell, 1 + step(rng))
    _keep_apart(draft, item)
    return one("disclosure.prior_items", year, cell, "warning")


def _keep_apart(draft: Draft, item: str) -> None:
    cells = [f"disclosure.{item}.{name}" for name in ("prior_items", "change", "decisions")]
    if cells[2] in draft.figures and draft.count(cells[0]) + draft.count(cells[1]) == draft.count(cells[2]):
        draft.add(cells[2], 3)


def pending_lost(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """More disputes pending at the end of last year than there are in all of this one."""
    if year - 1 not in history:
        return None
    before, now = history[year - 1], history[year]
    total = sum(now.count(f"disputes.{kind.name}.total") for kind in DISPUTE_KINDS)
    pending = sum(before.count(f"disputes.{kind.name}.pending") for kind in DISPUTE_KINDS)
    more = total - pending + rng.randint(1, 4)
    if more <= 0:
        return None
    for outcome in ("pending", "total"):
        before.add(f"disputes.review.{outcome}", more)
    return one("disputes.pending_lost", year, None, "info", also="year.swing narrative.disputes")


def swing(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """A large figure, steady for years, is ten times what it was."""
    cell = f"disclosure.{rng.choice(('licensing', 'penalties'))}.decisions"
    if year - 3 not in history or min(history[each].count(cell) for each in range(year - 3, year)) < 100:
        return None
    draft = history[year]
    draft.figures[cell] = history[year - 1].count(cell) * rng.randint(8, 12)
    return Planted((Expected("year.swing", year, cell, "info"),), frozenset({"disclosure.columns_misread"}))


def copied_figures(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """Large figures that do not hang together are last year's to the digit."""
    draft = history[year]
    if draft.form is not Form.F2021 or year - 1 not in history or history[year - 1].form is not Form.F2021:
        return None
    cells = [*(f"disclosure.{item}.decisions" for item in ("licensing", "penalties", "coercion"))]
    before = history[year - 1]
    if min(before.count(cell) for cell in cells) < 30 or not before.figures["disclosure.fees.amount"]:
        return None
    for cell in (*cells, "disclosure.fees.amount"):
        draft.figures[cell] = before.figures[cell]
    return one("year.copied_figures", year, None, "warning")


def columns_misread(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """办理决定 filled in with the number of items: last year's plus the change, in several rows."""
    draft = history[year]
    if draft.form is not Form.F2019:
        return None
    rows = [
        item
        for item in POWERS
        if draft.count(f"disclosure.{item}.prior_items") + draft.count(f"disclosure.{item}.change") > 0
    ]
    if len(rows) < 3:
        return None
    for item in rows:
        whole = draft.count(f"disclosure.{item}.prior_items") + draft.count(f"disclosure.{item}.change")
        draft.figures[f"disclosure.{item}.decisions"] = whole
    return one("disclosure.columns_misread", year, None, "warning", also="year.swing")


def no_power(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """规章 from a body that can't make any; from then on, every year."""
    draft = history[year]
    if nature.rules or nature.level == "city":
        return None
    if draft.form is Form.F2021:
        _state(history, year, ("issued", "in_force"), rng.randint(1, 6))
    else:
        for name in ("made", "newly_disclosed", "disclosed_total"):
            draft.add(f"disclosure.regulations.{name}", 2)
    return one("disclosure.no_power", year, None, "warning", also="disclosure.no_power")


def _state(history: History, year: int, names: tuple[str, ...], number: int) -> None:
    for name in names:
        history[year].add(f"disclosure.regulations.{name}", number)
    for later in range(year + 1, max(history) + 1):
        history[later].add("disclosure.regulations.in_force", number)


def unit(rng: Random, nature: Nature, history: History, year: int) -> Planted | None:
    """Yuan under a heading of ten thousand yuan."""
    cell = "disclosure.fees.amount" if history[year].form is Form.F2021 else "disclosure.procurement.amount"
    draft = history[year]
    amount = draft.figures[cell]
    if not isinstance(amount, Decimal) or amount < 5 or nature.level == "city":
        return None
    draft.figures[cell] = Decimal(int(amount * 10_000))
    return one("disclosure.unit", year, cell, "warning", also="year.swing")
