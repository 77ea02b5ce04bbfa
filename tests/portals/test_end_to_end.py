"""Every family, with every quirk of its portals, read by the real crawler from a real server.

All sites are crawled in one run, as a watch list of many portals is; what came of each is looked up in the archive.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from parsers import parse
from storage.blobs import Blobs
from tests.crawler.conftest import run_crawler
from tests.portals.registry import SIMULATORS, build
from tests.portals.reports import BODIES, Row
from tests.portals.site import Running, Site, serve

PLATFORMS = [family for family, simulator in SIMULATORS.items() if simulator.sniffed]
CASES = [
    *((family, quirk) for family, simulator in SIMULATORS.items() for quirk in ("plain", *simulator.quirks)),
    *(("auto", family) for family in PLATFORMS),
]
"""Each family with each quirk, and each platform once more as `family: auto`, which is to find out by itself."""
each_site = pytest.mark.parametrize(("family", "quirk"), CASES)


ASKED_AGAIN = {"rendered__plain", "trs_wcm__refresh"}
"""A browser loads the page anew before it turns it over; a meta refresh leads back to where we have been."""


@dataclass
class Crawled:
    """One crawl of all sites: what was asked of each, and the archive it went into."""

    home: Path
    code: int
    stderr: str
    running: dict[str, Running] = field(default_factory=dict)

    def rows(self, sql: str, portal: str) -> list[dict[str, Any]]:
        with contextlib.closing(sqlite3.connect(self.home / "nianbao.db")) as db:
            db.row_factory = sqlite3.Row
            return [dict(row) for row in db.execute(sql, (portal,))]


def site_of(family: str, quirk: str) -> Site:
    return build(quirk, "plain") if family == "auto" else build(family, quirk)


def portal_id(family: str, quirk: str) -> str:
    return f"{family}__{quirk}".replace("-", "_")


def write_list(path: Path, running: dict[str, Running]) -> None:
    """A watch list of the sites being served."""
    bodies = [{"id": id_, "name": name, "kind": kind} for id_, (name, kind) in BODIES.items()]
    portals = [
        {"id": id_, "name": id_, "url": each.column, "browser": each.site.browser, "bodies": list(BODIES)}
        | {"family": "auto" if id_.startswith("auto__") else each.site.family}
        for id_, each in running.items()
    ]
    watchlist = {"name": "Simulated", "first_year": 2019, "allowed_hosts": ["127.0.0.1"], "delay": 0}
    path.write_text(json.dumps(watchlist | {"bodies": bodies, "portals": portals}), encoding="utf-8")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("portals")
    with contextlib.ExitStack() as stack:
        running = {
            portal_id(family, quirk): stack.enter_context(serve(site_of(family, quirk))) for family, quirk in CASES
        }
        write_list(folder / "list.yml", running)
        done = run_crawler(folder / "list.yml", "--now", "2021-04-01", home=folder / "home")
        yield Crawled(folder / "home", done.code, done.stderr, running)


def test_the_crawl_ends_well(crawled: Crawled) -> None:
    assert (crawled.code, crawled.stderr) == (0, "")


@each_site
def test_all_reports_are_found_once_with_what_is_said_of_them(crawled: Crawled, family: str, quirk: str) -> None:
    portal = portal_id(family, quirk)
    (visit,) = crawled.rows("SELECT outcome, detail FROM visits WHERE portal = ?", portal)
    assert visit["outcome"] == "read", visit["detail"]
    entries = crawled.rows("SELECT * FROM entries WHERE portal = ?", portal)
    found = sorted((each["title"], each["year"], each["body"]) for each in entries)
    assert found == sorted((row.title, row.year, row.body) for row in expected(family, quirk))
    assert {each["title"]: each["shown_on"] for each in entries} == shown(family, quirk)


def expected(family: str, quirk: str) -> tuple[Row, ...]:
    return SIMULATORS[quirk if family == "auto" else family].reports


def shown(family: str, quirk: str) -> dict[str, str | None]:
    """The date beside each row; None where the portal shows none."""
    name, switch = (quirk, "plain") if family == "auto" else (family, quirk)
    hides = switch in SIMULATORS[name].undated
    return {row.title: None if hides else f"{row.on}" for row in expected(family, quirk)}


@each_site
def test_all_documents_are_fetched_as_the_portal_has_them(crawled: Crawled, family: str, quirk: str) -> None:
    sql = """SELECT e.title, d.role, d.name, d.published_on, s.sha256, s.error FROM entries e
        JOIN documents d ON d.entry = e.id LEFT JOIN sightings s ON s.document = d.id WHERE e.portal = ?"""
    documents = crawled.rows(sql, portal_id(family, quirk))
    assert [each for each in documents if each["error"] or not each["sha256"]] == []
    for row in expected(family, quirk):
        mine = [each for each in documents if each["title"] == row.title]
        pages = [each for each in mine if each["role"] == "page"]
        files = [each for each in mine if each["role"] == "attachment"]
        if row.form == "attachment":
            assert [blob(crawled.home, each["sha256"]) for each in files] == [row.read()]
        else:
            assert files == []
            assert len(pages) == 1
        assert {each["published_on"] for each in pages} <= {f"{row.on}"}


def blob(home: Path, sha256: str) -> bytes:
    return Blobs(home / "blobs").read(sha256)


@pytest.mark.parametrize("family", SIMULATORS)
def test_a_report_that_is_a_page_reads_as_the_document_itself(crawled: Crawled, family: str) -> None:
    """Menus, counters and the platform's own way of carrying the text take no figure away and add none."""
    row = next(row for row in expected(family, "plain") if row.body == "sample_statistics")
    sql = """SELECT s.sha256 FROM entries e JOIN documents d ON d.entry = e.id JOIN sightings s ON s.document = d.id
        WHERE e.portal = ? AND e.year = 2020 AND e.body = 'sample_statistics'"""
    (kept,) = crawled.rows(sql, portal_id(family, "plain"))
    found, printed = parse(blob(crawled.home, kept["sha256"])), parse(f"<h1>{row.title}</h1>{row.text}".encode())
    assert (found.body, found.year) == (printed.body, 2020)
    assert len(found.figures) > 150
    values = [{address: figure.value for address, figure in report.figures.items()} for report in (found, printed)]
    assert values[0] == values[1]
    assert found.doubts == printed.doubts


def test_no_site_is_asked_the_same_twice(crawled: Crawled) -> None:
    doubled = {portal for portal, running in crawled.running.items() if asked_again(running)}
    assert doubled == ASKED_AGAIN


SECOND_PASS = {
    "gkmlpt": 2,  # the page, for its configuration, and the API
    "nfcms": 3,  # the column and the two newest year folders
    "hanweb-xxgk": 2,
    "hanweb-jpaas": 2,
    "epoint-ewb": 3,  # the page, the script with the site's id, the rows
    "truecms": 2,
    "rendered": 2,  # the page and what its script asks for
    "shell": 2,
}
"""Requests for a column that is known and has nothing new; one where nothing is said."""


def test_a_second_pass_reads_the_newest_rows_and_nothing_else(crawled: Crawled) -> None:
    before = {portal: len(running.questions) for portal, running in crawled.running.items()}
    done = run_crawler(crawled.home.parent / "list.yml", "--due", "--now", "2021-04-01T10:00", home=crawled.home)
    assert (done.code, done.stderr, done.of("document")) == (0, "", [])
    assert {event["outcome"] for event in done.of("column")} == {"read"}
    for family in SIMULATORS:
        portal = portal_id(family, "plain")
        asked = crawled.running[portal].questions[before[portal] :]
        assert len(asked) == SECOND_PASS.get(family, 1), (family, [each.path for each in asked])
        (visit,) = crawled.rows("SELECT entries FROM visits WHERE portal = ? ORDER BY id DESC LIMIT 1", portal)
        assert visit["entries"] == len(expected(family, "plain"))


def asked_again(running: Running) -> list[tuple[str, ...]]:
    asked = Counter((each.path, *map("=".join, each.query.items()), f"{each.body!r}") for each in running.questions)
    return [question for question, times in asked.items() if times > 1]
