"""Every finding code with a case in order, a case at fault, and each legitimate exception: the smallest report that
shows it. The cases are data, by theme; `test_rule_cases.py` runs them and sees that no code lacks any of the three."""

from __future__ import annotations

from tests.monitor.rule_cases import (
    cells,
    disclosure,
    last_year,
    members,
    names_and_dates,
    narrative,
    structure,
    sums,
    watching,
)
from tests.monitor.rule_cases.build import EXCEPTION, FAULT, IN_ORDER, RuleCase

CASES: tuple[RuleCase, ...] = tuple(
    case
    for theme in (sums, last_year, cells, disclosure, narrative, names_and_dates, structure, members, watching)
    for case in theme.CASES
)

__all__ = ["CASES", "EXCEPTION", "FAULT", "IN_ORDER", "RuleCase"]
