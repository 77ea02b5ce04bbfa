"""What has to be looked at again after something happened: which bodies and years, which documents, which columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.watchlist import Watchlist
from monitor.local.load import NO_RULES, LocalRules
from monitor.rules.site_codes import provinces_that_differ
from storage.archive import Archive
from storage.plan import Plan
from storage.records import Event


@dataclass(frozen=True, slots=True)
class Checking:
    """What the check needs besides the archive: who is watched, who is told, and the day in Asia/Shanghai."""

    watchlist: Watchlist
    channels: Plan
    today: dt.date
    due_soon_days: int = 7
    use_corrections: bool = False
    """Whether rules judge the figures that people put beside the printed ones, instead of these."""
    local: LocalRules = NO_RULES
    """The user's own rules."""


@dataclass
class Affected:
    """What has to be looked at again."""

    body_years: set[tuple[str, int]] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    portals: set[str] = field(default_factory=set)


def affected_by(archive: Archive, events: Iterable[Event], checking: Checking) -> Affected:
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
                if event.kind == "report.kept":
                    affected.body_years |= _compared_with(archive, event, checking)
                    affected.body_years |= _later_years(archive, event)
            case "figure.corrected":
                affected.documents.add(event.data["document"])
            case _:
                affected.documents.add(int(event.subject))
    for document in affected.documents:
        for body, year in archive.body_years_of(document):
            affected.body_years |= _with_next_year(body, year)
    return affected


def _later_years(archive: Archive, event: Event) -> set[tuple[str, int]]:
    """The body's reports on later years: they are compared with earlier ones, whenever these turn up."""
    body, year = event.data.get("body"), event.data.get("year")
    return {(body, later) for later in archive.years_of(body) if later > year} if body and year else set()


def _compared_with(archive: Archive, event: Event, checking: Checking) -> set[tuple[str, int]]:
    """Bodies whose findings a report may change though it is not theirs: those it is counted into, and those whose
    text may be the same."""
    body, year = event.data.get("body"), event.data.get("year")
    if not body or not year:
        return set()
    others = (*checking.watchlist.covering.get(body, ()), *archive.bodies_with_like_texts(int(event.subject)))
    return {(other, year) for other in others}


def _with_next_year(body: str | None, year: int | None) -> set[tuple[str, int]]:
    """A report is compared with last year's, so a change in one year is a change for the next."""
    return {(body, year), (body, year + 1)} if body and year else set()


def _body_years_of_portal(portal: str, checking: Checking) -> set[tuple[str, int]]:
    """The years whose deadline a visit may decide: last year's, and what may still be missing from before."""
    known = next((each for each in checking.watchlist.portals if each.id == portal), None)
    bodies = [checking.watchlist.bodies_by_id[id_] for id_ in known.bodies] if known else []
    return {(body.id, year) for body in bodies for year in checking.watchlist.years_of(body, checking.today)}


def everything(archive: Archive, checking: Checking) -> Affected:
    watchlist = checking.watchlist
    body_years = {
        (body.id, year)
        for body in watchlist.bodies
        for year in {*watchlist.years_of(body, checking.today), *archive.years_of(body.id)}
    }
    documents = {*archive.documents_to_compare(), *_elsewhere_coded(archive, watchlist)}
    return Affected(body_years, documents, {p.id for p in watchlist.enabled_portals})


def _elsewhere_coded(archive: Archive, watchlist: Watchlist) -> Iterator[int]:
    """Documents that may stand on somebody else's site: the code is that of another province."""
    for document, id_, code in archive.documents_with_site_code():
        body = watchlist.bodies_by_id.get(id_)
        if body and provinces_that_differ(body.region, code):
            yield document
