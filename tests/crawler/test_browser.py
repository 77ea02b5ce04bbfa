"""Pages shown by a real browser: how much it asks a portal for, how soon the next page comes, what is kept of them."""

from __future__ import annotations

import io
import json
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.browser import find_chromium
from storage.archive import Archive
from storage.warc import write_warc
from tests.browser_door import watched_chromium
from tests.crawler.conftest import Crawl, rows
from tests.portals.site import Answer, Question, Running, Site, data, html, serve

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")

COLUMNS = 6
_SHOW = """<script>
fetch('{path}').then(answer => answer.json()).then(told => {{ document.getElementById('zoom').innerHTML = told; }});
navigator.sendBeacon('/count?beacon');
</script>"""
_NEEDLESS = """<link rel='stylesheet' href='/looks.css'><link rel='icon' href='/favicon.ico'>
<style>@font-face {{ font-family: a; src: url(/font.woff2) }} body {{ font-family: a }}</style>
<script src='{other}/tracker.js'></script><img src='/logo.png'><video src='/film.mp4' autoplay muted></video>"""
_FRAME = "<iframe src='/frame/1'></iframe>"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


@dataclass
class Portal:
    """Columns and posts whose text a script puts there; `hold` is how many seconds it has to wait for it."""

    other: str = ""
    hold: float = 0.0
    asked: list[tuple[float, str]] = field(default_factory=list)

    def answer(self, question: Question) -> Answer:
        self.asked.append((time.monotonic(), question.path))
        _, kind, *rest = question.path.split("/")
        if kind == "column":
            return self._page(f"/rows/{rest[0]}")
        if kind == "post":
            return self._page(f"/text/{rest[0]}")
        if kind == "rows":
            return data(f"<ul class='list'><li><a href='/post/{rest[0]}'>{_title(rest[0])}</a>2026-01-20</li></ul>")
        if kind == "text":
            threading.Event().wait(self.hold)
            return data(f"<p>{_title(rest[0])}</p><div style='height: 3000px'>一、总体情况</div><p>结束</p>")
        return Answer(PIXEL, "image/png") if kind.endswith("png") else html("", 200 if kind == "frame" else 404)

    def _page(self, path: str) -> Answer:
        needless = _NEEDLESS.format(other=self.other)
        return html(
            f"<html><head>{needless}</head><body>{_FRAME}<div id='zoom'></div>{_SHOW.format(path=path)}</body></html>"
        )


def _title(number: str) -> str:
    return f"示例第{number}局2025年政府信息公开工作年度报告"


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def running(portal: Portal) -> Iterator[Running]:
    with serve(Site("rendered", "/column/0", portal.answer)) as site:
        yield site


def write_list(path: Path, running: Running, columns: int, **more: object) -> Path:
    portals = [
        {"id": f"column_{n}", "name": f"{n}", "url": f"{running.url}/column/{n}", "family": "rendered"}
        | {"browser": "always"}
        for n in range(columns)
    ]
    head = {"name": "Test", "first_year": 2020, "allowed_hosts": ["127.0.0.1"], "delay": 0}
    path.write_text(json.dumps({**head, "bodies": [], "portals": portals, **more}), encoding="utf-8")
    return path


def test_a_page_is_let_have_what_it_needs_and_each_request_counts(
    crawl: Crawl, portal: Portal, running: Running, tmp_path: Path
) -> None:
    portal.other = running.url.replace("127.0.0.1", "localhost")  # no host of the watch list: no tracker is asked
    done = crawl(write_list(tmp_path / "list.yml", running, 1))
    assert done.column("column_0")["entries"] == 1
    asked = [path for _, path in portal.asked]
    assert sorted(asked) == ["/column/0", *["/frame/1"] * 2, "/post/0", "/robots.txt", "/rows/0", "/text/0"]
    assert [row["requests"] for row in rows(tmp_path / "home", "SELECT requests FROM hosts")] == [len(asked)]


def test_the_pause_begins_when_the_page_has_all_it_asked_for(
    crawl: Crawl, portal: Portal, running: Running, tmp_path: Path
) -> None:
    portal.hold = 1.2  # longer than the pause, which would be over before the page is there
    crawl(write_list(tmp_path / "list.yml", running, 2, delay=0.8))
    asked = sorted(portal.asked)
    texts = [number for number, (_, path) in enumerate(asked) if path.startswith("/text/")]
    assert len(texts) == 2
    answered = asked[texts[0]][0] + portal.hold
    following = next(at for at, path in asked[texts[0] :] if path.startswith("/post/"))
    assert following - answered >= 0.4  # half of the delay is the least


def test_few_pages_are_open_over_a_crawl_of_many_columns(crawl: Crawl, running: Running, tmp_path: Path) -> None:
    watchlist = write_list(tmp_path / "list.yml", running, COLUMNS)
    with watched_chromium(tmp_path) as door:
        done = crawl(watchlist, NIANBAO_CHROMIUM=str(door.program))
    assert sum(column["entries"] for column in done.of("column")) == COLUMNS
    assert len(done.of("document")) == COLUMNS
    assert 1 <= door.most <= 2


def test_a_picture_of_the_whole_page_is_kept_with_its_sighting_and_exported(
    crawl: Crawl, portal: Portal, running: Running, tmp_path: Path
) -> None:
    crawl(write_list(tmp_path / "list.yml", running, 1), "--screenshots")
    (sighting,) = rows(tmp_path / "home", "SELECT screenshot, rendered FROM sightings")
    with Archive.open(tmp_path / "home") as archive:
        picture, file = archive.blobs.read(sighting["screenshot"]), io.BytesIO()
        assert write_warc(archive, file, "1").screenshots == 1
    width, height = struct.unpack(">II", picture[16:24])
    assert (picture[:8], width) == (b"\x89PNG\r\n\x1a\n", 1280)
    assert height > 3000  # all of it, not what fits on a screen
    assert "/logo.png" in [path for _, path in portal.asked]  # for the picture, pictures are fetched
    file.seek(0)
    kept = [record.content_stream().read() for record in ArchiveIterator(file) if record.rec_type == "resource"]
    assert picture in kept


@contextmanager
def _plain(portal: Portal) -> Iterator[Running]:
    """The same posts in a column that needs no browser."""

    def answer(question: Question) -> Answer:
        if question.path == "/nb/":
            return html(f"<ul class='list'><li><a href='/post/1'>{_title('1')}</a>2026-01-20</li></ul>")
        return portal.answer(question)

    with serve(Site("generic-static", "/nb/", answer)) as site:
        yield site


def test_a_page_that_is_fetched_plainly_has_its_picture_too(crawl: Crawl, portal: Portal, tmp_path: Path) -> None:
    with _plain(portal) as running:
        one = {"id": "column_0", "name": "0", "url": running.column, "family": "generic-static"}
        crawl(write_list(tmp_path / "list.yml", running, 0, portals=[one]), "--screenshots")
    (sighting,) = rows(tmp_path / "home", "SELECT screenshot, rendered FROM sightings")
    assert sighting["rendered"] == 0
    assert sighting["screenshot"]
