"""The figures of one body over the years: every table agrees with itself and with the table of the year before."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from parsers.form import APPLICANTS, DISPUTE_KINDS, DISPUTE_OUTCOMES, Form, addresses, application_rows, form_in_force

from ..figures import Value
from .bodies import Nature

FIRST, LAST = 2019, 2025
SHARES = {"natural_person": 0.8, "business": 0.12, "research": 0.01, "nonprofit": 0.02, "legal_service": 0.03}
POWERS = ("licensing", "other_services", "penalties", "coercion")
DOCUMENTS = ("regulations", "normative_documents")


def draw_years(rng: Random, nature: Nature) -> dict[int, dict[str, Value]]:
    """Figures by year. Nothing in them is a fault, and nothing large jumps."""
    levels = {name: nature.size * rng.lognormvariate(1.5, 1.0) for name in (*POWERS, "fees", "procurement")}
    found: dict[int, dict[str, Value]] = {}
    for year in range(FIRST, LAST + 1):
        form, before = form_in_force(year), found.get(year - 1, {})
        figures = _disclosure(rng, nature, form, before, levels)
        figures |= _applications(rng, nature, form, before)
        figures |= _disputes(rng, nature, before)
        found[year] = {cell: figures[cell] for cell in addresses(form)}
    return found


def _around(rng: Random, level: float) -> int:
    """A count near a level; never the same two years running by design, only by chance among small ones."""
    return max(0, round(level * rng.uniform(0.75, 1.3) + rng.choice((-1, 0, 1))))


def _number(figures: dict[str, Value], cell: str) -> int:
    return int(figures.get(cell) or 0)


def _disclosure(
    rng: Random, nature: Nature, form: Form, before: dict[str, Value], levels: dict[str, float]
) -> dict[str, Value]:
    figures: dict[str, Value] = {}
    for item in DOCUMENTS:
        figures |= _documents(rng, nature, form, before, item)
    for item in POWERS:
        figures |= _powers(rng, form, before, item, levels[item])
    if form is Form.F2021:
        figures["disclosure.fees.amount"] = _amount(rng, levels["fees"])
        return figures
    prior, change = "disclosure.fees.prior_items", "disclosure.fees.change"
    figures[prior] = _number(before, prior) + _number(before, change) if before else rng.randint(0, 9)
    figures[change] = rng.choice((0, 0, 0, 1))
    figures["disclosure.procurement.projects"] = _around(rng, min(levels["procurement"], 60))
    projects = _number(figures, "disclosure.procurement.projects")
    figures["disclosure.procurement.amount"] = _amount(rng, 80.0 * projects) if projects else Decimal(0)
    return figures


def _documents(rng: Random, nature: Nature, form: Form, before: dict[str, Value], item: str) -> dict[str, Value]:
    cell = f"disclosure.{item}."
    may = item == "normative_documents" or nature.rules
    new = rng.randint(0, 2 + round(min(nature.size, 60) / 12)) if may else 0
    if form is Form.F2019:
        made, public = new, new
        total = _number(before, cell + "disclosed_total") + public if before else rng.randint(0, 30) * may + public
        return {cell + "made": made, cell + "newly_disclosed": public, cell + "disclosed_total": total}
    held = _number(before, cell + "in_force") if cell + "in_force" in before else rng.randint(3, 60) * may
    gone = min(held, rng.choice((0, 0, 1, 2))) if may else 0
    if not may:
        return {cell + "issued": 0, cell + "repealed": 0, cell + "in_force": 0}
    return {cell + "issued": new, cell + "repealed": gone, cell + "in_force": held + new - gone}


def _powers(rng: Random, form: Form, before: dict[str, Value], item: str, level: float) -> dict[str, Value]:
    cell = f"disclosure.{item}."
    decisions = _around(rng, level)
    if form is Form.F2021:
        return {} if item == "other_services" else {cell + "decisions": decisions}
    prior = _number(before, cell + "prior_items") + _number(before, cell + "change") if before else rng.randint(0, 300)
    change = rng.choice((0, 0, rng.randint(1, 20), -rng.randint(0, min(prior, 8))))
    while decisions and decisions == prior + change:
        decisions += 3
    return {cell + "prior_items": prior, cell + "change": change, cell + "decisions": decisions}


def _amount(rng: Random, level: float) -> Decimal:
    places = rng.choice((0, 2, 2, 4, 6))
    if rng.random() < 0.3:
        return Decimal(0)
    return Decimal(round(level * rng.uniform(0.7, 1.4) * 10**places)).scaleb(-places)


def _applications(rng: Random, nature: Nature, form: Form, before: dict[str, Value]) -> dict[str, Value]:
    level = nature.size * 0.9
    total = max(0, round(level * rng.uniform(0.7, 1.35)))
    outcomes = [row.label.name for row in application_rows(form) if row.outcome]
    weights = [rng.lognormvariate(0, 1.3) * (8 if name in {"granted", "unable_not_held"} else 1) for name in outcomes]
    rows = [row.label.name for row in application_rows(form)]
    columns: dict[str, dict[str, int]] = {}
    for kind in (applicant.name for applicant in APPLICANTS):
        new = round(total * SHARES.get(kind, 0.02) * rng.uniform(0.6, 1.4))
        held = _number(before, f"applications.carried_over.{kind}") if before else new // 12
        columns[kind] = _column(rng, outcomes, weights, new, held)
    columns["total"] = {row: sum(column[row] for column in columns.values()) for row in rows}
    return {f"applications.{row}.{name}": column[row] for name, column in columns.items() for row in rows}


def _column(rng: Random, outcomes: list[str], weights: list[float], new: int, held: int) -> dict[str, int]:
    over = min(new, round(new * rng.uniform(0, 0.15)))
    column = dict.fromkeys(outcomes, 0)
    for outcome in rng.choices(outcomes, weights, k=new + held - over):
        column[outcome] += 1
    return column | {"received_new": new, "carried_in": held, "carried_over": over, "results_total": new + held - over}


def _disputes(rng: Random, nature: Nature, before: dict[str, Value]) -> dict[str, Value]:
    figures: dict[str, Value] = {}
    for kind, share in zip((kind.name for kind in DISPUTE_KINDS), (0.08, 0.03, 0.02), strict=True):
        still = _number(before, f"disputes.{kind}.pending")
        cases = round(nature.size * share * rng.uniform(0.2, 1.6))
        outcomes = [outcome.name for outcome in DISPUTE_OUTCOMES[:-1]]
        parts = dict.fromkeys(outcomes, 0)
        for outcome in rng.choices(outcomes, (5, 1, 2, 1), k=cases + still):
            parts[outcome] += 1
        parts["total"] = cases + still
        figures |= {f"disputes.{kind}.{name}": value for name, value in parts.items()}
    return figures
