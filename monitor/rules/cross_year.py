"""A report against the one on the year before: what was carried over has to be carried in.

Only figures that both reports state plainly are compared; each operand carries the year of the report it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from monitor.case import Case
from monitor.catalogue import Language, Severity
from monitor.finding import Finding, Operand
from monitor.rules.evidence import column_label, label, operand, operands, plain
from monitor.rules.explained import (
    explains_applications,
    explains_documents,
    explains_items,
    mentions_reorganisation,
    same_scope,
)
from monitor.wording.phrases import Phrase, listed, phrase, quoted_label, stated
from parsers.form import APPLICANTS, APPLICATION_COLUMNS, DISCLOSURE_ITEMS, DISPUTE_KINDS, Form
from parsers.report import Report

_TOTAL_IN = "applications.carried_in.total"
CARRIED_OVER: tuple[str, ...] = tuple(f"applications.carried_over.{column.name}" for column in APPLICATION_COLUMNS)


def check_carry_over(case: Case) -> Iterator[Finding]:
    """Applications carried in are those last year's report carried over, column by column: they are the same
    applications.

    An error for the total, with the kinds of applicant that differ named beside it; where the total agrees, or can't be
    compared, a warning for each kind, since kinds are sometimes assigned anew.

    Tolerated: a report that says why (bodies merged, counted anew, a correction); a figure that agrees with another
    version of last year's report. Where the report speaks of a reorganisation, a difference is a warning.
    """
    previous = _year_before(case)
    if previous is None:
        return
    kinds = [cell for cell in _kinds_in() if _differs(case, previous, cell)]
    total = _differs(case, previous, _TOTAL_IN)
    if not (kinds or total) or explains_applications(case.report):
        return
    if total:
        yield _carry_over(case, previous, _TOTAL_IN, kinds)
    else:
        for cell in kinds:
            yield _carry_over(case, previous, cell, [])


def check_roll_forward(case: Case) -> Iterator[Finding]:
    """Documents in force are last year's, plus those issued, minus those repealed (form 2021, which has these columns).

    A warning only: documents that expire by themselves, mergers of bodies and recounts are in order, and nothing is
    said where the report speaks of them, in its text or in a remark in a cell.
    """
    report, previous = case.report, _year_before(case)
    if previous is None or (report.form, previous.form) != (Form.F2021, Form.F2021):
        return
    for item in ("regulations", "normative_documents"):
        in_force, issued, repealed = (f"disclosure.{item}.{field}" for field in ("in_force", "issued", "repealed"))
        if not (plain(report, in_force, issued, repealed) and plain(previous, in_force)):
            continue
        before, new, gone = _number(previous, in_force), _number(report, issued), _number(report, repealed)
        differs = _number(report, in_force) != before + new - gone
        if differs and not explains_documents(report, in_force, issued, repealed):
            shown = (*operands(report, (in_force, issued, repealed)), operand(previous, in_force))
            holes = {"in_force": before, "issued": new, "repealed": gone}
            yield _follows(case, "disclosure.roll_forward", before + new - gone, shown, holes)


def check_prior_items(case: Case) -> Iterator[Finding]:
    """Items of the year before are those of last year's report plus its change (form 2019, which has these columns).

    A warning only: tasks move between bodies, and nothing is said where the report speaks of it. A first count may be
    late: nothing is said where the whole column is nought in one of the two reports.
    """
    report, previous = case.report, _year_before(case)
    if previous is None or (report.form, previous.form) != (Form.F2019, Form.F2019):
        return
    counted = [f"disclosure.{item.label.name}" for item in DISCLOSURE_ITEMS if "prior_items" in item.fields[Form.F2019]]
    if not all(any(_number(each, f"{item}.prior_items") for item in counted) for each in (report, previous)):
        return
    for item in counted:
        prior, change = f"{item}.prior_items", f"{item}.change"
        if not (plain(report, prior) and plain(previous, prior, change)):
            continue
        expected = _number(previous, prior) + _number(previous, change)
        if _number(report, prior) != expected and not explains_items(report):
            shown = (operand(report, prior), *operands(previous, (prior, change)))
            holes = {"items": _number(previous, prior), "change": _signed(_number(previous, change))}
            yield _follows(case, "disclosure.prior_items", expected, shown, holes)


def check_pending_disputes(case: Case) -> Iterator[Finding]:
    """Disputes pending at the end of last year are not more than all disputes of this one: each is decided or still
    pending.

    Information only, and over all kinds together: many bodies count new cases only, and a case may change its kind.
    """
    report, previous = case.report, _year_before(case)
    totals = [f"disputes.{kind.name}.total" for kind in DISPUTE_KINDS]
    pending = [f"disputes.{kind.name}.pending" for kind in DISPUTE_KINDS]
    if previous is None or not (plain(report, *totals) and plain(previous, *pending)):
        return
    found = sum(_number(report, cell) for cell in totals)
    expected = sum(_number(previous, cell) for cell in pending)
    if expected > found:
        yield Finding(
            "disputes.pending_lost",
            case.body_id,
            report.year,
            cells=tuple(totals),
            expected=expected,
            found=found,
            holes={"previous_year": previous.year},
            operands=(*operands(report, totals), *operands(previous, pending)),
        )


def _year_before(case: Case) -> Report | None:
    """Last year's report, if it counts the same bodies: some publish one report of their own and one of their
    system."""
    previous = case.year_before
    return previous if previous and same_scope(case.report, previous) else None


def _number(report: Report, cell: str) -> int:
    """The count in a cell that is known to state one."""
    return int(report.value(cell) or 0)


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def _kinds_in() -> Iterator[str]:
    return (f"applications.carried_in.{kind.name}" for kind in APPLICANTS)


def _cell_before(cell: str) -> str:
    return cell.replace("carried_in", "carried_over")


def _differs(case: Case, previous: Report, cell: str) -> bool:
    report, before = case.report, _cell_before(cell)
    if not (plain(report, cell) and plain(previous, before)):
        return False
    return report.value(cell) != previous.value(before) and report.value(cell) not in case.replaced.get(before, ())


def _carry_over(case: Case, previous: Report, cell: str, kinds: list[str]) -> Finding:
    report, before = case.report, _cell_before(cell)
    pairs = [(operand(report, each), operand(previous, _cell_before(each))) for each in (cell, *kinds)]
    return Finding(
        "applications.carry_over",
        case.body_id,
        report.year,
        cells=(cell, *kinds),
        expected=stated(previous.value(before)),
        found=stated(report.value(cell)),
        holes={
            "cell": label(report, cell),
            "previous_cell": label(previous, before),
            "previous_year": previous.year,
            "kinds": _also_differing(report, kinds),
        },
        operands=tuple(each for pair in pairs for each in pair),
        severity_override=_carry_over_severity(report, cell),
    )


def _carry_over_severity(report: Report, cell: str) -> Severity | None:
    return Severity.WARNING if cell != _TOTAL_IN or mentions_reorganisation(report) else None


def _also_differing(report: Report, kinds: list[str]) -> Phrase:
    if not kinds:
        return phrase("", "")
    names = listed([quoted_label(column_label(report, kind)) for kind in kinds])
    return phrase(f" These columns differ too: {names[Language.EN]}.", f"不一致的还有以下各栏：{names[Language.ZH]}。")


def _follows(case: Case, code: str, expected: int, shown: tuple[Operand, ...], holes: Mapping[str, Any]) -> Finding:
    """A finding about the first of `shown`, whose figure should follow from the others."""
    report, cell = case.report, shown[0].cell
    return Finding(
        code,
        case.body_id,
        report.year,
        cells=(cell,),
        expected=expected,
        found=stated(report.value(cell)),
        holes={"cell": label(report, cell), "previous_year": report.year - 1, **holes},
        operands=shown,
    )
