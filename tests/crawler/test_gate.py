"""The browser's only way out: what it lets through, and what it does not."""

from __future__ import annotations

import asyncio
import http.client
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager

import pytest

from crawler.gate import Gate
from tests.portals.site import Question, Site, html, serve

NAMES = {"127.0.0.1": "127.0.0.1", "portal.gov.cn": "127.0.0.1", "inner.gov.cn": "10.0.0.1", "localhost": "127.0.0.1"}


async def _resolve(host: str) -> str:
    return NAMES[host]


@contextmanager
def opened(*allowed: str) -> Iterator[tuple[int, Gate]]:
    """A gate in a loop of its own, and its port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    gate = Gate(allowed, _resolve)

    def wait(started: Future[int] | Future[None]) -> int | None:
        return started.result(10)

    try:
        yield wait(asyncio.run_coroutine_threadsafe(gate.open(), loop)) or 0, gate
    finally:
        wait(asyncio.run_coroutine_threadsafe(gate.close(), loop))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def ask(port: int, url: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", url, headers={"Proxy-Connection": "keep-alive"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def site(answer: Callable[[Question], str]) -> Site:
    return Site("none", "/", lambda question: html(answer(question)))


def test_what_is_allowed_passes_as_the_server_expects_it() -> None:
    with serve(site(lambda question: question.path)) as running, opened("127.0.0.1") as (port, _):
        assert ask(port, f"{running.url}/zwgk/?a=1") == (200, b"/zwgk/")
        (question,) = running.questions
        assert question.query == {"a": "1"}
        assert "proxy-connection" not in question.headers


@pytest.mark.parametrize(
    ("allowed", "host"),
    [
        ((".gov.cn",), "www.example.com"),
        ((".gov.cn",), "127.0.0.1"),
        ((".gov.cn",), "portal.gov.cn"),
        ((".gov.cn",), "inner.gov.cn"),
        ((".gov.cn",), "169.254.169.254"),
        ((".gov.cn",), "unknown.gov.cn"),
    ],
)
def test_what_is_not_allowed_or_not_public_does_not(allowed: tuple[str, ...], host: str) -> None:
    with serve(site(lambda _: "secret")) as running, opened(*allowed) as (port, _):
        status, body = ask(port, f"http://{host}:{running.url.rpartition(':')[2]}/")
        assert (status, body) == (403, b"refused")
        assert running.questions == []


def test_a_tunnel_is_refused_in_the_same_way() -> None:
    with opened(".gov.cn") as (port, gate):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.set_tunnel("inner.gov.cn", 443)
        with pytest.raises(OSError, match="403"):
            connection.request("GET", "/")
        connection.close()
        assert "10.0.0.1" in gate.refused[0]


def test_one_connection_at_a_time_to_a_host() -> None:
    under_way, most = [0], [0]

    def answer(_: Question) -> str:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        time.sleep(0.05)
        under_way[0] -= 1
        return "done"

    with serve(site(answer)) as running, opened("127.0.0.1") as (port, _):
        asked = [threading.Thread(target=ask, args=(port, f"{running.url}/{number}")) for number in range(5)]
        for thread in asked:
            thread.start()
        for thread in asked:
            thread.join()
        assert len(running.questions) == 5
    assert most == [1]


def test_nonsense_is_refused() -> None:
    with opened(".gov.cn") as (port, _):
        assert ask(port, "nowhere") == (403, b"refused")
