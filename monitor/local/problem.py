"""What a rule of the user's says, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from monitor.case import Case
from monitor.catalogue import Entry, Language
from monitor.finding import Finding
from monitor.rules.evidence import operands

PREFIX = "local."
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong or worth knowing. `cells` are addresses, the one at fault first; `holes` fill the message, where
    `year`, `expected` and `found` may stand, too. `subject` tells apart several problems that rest on the same
    cells."""

    cells: tuple[str, ...] = ()
    expected: int | str | None = None
    found: int | str | None = None
    holes: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""


def to_finding(case: Case, code: str, entry: Entry, problem: Problem) -> Iterator[Finding]:
    """The problem as a finding; none where it rests on a cell that was not plainly read. Raises where the message has a
    hole that nothing fills."""
    if any(case.report.doubted(cell) for cell in problem.cells):
        return
    finding = Finding(
        code,
        case.body_id,
        case.report.year,
        cells=problem.cells,
        expected=problem.expected,
        found=problem.found,
        holes=problem.holes,
        operands=operands(case.report, problem.cells),
        subject=problem.subject,
        entry=entry,
    )
    for language in Language:
        finding.message(language)
    yield finding
