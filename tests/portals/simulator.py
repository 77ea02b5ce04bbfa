"""What a simulator declares: how to build its site, and the quirks of real portals that can be switched on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    undated: frozenset[str] = frozenset()
    """The quirks, or `plain`, with which the list shows no dates."""
