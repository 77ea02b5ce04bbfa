"""Faults that no single report shows: dates gone by, documents changed and gone, columns that can't be read. Each with
what looks like it and is in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from crawler.watchlist import BodyKind
from monitor.calendar import ZONE
from monitor.finding import Finding
from monitor.rules.changes import check_revision, check_withdrawal
from monitor.rules.deadlines import BodyYear, check_deadline
from monitor.rules.portals import Column, Visit, check_portal

from .bodies import Nature
from .score import SeasonScore, Slip
from .world import Chronicle
from .years import FIRST, LAST

Happening = Callable[[Random, Chronicle, int], Iterable[Finding] | None]
"""What the rules say of something that happened; None where the body does not lend itself to it."""
URL = "https://example.invalid/nb/1.html"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outside:
    """A code, what has to give it, and what must not."""

    code: str
    fault: Happening
    trap: Happening


def _due(nature: Nature, year: int) -> dt.date | None:
    """The statute: Article 49."""
    dates = {BodyKind.DEPARTMENT: dt.date(year + 1, 1, 31), BodyKind.GOVERNMENT: dt.date(year + 1, 3, 31)}
    return dates.get(nature.body.kind)


def _deadline(today: int, published: int | None, read: int) -> Happening:
    """Days after the date: today, of publication, of the last look at the column."""

    def happen(rng: Random, chronicle: Chronicle, year: int) -> Iterable[Finding] | None:
        due = _due(chronicle.nature, year)
        if due is None:
            return None
        on = None if published is None else due + published * DAY
        body = chronicle.nature.body
        return check_deadline(BodyYear(body, year, due + today * DAY, on, on is not None, due + read * DAY))

    return happen


def _town_without_a_date(rng: Random, chronicle: Chronicle, year: int) -> Iterable[Finding] | None:
    """Towns and subdistricts are not named in Article 49."""
    if _due(chronicle.nature, year):
        return None
    late = dt.date(year + 1, 6, 1)
    return check_deadline(BodyYear(chronicle.nature.body, year, late, None, False, late))


def _revised(rng: Random, chronicle: Chronicle, year: int) -> Iterable[Finding]:
    draft = chronicle.history[year].copied()
    old = draft.build()
    draft.add(rng.choice(("disclosure.licensing.decisions", "applications.granted.total")), 1)
    return check_revision(old, draft.build(), draft.body.id, URL)


def _moved_about(rng: Random, chronicle: Chronicle, year: int) -> Iterable[Finding]:
    """White space, full-width digits, cells doubted in one version only."""
    draft = chronicle.history[year].copied()
    old = draft.build()
    for line in draft.lines[1]:
        line.template = line.template.replace("，", "， ")
    cell = "disclosure.licensing.decisions"
    draft.raws[cell] = f" {draft.count(cell)} ".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return check_revision(old, draft.build(), draft.body.id, URL)


def _gone(passes: int, days: int) -> Happening:
    def happen(rng: Random, chronicle: Chronicle, year: int) -> Iterable[Finding]:
        since = dt.date(year + 1, 5, 1)
        title = chronicle.history[year].title
        return check_withdrawal(chronicle.nature.body.id, year, URL, title, since, since + days * DAY, passes)

    return happen


def _column(outcomes: str, hours: int, most: int = 0) -> Happening:
    """Visits some hours apart; r read with entries, e read and empty, b blocked, u unreachable, m made no sense."""
    words = {"r": "read", "e": "read", "b": "blocked", "u": "unreachable", "m": "unreadable"}

    def happen(rng: Random, chronicle: Chronicle, year: int) -> Iterable[Finding]:
        start = dt.datetime(year + 1, 1, 10, 8, tzinfo=ZONE)
        visits = tuple(
            Visit(start + number * dt.timedelta(hours=hours), words[each], None, 40 if each == "r" else 0)
            for number, each in enumerate(outcomes)
        )
        return check_portal(Column("column", "某栏目", visits, most))

    return happen


OUTSIDE: tuple[Outside, ...] = (
    Outside("deadline.due_soon", _deadline(-3, None, -4), _deadline(-20, None, -21)),
    Outside("deadline.missing", _deadline(9, None, 8), _deadline(9, None, -1)),
    Outside("deadline.missing", _deadline(1, None, 1), _town_without_a_date),
    Outside("deadline.late", _deadline(30, 1, 29), _deadline(30, 0, 29)),
    Outside("deadline.late", _deadline(300, 90, 299), _deadline(300, -31, 299)),
    Outside("document.revised", _revised, _moved_about),
    Outside("document.withdrawn", _gone(3, 3), _gone(2, 9)),
    Outside("document.withdrawn", _gone(9, 30), _gone(9, 1)),
    Outside("portal.unreachable", _column("ruuuu", 12), _column("ruu", 12)),
    Outside("portal.unreachable", _column("rmmmmm", 8), _column("ruuuur", 12)),
    Outside("portal.blocked", _column("rrbbbb", 12), _column("rbbrb", 12)),
    Outside("portal.emptied", _column("reeee", 12), _column("eeee", 12)),
    Outside("portal.emptied", _column("eeee", 12, most=40), _column("ree", 12)),
)


def play_outside(score: SeasonScore, chronicles: list[Chronicle], rng: Random, number: int) -> None:
    """So many of each fault, and of what looks like it."""
    for outside in OUTSIDE:
        for happening, expected in ((outside.fault, outside.code), (outside.trap, "")):
            for _ in range(number):
                _play(score, outside, happening, expected, rng.choice(chronicles), rng)


def _play(
    score: SeasonScore, outside: Outside, happening: Happening, expected: str, chronicle: Chronicle, rng: Random
) -> None:
    year = rng.randint(FIRST, LAST)
    findings = happening(rng, chronicle, year)
    if findings is None:
        return
    found = list(findings)
    body = chronicle.nature.body.name
    if expected:
        score.trials += 1
        score.tally(expected).expected += 1
        score.tally(expected).found += any(finding.code == expected for finding in found)
        if not found:
            score.missed.append(Slip(expected, "", body, year, outside.code, ""))
    for finding in found:
        if finding.code != expected:
            score.tally(finding.code).clean += 1
            slip = Slip(finding.code, str(finding.severity), body, year, outside.code, finding.message())
            score.false.append(slip)
