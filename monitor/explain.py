"""Why the sums of a report fail: the smallest set of figures whose change would make all of them hold.

What it rests on is plainly read; a sum with a doubted or an absent cell gives no verdict and supports none. A figure is
called wrong only where its set is the only smallest one, and at least two sums say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from monitor.repairs import MOST_CHANGED, MOST_MENDED, Change, Repair, smallest_repairs
from monitor.sums import Sums, difference, has_blank, may_hold
from parsers.form import Identity
from parsers.report import Report

LEAST_AGREEING = 2
"""A figure is called wrong only where this many sums say so."""

Group = tuple[tuple[Identity, ...], frozenset[Repair]]
"""Failing sums that hang together, with their smallest repairs."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Failing sums that hang together, and the smallest repairs of it; none where a few cells don't suffice."""

    failing: tuple[Identity, ...]
    repairs: frozenset[Repair]
    wrong: tuple[Change, ...]
    """The only smallest repair; empty where there is none, several, or one that too little bears out."""
    agreeing: int
    """How many of the failing sums are free of blanks, and so say exactly what should stand there."""


def explain(report: Report) -> tuple[Explanation, ...]:
    """An explanation for each group of sums that fail together; empty when all is in order."""
    return explain_sums(Sums.of(report))


def explain_sums(sums: Sums) -> tuple[Explanation, ...]:
    groups = [(failing, smallest_repairs(sums, failing)) for failing in _connected(sums)]
    return tuple(
        Explanation(failing, repairs, _only(sums, failing, repairs), len(sums.free_of_blanks(failing)))
        for failing, repairs in _joined(sums, groups)
    )


def _connected(sums: Sums) -> list[tuple[Identity, ...]]:
    """The failing sums in groups that share cells, in the order of the form."""
    failing = sums.broken(sums.identities, sums.values)
    groups: list[list[Identity]] = []
    for identity in failing:
        near = [group for group in groups if any(set(identity.cells) & set(other.cells) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([other for group in near for other in group] + [identity])
    return [tuple(group) for group in sorted(groups, key=lambda group: failing.index(group[0]))]


def _joined(sums: Sums, groups: list[Group]) -> list[Group]:
    """Groups that fewer cells, or other ones, mend together than apart are one: say, an application missing from its
    column and from the total, which leaves the sum between them in order."""
    for one, other in combinations(groups, 2):
        together = _together(sums, one, other)
        if together:
            rest = [group for group in groups if group not in (one, other)]
            at = groups.index(one)
            return _joined(sums, [*rest[:at], together, *rest[at:]])
    return groups


def _together(sums: Sums, one: Group, other: Group) -> Group | None:
    """Both groups as one, where the smallest repairs of the whole are not simply those of its parts side by side.

    Two groups that a cell each mends stay apart: no two cells share more than one sum, so no other two do it.
    """
    sizes = [_size(repairs) for _, repairs in (one, other)]
    failing = (*one[0], *other[0])
    if max(sizes) < LEAST_AGREEING or len(failing) > MOST_MENDED or sum(sizes) > 2 * MOST_CHANGED:
        return None
    repairs = smallest_repairs(sums, failing, min(sum(sizes), MOST_CHANGED))
    apart = {first | second for first in one[1] for second in other[1]}
    differs = repairs != apart or _size(repairs) < sum(sizes)
    return (failing, repairs) if repairs and differs else None


def _size(repairs: frozenset[Repair]) -> int:
    """How many cells the repairs change; more than can be told where there are none."""
    return min((len(repair) for repair in repairs), default=MOST_CHANGED)


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


__all__ = ["Change", "Explanation", "difference", "explain", "explain_sums", "has_blank", "may_hold"]
