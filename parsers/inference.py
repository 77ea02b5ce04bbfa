"""What the arithmetic of the form leaves possible for doubted cells. It only ever proposes; it never repairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from parsers.form import Form, Identity, identities
from parsers.report import Figure

Equation = tuple[dict[str, Fraction], Fraction]
"""Unknown cells with their factors, and the number they add up to."""


def infer(figures: Mapping[str, Figure], doubted: Iterable[str], form: Form) -> dict[str, int]:
    """The doubted cells for which the form's equations and the plainly read cells leave exactly one whole number >= 0.

    A blank that was plainly read counts as 0. Where two equations contradict each other nothing is inferred from
    either: then a plainly read cell is wrong, and that is not for the reader to settle.
    """
    unknown = frozenset(doubted)
    equations = [equation for identity in identities(form) if (equation := _equation(identity, figures, unknown))]
    values: dict[str, Fraction] = {}
    while True:
        found = _solve(_substitute(equations, values))
        if found is None:
            return {}
        fresh = {cell: value for cell, value in found.items() if cell not in values}
        if not fresh:
            return {cell: int(value) for cell, value in values.items() if value >= 0 and value.denominator == 1}
        values |= fresh


def _equation(identity: Identity, figures: Mapping[str, Figure], unknown: frozenset[str]) -> Equation | None:
    """One identity with its known cells moved to the right; None without an unknown, or where a whole row is
    missing."""
    factors: dict[str, Fraction] = {}
    constant = Fraction(0)
    for cells, sign in ((identity.left, 1), (identity.right, -1)):
        for cell in cells:
            if cell in unknown:
                factors[cell] = factors.get(cell, Fraction(0)) + sign
            elif cell in figures:
                constant -= sign * Fraction(figures[cell].value or 0)
            else:
                return None
    return (factors, constant) if factors else None


def _substitute(equations: Sequence[Equation], values: Mapping[str, Fraction]) -> list[Equation]:
    substituted = []
    for factors, constant in equations:
        rest = {cell: factor for cell, factor in factors.items() if cell not in values}
        known = sum((factors[cell] * values[cell] for cell in factors if cell in values), Fraction(0))
        substituted.append((rest, constant - known))
    return substituted


def _solve(equations: Sequence[Equation]) -> dict[str, Fraction] | None:
    """The unknowns that are settled by elimination, or by counts not being negative; None on a contradiction."""
    reduced = _eliminate(equations)
    if reduced is None:
        return None
    settled: dict[str, Fraction] = {}
    for factors, constant in reduced:
        if len(factors) == 1:
            ((cell, factor),) = factors.items()
            settled[cell] = constant / factor
    for factors, constant in equations:
        if factors and constant == 0 and len({factor > 0 for factor in factors.values()}) == 1:
            settled |= dict.fromkeys(factors, Fraction(0))
    return settled


def _eliminate(equations: Sequence[Equation]) -> list[Equation] | None:
    """Gauss-Jordan over fractions; None when an equation without unknowns does not hold."""
    done: list[tuple[str, Equation]] = []
    for equation in equations:
        for pivot, row in done:
            equation = _cancel(equation, pivot, row)
        factors, constant = equation
        if not factors:
            if constant != 0:
                return None
            continue
        pivot = next(iter(factors))
        done = [(other, _cancel(row, pivot, equation)) for other, row in done]
        done.append((pivot, equation))
    return [row for _, row in done]


def _cancel(equation: Equation, pivot: str, row: Equation) -> Equation:
    """`equation` without the unknown `pivot`, by subtracting the right multiple of `row`."""
    factors, constant = equation
    if pivot not in factors:
        return equation
    multiple = factors[pivot] / row[0][pivot]
    cells = [*factors, *(cell for cell in row[0] if cell not in factors)]
    rest = {cell: factors.get(cell, Fraction(0)) - multiple * row[0].get(cell, Fraction(0)) for cell in cells}
    return {cell: factor for cell, factor in rest.items() if factor != 0}, constant - multiple * row[1]
