"""The search for the smallest repair, against one that simply tries everything, on a small form of the same build."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.explain import explain_sums
from monitor.repairs import Change, Repair, smallest_repairs
from monitor.sums import Sums
from parsers.form import Form, Identity, addresses, identities

KINDS = ("a", "b")
COLUMNS = (*KINDS, "total")
OUTCOMES = ("x", "y")
ROWS = ("new", *OUTCOMES, "results", "over")
SMALL: tuple[Identity, ...] = (
    *(Identity("row", tuple(f"{row}.{kind}" for kind in KINDS), (f"{row}.total",)) for row in ROWS),
    *(Identity("column", tuple(f"{row}.{name}" for row in OUTCOMES), (f"results.{name}",)) for name in COLUMNS),
    *(Identity("balance", (f"new.{name}",), (f"results.{name}", f"over.{name}")) for name in COLUMNS),
)
CELLS = tuple(f"{row}.{name}" for row in ROWS for name in COLUMNS)
HIGHEST = 24
"""No repair of the small tables needs a larger figure."""


def in_order(parts: Mapping[str, int]) -> dict[str, int | None]:
    """A table that adds up, from its outcomes and what is carried over."""
    values: dict[str, int | None] = {}
    for kind in KINDS:
        values |= {f"{row}.{kind}": parts[f"{row}.{kind}"] for row in (*OUTCOMES, "over")}
        values[f"results.{kind}"] = sum(parts[f"{row}.{kind}"] for row in OUTCOMES)
        values[f"new.{kind}"] = (values[f"results.{kind}"] or 0) + parts[f"over.{kind}"]
    for row in ROWS:
        values[f"{row}.total"] = sum(values[f"{row}.{kind}"] or 0 for kind in KINDS)
    return values


def try_everything(values: Mapping[str, int | None], most: int) -> tuple[set[frozenset[str]], frozenset[Repair]]:
    """(the smallest sets of cells, all their repairs with figures up to HIGHEST), every set and figure tried."""
    for size in range(1, most + 1):
        found: set[Repair] = set()
        for cells in combinations([cell for cell in CELLS if values[cell] is not None], size):
            found |= try_cells(values, cells)
        if found:
            return {frozenset(change.cell for change in repair) for repair in found}, frozenset(found)
    return set(), frozenset()


def try_cells(values: Mapping[str, int | None], cells: tuple[str, ...]) -> set[Repair]:
    grids = np.meshgrid(*[np.arange(HIGHEST + 1)] * len(cells), indexing="ij")
    tried = dict(zip(cells, grids, strict=True))
    good = np.ones(grids[0].shape, dtype=bool)
    for identity in SMALL:
        left, right = (
            sum(tried.get(cell, values[cell] or 0) for cell in side) for side in (identity.left, identity.right)
        )
        more_left, more_right = (any(values[cell] is None for cell in side) for side in (identity.left, identity.right))
        good &= (left == right) | (more_left & (left < right)) | (more_right & (right < left))
        if not good.any():
            return set()
    for cell in cells:
        good &= tried[cell] != values[cell]
    return {frozenset(Change(cell, int(tried[cell][at])) for cell in cells) for at in map(tuple, np.argwhere(good))}


parts = st.fixed_dictionaries({f"{row}.{kind}": st.integers(0, 3) for row in (*OUTCOMES, "over") for kind in KINDS})
errors = st.dictionaries(st.sampled_from(CELLS), st.integers(-4, 5).filter(bool), min_size=1, max_size=3)
blanks = st.sets(st.sampled_from(CELLS), max_size=3)


def spoilt(right: Mapping[str, int], wrong: Mapping[str, int], blank: set[str]) -> dict[str, int | None]:
    values = in_order(right)
    values |= {cell: (values[cell] or 0) + more for cell, more in wrong.items()}
    return values | dict.fromkeys(blank)


def search(values: Mapping[str, int | None]) -> frozenset[Repair]:
    sums = Sums(values, SMALL)
    failing = sums.broken(SMALL, values)
    return smallest_repairs(sums, failing) if failing else frozenset()


@settings(max_examples=150, deadline=None)
@given(parts, errors, blanks)
def test_the_smallest_sets_are_those_that_trying_everything_finds(
    right: dict[str, int], wrong: dict[str, int], blank: set[str]
) -> None:
    """Up to three errors, negative figures among them, and blanks: the same sets, and several values where there are
    several."""
    values = spoilt(right, wrong, blank)
    sums = Sums(values, SMALL)
    if not sums.broken(SMALL, values) or len(sums.broken(SMALL, values)) > 9:
        return
    sets, repairs = try_everything(values, 3)
    found = search(values)
    assert {frozenset(change.cell for change in repair) for repair in found} == sets
    for cells in sets:
        tried = {repair for repair in repairs if {change.cell for change in repair} == cells}
        ours = {repair for repair in found if {change.cell for change in repair} == cells}
        assert (len(ours) == 1) == (len(tried) == 1)
        assert len(tried) > 1 or ours == tried


@settings(max_examples=150, deadline=None)
@given(parts, errors, blanks)
def test_nobody_is_accused_whom_another_smallest_set_could_clear(
    right: dict[str, int], wrong: dict[str, int], blank: set[str]
) -> None:
    """Where one or two cells are wrong, what is named is the only smallest explanation of all that fails."""
    values = spoilt(right, wrong, blank)
    explanations = explain_sums(Sums(values, SMALL))
    named = {change for explanation in explanations for change in explanation.wrong}
    if not named or any(not explanation.wrong for explanation in explanations) or len(named) > 2:
        return
    _, repairs = try_everything(values, 2)
    assert repairs == {frozenset(named)}


@settings(max_examples=100, deadline=None)
@given(parts, st.sampled_from(CELLS), st.integers(1, 5))
def test_one_wrong_figure_is_named(right: dict[str, int], cell: str, more: int) -> None:
    values = spoilt(right, {cell: more}, set())
    [explanation] = explain_sums(Sums(values, SMALL))
    assert explanation.wrong == (Change(cell, (values[cell] or 0) - more),)


FORM = identities(Form.F2021)


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_given_up_soon(seed: int) -> None:
    """Every cell of a whole form at random: nothing is named, and it takes no time to say so."""
    rng = Random(seed)
    values = {cell: rng.randint(0, 30) for cell in addresses(Form.F2021)}
    start = time.process_time()
    explanations = explain_sums(Sums(values, FORM))
    assert time.process_time() - start < 2
    assert all(not explanation.wrong for explanation in explanations)


@pytest.mark.parametrize("seed", range(20))
def test_the_search_of_three_in_a_whole_form_is_bounded(seed: int) -> None:
    """Three to five errors close together in a form with figures in most cells: the worst the search can meet."""
    rng = Random(seed)
    values: dict[str, int | None] = dict.fromkeys(addresses(Form.F2021), 0)
    rows = [identity for identity in FORM if identity.code == "applications.row_total"]
    for cell in rng.sample([cell for row in rows for cell in row.cells], rng.randint(3, 5)):
        values[cell] = rng.randint(1, 9)
    start = time.process_time()
    explain_sums(Sums(values, FORM))
    assert time.process_time() - start < 4
