"""Check: the archive as it stands against the rules; findings open, change and resolve, each scope in one
transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.watchlist import Body, Watchlist
from monitor.calendar import due_date
from monitor.case import Case
from monitor.finding import Finding
from monitor.rules import Failure, evaluate
from monitor.rules.changes import check_revision, check_withdrawal
from monitor.rules.deadlines import BodyYear, check_deadline
from monitor.rules.portals import Column, Visit, check_portal
from monitor.steps.affected import Affected, Checking, affected_by, everything
from monitor.steps.corrected import with_corrections
from monitor.steps.finding_row import finding_row
from monitor.steps.gather import Gathered
from monitor.steps.sketch import sketch_step
from parsers.report import Doubt, Report
from storage.archive import Archive
from storage.connection import archive_file
from storage.records import Change, FindingRow, StoredReport

CONSUMER = "check"
DAY_CONSUMER = "check.day"
"""Its cursor is not a place in the log but the last day (as an ordinal) on which the calendar was gone through."""
KINDS = (
    "report.kept",
    "reading.refused",
    "snapshot.kept",
    "document.gone",
    "document.back",
    "entry.seen",
    "portal.visited",
    "figure.corrected",
)
BATCH = 2000
SUPERSEDED: Mapping[str, str] = {"deadline.due_soon": "deadline.missing", "deadline.missing": "deadline.late"}
"""Findings whose end says nothing that the one opening in its place does not say better."""

logger = logging.getLogger(__name__)


def check_step(archive: Archive, checking: Checking, now: dt.datetime) -> list[Change]:
    """Check everything that the log says has changed, and everything once a day; returns the changes of state.

    The findings of all that is affected, the alerts they cause and the cursor move in one transaction.
    """
    changes: list[Change] = []
    sketch_step(archive, now)
    new_day = archive.cursor(DAY_CONSUMER) < checking.today.toordinal()
    while events := archive.events_after(archive.cursor(CONSUMER), KINDS, BATCH):
        with archive.transaction():
            changes += _settle(archive, affected_by(archive, events, checking), checking, now)
            archive.move_cursor(CONSUMER, events[-1].seq, now)
    if new_day:
        with archive.transaction():
            changes += _settle(archive, everything(archive, checking), checking, now)
            archive.move_cursor(DAY_CONSUMER, checking.today.toordinal(), now)
    return changes


def _settle(archive: Archive, affected: Affected, checking: Checking, now: dt.datetime) -> list[Change]:
    changes: list[Change] = []
    gathered = Gathered(archive, checking.watchlist)
    for body_id, year in sorted(affected.body_years):
        body = checking.watchlist.bodies_by_id.get(body_id)
        if body:
            changes += _settle_body_year(gathered, body, year, checking, now)
    for document in sorted(affected.documents):
        changes += _settle_document(archive, document, checking, now)
    for portal in sorted(affected.portals):
        changes += _settle_portal(archive, portal, checking, now)
    return changes


def _settle_body_year(gathered: Gathered, body: Body, year: int, checking: Checking, now: dt.datetime) -> list[Change]:
    archive = gathered.archive
    scope = f"body:{body.id}:{year}"
    stored = archive.current_report(body.id, year)
    findings: list[Finding] = []
    if year in checking.watchlist.years_of(body, checking.today) and _was_watched(archive, body, year, checking.today):
        findings += check_deadline(_body_year(archive, body, year, checking))
    failures: tuple[Failure, ...] = ()
    previous = archive.current_report(body.id, year - 1) if stored else None
    if stored:
        published = stored.first_published_on
        report = doubt_differences(stored.report, [each.report for each in archive.companions(stored)])
        if checking.use_corrections:
            report = with_corrections(report, archive.corrections_of(stored))
        before = previous.report if previous else None
        case = Case(report, checking.today, body, before, published, **gathered.of(stored, body))
        own = checking.local.evaluate(case, archive_file(archive.home), stored.id)
        result = evaluate(case)
        findings += (*result.findings, *own.findings)
        failures = (*result.failures, *own.failures)
    documents = {each.report.year: each.sha256 for each in (stored, previous) if each}
    rows = [
        finding_row(finding, body.name, body.id, report=stored.id if stored else None, documents=documents)
        for finding in findings
    ]
    archive.note_failures(scope, {each.rule: (each.error, each.traceback) for each in failures}, now)
    if failures:
        rows += _left_open(archive, scope, rows, failures)
    return archive.settle(scope, rows, checking.channels, now, SUPERSEDED)


def doubt_differences(report: Report, companions: Sequence[Report]) -> Report:
    """The report, with every cell doubted in which another document of the same entry states another figure."""
    doubted = {doubt.cell for doubt in report.doubts}
    differing = {
        cell: f"{report.figures[cell].raw} / {other.figures[cell].raw}"
        for other in companions
        for cell in report.figures
        if cell not in doubted and cell in other.figures and report.value(cell) != other.value(cell)
    }
    doubts = tuple(Doubt(cell, read, "documents_differ") for cell, read in differing.items())
    return replace(report, doubts=report.doubts + doubts)


def _was_watched(archive: Archive, body: Body, year: int, today: dt.date) -> bool:
    """Whether the deadline of a year can be judged: last year's, and any that passed under our eyes. Of the years
    before we began to watch, a column may simply not list the reports any more."""
    due, since = due_date(body, year), archive.watched(body.id).since
    return year == today.year - 1 or (due is not None and since is not None and since <= due)


def _left_open(archive: Archive, scope: str, rows: list[FindingRow], failures: tuple[Failure, ...]) -> list[FindingRow]:
    """Where a rule failed, its silence means nothing: what it may have found before stays open."""
    for failure in failures:
        logger.error("rule %s failed on %s: %s", failure.rule, scope, failure.error)
    found = {row.id for row in rows}
    return [
        row
        for row in archive.open_findings(scope)
        if row.id not in found and any(failure.concerns(row.code) for failure in failures)
    ]


def _body_year(archive: Archive, body: Body, year: int, checking: Checking) -> BodyYear:
    """What is known of a report's publication; a date counts as its first only if somebody states it, or if we were
    already watching the columns when it was not there yet."""
    publication = archive.publication(body.id, year)
    watched = archive.watched(body.id)
    published = None
    if publication:
        seen = publication.first_seen_on
        witnessed = watched.since is not None and watched.since < seen
        published = publication.stated_on or (seen if witnessed else None)
    return BodyYear(
        body=body,
        year=year,
        today=checking.today,
        first_published_on=published,
        has_report=publication is not None,
        column_read_on=watched.until,
        due_soon_days=checking.due_soon_days,
    )


def _settle_document(archive: Archive, document: int, checking: Checking, now: dt.datetime) -> list[Change]:
    """Revisions and withdrawal of one document that has given a report."""
    shown = archive.document_reports(document)
    if not shown:
        return []
    stored, reports = archive.document(document), [each for _, each in shown]
    body = reports[-1].body_id or reports[-1].report.body
    findings: list[Finding] = []
    for old, new in pairwise(reports):
        findings += check_revision(old.report, new.report, body, stored.url)
    if stored.gone_since and stored.last_gone_on and not _stands_elsewhere(archive, reports[-1]):
        year, title = reports[-1].report.year, stored.title
        since, last = stored.gone_since, stored.last_gone_on
        findings += check_withdrawal(body, year, stored.url, title, since, last, stored.gone_passes)
    name = _body_name(checking.watchlist, body)
    rows = [
        finding_row(
            finding,
            name,
            reports[-1].body_id,
            report=reports[-1].id,
            document=document,
            documents={reports[-1].report.year: reports[-1].sha256},
        )
        for finding in findings
    ]
    return archive.settle(f"document:{document}", rows, checking.channels, now)


def _stands_elsewhere(archive: Archive, gone: StoredReport) -> bool:
    """Whether the same body's report on the same year is up at another address: moved, then, and not withdrawn."""
    current = archive.current_report(gone.body_id, gone.report.year) if gone.body_id else None
    if current is None or current.document == gone.document:
        return False
    return archive.document(current.document).gone_since is None


def _settle_portal(archive: Archive, portal: str, checking: Checking, now: dt.datetime) -> list[Change]:
    known = next((each for each in checking.watchlist.portals if each.id == portal), None)
    if known is None:
        return []
    visits = tuple(
        Visit(each.at, each.outcome, each.status, each.entries, each.until, each.times)
        for each in reversed(archive.visits(portal))
    )
    findings = check_portal(Column(known.id, known.name, visits, archive.most_entries(portal)))
    rows = [finding_row(finding, known.name, None, portal=known.id) for finding in findings]
    return archive.settle(f"portal:{portal}", rows, checking.channels, now)


def _body_name(watchlist: Watchlist, body: str) -> str:
    known = watchlist.bodies_by_id.get(body)
    return known.name if known else body
