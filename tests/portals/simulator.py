"""What a simulator declares: how to build its site, and the quirks of real portals that can be switched on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.portals.reports import REPORTS, Row
from tests.portals.site import Site

Quirks = frozenset[str]


@dataclass(frozen=True)
class Simulator:
    """`build(quirks)` makes the site; `quirks` says in words what each switch does, for the docs of the family.

    Whatever is switched on, a crawl finds `reports`: all of them, each once.
    """

    build: Callable[[Quirks], Site]
    quirks: Mapping[str, str] = field(default_factory=dict)
    reports: tuple[Row, ...] = REPORTS
    sniffed: bool = True
    """Whether `family: auto` tells it from its looks."""
    undated: frozenset[str] = frozenset()
    """The quirks, or `plain`, with which the list shows no dates."""


def page_of(rows: Sequence[Row], number: int, size: int) -> Sequence[Row]:
    """Page `number` of a list, counted from 1; empty past the end."""
    return rows[(number - 1) * size : number * size]


def pages_in(rows: Sequence[Row], size: int) -> int:
    return max(1, -(-len(rows) // size))
