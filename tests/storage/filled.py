"""A real archive, filled through its own verbs: bodies, reports of several years, doubts, findings, deliveries."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from parsers.form import AMOUNTS, addresses, form_in_force
from parsers.report import Doubt, Figure, Report, Section, SignOff, Source
from storage.archive import Archive
from storage.plan import Everywhere
from storage.records import (
    BodyRow,
    ChannelState,
    ColumnPage,
    DocumentRow,
    EntryRow,
    FetchRow,
    FindingRow,
    HostRow,
    PortalRow,
    ReadingRow,
    RobotsRow,
    RunStats,
    VisitRow,
)

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2022, 2, 3, 9, 30, tzinfo=SHANGHAI)
SITE = "https://example.invalid"
PORTAL = PortalRow("sample_column", "示例区信息公开年报", f"{SITE}/nb/", "list", True, ("statistics", "town"))
STATISTICS = BodyRow("statistics", "示例市示例区统计局", "department", "示例市/示例区", ("区统计局",), 2019)
TOWN = BodyRow("town", "示例市示例区示例镇人民政府", "town", "示例市/示例区", (), 2019, "03-31")
TEXT = "我局高度重视政府信息公开工作，全年收到申请16件。"

APPLICATIONS: Mapping[str, Sequence[int]] = {
    "received_new": (12, 3, 0, 1, 0, 0, 16),
    "carried_in": (1, 0, 0, 0, 0, 0, 1),
    "granted": (7, 2, 0, 1, 0, 0, 10),
    "granted_partly": (1, 0, 0, 0, 0, 0, 1),
    "unable_not_held": (3, 1, 0, 0, 0, 0, 4),
    "results_total": (11, 3, 0, 1, 0, 0, 15),
    "carried_over": (2, 0, 0, 0, 0, 0, 2),
}
OTHERS: Mapping[str, str] = {
    "disclosure.normative_documents.issued": "4",
    "disclosure.normative_documents.in_force": "22（其中修订16件）",
    "disclosure.licensing.decisions": "11次",
    "disclosure.fees.amount": "7794.209912",
    "disclosure.regulations.in_force": "/",
    "disputes.review.corrected": "2",
    "disputes.review.upheld": "1",
    "disputes.review.total": "3",
    "disputes.litigation_direct.total": "0",
}


def build_report(
    data: bytes,
    body: str = STATISTICS.name,
    year: int = 2021,
    *,
    printed: Mapping[str, str] | None = None,
    doubts: Sequence[Doubt] = (),
    text: str = TEXT,
) -> Report:
    """A report over every cell of the form of its year; `printed` overrides single cells by their printed text."""
    form = form_in_force(year)
    raws = {address: _printed(address) for address in addresses(form)} | dict(printed or {})
    headings = ("总体情况", "主动公开政府信息情况", "存在的主要问题及改进情况")
    return Report(
        source=Source("report.html", "text/html", hashlib.sha256(data).hexdigest(), "html"),
        body=body,
        year=year,
        form=form,
        title=f"{body}{year}年政府信息公开工作年度报告",
        published_on=dt.date(year + 1, 1, 21),
        sign_off=SignOff(f"{year + 1}年1月18日", year + 1, 1, 18, body),
        figures={address: _figure(address, raw, number) for number, (address, raw) in enumerate(raws.items())},
        doubts=tuple(doubts),
        sections=tuple(Section(number, heading, text) for number, heading in enumerate(headings, 1)),
    )


def _printed(address: str) -> str:
    table, row, column = address.split(".")
    if table == "applications" and row in APPLICATIONS:
        columns = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
        return str(APPLICATIONS[row][columns.index(column)])
    return OTHERS.get(address, "0")


def _figure(address: str, raw: str, number: int) -> Figure:
    digits = raw.removesuffix("次").split("（")[0]
    stated = digits.replace(".", "", 1).isdigit()
    value = Decimal(digits) if address in AMOUNTS else int(digits) if stated else None
    return Figure(address, value, raw, page=1, grid=1, row=number // 7 + 1, column=number % 7 + 1)


@dataclass(frozen=True, slots=True)
class Filled:
    """What `fill` put in, by number or id."""

    home: Path
    revised: int
    original: int
    last_year: int
    town: int
    finding: str
    missing: str
    sha256: str


def keep(archive: Archive, data: bytes, report: Report, body: BodyRow, url: str, now: dt.datetime) -> int:
    """Let a report appear on the portal at `url`, be fetched and read. Returns its number."""
    run = archive.start_run(now)
    entry = archive.see_entry(
        EntryRow(PORTAL.id, url, report.title, body.id, report.year, report.published_on, report.published_on), now
    )
    document = archive.see_document(DocumentRow(entry.id, url, "page", published_on=report.published_on), now)
    archive.keep_snapshot(FetchRow(document.id, run, 200, {"content-type": "text/html"}, "text/html", data), now)
    archive.record_visit(VisitRow(PORTAL.id, run, "read", 200, 3), now)
    archive.keep_column_page(ColumnPage(PORTAL.id, PORTAL.url, "0f", '"3"', "Thu, 03 Feb 2022 01:30:00 GMT"), now)
    archive.keep_host(HostRow("example.invalid", None, "", 0, now.date(), 3), now)
    archive.keep_robots(RobotsRow(SITE, 404, b""), now)
    archive.finish_run(run, "finished", RunStats(1, 3, int(entry.new), 1), now)
    kept = archive.keep_report(document.id, report, body.id, report.published_on, now).id
    archive.keep_sketch(kept, report.year, 1, [report.year])
    return kept


def balance_finding(report: int, body: BodyRow = STATISTICS, year: int = 2021) -> FindingRow:
    """The accusation of a column that does not balance, as the check step words it."""
    cells = ("applications.results_total.total", "applications.received_new.total", "applications.carried_over.total")
    return FindingRow(
        id=f"balance-{body.id}-{year}",
        code="applications.balance",
        severity="error",
        body=body.name,
        body_id=body.id,
        year=year,
        cells=cells,
        message_en="In the column 总计, new and carried-in applications are 17, results and carried-over ones 16.",
        message_zh="“总计”一栏：本年新收与上年结转之和为17，办理结果总计与结转下年度之和为16。",
        expected="17",
        found="16",
        operands=tuple({"cell": cell, "label": "", "raw": "14", "year": year} for cell in cells),
        suggestion={"cell": cells[0], "value": 15},
        evidence="17<>16",
        report=report,
    )


def deadline_finding(body: BodyRow, year: int, code: str = "deadline.missing", severity: str = "error") -> FindingRow:
    return replace(
        balance_finding(0, body, year),
        id=f"{code}-{body.id}-{year}",
        code=code,
        severity=severity,
        cells=(),
        operands=(),
        suggestion=None,
        expected=None,
        found=None,
        message_en=f"The report on {year} was due and has not been published.",
        message_zh=f"{year}年度报告已逾期，尚未公布。",
        evidence="missing",
        report=None,
    )


def fill(home: Path, *, name: str = STATISTICS.name, text: str = TEXT) -> Filled:
    """Two bodies, three years, a revised report with doubts, open and resolved findings, pending deliveries."""
    statistics = replace(STATISTICS, name=name)
    with Archive.open(home) as archive:
        archive.sync_watchlist([statistics, TOWN], [PORTAL])
        url = SITE + "/nb/{}.html"
        past = build_report(b"past", name, 2020)
        last_year = keep(archive, b"past", past, statistics, url.format("2020"), NOW - dt.timedelta(days=370))
        first = build_report(b"first", name, 2021, text=text)
        original = keep(archive, b"first", first, statistics, url.format("2021"), NOW - dt.timedelta(days=13))
        later = build_report(b"later", name, 2021, printed=_REVISION, doubts=_DOUBTS, text=text)
        revised = keep(archive, b"later", later, statistics, url.format("2021"), NOW)
        town = build_report(b"town", TOWN.name, 2020, printed={"applications.received_new.total": "5"})
        town_report = keep(archive, b"town", town, TOWN, url.format("town"), NOW - dt.timedelta(days=200))
        _settle(archive, statistics, revised)
        _decide(archive, last_year)
        _refuse(archive)
        archive.begin_job("crawl", NOW)
        archive.beat(1, NOW, NOW)
        with archive.transaction():
            archive.move_cursor("check", 1, NOW)
    return Filled(
        home,
        revised,
        original,
        last_year,
        town_report,
        "balance-statistics-2021",
        "deadline.missing-town-2021",
        later.source.sha256,
    )


_REVISION = {
    "applications.results_total.total": "14",
    "applications.granted.business": "",
    "applications.unable_not_held.natural_person": "3 1",
}
_DOUBTS = (
    Doubt("applications.granted.business", "", "cell_lost", 2),
    Doubt("applications.unable_not_held.natural_person", "3 1", "several_numbers"),
)


def _settle(archive: Archive, statistics: BodyRow, report: int) -> None:
    channels = Everywhere({"slack": "warning", "mail": "error"})
    early = NOW - dt.timedelta(days=30)
    late = deadline_finding(statistics, 2020, "deadline.late")
    archive.settle("deadlines", [late], channels, early)
    archive.settle("deadlines", [deadline_finding(TOWN, 2021)], channels, NOW)
    revised = replace(
        balance_finding(report, statistics),
        id="revised-statistics-2021",
        code="document.revised",
        severity="warning",
        message_en="The published report was changed: 3 cells differ.",
        message_zh="已公布的报告被修改：3个单元格不同。",
        suggestion=None,
        expected=None,
        found=None,
    )
    hint = replace(revised, id="stale-statistics-2021", code="form.stale_basis", severity="info", cells=())
    archive.settle("reports", [balance_finding(report, statistics), revised, hint], channels, NOW)
    archive.begin_digest(
        "a-digest", "slack", [notice.delivery for notice in archive.pending_notices("slack", NOW)], NOW
    )
    archive.digest_delivered("a-digest", NOW, {hint.id: "1610413200.000100"})
    archive.keep_channel_state(ChannelState("mail", 1, NOW, error="no answer"))
    archive.snooze(hint.id, NOW + dt.timedelta(days=30), NOW)


def _decide(archive: Archive, report: int) -> None:
    """What people had to say: one finding acknowledged, one figure corrected; and a rule of theirs that raises."""
    archive.note_failures("body:statistics:2021", {"rules/mine.py (local.mine)": ("KeyError('x')", "Traceback …")}, NOW)
    archive.decide("stale-statistics-2021", "ack", "王", "已电话告知", NOW)
    stored = archive.report(report)
    if stored:
        archive.correct(stored, "applications.carried_over.total", 3, "王", "扫描件上为3", NOW)


def _refuse(archive: Archive) -> None:
    """An attachment that is no report, and an entry of nobody we know that has been taken down."""
    run = archive.start_run(NOW)
    entry = archive.see_entry(EntryRow(PORTAL.id, f"{SITE}/nb/x.html", "某局2021年年报", None, 2021, None), NOW)
    document = archive.see_document(DocumentRow(entry.id, f"{SITE}/nb/x.pdf", "attachment", "x.pdf"), NOW)
    kept = archive.keep_snapshot(FetchRow(document.id, run, 200, {}, "application/pdf", b"%PDF-1.4"), NOW)
    archive.record_reading(ReadingRow(document.id, kept.sha256, "encrypted", "the file wants a password"), NOW)
    archive.document_gone(document.id, run, 404, NOW)


def empty(home: Path) -> Path:
    """An archive with its tables and nothing in them."""
    Archive.open(home).close()
    return home
