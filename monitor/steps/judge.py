"""Judge: one body and year of the archive against all rules. Questions only; what comes of it is settled elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.watchlist import Body
from monitor.calendar import due_date
from monitor.case import Case
from monitor.finding import Finding
from monitor.rules import Failure, evaluate
from monitor.rules.deadlines import BodyYear, check_deadline
from monitor.steps.affected import Checking
from monitor.steps.corrected import with_corrections
from monitor.steps.finding_row import finding_row
from monitor.steps.gather import Gathered
from parsers.report import Doubt, Report
from storage.archive import Archive
from storage.connection import archive_file
from storage.records import FindingRow, StoredReport


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of one scope; where some failed, their silence means nothing."""

    scope: str
    rows: tuple[FindingRow, ...]
    failures: tuple[Failure, ...] = ()


@dataclass
class Judge:
    """Judges body-years one after the other; the report of a year is kept at hand for the year after."""

    archive: Archive
    checking: Checking
    gathered: Gathered = field(init=False)
    _last: tuple[str, int, StoredReport | None] = ("", 0, None)

    def __post_init__(self) -> None:
        self.gathered = Gathered(self.archive, self.checking.watchlist)

    def judge_all(self, body_years: Sequence[tuple[str, int]]) -> list[Judged]:
        """Those of them whose body is watched."""
        bodies = self.checking.watchlist.bodies_by_id
        return [self.judge(bodies[body], year) for body, year in body_years if body in bodies]

    def judge(self, body: Body, year: int) -> Judged:
        stored = self._current(body, year)
        previous = self._current(body, year - 1) if stored else None
        self._last = (body.id, year, stored)
        findings = [*self._of_the_calendar(body, year)]
        failures: tuple[Failure, ...] = ()
        if stored:
            found, failures = self._of_the_report(body, stored, previous)
            findings += found
        documents = {each.report.year: each.sha256 for each in (stored, previous) if each}
        report = stored.id if stored else None
        rows = [finding_row(finding, body.name, body.id, report=report, documents=documents) for finding in findings]
        return Judged(f"body:{body.id}:{year}", tuple(rows), failures)

    def _current(self, body: Body, year: int) -> StoredReport | None:
        if self._last[:2] == (body.id, year):
            return self._last[2]
        return self.archive.current_report(body.id, year)

    def _of_the_calendar(self, body: Body, year: int) -> Sequence[Finding]:
        archive, checking = self.archive, self.checking
        if year not in checking.watchlist.years_of(body, checking.today) or not _was_watched(self, body, year):
            return ()
        return tuple(check_deadline(_body_year(archive, body, year, checking)))

    def _of_the_report(
        self, body: Body, stored: StoredReport, previous: StoredReport | None
    ) -> tuple[tuple[Finding, ...], tuple[Failure, ...]]:
        archive, checking = self.archive, self.checking
        report = doubt_differences(stored.report, [each.report for each in archive.companions(stored)])
        if checking.use_corrections:
            report = with_corrections(report, archive.corrections_of(stored))
        before = previous.report if previous else None
        gathered = self.gathered.of(stored, body)
        case = Case(report, checking.today, body, before, stored.first_published_on, **gathered)
        result, own = evaluate(case), checking.local.evaluate(case, archive_file(archive.home), stored.id)
        return (*result.findings, *own.findings), (*result.failures, *own.failures)


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


def _was_watched(judge: Judge, body: Body, year: int) -> bool:
    """Whether the deadline of a year can be judged: last year's, and any that passed under our eyes. Of the years
    before we began to watch, a column may simply not list the reports any more."""
    due, since = due_date(body, year), judge.archive.watched(body.id).since
    return year == judge.checking.today.year - 1 or (due is not None and since is not None and since <= due)


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
