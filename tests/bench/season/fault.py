"""What it is to plant a fault: a change of one body's reports, and what has to be found afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .bodies import Nature
from .draft import KINDS, Draft, History


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that has to come: of this code, about this year, with this cell at fault and of this severity where
    they are given."""

    code: str
    year: int
    cell: str | None = None
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """What has to be found, and the codes that may rightly come along with it."""

    expected: tuple[Expected, ...]
    also: frozenset[str] = frozenset()


Plant = Callable[[Random, Nature, History, int], Planted | None]
"""Change the reports of a body from a year on; None where this body and year do not lend themselves to it."""


def one(code: str, year: int, cell: str | None = None, severity: str | None = None, also: str = "") -> Planted:
    """A fault that is one finding; `also` are codes separated by blanks."""
    return Planted((Expected(code, year, cell, severity),), frozenset(also.split()))


def shift(draft: Draft, row: str, kind: str, more: int) -> None:
    """Add to a kind of applicant and to the row's total, so that the row still adds up."""
    draft.add(f"applications.{row}.{kind}", more)
    draft.add(f"applications.{row}.total", more)


def some_kind(rng: Random, draft: Draft, row: str, least: int) -> str | None:
    """A kind of applicant with at least so many in a row."""
    kinds = [kind for kind in KINDS if draft.count(f"applications.{row}.{kind}") >= least]
    return rng.choice(kinds) if kinds else None


def step(rng: Random) -> int:
    return rng.choice((1, 1, 2, 3, 9, 10, 100))
