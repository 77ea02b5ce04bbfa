"""Finding columns from a portal's home page, and looking at those of a watch list: through the real command line."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.browser import find_chromium
from crawler.families import FAMILIES
from crawler.watchlist import load_watchlist
from monitor.commands.portal_discover import build_watchlist
from tests.portals.pages import frame, home
from tests.portals.registry import SIMULATORS, build
from tests.portals.reports import BODIES
from tests.portals.site import Answer, Question, Running, Site, html, not_found, serve

ROOT = Path(__file__).parents[2]
NAMED_OTHERWISE = {"shell": "auto"}
"""What only leads to its list stays `auto` in the list that is printed."""
READ_FROM = {"gkmlpt": "/slq/gkmlpt/index"}
"""The home page leads to the platform's index, which knows the column as well as the report tab does."""
MOST_REQUESTS = 8
"""For one portal, robots.txt and home page included."""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    error: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def nianbao(*arguments: str, **environment: str) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "monitor.cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "200"} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@dataclass
class Discovered:
    said: Said
    running: dict[str, Running]

    def found(self, family: str) -> list[dict[str, Any]]:
        here = f"{self.running[family].url}/"
        return [event for event in self.said.events if event["event"] == "found" and event["home"] == here]


@pytest.fixture(scope="module")
def discovered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Discovered]:
    """All portals searched in one run, as several can be named."""
    with contextlib.ExitStack() as stack:
        running = {family: stack.enter_context(serve(build(family, "plain"))) for family in SIMULATORS}
        home_ = tmp_path_factory.mktemp("home")
        urls = [f"{each.url}/" for each in running.values()]
        yield Discovered(nianbao("portals", "discover", "--json", "--home", str(home_), *urls), running)
        assert list(home_.iterdir()) == []  # nothing is kept


@pytest.mark.parametrize("family", SIMULATORS)
def test_the_column_is_found_from_the_home_page(discovered: Discovered, family: str) -> None:
    if FAMILIES[family].by_script and find_chromium() is None:
        pytest.skip("no Chromium on this machine")
    (event,) = discovered.found(family)
    site = discovered.running[family]
    assert event["url"] == site.url + READ_FROM.get(family, site.site.column)
    assert event["family"] == NAMED_OTHERWISE.get(family, family)
    assert event["reports"] > 0
    assert {body["name"] for body in event["bodies"]} <= {name for name, _ in BODIES.values()}
    assert {body["name"]: body["kind"] for body in event["bodies"]}.items() <= dict(BODIES.values()).items()


def test_few_requests_are_made_and_none_for_a_report(discovered: Discovered) -> None:
    for family, running in discovered.running.items():
        asked = [question.path for question in running.questions]
        assert len(asked) <= MOST_REQUESTS, (family, asked)
    assert discovered.said.error.strip() == ""


def test_what_is_found_is_a_watch_list_that_loads_and_checks(discovered: Discovered, tmp_path: Path) -> None:
    found = [event for family in ("nfcms", "vsb", "hanweb-jpage", "report-page") for event in discovered.found(family)]
    path = tmp_path / "found.yml"
    path.write_text(build_watchlist(found), encoding="utf-8")
    watchlist = load_watchlist(path)
    assert [portal.url for portal in watchlist.portals] == [event["url"] for event in found]
    assert all(portal.bodies and portal.note for portal in watchlist.portals)
    assert len({body.name for body in watchlist.bodies}) == len(watchlist.bodies)
    said = nianbao("portals", "check", str(path), "--home", str(tmp_path / "none"))
    assert (said.code, said.error) == (0, "")
    assert "4 of 4 columns in order" in said.out
    assert said.out.count("in order") == 5


def test_a_portal_without_a_column_is_said_to_have_none(tmp_path: Path) -> None:
    def routes(question: Question) -> Answer:
        pages = {
            "/": home({"政府信息公开": "/zfxxgk/", "政府信息公开年报": "/nb/"}),
            "/nb/": frame("年报", "<p>建设中</p>"),
        }
        return pages.get(question.path) or not_found()

    with serve(Site("generic-static", "/nb/", routes)) as running:
        said = nianbao("portals", "discover", f"{running.url}/", "--home", str(tmp_path), NIANBAO_CHROMIUM="/nowhere")
    assert said.code == 3
    assert said.out == ""
    assert "no column of annual reports was found" in said.error
    assert f"{running.url}/nb/" in said.error
    assert nianbao("portals", "discover", "example", "--home", str(tmp_path)).code == 2


LIST = '<ul class="list">{}</ul>'
REPORT = '<li><a href="/p/{}">示例市示例区统计局{}年政府信息公开工作年度报告</a><span>2021-01-20</span></li>'


def troubled(question: Question) -> Answer:
    """A host whose columns each have something else the matter."""
    pages = {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private/\n", "text/plain"),
        "/well/": frame("年报", LIST.format(REPORT.format("1.html", 2020))),
        "/trs/": frame("年报", LIST.format(REPORT.format("202101/t20210120_1.html", 2020))),
        "/news/": frame("通知", LIST.format("<li><a href='/p/2.html'>关于停水的通知</a>2021-01-20</li>")),
        "/empty/": frame("年报", LIST.format("")),
        "/nothing/": frame("年报", "<p>系统维护中</p>"),
        "/private/": frame("年报", LIST.format(REPORT.format("1.html", 2020))),
        "/forbidden/": html("<h1>403</h1>", 403),
        "/off/": frame("年报", LIST.format(REPORT.format("1.html", 2020))),
    }
    return pages.get(question.path) or not_found()


def test_each_trouble_of_a_column_has_its_own_verdict(tmp_path: Path) -> None:
    with serve(Site("generic-static", "/well/", troubled)) as running:
        names = ("well", "trs", "news", "empty", "nothing", "private", "forbidden", "gone", "off")
        portals = [
            {"id": name, "name": name, "url": f"{running.url}/{name}/", "family": "generic-static"}
            | {"enabled": name != "off", "note": f"note of {name}"}
            for name in names
        ]
        watchlist = {"name": "Test", "first_year": 2020, "allowed_hosts": ["127.0.0.1"], "delay": 0, "bodies": []}
        path = tmp_path / "list.yml"
        path.write_text(json.dumps(watchlist | {"portals": portals}), encoding="utf-8")
        said = nianbao("portals", "check", str(path), "--json", "--all", "--home", str(tmp_path))
        shown = nianbao("portals", "check", str(path), "--portal", "trs", "--home", str(tmp_path))
    assert said.code == 3
    assert {event["portal"]: event["verdict"] for event in said.events} == {
        "well": "in order",
        "off": "in order",
        "trs": "looks like trs-wcm",
        "news": "no report among 1 rows",
        "empty": "no rows",
        "nothing": "unreadable",
        "private": "robots.txt forbids it",
        "forbidden": "blocked",
        "gone": "moved",
    }
    assert [question for question in running.questions if question.path.startswith("/p/")] == []
    assert "looks like trs-wcm" in shown.out
    assert "note of trs" in shown.out
    assert "0 of 1 columns in order, with 2 requests" in shown.out
    robots = {event["portal"]: event["robots"] for event in said.events}
    assert (robots["private"], robots["well"], robots["gone"]) == ("disallows", "allows", "allows")


def test_check_names_what_is_wrong_with_the_list(tmp_path: Path) -> None:
    said = nianbao("portals", "check", str(tmp_path / "none.yml"))
    assert said.code == 2
    assert said.error.count("\n") == 1
