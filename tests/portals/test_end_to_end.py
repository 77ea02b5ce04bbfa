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

from storage.archive import Archive
from tests.crawler.conftest import run_crawler
from tests.portals.registry import SIMULATORS, sites
from tests.portals.reports import BODIES, REPORTS, Row
from tests.portals.site import Running, serve

CASES = [(family, quirk) for family, simulator in SIMULATORS.items() for quirk in ("plain", *simulator.quirks)]
each_site = pytest.mark.parametrize(("family", "quirk"), CASES)


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


def portal_id(family: str, quirk: str) -> str:
    return f"{family}__{quirk}".replace("-", "_")


def write_list(path: Path, running: dict[str, Running]) -> None:
    """A watch list of the sites being served."""
    bodies = [{"id": id_, "name": name, "kind": kind} for id_, (name, kind) in BODIES.items()]
    portals = [
        {"id": id_, "name": id_, "url": each.column, "family": each.site.family, "browser": each.site.browser}
        | {"bodies": list(BODIES)}
        for id_, each in running.items()
    ]
    watchlist = {"name": "Simulated", "first_year": 2019, "allowed_hosts": ["127.0.0.1"], "delay": 0}
    path.write_text(json.dumps(watchlist | {"bodies": bodies, "portals": portals}), encoding="utf-8")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("portals")
    with contextlib.ExitStack() as stack:
        running = {
            portal_id(family, quirk): stack.enter_context(serve(site))
            for family in SIMULATORS
            for quirk, site in sites(family).items()
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
    assert found == sorted((row.title, row.year, row.body) for row in expected(family))
    assert {each["title"]: each["shown_on"] for each in entries} == shown(family, quirk)


def expected(family: str) -> tuple[Row, ...]:
    return SIMULATORS[family].reports


def shown(family: str, quirk: str) -> dict[str, str | None]:
    """The date beside each row; None where the portal shows none."""
    hides = quirk in SIMULATORS[family].undated
    return {row.title: None if hides else f"{row.on}" for row in expected(family)}


@each_site
def test_all_documents_are_fetched_as_the_portal_has_them(crawled: Crawled, family: str, quirk: str) -> None:
    sql = """SELECT e.title, d.role, d.name, d.published_on, s.sha256, s.error FROM entries e
        JOIN documents d ON d.entry = e.id LEFT JOIN sightings s ON s.document = d.id WHERE e.portal = ?"""
    documents = crawled.rows(sql, portal_id(family, quirk))
    assert [each for each in documents if each["error"] or not each["sha256"]] == []
    for row in expected(family):
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
    with Archive.open(home) as archive:
        return archive.blobs.read(sha256)


def test_no_site_is_asked_the_same_twice(crawled: Crawled) -> None:
    doubled = {portal: again for portal, running in crawled.running.items() if (again := asked_again(running))}
    assert doubled == {}


def asked_again(running: Running) -> list[tuple[str, ...]]:
    asked = Counter((each.path, *map("=".join, each.query.items()), f"{each.body!r}") for each in running.questions)
    return [question for question, times in asked.items() if times > 1]


def test_every_report_is_expected_somewhere() -> None:
    assert {row.document for family in SIMULATORS for row in expected(family)} >= {row.document for row in REPORTS}
