"""Check: the archive as it stands against the rules; findings open, change and resolve, each scope in one
transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise

from crawler.watchlist import Body, Watchlist
from monitor.calendar import due_date
from monitor.case import Case
from monitor.catalogue import Language
from monitor.finding import Finding
from monitor.rules import Failure, evaluate
from monitor.rules.changes import check_revision, check_withdrawal
from monitor.rules.deadlines import BodyYear, check_deadline
from monitor.rules.portals import Column, Visit, check_portal
from storage.archive import Archive
from storage.records import Change, Event, FindingRow, StoredReport

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
)
BATCH = 2000
SUPERSEDED: Mapping[str, str] = {"deadline.due_soon": "deadline.missing", "deadline.missing": "deadline.late"}
"""Findings whose end says nothing that the one opening in its place does not say better."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checking:
    """What the check needs besides the archive: who is watched, who is told, and the day in Asia/Shanghai."""

    watchlist: Watchlist
    channels: Mapping[str, str]
    today: dt.date
    due_soon_days: int = 7


@dataclass
class Affected:
    """What has to be looked at again."""

    body_years: set[tuple[str, int]] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    portals: set[str] = field(default_factory=set)


def check_step(archive: Archive, checking: Checking, now: dt.datetime) -> list[Change]:
    """Check everything that the log says has changed, and everything once a day; returns the changes of state.

    The findings of all that is affected, the alerts they cause and the cursor move in one transaction.
    """
    changes: list[Change] = []
    introduce_channels(archive, checking.channels, now)
    new_day = archive.cursor(DAY_CONSUMER) < checking.today.toordinal()
    while events := archive.events_after(archive.cursor(CONSUMER), KINDS, BATCH):
        with archive.transaction():
            changes += _settle(archive, _affected(archive, events, checking), checking, now)
            archive.move_cursor(CONSUMER, events[-1].seq, now)
    if new_day:
        with archive.transaction():
            changes += _settle(archive, _everything(archive, checking), checking, now)
            archive.move_cursor(DAY_CONSUMER, checking.today.toordinal(), now)
    return changes


def introduce_channels(archive: Archive, channels: Mapping[str, str], now: dt.datetime) -> None:
    """Tell a channel that is new what was already open when it came: silence must mean that all is well."""
    for channel, least in channels.items():
        if not archive.cursor(f"channel.{channel}"):
            with archive.transaction():
                archive.tell_open_findings(channel, least)
                archive.move_cursor(f"channel.{channel}", 1, now)


def _affected(archive: Archive, events: Iterable[Event], checking: Checking) -> Affected:
    affected = Affected()
    for event in events:
        match event.kind:
            case "portal.visited":
                affected.portals.add(event.subject)
                affected.body_years |= _body_years_of_portal(event.subject, checking)
            case "entry.seen" | "report.kept":
                affected.body_years |= _with_next_year(event.data.get("body"), event.data.get("year"))
                if "document" in event.data:
                    affected.documents.add(event.data["document"])
            case _:
                affected.documents.add(int(event.subject))
    for document in affected.documents:
        for body, year in archive.body_years_of(document):
            affected.body_years |= _with_next_year(body, year)
    return affected


def _with_next_year(body: str | None, year: int | None) -> set[tuple[str, int]]:
    """A report is compared with last year's, so a change in one year is a change for the next."""
    return {(body, year), (body, year + 1)} if body and year else set()


def _body_years_of_portal(portal: str, checking: Checking) -> set[tuple[str, int]]:
    """The years whose deadline a visit may decide: last year's, and what may still be missing from before."""
    known = next((each for each in checking.watchlist.portals if each.id == portal), None)
    bodies = [checking.watchlist.bodies_by_id[id_] for id_ in known.bodies] if known else []
    return {(body.id, year) for body in bodies for year in checking.watchlist.years_of(body, checking.today)}


def _everything(archive: Archive, checking: Checking) -> Affected:
    watchlist = checking.watchlist
    body_years = {
        (body.id, year)
        for body in watchlist.bodies
        for year in {*watchlist.years_of(body, checking.today), *archive.years_of(body.id)}
    }
    return Affected(body_years, set(archive.documents_with_reports()), {p.id for p in watchlist.enabled_portals})


def _settle(archive: Archive, affected: Affected, checking: Checking, now: dt.datetime) -> list[Change]:
    changes: list[Change] = []
    for body_id, year in sorted(affected.body_years):
        body = checking.watchlist.bodies_by_id.get(body_id)
        if body:
            changes += _settle_body_year(archive, body, year, checking, now)
    for document in sorted(affected.documents):
        changes += _settle_document(archive, document, checking, now)
    for portal in sorted(affected.portals):
        changes += _settle_portal(archive, portal, checking, now)
    return changes


def _settle_body_year(archive: Archive, body: Body, year: int, checking: Checking, now: dt.datetime) -> list[Change]:
    scope = f"body:{body.id}:{year}"
    stored = archive.current_report(body.id, year)
    findings: list[Finding] = []
    if year in checking.watchlist.years_of(body, checking.today) and _was_watched(archive, body, year, checking.today):
        findings += check_deadline(_body_year(archive, body, year, checking))
    failures: tuple[Failure, ...] = ()
    if stored:
        previous = archive.current_report(body.id, year - 1)
        published = stored.first_published_on
        case = Case(stored.report, checking.today, body, previous.report if previous else None, published)
        result = evaluate(case)
        findings += result.findings
        failures = result.failures
    rows = [finding_row(finding, body.name, body.id, report=stored.id if stored else None) for finding in findings]
    if failures:
        rows += _left_open(archive, scope, rows, failures, now)
    return archive.settle(scope, rows, checking.channels, now, SUPERSEDED)


def _was_watched(archive: Archive, body: Body, year: int, today: dt.date) -> bool:
    """Whether the deadline of a year can be judged: last year's, and any that passed under our eyes. Of the years
    before we began to watch, a column may simply not list the reports any more."""
    due, since = due_date(body, year), archive.watched(body.id).since
    return year == today.year - 1 or (due is not None and since is not None and since <= due)


def _left_open(
    archive: Archive, scope: str, rows: list[FindingRow], failures: tuple[Failure, ...], now: dt.datetime
) -> list[FindingRow]:
    """Where a rule failed, its silence means nothing: what was open stays open, and the failure is on record."""
    for failure in failures:
        archive.log("rule.failed", scope, now, rule=failure.rule, error=failure.error, traceback=failure.traceback)
        logger.error("rule %s failed on %s: %s", failure.rule, scope, failure.error)
    found = {row.id for row in rows}
    return [row for row in archive.open_findings(scope) if row.id not in found]


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
        finding_row(finding, name, reports[-1].body_id, report=reports[-1].id, document=document)
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
        Visit(visit.at, visit.outcome, visit.status, visit.entries) for visit in reversed(archive.visits(portal))
    )
    findings = check_portal(Column(known.id, known.name, visits, archive.most_entries(portal)))
    rows = [finding_row(finding, known.name, None, portal=known.id) for finding in findings]
    return archive.settle(f"portal:{portal}", rows, checking.channels, now)


def _body_name(watchlist: Watchlist, body: str) -> str:
    known = watchlist.bodies_by_id.get(body)
    return known.name if known else body


def finding_row(
    finding: Finding,
    body: str,
    body_id: str | None,
    *,
    report: int | None = None,
    document: int | None = None,
    portal: str | None = None,
) -> FindingRow:
    """A finding as the archive keeps it: worded in both languages, with its evidence."""
    return FindingRow(
        id=finding.id,
        code=finding.code,
        severity=str(finding.severity),
        body=body,
        body_id=body_id,
        year=finding.year,
        cells=finding.cells,
        message_en=finding.message(Language.EN),
        message_zh=finding.message(Language.ZH),
        expected=None if finding.expected is None else str(finding.expected),
        found=None if finding.found is None else str(finding.found),
        operands=tuple(asdict(operand) for operand in finding.operands),
        suggestion=asdict(finding.suggestion) if finding.suggestion else None,
        evidence=finding.evidence,
        report=report,
        document=document,
        portal=portal,
    )
