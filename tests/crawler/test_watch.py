"""A crawl from outside: a real portal, a real child process, a real archive."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest

from crawler.browser import find_chromium
from crawler.lock import CrawlRunning, hold_lock
from crawler.sample.server import SamplePortal
from tests.crawler.conftest import Crawl

GKMLPT, NFCMS = "sample_zengcheng_gkmlpt", "sample_nfcms"
SIGHTINGS = "FROM sightings s JOIN documents d ON d.id = s.document"
needs_browser = pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")


def rows(home: Path, sql: str) -> list[dict[str, Any]]:
    with contextlib.closing(sqlite3.connect(home / "nianbao.db")) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(sql)]


def blob(home: Path, sha256: str) -> bytes:
    (path,) = home.glob(f"blobs/{sha256[:2]}/{sha256[2:]}*")
    return path.read_bytes()


def without_browser(path: Path) -> Path:
    path.write_text(path.read_text(encoding="utf-8").replace("browser: documents", "browser: never"), encoding="utf-8")
    return path


@needs_browser
def test_the_text_that_a_script_puts_on_the_page_is_kept(crawl: Crawl, sample_list: Path, tmp_path: Path) -> None:
    done = crawl(sample_list, "--portal", GKMLPT, "--now", "2021-02-10T09:00")
    assert (done.code, done.stderr) == (0, "")
    (report,) = rows(
        tmp_path / "home",
        f"SELECT s.*, d.published_on {SIGHTINGS} WHERE d.url LIKE '%10021012%'",
    )
    assert (report["rendered"], report["published_on"], report["at"]) == (1, "2021-01-12", "2021-02-10T09:00:00+08:00")
    assert blob(tmp_path / "home", report["sha256"]).decode().count("<table") >= 3 + 1  # and the one of the page itself


@needs_browser
def test_no_browser_is_left_behind(crawl: Crawl, sample_list: Path) -> None:
    mark = uuid.uuid4().hex
    assert crawl(sample_list, "--portal", GKMLPT, "--now", "2021-02-10", NIANBAO_TEST_MARK=mark).code == 0
    deadline = time.monotonic() + 5
    while (left := list(_processes_with(mark))) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def _processes_with(mark: str) -> Iterator[str]:
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if mark.encode() in environment.read_bytes():
                yield environment.parent.name


def test_without_a_browser_pages_are_fetched_plainly_and_the_visit_says_so(
    crawl: Crawl, sample_list: Path, tmp_path: Path
) -> None:
    done = crawl(sample_list, "--portal", GKMLPT, "--now", "2021-02-10", NIANBAO_CHROMIUM="/nowhere/chromium")
    assert done.code == 0
    assert "no browser was found" in done.column(GKMLPT)["detail"]
    assert done.column(GKMLPT)["outcome"] == "read"
    assert [row["rendered"] for row in rows(tmp_path / "home", "SELECT rendered FROM sightings")] == [0, 0]


def test_a_second_pass_fetches_no_document(crawl: Crawl, sample_list: Path, tmp_path: Path) -> None:
    without_browser(sample_list)
    first = crawl(sample_list, "--now", "2021-02-10T09:00")
    assert first.code == 0
    assert {event["portal"]: event["entries"] for event in first.of("column")} == {GKMLPT: 2, NFCMS: 7}
    assert len(first.of("document")) == 12  # nine entries, three of them with an attachment beside the page
    started = time.monotonic()
    second = crawl(sample_list, "--now", "2021-02-10T15:00")
    assert time.monotonic() - started < 4
    assert second.of("document") == []
    (finished,) = second.of("finished")
    assert (finished["entries_new"], finished["snapshots_new"], finished["errors"]) == (0, 0, 0)
    entries = rows(tmp_path / "home", "SELECT * FROM entries WHERE body IS NULL OR year IS NULL")
    assert entries == []
    runs = rows(tmp_path / "home", "SELECT outcome, portals, entries_new, snapshots_new FROM runs ORDER BY id")
    assert [tuple(run.values()) for run in runs] == [("finished", 2, 9, 12), ("finished", 2, 0, 0)]


def test_what_is_altered_or_withdrawn_shows_in_a_revisit(
    crawl: Crawl, sample_list: Path, portal: SamplePortal, tmp_path: Path
) -> None:
    without_browser(sample_list)
    crawl(sample_list, "--now", "2021-02-10")
    portal.set_day(dt.date(2021, 3, 6))
    done = crawl(sample_list, "--now", "2021-03-06", "--revisit")
    assert done.code == 0
    assert [(event["url"].rpartition("/")[2], event["error"]) for event in done.of("failed")] == [
        ("post_10021022.html", "gone")
    ]
    changed = {
        event["url"].rpartition("/")[2]
        for event in done.of("document")
        if event["role"] == "attachment" and event["changed"]
    }
    assert changed == set()
    (gone,) = rows(tmp_path / "home", "SELECT url, gone_passes FROM documents WHERE gone_since IS NOT NULL")
    assert gone["gone_passes"] == 1
    bodies = [
        blob(tmp_path / "home", row["sha256"])
        for row in rows(
            tmp_path / "home",
            f"SELECT s.sha256 {SIGHTINGS} WHERE d.url LIKE '%post_10021026.html'",
        )
    ]
    assert len(bodies) == 2
    assert len(bodies[0]) != len(bodies[1])
    assert crawl(sample_list, "--now", "2021-03-06T12:00", "--revisit").of("document") == []


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
        "missing": ("unreachable", 404),
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
    assert len(rows(tmp_path / "home", "SELECT * FROM documents")) == 2  # the third is elsewhere, and left alone


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
