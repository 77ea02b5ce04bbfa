"""Why the sums of a report fail: the smallest set of figures whose change would make all of them hold.

The search is exact and bounded: every single cell, then every pair. What it rests on is plainly read; a sum with a
doubted or an absent cell gives no verdict and supports none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from parsers.form import Identity, identities
from parsers.report import Report

Value = int | Decimal
Values = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A cell, and the figure that would have to stand in it."""

    cell: str
    value: int


Repair = frozenset[Change]
Group = tuple[tuple[Identity, ...], frozenset[Repair]]
"""Failing sums that hang together, with their smallest repairs."""

LEAST_AGREEING = 2
"""A figure is called wrong only where this many sums say so."""

MOST_MENDED = 6
"""No cell stands in more than three sums, so no pair of cells can mend more than six."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Failing sums that hang together, and the smallest repairs of it; none where one or two cells don't
    suffice."""

    failing: tuple[Identity, ...]
    repairs: frozenset[Repair]
    wrong: tuple[Change, ...]
    """The only smallest repair; empty where there is none, several, or one that too little bears out."""
    agreeing: int
    """How many of the failing sums are free of blanks, and so say exactly what should stand there."""


def explain(report: Report) -> tuple[Explanation, ...]:
    """An explanation for each connected group of the sums that fail; empty when all is in order."""
    sums = Sums.of(report)
    groups = _connected(sums.broken(sums.identities, sums.values))
    joined = _joined([(failing, _repairs(sums, failing)) for failing in groups])
    return tuple(
        Explanation(failing, repairs, _only(sums, failing, repairs), len(sums.free_of_blanks(failing)))
        for failing, repairs in joined
    )


def difference(identity: Identity, values: Values) -> Value:
    """Left side minus right side; blanks count as nought."""
    left: Value = sum(values[cell] or 0 for cell in identity.left)
    right: Value = sum(values[cell] or 0 for cell in identity.right)
    return left - right


def has_blank(identity: Identity, values: Values) -> bool:
    return any(values[cell] is None for cell in identity.cells)


def may_hold(identity: Identity, values: Values) -> bool:
    """Whether the identity holds, or would with another figure, not below nought, in one of its blanks."""
    excess = difference(identity, values)
    if excess == 0:
        return True
    wanting = identity.left if excess < 0 else identity.right
    return any(values[cell] is None for cell in wanting)


@dataclass(frozen=True)
class Sums:
    """The sums of a report on which a verdict is possible, and the values they are made of."""

    values: Values
    identities: tuple[Identity, ...]

    @classmethod
    def of(cls, report: Report) -> Sums:
        values = {cell: figure.value for cell, figure in report.figures.items() if not report.doubted(cell)}
        judged = (identity for identity in identities(report.form) if all(cell in values for cell in identity.cells))
        return cls(values, tuple(judged))

    @cached_property
    def touching(self) -> Mapping[str, tuple[Identity, ...]]:
        """The sums each cell stands in."""
        by_cell: dict[str, tuple[Identity, ...]] = {}
        for identity in self.identities:
            for cell in identity.cells:
                by_cell[cell] = (*by_cell.get(cell, ()), identity)
        return by_cell

    def free_of_blanks(self, judged: tuple[Identity, ...]) -> tuple[Identity, ...]:
        return tuple(identity for identity in judged if not has_blank(identity, self.values))

    def broken(self, judged: tuple[Identity, ...], values: Values) -> tuple[Identity, ...]:
        return tuple(identity for identity in judged if not may_hold(identity, values))


def _connected(failing: tuple[Identity, ...]) -> list[tuple[Identity, ...]]:
    """The failing sums in groups that share cells, in the order of the form."""
    groups: list[list[Identity]] = []
    for identity in failing:
        near = [group for group in groups if any(set(identity.cells) & set(other.cells) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([other for group in near for other in group] + [identity])
    return [tuple(group) for group in sorted(groups, key=lambda group: failing.index(group[0]))]


def _repairs(sums: Sums, failing: tuple[Identity, ...]) -> frozenset[Repair]:
    """The smallest repairs of one group: all that change one cell, else all that change two."""
    if len(failing) > MOST_MENDED:
        return frozenset()
    singles = frozenset(frozenset({change}) for change in _single_repairs(sums, failing, sums.values))
    return singles or frozenset(_pair_repairs(sums, failing))


def _joined(groups: list[Group]) -> list[Group]:
    """Groups that one repair mends together are one: say, an application missing from its column and from the total."""
    joined: list[Group] = []
    for failing, repairs in groups:
        same = next((group for group in joined if group[1] & repairs), None)
        if same is None:
            joined.append((failing, repairs))
        else:
            joined[joined.index(same)] = ((*same[0], *failing), same[1] & repairs)
    return joined


def _only(sums: Sums, failing: tuple[Identity, ...], repairs: frozenset[Repair]) -> tuple[Change, ...]:
    """The one smallest repair, where there is one and every figure in it is borne out by two sums free of blanks.

    One sum alone is no proof: two other errors, or a blank, may explain it as well.
    """
    if len(repairs) != 1:
        return ()
    (repair,) = repairs
    if len(repair) == 1:
        proven = len(sums.free_of_blanks(failing)) >= LEAST_AGREEING
    else:
        touching = [sums.touching[change.cell] for change in repair]
        proven = all(len(sums.free_of_blanks(near)) == len(near) >= LEAST_AGREEING for near in touching)
    return tuple(sorted(repair)) if proven else ()


def _single_repairs(sums: Sums, failing: tuple[Identity, ...], values: Values) -> Iterator[Change]:
    """The single changes after which every sum of `failing`, and every sum the cell stands in, may hold."""
    exact = next((identity for identity in failing if not has_blank(identity, values)), failing[0])
    shared = set(failing[0].cells).intersection(*(identity.cells for identity in failing))
    for cell in sorted(shared):
        value = _mending(exact, cell, values)
        if value is not None and not sums.broken(sums.touching[cell], {**values, cell: value}):
            yield Change(cell, value)


def _pair_repairs(sums: Sums, failing: tuple[Identity, ...]) -> Iterator[Repair]:
    """The pairs of changes that mend `failing`. The first cell is settled by a failing sum that the second isn't part
    of, or, where both stand in all of them, stands for a whole family of pairs with nought in the first."""
    for identity in failing:
        for cell in identity.cells:
            for value in {_mending(identity, cell, sums.values), 0} - {None, sums.values[cell]}:
                yield from _pairs_with(sums, failing, Change(cell, value or 0))


def _pairs_with(sums: Sums, failing: tuple[Identity, ...], first: Change) -> Iterator[Repair]:
    if sums.values[first.cell] is None:
        return
    values = {**sums.values, first.cell: first.value}
    broken = sums.broken(tuple(dict.fromkeys((*failing, *sums.touching[first.cell]))), values)
    for second in _single_repairs(sums, broken, values) if broken else ():
        if second.cell != first.cell:
            yield frozenset({first, second})


def _mending(identity: Identity, cell: str, values: Values) -> int | None:
    """The count that would have to stand in `cell` for the identity to hold; None where it is no whole number from
    nought."""
    value, excess = values[cell], difference(identity, values)
    if value is None:
        return None
    wanted = value - excess if cell in identity.left else value + excess
    return int(wanted) if wanted >= 0 and wanted == int(wanted) else None
