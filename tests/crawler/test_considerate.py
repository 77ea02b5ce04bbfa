"""Over several crawls: waiting as long as was asked, asking with validators, reading only what is due."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.crawler.conftest import Crawl, rows
from tests.portals.site import Answer, Question, Running, Site, html, serve

DAY = dt.date(2026, 2, 2)
LIST = "<ul class='list'><li><a href='content/post_1.html'>示例局2025年政府信息公开年报</a></li></ul>"
POST = "<html><body><p>年报</p></body></html>"


@dataclass
class Portal:
    """What the portal does can be changed between two crawls."""

    robots: str = ""
    column: Answer = field(default_factory=lambda: html(LIST, headers={"ETag": '"c1"'}))
    post: Answer = field(default_factory=lambda: html(POST, headers={"ETag": '"p1"', "Last-Modified": "yesterday"}))

    def answer(self, question: Question) -> Answer:
        if question.path == "/robots.txt":
            return Answer(self.robots.encode(), "text/plain", 200 if self.robots else 404)
        answer = self.post if "post" in question.path else self.column
        same = question.headers.get("if-none-match") == answer.headers.get("ETag", "none")
        return Answer(b"", status=304, headers=dict(answer.headers)) if same else answer


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def running(portal: Portal) -> Iterator[Running]:
    with serve(Site("nfcms", "/nb/", portal.answer)) as site:
        yield site


@pytest.fixture
def watchlist(running: Running, tmp_path: Path) -> Path:
    return write_list(tmp_path / "list.yml", running.column)


def write_list(path: Path, url: str, **more: object) -> Path:
    portals = [{"id": "column", "name": "column", "url": url, "family": "nfcms"}]
    head = {"name": "Test", "first_year": 2020, "allowed_hosts": ["127.0.0.1", ".localhost"], "delay": 0}
    path.write_text(json.dumps({**head, "bodies": [], "portals": portals, **more}), encoding="utf-8")
    return path


def asked(running: Running) -> list[str]:
    """The paths asked for since the last time."""
    paths = [question.path for question in running.questions]
    running.questions.clear()
    return paths


def at(hour: int, day: int = 0) -> tuple[str, str]:
    return "--now", f"{DAY + dt.timedelta(days=day)}T{hour:02}:00:00+08:00"


def test_a_known_column_is_asked_with_its_validators_and_not_looked_into(
    crawl: Crawl, watchlist: Path, running: Running, tmp_path: Path
) -> None:
    crawl(watchlist, "--due", *at(9))
    assert asked(running) == ["/robots.txt", "/nb/", "/nb/content/post_1.html"]
    assert crawl(watchlist, "--due", *at(10)).events == [
        {"event": "nothing_due", "portals": 1, "next_at": "2026-02-02T12:00:00+08:00"}
    ]
    crawl(watchlist, "--due", *at(12))
    assert [question.headers.get("if-none-match") for question in running.questions] == ['"c1"']
    assert asked(running) == ["/nb/"]
    (visit,) = rows(tmp_path / "home", "SELECT outcome, entries, times FROM visits")
    assert visit == {"outcome": "read", "entries": 1, "times": 2}


def test_what_is_new_on_the_first_page_is_found(
    crawl: Crawl, watchlist: Path, running: Running, portal: Portal
) -> None:
    crawl(watchlist, "--due", *at(9))
    newer = LIST.replace("</ul>", "<li><a href='content/post_2.html'>另一局2025年政府信息公开年报</a></li></ul>")
    portal.column = html(newer, headers={"ETag": '"c2"'})
    done = crawl(watchlist, "--due", *at(12))
    assert done.column("column")["entries"] == 2
    assert asked(running)[-2:] == ["/nb/", "/nb/content/post_2.html"]


def test_a_document_that_is_due_again_is_asked_with_its_validators(
    crawl: Crawl, watchlist: Path, running: Running, tmp_path: Path
) -> None:
    crawl(watchlist, *at(9))
    asked(running)
    crawl(watchlist, "--revisit", *at(12, day=1))
    question = next(each for each in running.questions if "post" in each.path)
    assert (question.headers["if-none-match"], question.headers["if-modified-since"]) == ('"p1"', "yesterday")
    sightings = rows(tmp_path / "home", "SELECT status, sha256 FROM sightings ORDER BY id")
    assert [row["status"] for row in sightings] == [200, 304]
    assert sightings[0]["sha256"] == sightings[1]["sha256"]


def test_evidence_of_a_sighting(crawl: Crawl, watchlist: Path, running: Running, tmp_path: Path) -> None:
    crawl(watchlist, *at(9))
    (sighting,) = rows(tmp_path / "home", "SELECT exchange, headers FROM sightings")
    exchange = json.loads(sighting["exchange"])
    assert exchange["url"] == f"{running.url}/nb/content/post_1.html"
    assert exchange["address"] == "127.0.0.1"
    assert exchange["request"]["user-agent"].startswith("nianbao/")
    assert json.loads(sighting["headers"])["etag"] == '"p1"'


def test_a_host_that_asks_us_to_wait_is_left_alone_until_then(
    crawl: Crawl, watchlist: Path, running: Running, portal: Portal, tmp_path: Path
) -> None:
    portal.column = html("slow down", 429, {"Retry-After": "36000"})
    assert crawl(watchlist, *at(9)).column("column")["outcome"] == "blocked"
    asked(running)
    portal.column = html(LIST)
    waiting = crawl(watchlist, *at(18))
    assert waiting.column("column")["outcome"] == "postponed"
    assert "is left alone until 2026-02-02 19:00" in waiting.column("column")["detail"]
    assert asked(running) == []
    assert len(rows(tmp_path / "home", "SELECT * FROM visits")) == 1  # nobody has looked the second time
    assert crawl(watchlist, *at(20)).column("column")["outcome"] == "read"
    assert rows(tmp_path / "home", "SELECT rests_until, refusals FROM hosts") == [{"rests_until": None, "refusals": 0}]


def test_no_more_is_asked_of_a_host_than_a_day_allows(
    crawl: Crawl, running: Running, tmp_path: Path, watchlist: Path
) -> None:
    write_list(watchlist, running.column, requests_a_day=2)
    done = crawl(watchlist, *at(9))
    assert (done.code, done.stderr) == (0, "")
    assert asked(running) == ["/robots.txt", "/nb/"]
    assert rows(tmp_path / "home", "SELECT * FROM sightings") == []
    write_list(watchlist, running.column, requests_a_day=4)
    crawl(watchlist, *at(10))
    assert asked(running) == ["/nb/", "/nb/content/post_1.html"]


def test_a_document_that_was_put_off_is_fetched_though_its_column_is_the_same(
    crawl: Crawl, running: Running, watchlist: Path
) -> None:
    write_list(watchlist, running.column, requests_a_day=2)
    crawl(watchlist, "--due", *at(9))
    assert asked(running) == ["/robots.txt", "/nb/"]
    write_list(watchlist, running.column, requests_a_day=9)
    crawl(watchlist, "--due", *at(12))
    assert asked(running) == ["/nb/", "/nb/content/post_1.html"]
    crawl(watchlist, "--due", *at(15))
    assert [question.headers.get("if-none-match") for question in running.questions] == ['"c1"']


def test_one_request_at_a_time_even_without_a_delay(
    crawl: Crawl, watchlist: Path, running: Running, portal: Portal
) -> None:
    row = "<li><a href='content/post_{0}.html'>示例局20{0}年政府信息公开年报</a></li>"
    portal.column = html(f"<ul class='list'>{''.join(map(row.format, range(14, 26)))}</ul>")
    under_way, most, lock = set[int](), 0, threading.Lock()

    def answer(question: Question) -> Answer:
        nonlocal most
        with lock:
            under_way.add(id(question))
            most = max(most, len(under_way))
        threading.Event().wait(0.02)  # time for others to come, if any do
        with lock:
            under_way.remove(id(question))
        return portal.answer(question)

    running.site = Site("nfcms", "/nb/", answer)
    crawl(watchlist, *at(9))
    assert len(running.questions) == 14
    assert most == 1


def test_robots_txt_is_kept_for_a_day(
    crawl: Crawl, watchlist: Path, running: Running, portal: Portal, tmp_path: Path
) -> None:
    portal.robots = "User-agent: *\nDisallow: /nb/\n"
    assert crawl(watchlist, *at(9)).column("column")["outcome"] == "blocked"
    assert asked(running) == ["/robots.txt"]
    portal.robots = ""
    assert crawl(watchlist, *at(20)).column("column")["outcome"] == "blocked"
    assert asked(running) == []
    assert crawl(watchlist, *at(10, day=1)).column("column")["outcome"] == "read"


def test_a_name_that_leads_into_a_private_network_is_not_asked(crawl: Crawl, running: Running, tmp_path: Path) -> None:
    port = running.url.rpartition(":")[2]
    path = write_list(tmp_path / "list.yml", f"http://portal.localhost:{port}/nb/", allowed_hosts=[".localhost"])
    detail = crawl(path, *at(9)).column("column")["detail"]
    assert "not an address of the public internet" in detail or "can't be resolved" in detail
    assert asked(running) == []


def test_what_is_gone_counts_only_while_its_column_can_be_read(
    crawl: Crawl, watchlist: Path, portal: Portal, tmp_path: Path
) -> None:
    crawl(watchlist, *at(9))
    portal.post, portal.column = html("gone", 404), html("broken", 500)
    crawl(watchlist, "--revisit", *at(9, day=1))
    assert rows(tmp_path / "home", "SELECT gone_passes FROM documents") == [{"gone_passes": 0}]
    portal.column = html(LIST)
    crawl(watchlist, "--revisit", *at(9, day=2))
    assert rows(tmp_path / "home", "SELECT gone_passes FROM documents") == [{"gone_passes": 1}]
