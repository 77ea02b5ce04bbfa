"""The rules over a report: one function each, `check_x(case) -> Iterator[Finding]`, and the loop that runs them.

Rules over something else than a report stand beside them and are called by the steps: `deadlines`, `changes`,
`portals`.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from monitor.case import Case
from monitor.finding import Finding
from monitor.rules.cells import check_blank, check_doubts, check_fraction, check_negative
from monitor.rules.children import check_members
from monitor.rules.copied import check_text_copied
from monitor.rules.cross_year import check_carry_over, check_pending_disputes, check_prior_items, check_roll_forward
from monitor.rules.dates import check_incomplete_date, check_published_before_signed, check_signed_too_early
from monitor.rules.disclosure import check_columns_misread, check_no_power, check_unit
from monitor.rules.names import check_body, check_year
from monitor.rules.narrative import check_narrative_applications, check_narrative_documents
from monitor.rules.narrative_disputes import check_narrative_disputes
from monitor.rules.narrative_sums import check_growth, check_narrative_sum
from monitor.rules.structure import check_form, check_pictures, check_sections, check_tables
from monitor.rules.swings import check_copied_figures, check_swing
from monitor.rules.text import check_stale_basis, check_template_left
from monitor.rules.totals import check_totals

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    check_doubts,
    check_totals,
    check_negative,
    check_fraction,
    check_blank,
    check_carry_over,
    check_roll_forward,
    check_prior_items,
    check_pending_disputes,
    check_swing,
    check_copied_figures,
    check_members,
    check_columns_misread,
    check_no_power,
    check_unit,
    check_narrative_applications,
    check_narrative_disputes,
    check_narrative_documents,
    check_narrative_sum,
    check_growth,
    check_year,
    check_body,
    check_text_copied,
    check_template_left,
    check_stale_basis,
    check_signed_too_early,
    check_incomplete_date,
    check_published_before_signed,
    check_sections,
    check_tables,
    check_pictures,
    check_form,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that raised: our fault, recorded for its author, and never held against a body. `codes` are the codes, or
    families of codes that end in a dot, of which its silence means nothing; None where that may be any."""

    rule: str
    error: str
    traceback: str
    codes: tuple[str, ...] | None = None

    def concerns(self, code: str) -> bool:
        return self.codes is None or any(
            code == each or (each[-1:] == "." and code.startswith(each)) for each in self.codes
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules made of one case. Where there are failures, the absence of a finding means nothing for those
    rules."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def evaluate(case: Case, rules: tuple[Rule, ...] = RULES) -> Result:
    """Run every rule on the case. A rule that raises gives a failure and none of its findings; the others go on."""
    findings: list[Finding] = []
    failures: list[Failure] = []
    for rule in rules:
        try:
            findings.extend(list(rule(case)))
        except Exception as error:
            failures.append(Failure(rule.__name__, repr(error), traceback.format_exc()))
    return Result(tuple(findings), tuple(failures))
