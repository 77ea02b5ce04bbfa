"""The archive as WARC 1.1: what was asked, what answered, byte for byte, for tools that replay the web.

One `response` for each answer with bytes that were new to its document, with its `request`; a `revisit` where the
bytes were those of before, or the server said so (304); a `resource` where the bytes are a page as a browser rendered
it, which no server ever sent.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import responses
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from storage.archive import Archive

_DECODED = ("content-encoding", "transfer-encoding", "content-length")
"""Headers that no longer hold of bytes that are kept decoded; they are kept under another name."""
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SIGHTINGS = (
    "SELECT s.*, d.url AS document_url, p.media_type FROM sightings s JOIN documents d ON d.id = s.document"
    " LEFT JOIN snapshots p ON p.sha256 = s.sha256 WHERE s.status IS NOT NULL ORDER BY s.id"
)


@dataclass
class Written:
    """How many records of each kind were written."""

    responses: int = 0
    requests: int = 0
    revisits: int = 0
    resources: int = 0
    screenshots: int = 0

    @property
    def records(self) -> int:
        return self.responses + self.requests + self.revisits + self.resources + self.screenshots


@dataclass(frozen=True, slots=True)
class _Answer:
    """A sighting with what is needed to write it."""

    url: str
    at: str
    status: int
    headers: dict[str, str]
    exchange: dict[str, Any]
    sha256: str | None
    rendered: bool
    media_type: str
    body: bytes = field(repr=False)
    screenshot: bytes = field(repr=False)


def write_warc(archive: Archive, file: BinaryIO, version: str) -> Written:
    """Write every answer the archive has kept into `file`, in the order in which they came; gzipped by record."""
    export = _Export(file, version)
    for answer in _answers(archive):
        export.write(answer)
    return export.written


class _Export:
    def __init__(self, file: BinaryIO, version: str) -> None:
        self._writer = WARCWriter(file, gzip=True, warc_version="1.1")
        self._first: dict[tuple[str, str], tuple[str, str, str]] = {}
        """Where bytes of an address were written first: record, moment, payload digest."""
        self.written = Written()
        software = {"software": f"nianbao/{version}", "format": "WARC File Format 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record("nianbao.warc.gz", software))

    def write(self, answer: _Answer) -> None:
        if answer.rendered:
            self._resource(answer.url, "text/html; charset=utf-8", answer.body, answer.at)
            self.written.resources += 1
        elif answer.status == 304 or (answer.url, answer.sha256 or "") in self._first:
            self._revisit(answer)
        else:
            self._response(answer)
        if answer.screenshot:
            self._resource(f"urn:screenshot:{answer.url}", "image/png", answer.screenshot, answer.at)
            self.written.screenshots += 1

    def _response(self, answer: _Answer) -> None:
        record = self._record(answer, "response", answer.body)
        self._writer.write_record(record)
        if answer.sha256:
            head = record.rec_headers
            digest = head.get_header("WARC-Payload-Digest")
            self._first[answer.url, answer.sha256] = (head.get_header("WARC-Record-ID"), _date(answer.at), digest)
        self.written.responses += 1
        self._request(answer, record.rec_headers.get_header("WARC-Record-ID"))

    def _revisit(self, answer: _Answer) -> None:
        known = self._first.get((answer.url, answer.sha256 or ""))
        record = self._record(answer, "revisit", b"")
        head = record.rec_headers
        head.replace_header("WARC-Profile", _NOT_MODIFIED if answer.status == 304 else _SAME_PAYLOAD)
        if known:
            head.replace_header("WARC-Refers-To", known[0])
            head.replace_header("WARC-Refers-To-Target-URI", answer.url)
            head.replace_header("WARC-Refers-To-Date", known[1])
            head.replace_header("WARC-Payload-Digest", known[2])
        self._writer.write_record(record)
        self.written.revisits += 1
        self._request(answer, head.get_header("WARC-Record-ID"))

    def _record(self, answer: _Answer, kind: str, body: bytes) -> Any:
        line = f"{answer.status} {responses.get(answer.status, '')}".strip()
        http = StatusAndHeaders(line, _headers(answer), protocol=_protocol(answer))
        return self._writer.create_warc_record(
            answer.url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict=_warc_headers(answer),
        )

    def _request(self, answer: _Answer, concurrent: str) -> None:
        parts = urlsplit(answer.url)
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        asked = {"host": parts.netloc, **answer.exchange.get("request", {})}
        headers = [(name.title(), value) for name, value in asked.items()]
        http = StatusAndHeaders(f"GET {path} {_protocol(answer)}", headers, is_http_request=True)
        named = {"WARC-Date": _date(answer.at), "WARC-Concurrent-To": concurrent}
        self._writer.write_record(
            self._writer.create_warc_record(answer.url, "request", http_headers=http, warc_headers_dict=named)
        )
        self.written.requests += 1

    def _resource(self, url: str, media_type: str, data: bytes, at: str) -> None:
        self._writer.write_record(
            self._writer.create_warc_record(
                url,
                "resource",
                payload=io.BytesIO(data),
                length=len(data),
                warc_content_type=media_type,
                warc_headers_dict={"WARC-Date": _date(at)},
            )
        )


def _answers(archive: Archive) -> Iterator[_Answer]:
    for row in archive.rows(_SIGHTINGS):
        exchange = json.loads(row["exchange"])
        yield _Answer(
            url=exchange.get("url") or row["document_url"],
            at=row["at"],
            status=row["status"],
            headers=json.loads(row["headers"]),
            exchange=exchange,
            sha256=row["sha256"],
            rendered=bool(row["rendered"]),
            media_type=row["media_type"] or "",
            body=archive.blobs.read(row["sha256"]) if row["sha256"] and row["status"] != 304 else b"",
            screenshot=archive.blobs.read(row["screenshot"]) if row["screenshot"] else b"",
        )


def _headers(answer: _Answer) -> list[tuple[str, str]]:
    kept = [(f"X-Archive-Orig-{name}" if name in _DECODED else name, value) for name, value in answer.headers.items()]
    return kept if answer.status == 304 else [*kept, ("content-length", str(len(answer.body)))]


def _warc_headers(answer: _Answer) -> dict[str, str]:
    """Who answered, with which certificate, and over which detours, as far as it is known."""
    exchange = answer.exchange
    named = {
        "WARC-Date": _date(answer.at),
        "WARC-IP-Address": exchange.get("address", ""),
        "WARC-X-Peer-Certificate-SHA256": exchange.get("certificate", ""),
        "WARC-Truncated": "" if answer.sha256 else "unspecified",
        "WARC-X-Redirects": " ".join(f"{status} {url}" for url, status in exchange.get("redirects", ())),
    }
    return {name: value for name, value in named.items() if value}


def _protocol(answer: _Answer) -> str:
    return answer.exchange.get("protocol") or "HTTP/1.1"


def _date(at: str) -> str:
    """A moment as WARC wants it: UTC."""
    return dt.datetime.fromisoformat(at).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
