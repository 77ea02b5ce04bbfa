"""The steps over a real archive: what they open, what they tell, and that running them again changes nothing."""

import datetime as dt
from pathlib import Path

import pytest

from crawler.watchlist import Body, BodyKind, Portal, Watchlist
from monitor.alerts.digest import Digest, Receipt
from monitor.case import Case
from monitor.catalogue import Language
from monitor.channel_config import Route
from monitor.clock import ZONE
from monitor.routing import Routing
from monitor.rules import evaluate
from monitor.steps.affected import Checking
from monitor.steps.check import check_step
from monitor.steps.deliver import Outlet, Telling, deliver_step
from monitor.steps.judge import doubt_differences
from monitor.steps.remind import introduce_channels, remind_step
from storage.archive import Archive
from storage.plan import Everywhere
from storage.records import BodyRow, DocumentRow, EntryRow, FetchRow, PortalRow, VisitRow
from tests.monitor.reports import build_report

BODY = Body(id="sample_finance", name="示例市示例区财政局", kind=BodyKind.DEPARTMENT)
PORTAL = Portal(id="sample", name="示例", url="http://127.0.0.1/", family="nfcms", bodies=("sample_finance",))
WATCHLIST = Watchlist(name="示例", first_year=2018, bodies=(BODY,), portals=(PORTAL,))
TELLING = Telling(Language.EN, "示例", "http://127.0.0.1:8001")


def at(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9), ZONE)


def everywhere(*channels: str) -> Everywhere:
    return Everywhere(dict.fromkeys(channels, "info"))


def checking(day: str, *channels: str) -> Checking:
    return Checking(WATCHLIST, everywhere(*channels), at(day).date())


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(tmp_path)
    body = BodyRow(BODY.id, BODY.name, "department", "", (), 2018)
    opened.sync_watchlist([body], [PortalRow(PORTAL.id, PORTAL.name, PORTAL.url, PORTAL.family, True, (BODY.id,))])
    return opened


def visit(archive: Archive, day: str, outcome: str = "read") -> int:
    run = archive.start_run(at(day))
    archive.record_visit(VisitRow(PORTAL.id, run, outcome, 200 if outcome == "read" else None, 0), at(day))
    return run


def opened(archive: Archive) -> set[tuple[str, int | None]]:
    return {(finding.code, finding.year) for finding in archive.open_findings()}


def test_missing_is_only_said_when_the_column_was_read_after_the_date(archive: Archive) -> None:
    visit(archive, "2021-01-30")
    visit(archive, "2021-02-02", "unreachable")
    check_step(archive, checking("2021-02-02"), at("2021-02-02"))
    assert opened(archive) == {("deadline.due_soon", 2020)}
    visit(archive, "2021-02-03")
    check_step(archive, checking("2021-02-03"), at("2021-02-03"))
    assert opened(archive) == {("deadline.missing", 2020)}


def test_years_before_we_watched_are_not_called_missing(archive: Archive) -> None:
    visit(archive, "2021-03-01")
    check_step(archive, checking("2021-03-01"), at("2021-03-01"))
    assert opened(archive) == {("deadline.missing", 2020)}, "2018 and 2019 were over before the first look"


def test_a_year_that_passed_under_our_eyes_stays_missing(archive: Archive) -> None:
    for day in ("2021-01-05", "2021-02-01", "2022-02-01"):
        visit(archive, day)
        check_step(archive, checking(day), at(day))
    assert opened(archive) == {("deadline.missing", 2020), ("deadline.missing", 2021)}


def test_a_report_that_is_listed_but_cannot_be_read_is_not_missing(archive: Archive) -> None:
    run = visit(archive, "2021-02-01")
    entry = EntryRow(
        PORTAL.id, "http://127.0.0.1/1.pdf", f"{BODY.name}2020年年度报告", BODY.id, 2020, dt.date(2021, 1, 9)
    )
    document = archive.see_document(
        DocumentRow(archive.see_entry(entry, at("2021-02-01")).id, "http://127.0.0.1/1.pdf", "page"), at("2021-02-01")
    )
    fetch = FetchRow(document.id, run, 200, {}, "application/pdf", b"%PDF-broken")
    archive.keep_snapshot(fetch, at("2021-02-01"))
    check_step(archive, checking("2021-02-01"), at("2021-02-01"))
    assert opened(archive) == set()


def test_a_report_first_seen_on_our_first_look_is_not_called_late(archive: Archive) -> None:
    visit(archive, "2021-03-01")
    archive.see_entry(EntryRow(PORTAL.id, "http://127.0.0.1/1", "年报", BODY.id, 2020, None), at("2021-03-01"))
    check_step(archive, checking("2021-03-01"), at("2021-03-01"))
    assert opened(archive) == set(), "nobody states when it was published, and we were not there before"


def test_a_channel_that_comes_later_is_told_what_is_open_once(archive: Archive) -> None:
    visit(archive, "2021-02-03")
    check_step(archive, checking("2021-02-03"), at("2021-02-03"))
    for day in ("2021-02-04", "2021-02-05"):
        introduce_channels(archive, {"mail": 1}, everywhere("mail"), at(day))
        check_step(archive, checking(day, "mail"), at(day))
    (notice,) = archive.pending_notices("mail", at("2021-02-05"))
    assert notice.finding.code == "deadline.missing"


def test_a_route_that_comes_later_tells_what_is_open_once(archive: Archive) -> None:
    """The mail hears of columns only; then of dates as well, at once and not at the next reminder."""
    visit(archive, "2021-02-03")
    told = []
    for day, codes in (("2021-02-03", ("portal.*",)), ("2021-02-04", ("portal.*", "deadline.*")), ("2021-02-05", ())):
        plan = Routing(tuple(Route(channels=("mail",), codes=(code,)) for code in codes), WATCHLIST)
        introduce_channels(archive, {"mail": plan.mark_of("mail")}, plan, at(day))
        check_step(archive, Checking(WATCHLIST, plan, at(day).date(), 7), at(day))
        told.append([notice.finding.code for notice in archive.pending_notices("mail", at(day))])
    assert told == [[], ["deadline.missing"], ["deadline.missing"]]


def test_the_mark_of_a_channel_is_another_where_other_things_are_told() -> None:
    routes = (Route(channels=("mail",), codes=("deadline.*",)), Route(channels=("slack",)))
    later = (routes[0].model_copy(update={"send": "daily", "language": "zh"}), routes[1])
    wider = (routes[0].model_copy(update={"codes": ("deadline.*", "portal.*")}), routes[1])
    marks = [[Routing(each, WATCHLIST).mark_of(name) for each in (routes, later, wider)] for name in ("mail", "slack")]
    assert [len(set(each)) for each in marks] == [2, 1]
    assert marks[0][0] == marks[0][1]


def test_reminders_are_gone_through_once_a_day(archive: Archive) -> None:
    visit(archive, "2021-02-03")
    check_step(archive, checking("2021-02-03", "mail"), at("2021-02-03"))
    remind = [
        [each.transition for each in remind_step(archive, everywhere("mail"), dt.timedelta(days=30), "info", at(day))]
        for day in ("2021-02-20", "2021-03-05", "2021-03-05", "2021-03-06")
    ]
    assert remind == [[], ["persisting"], [], []]


def test_checking_twice_changes_nothing(archive: Archive) -> None:
    visit(archive, "2021-02-03")
    assert check_step(archive, checking("2021-02-03", "mail"), at("2021-02-03"))
    events = len(archive.events_after(0))
    assert check_step(archive, checking("2021-02-03", "mail"), at("2021-02-03")) == []
    assert len(archive.events_after(0)) == events


def test_a_channel_that_fails_is_tried_again_with_the_same_digest(archive: Archive) -> None:
    visit(archive, "2021-02-03")
    check_step(archive, checking("2021-02-03", "mail"), at("2021-02-03"))
    seen: list[str] = []

    def broken(digest: Digest) -> Receipt:
        seen.append(digest.id)
        return Receipt(delivered=len(seen) > 1, error="" if len(seen) > 1 else "connection refused")

    moments = [at("2021-02-03"), at("2021-02-03") + dt.timedelta(seconds=10), at("2021-02-04")]
    for moment in moments:
        deliver_step(archive, {"mail": Outlet(broken)}, TELLING, lambda moment=moment: moment)  # type: ignore[misc]
    assert len(seen) == 2, "not before its time, and not after it was delivered"
    assert len(set(seen)) == 1


def test_a_channel_that_raises_is_recorded_and_holds_up_no_other(archive: Archive) -> None:
    visit(archive, "2021-02-03")
    check_step(archive, checking("2021-02-03", "mail", "slack"), at("2021-02-03"))

    def raises(digest: Digest) -> Receipt:
        raise RuntimeError("defect")

    def works(digest: Digest) -> Receipt:
        return Receipt(delivered=True)

    attempts = deliver_step(
        archive, {"mail": Outlet(raises), "slack": Outlet(works)}, TELLING, lambda: at("2021-02-03")
    )
    assert [attempt.receipt.delivered for attempt in attempts] == [False, True]
    assert "RuntimeError" in attempts[0].receipt.error


def test_after_its_time_a_delivery_is_given_up_and_that_is_on_record(archive: Archive) -> None:
    visit(archive, "2021-02-03")
    check_step(archive, checking("2021-02-03", "mail"), at("2021-02-03"))

    def refuses(digest: Digest) -> Receipt:
        return Receipt(delivered=False, error="550 no such mailbox")

    for day in ("2021-02-03", "2021-02-09"):
        deliver_step(archive, {"mail": Outlet(refuses)}, TELLING, lambda day=day: at(day))  # type: ignore[misc]
    assert archive.pending_notices("mail", at("2021-02-20")) == []
    assert [event.kind for event in archive.events_after(0, ("digest.given_up",))] == ["digest.given_up"]


def test_a_page_and_its_attachment_that_differ_are_doubted_and_accused_of_nothing() -> None:
    page = build_report({"applications.received_new.total": 9})
    attachment = build_report({})
    report = doubt_differences(page, [attachment])
    assert [(doubt.cell, doubt.read, doubt.reason) for doubt in report.doubts] == [
        ("applications.received_new.total", "9 / 0", "documents_differ")
    ]
    codes = {finding.code for finding in evaluate(Case(report, dt.date(2021, 2, 1))).findings}
    assert codes == {"reading.doubt"}
    assert doubt_differences(page, [page]) == page
