"""The smallest sets of figures whose change makes failing sums hold: an exact search, up to three figures, and bounded.

A set is built cell by cell. Every failing sum needs a changed cell; and a sum that held needs a second one as soon as a
first is changed. So the next cell is always looked for in one sum that lacks it, which keeps the search small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from monitor.sums import Sums, Value, difference, may_hold
from parsers.form import Identity


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A cell, and the figure that would have to stand in it."""

    cell: str
    value: int


Repair = frozenset[Change]
MOST_CHANGED = 3
"""More wrong figures at once than that are not told apart: their sums are named, and none of them."""
MOST_MENDED = 3 * MOST_CHANGED
"""No cell stands in more than three sums."""
MOST_STEPS = 20_000
"""Sets looked at before the search is given up; a table of noise must not hold up a season."""


def smallest_repairs(sums: Sums, failing: tuple[Identity, ...], most: int = MOST_CHANGED) -> frozenset[Repair]:
    """All repairs of `failing` with as few changed cells as possible; none where `most` do not suffice.

    A repair leaves every sum it touches in order, too. Where one set of cells mends the sums with several values, at
    least two of these are among the repairs.
    """
    if len(failing) > 3 * most:
        return frozenset()
    search = _Search(sums, failing)
    for size in range(1, most + 1):
        found = frozenset(search.repairs(frozenset(), size))
        if found or search.exhausted:
            return frozenset() if search.exhausted else found
    return frozenset()


@dataclass
class _Search:
    sums: Sums
    failing: tuple[Identity, ...]
    steps: int = 0
    seen: set[frozenset[str]] = field(default_factory=set)

    @property
    def exhausted(self) -> bool:
        return self.steps > MOST_STEPS

    def repairs(self, chosen: frozenset[str], size: int) -> Iterator[Repair]:
        """The repairs that change exactly the chosen cells and as many more as `size` leaves."""
        if chosen in self.seen or self.exhausted:
            return
        self.seen.add(chosen)
        self.steps += 1
        if len(chosen) == size:
            yield from _solve(self.sums, self.failing, chosen)
            self.seen.discard(chosen)
            return
        for cell in self._candidates(chosen, size - len(chosen)):
            yield from self.repairs(chosen | {cell}, size)
        if not chosen:
            self.seen.clear()

    def _candidates(self, chosen: frozenset[str], left: int) -> Iterator[str]:
        """Where the next changed cell may stand: in one sum that lacks it, or near those chosen."""
        untouched = [identity for identity in self.failing if not chosen & _cells(identity)]
        if len(untouched) > 3 * left or any(self._conflicts(cell, chosen) > left for cell in chosen):
            return
        if untouched:
            where = [min(untouched, key=lambda identity: len(identity.cells))]
        else:
            where = [identity for cell in chosen for identity in self.sums.touching[cell]]
        cells = dict.fromkeys(cell for identity in where for cell in identity.cells)
        yield from (cell for cell in cells if cell not in chosen and self.sums.may_change(cell))

    def _conflicts(self, cell: str, chosen: frozenset[str]) -> int:
        """How many more cells it takes at the least until the sums that only this one changes can agree: each further
        cell shares at most one sum with it."""
        alone = [each for each in self.sums.touching[cell] if len(chosen & _cells(each)) == 1]
        wanted = [_wanted(identity, cell, self.sums.values) for identity in alone if not _slack(identity, self.sums)]
        return len(wanted) - max((wanted.count(value) for value in wanted), default=0)


def _cells(identity: Identity) -> frozenset[str]:
    return frozenset(identity.cells)


def _slack(identity: Identity, sums: Sums) -> bool:
    """Whether blanks leave the sum some play."""
    return any(sums.values[cell] is None for cell in identity.cells)


def _wanted(identity: Identity, cell: str, values: Mapping[str, Value | None]) -> Value:
    """The figure in `cell` with which the identity holds exactly."""
    excess = difference(identity, values)
    return (values[cell] or 0) - excess if cell in identity.left else (values[cell] or 0) + excess


def _solve(sums: Sums, failing: tuple[Identity, ...], chosen: frozenset[str]) -> Iterator[Repair]:
    """Up to some assignments of counts to the chosen cells after which all failing and all touched sums may hold."""
    touched = tuple(dict.fromkeys(identity for cell in chosen for identity in sums.touching[cell]))
    if any(identity not in touched for identity in failing):
        return
    found: set[Repair] = set()
    for values in _assignments(sums, touched, dict(sums.values), chosen, chosen):
        if all(may_hold(identity, values) for identity in touched):
            repair = frozenset(Change(cell, int(values[cell] or 0)) for cell in chosen)
            if all(sums.values[change.cell] != change.value for change in repair) and repair not in found:
                found.add(repair)
                yield repair


def _assignments(
    sums: Sums,
    touched: tuple[Identity, ...],
    values: dict[str, Value | None],
    chosen: frozenset[str],
    open_: frozenset[str],
) -> Iterator[dict[str, Value | None]]:
    """Settle the open cells one after the other: by a sum in which only one is open, else by every end of the span that
    is left to it, and what is next to that."""
    if not open_:
        yield values
        return
    forced = _forced(sums, touched, values, open_)
    if forced:
        cell, value = forced
        candidates = {value}
    else:
        cell = min(open_)
        candidates = set(_ends(touched, values, open_, cell, frozenset()))
        candidates |= {value + 1 for value in candidates} | {value - 1 for value in candidates}
    for value in sorted(candidates):
        if value >= 0 and value == int(value):
            yield from _assignments(sums, touched, {**values, cell: value}, chosen, open_ - {cell})


def _forced(
    sums: Sums, touched: tuple[Identity, ...], values: Mapping[str, Value | None], open_: frozenset[str]
) -> tuple[str, Value] | None:
    for identity in touched:
        within = open_ & _cells(identity)
        if len(within) == 1 and not _slack(identity, sums):
            (cell,) = within
            return cell, _wanted(identity, cell, values)
    return None


def _ends(
    touched: tuple[Identity, ...],
    values: Mapping[str, Value | None],
    open_: frozenset[str],
    cell: str,
    through: frozenset[str],
) -> Iterator[Value]:
    """Figures of `cell` at which it, or an open cell that shares a sum with it, comes to an end of its span."""
    yield 0
    for identity in touched:
        within = open_ & _cells(identity)
        if cell not in within:
            continue
        if len(within) == 1:
            yield _wanted(identity, cell, values)
        for other in within - {cell} - through:
            for end in _ends(touched, values, open_ - {cell}, other, through | {cell}):
                yield _wanted(identity, cell, {**values, other: end})
