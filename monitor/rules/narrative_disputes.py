"""Reviews and lawsuits that the text states, against the table: in number, and in how they ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.case import Case
from monitor.finding import Finding
from monitor.rules.table_sums import DISPUTES, Amount, dispute_cells, total_of
from monitor.rules.told import CONTEXT, told, told_finding
from monitor.wording.phrases import phrase
from parsers.narrative import Statement

OUTCOME_KINDS: Mapping[str, str] = {
    "upheld": "upheld",
    "corrected": "corrected",
    "other_outcome": "other",
    "pending": "pending",
}
_NEW_ONLY = re.compile(r"引发|引起|新增|新收|新发生|新提起")
_AS_REVIEWER = re.compile(r"(?:办理|审理|审结|受理|收到|调解|化解)[^，；]{0,20}$")
_REVIEWERS = re.compile(r"人民政府|司法(?:局|厅)|政府办公")


def check_narrative_disputes(case: Case) -> Iterator[Finding]:
    """Reviews and lawsuits in the text agree with the table, in number and in how they ended.

    Tolerated: cases carried over from last year left out, as far as last year's report has pending ones; a number of
    what arose this year, where last year's report is not known. Nothing is said of disputes that may not be
    about open government information, or that the body decided as the reviewing one.
    """
    told_here = [each for each in _joined_denials(told(case)) if each.about and not _as_reviewer(case, each)]
    for statement in told_here:
        if statement.kind in DISPUTES:
            yield from _dispute(case, statement)
        elif statement.kind in OUTCOME_KINDS:
            yield from _outcome(case, statement, told_here)


def _dispute(case: Case, statement: Statement) -> Iterator[Finding]:
    total = total_of(case.report, dispute_cells(statement.kind, "total"))
    if total is None:
        return
    if not (total.agrees_with(statement.value) or _counts_new(case, statement, total)):
        yield told_finding(case, "narrative.disputes", statement, total, phrase(str(total.least), str(total.least)))
    elif statement.all_upheld and statement.value == total.least:
        upheld = total_of(case.report, dispute_cells(statement.kind, "upheld"))
        if upheld and not upheld.agrees_with(statement.value):
            stands = phrase(str(upheld.least), str(upheld.least))
            yield told_finding(case, "narrative.disputes", statement, upheld, stands, "upheld")


def _counts_new(case: Case, statement: Statement, total: Amount) -> bool:
    """Whether the text may count this year's cases alone, and the table last year's pending ones as well."""
    if statement.value > total.least:
        return False
    previous = case.year_before
    if previous is None:
        return bool(statement.value and _NEW_ONLY.search(statement.sentence))
    pending = total_of(previous, dispute_cells(statement.kind, "pending"))
    return pending is None or not pending.exact or total.least - pending.least <= statement.value


def _joined_denials(statements_: Sequence[Statement]) -> Iterator[Statement]:
    """One statement for a phrase that denies both reviews and lawsuits: what is wrong with it is one thing."""
    denied = {each.sentence for each in statements_ if each.kind == "litigation" and not each.unit}
    both = {each.sentence for each in statements_ if each.kind == "review" and not each.unit} & denied
    for each in statements_:
        if each.sentence not in both or each.kind not in ("review", "litigation"):
            yield each
        elif each.kind == "review":
            yield replace(each, kind="disputes")


def _outcome(case: Case, statement: Statement, told_here: Sequence[Statement]) -> Iterator[Finding]:
    """An outcome belongs to the disputes that the sentence named last before it."""
    ahead = [each for each in told_here if each.sentence == statement.sentence and each.at < statement.at]
    disputes = [each for each in ahead if each.kind in DISPUTES]
    if not disputes:
        return
    found = total_of(case.report, dispute_cells(disputes[-1].kind, OUTCOME_KINDS[statement.kind]))
    total = total_of(case.report, dispute_cells(disputes[-1].kind, "total"))
    comparable = found and total and total.least == disputes[-1].value
    if found and comparable and not found.agrees_with(statement.value):
        stands = phrase(str(found.least), str(found.least))
        yield told_finding(case, "narrative.disputes", statement, found, stands, "outcome", disputes[-1].kind)


def _as_reviewer(case: Case, statement: Statement) -> bool:
    """Whether the body may have decided these reviews itself: governments and justice bureaus do."""
    if statement.kind not in ("review", "disputes") or not _REVIEWERS.search(case.report.body):
        return False
    before = statement.sentence[: statement.at]
    return bool(_AS_REVIEWER.search(before)) and "被" not in before[-CONTEXT:]
