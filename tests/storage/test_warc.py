"""The archive as WARC, read back by warcio with every digest checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from storage.archive import Archive
from storage.records import DocumentRow, Exchange, FailureRow, FetchRow
from storage.warc import write_warc
from tests.storage.filled import NOW, SITE

DAY = dt.timedelta(days=1)
EXCHANGE = Exchange(
    url=f"{SITE}/2.html",
    request={"user-agent": "nianbao/1", "accept-encoding": "gzip"},
    protocol="HTTP/1.1",
    address="203.0.113.7",
    certificate="ab" * 32,
    redirects=((f"{SITE}/1.html", "302"),),
)
HEADERS = {"content-type": "text/html", "content-encoding": "gzip", "content-length": "7", "etag": '"1"'}


@pytest.fixture
def records(archive: Archive, document: int) -> list[Any]:
    """A page that came, came again, was unchanged, changed, was rendered with a picture, and was gone."""
    run = archive.start_run(NOW)
    first, second = b"<html>one</html>", b"<html>two</html>"

    def fetch(data: bytes, day: int, **more: Any) -> None:
        row = FetchRow(document, run, 200, HEADERS, "text/html", data, exchange=EXCHANGE, **more)
        archive.keep_snapshot(row, NOW + day * DAY)

    fetch(first, 0)
    fetch(first, 1)
    archive.document_unchanged(FailureRow(document, run, 304, {"etag": '"1"'}, "", EXCHANGE), NOW + 2 * DAY)
    fetch(second, 3)
    fetch(first, 4)
    fetch(b"<html>shown</html>", 5, rendered=True, screenshot=b"\x89PNG")
    archive.document_gone(document, run, 404, NOW + 6 * DAY, EXCHANGE)
    archive.see_document(DocumentRow(1, f"{SITE}/3.html", "page"), NOW)
    file = io.BytesIO()
    written = write_warc(archive, file, "1")
    assert written.records == len(list(_read(file))) - 1
    return list(_read(file))


def _read(file: io.BytesIO) -> list[Any]:
    file.seek(0)
    found = []
    for record in ArchiveIterator(file, check_digests="raise"):
        record.data = record.content_stream().read()
        assert record.digest_checker.passed is not False
        found.append(record)
    return found


def test_kinds_and_order(records: list[Any]) -> None:
    kinds = [record.rec_type for record in records]
    assert kinds == [
        *("warcinfo", "response", "request", "revisit", "request", "revisit", "request", "response", "request"),
        *("revisit", "request", "resource", "resource", "response", "request"),
    ]
    assert {record.rec_headers.protocol for record in records} == {"WARC/1.1"}


def test_bytes_and_headers_are_what_was_kept(records: list[Any]) -> None:
    response = records[1]
    assert response.data == b"<html>one</html>"
    assert response.http_headers.get_statuscode() == "200"
    assert response.http_headers.get_header("content-length") == "16"
    assert response.http_headers.get_header("content-encoding") is None
    assert response.http_headers.get_header("X-Archive-Orig-content-encoding") == "gzip"


def test_evidence(records: list[Any]) -> None:
    response, request = records[1].rec_headers, records[2]
    assert response.get_header("WARC-Target-URI") == f"{SITE}/2.html"
    assert response.get_header("WARC-Date") == "2022-02-03T01:30:00.000000Z"
    assert response.get_header("WARC-IP-Address") == "203.0.113.7"
    assert response.get_header("WARC-X-Peer-Certificate-SHA256") == "ab" * 32
    assert response.get_header("WARC-X-Redirects") == f"302 {SITE}/1.html"
    assert request.rec_headers.get_header("WARC-Concurrent-To") == response.get_header("WARC-Record-ID")
    assert request.http_headers.get_header("User-Agent") == "nianbao/1"
    assert request.http_headers.statusline == "/2.html HTTP/1.1"


def test_revisits_point_to_what_they_repeat(records: list[Any]) -> None:
    response = records[1].rec_headers
    again, unchanged, back = (records[number].rec_headers for number in (3, 5, 9))
    for revisit in (again, unchanged, back):
        assert revisit.get_header("WARC-Refers-To") == response.get_header("WARC-Record-ID")
        assert revisit.get_header("WARC-Payload-Digest") == response.get_header("WARC-Payload-Digest")
    assert again.get_header("WARC-Profile").endswith("identical-payload-digest")
    assert unchanged.get_header("WARC-Profile").endswith("server-not-modified")


def test_what_a_browser_made_is_no_answer_of_a_server(records: list[Any]) -> None:
    page, picture = records[11], records[12]
    assert page.data == b"<html>shown</html>"
    assert picture.data == b"\x89PNG"
    assert picture.rec_headers.get_header("Content-Type") == "image/png"


def test_what_was_gone_is_told_without_a_body(records: list[Any]) -> None:
    gone = records[13]
    assert (gone.http_headers.get_statuscode(), gone.data) == ("404", b"")
    assert gone.rec_headers.get_header("WARC-Truncated") == "unspecified"


def test_the_digest_is_that_of_the_blob(records: list[Any], archive: Archive) -> None:
    kept = archive.one("SELECT sha256 FROM snapshots ORDER BY first_seen_at LIMIT 1")
    assert kept
    assert hashlib.sha256(records[1].data).hexdigest() == kept["sha256"]
