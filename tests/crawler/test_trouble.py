"""What goes wrong on portals and around a crawl, each told apart and in one line."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest

from crawler.lock import CrawlRunning, hold_lock
from crawler.sample.server import SamplePortal
from tests.crawler.conftest import Crawl, rows, without_browser


class _Broken(BaseHTTPRequestHandler):
    """A host on which everything goes wrong, each in its own column."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], str]]] = {
        "/500/": (500, {}, "error"),
        "/503/": (503, {}, "error"),
        "/challenge/": (200, {}, "<html><body>访问过于频繁，请输入验证码</body></html>"),
        "/nothing/": (200, {}, "<html><body>系统维护中</body></html>"),
        "/away/": (302, {"Location": "http://localhost:1/zwgk/"}, ""),
        "/forbidden/": (403, {}, "no"),
        "/missing/": (404, {}, "no"),
        "/private/": (200, {}, "<ul class='list'></ul>"),
        "/robots.txt": (200, {}, "User-agent: *\nDisallow: /private/\n"),
        "/cookie/": (302, {"Location": "/cookie/", "Set-Cookie": "CT6T=1"}, ""),
        "/documents/": (
            200,
            {},
            "<ul class='list'>"
            "<li><a href='content/post_1.html'>甲局2020年政府信息公开年报</a></li>"
            "<li><a href='content/post_2.html'>乙局2020年政府信息公开年报</a></li>"
            "<li><a href='http://www.elsewhere.com/content/post_3.html'>丙局2020年政府信息公开年报</a></li></ul>",
        ),
        "/documents/content/post_1.html": (500, {}, "error"),
    }

    def do_GET(self) -> None:
        status, headers, body = self.answers.get(self.path, (404, {}, "no"))
        if self.path == "/cookie/" and "CT6T=1" in (self.headers.get("Cookie") or ""):
            status, headers, body = 200, {}, "<ul class='list'></ul>"
        cast(Any, self.server).agents.append(self.headers["User-Agent"])
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


class _BrokenServer(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Broken)
        self.agents: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def broken() -> Iterator[_BrokenServer]:
    with _BrokenServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


MakeList = Callable[..., Path]


@pytest.fixture
def make_list(tmp_path: Path) -> MakeList:
    """A watch list of nfcms columns, by id and address."""

    def make(**columns: str) -> Path:
        portals = [{"id": id_, "name": id_, "url": url, "family": "nfcms"} for id_, url in columns.items()]
        path = tmp_path / "list.yml"
        hosts = ["127.0.0.1", "name.invalid"]
        watchlist = {
            "name": "Test",
            "first_year": 2020,
            "allowed_hosts": hosts,
            "delay": 0,
            "bodies": [],
            "portals": portals,
        }
        path.write_text(json.dumps(watchlist), encoding="utf-8")
        return path

    return make


def test_columns_that_fail_are_told_apart_and_stop_nobody(
    crawl: Crawl, make_list: MakeList, broken: _BrokenServer, portal: SamplePortal, tmp_path: Path
) -> None:
    names = ("challenge", "nothing", "away", "forbidden", "missing", "private", "cookie")
    columns = {name: f"{broken.url}/{name}/" for name in names}
    path = make_list(
        failing=f"{broken.url}/500/",
        **columns,
        nameless="http://name.invalid/nb/",
        closed="http://127.0.0.1:9/nb/",
        well=f"{portal.url}/zwgk/xxgknb/",
    )
    done = crawl(path, "--now", "2021-02-10")
    assert (done.code, done.stderr) == (0, "")
    visits = {row["portal"]: row for row in rows(tmp_path / "home", "SELECT * FROM visits")}
    assert {portal: (row["outcome"], row["status"]) for portal, row in visits.items()} == {
        "failing": ("unreachable", 500),
        "challenge": ("blocked", 200),
        "nothing": ("unreadable", 200),
        "away": ("blocked", None),
        "forbidden": ("blocked", 403),
        "missing": ("moved", 404),
        "private": ("blocked", None),
        "cookie": ("read", 200),
        "nameless": ("unreachable", None),
        "closed": ("unreachable", None),
        "well": ("read", 200),
    }
    assert "answered 500" in visits["failing"]["detail"]
    assert "name can't be resolved" in visits["nameless"]["detail"]
    assert "refused the connection" in visits["closed"]["detail"]
    assert "allowed_hosts" in visits["away"]["detail"]
    assert "robots.txt" in visits["private"]["detail"]
    assert visits["well"]["entries"] == 7
    assert all(row["detail"].count("\n") == 0 for row in visits.values())


def test_documents_that_fail_leave_a_sighting_and_are_tried_again(
    crawl: Crawl, make_list: MakeList, broken: _BrokenServer, tmp_path: Path
) -> None:
    path = make_list(column=f"{broken.url}/documents/")
    for _ in range(2):
        done = crawl(path, "--now", "2021-02-10")
        assert done.column("column")["entries"] == 3
        assert {(event["status"], event["error"]) for event in done.of("failed")} == {
            (500, "answered 500"),
            (404, "gone"),
        }
    sightings = rows(tmp_path / "home", "SELECT status, error FROM sightings ORDER BY id")
    assert (
        sorted((row["status"], row["error"]) for row in sightings) == [(404, "gone")] * 2 + [(500, "answered 500")] * 2
    )
    documents = rows(tmp_path / "home", "SELECT url, left_alone FROM documents WHERE left_alone <> ''")
    assert documents == [
        {
            "url": "http://www.elsewhere.com/content/post_3.html",
            "left_alone": "www.elsewhere.com: not among allowed_hosts of the watch list",
        }
    ]


def test_we_say_who_we_are(crawl: Crawl, make_list: MakeList, broken: _BrokenServer) -> None:
    crawl(make_list(column=f"{broken.url}/nothing/"), NIANBAO_CONTACT="https://example.org/watch")
    assert set(broken.agents) == {broken.agents[0]}
    assert broken.agents[0].startswith("nianbao/")
    assert broken.agents[0].endswith("(+https://example.org/watch)")


def test_a_host_that_fails_again_and_again_is_left_alone(
    crawl: Crawl, make_list: MakeList, broken: _BrokenServer
) -> None:
    path = make_list(**{f"column_{number}": f"{broken.url}/{500 + number % 2 * 3}/" for number in range(30)})
    done = crawl(path)
    assert {event["outcome"] for event in done.of("column")} == {"unreachable"}
    assert any("left alone" in event["detail"] for event in done.of("column"))
    assert len(broken.agents) < 2 * 30


def test_only_one_crawl_at_a_time(crawl: Crawl, sample_list: Path, tmp_path: Path) -> None:
    since = dt.datetime(2021, 2, 10, 9, tzinfo=dt.UTC)
    with hold_lock(tmp_path / "home", since):
        with pytest.raises(CrawlRunning), hold_lock(tmp_path / "home", since):
            pass
        done = crawl(without_browser(sample_list))
        assert done.code == 4
        assert "pid " in done.stderr
        assert "since 2021-02-10T09:00:00+00:00" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert crawl(sample_list).code == 0


def test_an_archive_that_cannot_be_written_is_one_line(crawl: Crawl, sample_list: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "nianbao.db").write_bytes(b"this is no archive" * 100)
    for home in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "home"):
        done = crawl(sample_list, home=home)
        assert done.code == 5
        assert len(done.stderr.splitlines()) == 1
        assert str(home) in done.stderr


def test_wrong_usage(crawl: Crawl, sample_list: Path, tmp_path: Path) -> None:
    unknown = crawl(sample_list, "--portal", "nobody")
    assert (unknown.code, unknown.events) == (2, [])
    assert "nobody" in unknown.stderr
    sample_list.write_text(
        sample_list.read_text(encoding="utf-8").replace("nfcms # year", "wcm # year"), encoding="utf-8"
    )
    strange = crawl(sample_list)
    assert strange.code == 2
    assert "family wcm is not known" in strange.stderr
    assert crawl(tmp_path / "none.yml").code == 2
    assert crawl(sample_list, "--now", "yesterday").code == 2
    assert not (tmp_path / "home").exists()
