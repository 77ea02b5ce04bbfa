"""Every family with every trouble on the way: what a visit comes to, what is found, and that nobody is accused for it.

All sites are crawled in one run; each has a body of its own, whose report is in no column. Where the column could be
read it is missing; where it could not, nothing may be said.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from crawler.browser import find_chromium
from crawler.watchlist import load_watchlist
from monitor.steps.affected import Checking
from monitor.steps.check import check_step
from storage.archive import Archive
from storage.plan import Everywhere
from tests.crawler.conftest import rows, run_crawler
from tests.portals.registry import SIMULATORS, build
from tests.portals.reports import BODIES
from tests.portals.site import Running, serve
from tests.portals.tls import Authority, serve_tls
from tests.portals.trouble import TROUBLES, Trouble

NOW = dt.datetime(2021, 5, 10, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
CASES = [(family, trouble) for trouble in TROUBLES for family in SIMULATORS]
each_case = pytest.mark.parametrize(("family", "name"), CASES)


def portal_id(family: str, name: str) -> str:
    return f"{family}__{name}".replace("-", "_")


@dataclass
class Crawled:
    code: int
    stderr: str
    visits: dict[str, dict[str, Any]]
    titles: dict[str, set[str]]
    missing: set[str]
    rests: dict[str, str]
    codes: set[str]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("trouble")
    authority = Authority(folder)
    with contextlib.ExitStack() as stack:
        running = {}
        for family, name in CASES:
            site = build(family, "plain")
            troubled = replace(site, routes=TROUBLES[name].wrap(site.routes))
            kind = TROUBLES[name].tls
            context = serve_tls(troubled, authority.context(kind)) if kind else serve(troubled)
            running[portal_id(family, name)] = stack.enter_context(context)
        _write_list(folder / "list.yml", running)
        done = run_crawler(
            folder / "list.yml",
            "--now",
            NOW.isoformat(),
            home=folder / "home",
            seconds=400,
            SSL_CERT_FILE=str(authority.file),
        )
        yield _look(folder, done.code, done.stderr)


def _write_list(path: Path, running: dict[str, Running]) -> None:
    bodies = [{"id": id_, "name": name, "kind": kind} for id_, (name, kind) in BODIES.items()]
    bodies += [{"id": f"body_{id_}", "name": f"示例{id_}局", "kind": "department"} for id_ in running]
    portals = [
        {"id": id_, "name": id_, "url": each.column, "browser": each.site.browser, "family": each.site.family}
        | {"bodies": [*BODIES, f"body_{id_}"]}
        for id_, each in running.items()
    ]
    hosts = [
        {"host": each.url.partition("://")[2], **TROUBLES[name].options}
        for family, name in CASES
        if TROUBLES[name].options and (each := running[portal_id(family, name)])
    ]
    watchlist = {"name": "Trouble", "first_year": 2020, "allowed_hosts": ["127.0.0.1"], "delay": 0, "timeout": 4}
    path.write_text(json.dumps(watchlist | {"hosts": hosts, "bodies": bodies, "portals": portals}), encoding="utf-8")


def _look(folder: Path, code: int, stderr: str) -> Crawled:
    home = folder / "home"
    with Archive.open(home) as archive:
        checking = Checking(load_watchlist(folder / "list.yml"), Everywhere({}), NOW.date())
        check_step(archive, checking, NOW)
        found = archive.open_findings()
    entries = rows(home, "SELECT portal, title FROM entries")
    return Crawled(
        code,
        stderr,
        {row["portal"]: row for row in rows(home, "SELECT * FROM visits")},
        {portal: {row["title"] for row in entries if row["portal"] == portal} for portal in map(_id, CASES)},
        {finding.body_id or "" for finding in found if finding.code == "deadline.missing"},
        {row["host"]: row["rests_until"] for row in rows(home, "SELECT * FROM hosts WHERE rests_until IS NOT NULL")},
        {finding.code for finding in found},
    )


def _id(case: tuple[str, str]) -> str:
    return portal_id(*case)


def outcome_of(family: str, trouble: Trouble) -> str:
    return trouble.families.get(family, trouble.outcome)


def test_the_crawl_ends_well(crawled: Crawled) -> None:
    assert (crawled.code, crawled.stderr) == (0, "")


@each_case
def test_what_a_visit_comes_to(crawled: Crawled, family: str, name: str) -> None:
    if SIMULATORS[family].build(frozenset()).browser != "never" and find_chromium() is None:
        pytest.skip("no Chromium on this machine")
    trouble, visit = TROUBLES[name], crawled.visits[portal_id(family, name)]
    assert visit["outcome"] == outcome_of(family, trouble), visit["detail"]
    if family not in trouble.families:
        assert trouble.says in visit["detail"]
        assert trouble.status in (None, visit["status"])
    assert "\n" not in visit["detail"]


@each_case
def test_what_is_found(crawled: Crawled, family: str, name: str) -> None:
    reports = {row.title for row in SIMULATORS[family].reports}
    read = outcome_of(family, TROUBLES[name]) == "read"
    assert crawled.titles[portal_id(family, name)] == (reports if read else set())


def test_nobody_is_accused_because_we_could_not_look(crawled: Crawled) -> None:
    read = {portal for portal, visit in crawled.visits.items() if visit["outcome"] == "read"}
    assert crawled.missing - set(BODIES) == {f"body_{portal}" for portal in read}
    assert "document.withdrawn" not in crawled.codes


def test_who_asked_us_to_wait_is_left_alone(crawled: Crawled) -> None:
    asked = [visit for visit in crawled.visits.values() if visit["portal"].endswith(("__retry_after", "__busy"))]
    assert len(asked) == 2 * len(SIMULATORS)
    until = (NOW + dt.timedelta(hours=2)).isoformat()
    assert list(crawled.rests.values()).count(until) == len(asked)
