"""A crawl from outside: a real portal, a real child process, a real archive."""

from __future__ import annotations

import contextlib
import datetime as dt
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.browser import find_chromium
from crawler.sample.server import SamplePortal
from tests.crawler.conftest import ROOT, Crawl, rows, without_browser

GKMLPT, NFCMS = "sample_zengcheng_gkmlpt", "sample_nfcms"
SIGHTINGS = "FROM sightings s JOIN documents d ON d.id = s.document"
needs_browser = pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")


def blob(home: Path, sha256: str) -> bytes:
    (path,) = home.glob(f"blobs/{sha256[:2]}/{sha256[2:]}*")
    return path.read_bytes()


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


@needs_browser
def test_no_browser_is_left_behind_by_a_crawl_that_is_killed(sample_list: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "crawler", "--home", str(tmp_path / "home"), "--watchlist", str(sample_list)]
    with subprocess.Popen([*command, "--portal", GKMLPT, "--now", "2021-02-10"], cwd=ROOT) as process:
        _wait_until(lambda: any("--type=" in _command(pid) for pid in _descendants(process.pid)))
        family = _descendants(process.pid)
        process.kill()
    assert len(family) >= 3  # the driver, the browser, its helpers
    _wait_until(lambda: not any(_command(pid) for pid in family))


def _wait_until(reached: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def _command(pid: str) -> str:
    """The command line of a process; empty for one that is gone, or waits to be buried."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    return ""


def _descendants(pid: object) -> list[str]:
    found: list[str] = []
    with contextlib.suppress(OSError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                found += [child, *_descendants(child)]
    return found


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
    second = crawl(sample_list, "--now", "2021-02-10T15:00")
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
