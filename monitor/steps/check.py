"""Check: the archive as it stands against the rules; findings open, change and resolve, each scope in one
transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from crawler.watchlist import Watchlist
from monitor.finding import Finding
from monitor.rules import Failure
from monitor.rules.changes import check_revision, check_withdrawal
from monitor.rules.portals import Column, Visit, check_portal
from monitor.rules.site_codes import check_site_code
from monitor.steps.affected import Affected, Checking, affected_by, everything
from monitor.steps.finding_row import finding_row
from monitor.steps.judge import Judge, Judged
from monitor.steps.sketch import sketch_step
from storage.archive import Archive
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
SETTLED_TOGETHER = 256
"""Bodies and years, or documents, that a pass through everything settles in one transaction: others can write between
them, and memory stays flat."""
SUPERSEDED: Mapping[str, str] = {"deadline.due_soon": "deadline.missing", "deadline.missing": "deadline.late"}
"""Findings whose end says nothing that the one opening in its place does not say better."""

logger = logging.getLogger(__name__)


class Judges(Protocol):
    """Whoever judges batches of bodies and years, in order."""

    def judge(self, batches: Sequence[Sequence[tuple[str, int]]]) -> Iterator[Sequence[Judged]]: ...


def check_step(archive: Archive, checking: Checking, now: dt.datetime) -> list[Change]:
    """Check everything that the log says has changed, and everything once a day; returns the changes of state.

    The findings of all that an event affects, the alerts they cause and the cursor move in one transaction. The daily
    pass is in batches, and begins again where it was broken off before its end.
    """
    changes: list[Change] = []
    sketch_step(archive, now)
    new_day = archive.cursor(DAY_CONSUMER) < checking.today.toordinal()
    while events := archive.events_after(archive.cursor(CONSUMER), KINDS, BATCH):
        with archive.transaction():
            changes += settle_affected(archive, affected_by(archive, events, checking), checking, now)
            archive.move_cursor(CONSUMER, events[-1].seq, now)
    if new_day:
        changes += [change for passed in recheck(archive, checking, now) for change in passed.changes]
        with archive.transaction():
            archive.move_cursor(DAY_CONSUMER, checking.today.toordinal(), now)
    return changes


def settle_affected(archive: Archive, affected: Affected, checking: Checking, now: dt.datetime) -> list[Change]:
    """Judge and settle everything that is affected; belongs into one transaction."""
    changes: list[Change] = []
    judge = Judge(archive, checking)
    for body_id, year in sorted(affected.body_years):
        body = checking.watchlist.bodies_by_id.get(body_id)
        if body:
            changes += settle_judged(archive, judge.judge(body, year), checking, now)
    for document in sorted(affected.documents):
        changes += _settle_document(archive, document, checking, now)
    for portal in sorted(affected.portals):
        changes += _settle_portal(archive, portal, checking, now)
    return changes


@dataclass(frozen=True, slots=True)
class Passed:
    """How far a pass through everything has come, and what changed on this stretch."""

    done: int
    total: int
    changes: list[Change]


def recheck(archive: Archive, checking: Checking, now: dt.datetime, judges: Judges | None = None) -> Iterator[Passed]:
    """Judge everything anew, say, after an upgrade or on a new day, batch by batch, each in a transaction of its own.

    Broken off and begun again, it comes to the same: what was settled stays settled. `judges` judge in processes of
    their own; without them it is done here.
    """
    sketch_step(archive, now)
    todo = everything(archive, checking)
    body_years = sorted(todo.body_years)
    batches = [body_years[start : start + SETTLED_TOGETHER] for start in range(0, len(body_years), SETTLED_TOGETHER)]
    done, total = 0, len(body_years) + len(todo.documents) + len(todo.portals)
    here = Judge(archive, checking)
    judged = judges.judge(batches) if judges else (here.judge_all(batch) for batch in batches)
    for batch, verdicts in zip(batches, judged, strict=True):
        with archive.transaction():
            changes = [each for one in verdicts for each in settle_judged(archive, one, checking, now)]
        done += len(batch)
        yield Passed(done, total, changes)
    for rest in _rest(todo):
        with archive.transaction():
            changes = settle_affected(archive, rest, checking, now)
        done += len(rest.documents) + len(rest.portals)
        yield Passed(done, total, changes)


def _rest(todo: Affected) -> Iterator[Affected]:
    """The documents and columns of a pass, in batches."""
    documents = sorted(todo.documents)
    for start in range(0, len(documents), SETTLED_TOGETHER):
        yield Affected(documents=set(documents[start : start + SETTLED_TOGETHER]))
    yield Affected(portals=todo.portals)


def settle_judged(archive: Archive, judged: Judged, checking: Checking, now: dt.datetime) -> list[Change]:
    """Let what was judged be what is open; the rules that failed are on record."""
    rows, failures = list(judged.rows), judged.failures
    archive.note_failures(judged.scope, {each.rule: (each.error, each.traceback) for each in failures}, now)
    if failures:
        rows += _left_open(archive, judged.scope, rows, failures)
    return archive.settle(judged.scope, rows, checking.channels, now, SUPERSEDED)


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


def _settle_document(archive: Archive, document: int, checking: Checking, now: dt.datetime) -> list[Change]:
    """Revisions and withdrawal of one document that has given a report, and whose site it stands on."""
    elsewhere_coded = _site_code_findings(archive, document, checking.watchlist)
    if archive.stood_still(document) and not elsewhere_coded:
        return archive.settle(f"document:{document}", [], checking.channels, now)
    shown = archive.document_reports(document)
    if not shown:
        return []
    stored, reports = archive.document(document), [each for _, each in shown]
    body = reports[-1].body_id or reports[-1].report.body
    findings: list[Finding] = elsewhere_coded
    for old, new in pairwise(reports):
        findings += check_revision(old.report, new.report, body, stored.url)
    elsewhere = _stands_elsewhere(archive, reports[-1]) if stored.gone_since else None
    if elsewhere:
        url = archive.document(elsewhere.document).url
        findings += check_revision(reports[-1].report, elsewhere.report, body, url, moved=True)
    elif stored.gone_since and stored.last_gone_on:
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


def _site_code_findings(archive: Archive, document: int, watchlist: Watchlist) -> list[Finding]:
    body_id, year = max(archive.body_years_of(document), key=lambda each: each[1], default=("", 0))
    body = watchlist.bodies_by_id.get(body_id)
    if body is None:
        return []
    stored = archive.document(document)
    return list(check_site_code(body_id, year, body.region, stored.url, stored.site_code))


def _stands_elsewhere(archive: Archive, gone: StoredReport) -> StoredReport | None:
    """The same body's report on the same year that is up at another address: moved, then, and not withdrawn."""
    current = archive.current_report(gone.body_id, gone.report.year) if gone.body_id else None
    if current is None or current.document == gone.document:
        return None
    return current if archive.document(current.document).gone_since is None else None


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
