"""The one way out for the browser: a proxy on this machine that lets through what may be fetched, and nothing else.

A browser looks names up by itself, follows redirects by itself, and fetches what pages ask for; none of that passes
Scrapy. Behind this gate every connection of its goes to a host of the watch list, at the address that was looked up and
checked here, one at a time to each host.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit, urlunsplit

from crawler.guards import refusal
from crawler.resolution import private_refusal

_LOGGER = logging.getLogger(__name__)
_LONGEST_HEAD = 64 * 2**10
_CONNECT_SECONDS = 20.0
_CHUNK = 64 * 2**10

_REFUSAL = (
    b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 7\r\nConnection: close\r\n\r\nrefused"
)
"""With a body, so that the browser shows it as a page of the address that was asked for."""

Resolve = Callable[[str], Awaitable[str]]


class Gate:
    """`await open()` gives its port; `close()` ends every connection that goes through it."""

    def __init__(self, allowed_hosts: Iterable[str], resolve: Resolve) -> None:
        self._allowed = tuple(allowed_hosts)
        self._resolve = resolve
        self._server: asyncio.Server | None = None
        self._turns: defaultdict[tuple[str, int], asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(1))
        self._open: set[asyncio.Task[None]] = set()
        self.refused: list[str] = []

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LONGEST_HEAD)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        if self._server:
            self._server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            self._open.add(task)
        try:
            await self._pass_on(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, asyncio.CancelledError):
            pass  # either side went away, or sent what is no request: the browser sees a closed connection
        finally:
            writer.close()
            if task:
                self._open.discard(task)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        url = f"https://{target}/" if method == "CONNECT" else target
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        address = await self._address(url, host)
        if address is None:
            writer.write(_REFUSAL)
            await writer.drain()
            return
        async with self._turns[host, port]:
            await self._connect(reader, writer, (address, port), b"" if method == "CONNECT" else _for_origin(head, url))

    async def _address(self, url: str, host: str) -> str | None:
        """The address a connection may be made to; None where it may not."""
        reason = refusal(url, self._allowed)
        if reason is None:
            try:
                address = await self._resolve(host)
            except Exception:
                return None
            reason = private_refusal(host, address, self._allowed)
            if reason is None:
                return address
        self.refused.append(reason)
        _LOGGER.info("the browser asked for %s", reason)
        return None

    async def _connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, place: tuple[str, int], head: bytes
    ) -> None:
        there = await asyncio.wait_for(asyncio.open_connection(*place), _CONNECT_SECONDS)
        try:
            if head:
                there[1].write(head)
            else:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await _both_ways((reader, writer), there)
        finally:
            there[1].close()


async def _both_ways(
    here: tuple[asyncio.StreamReader, asyncio.StreamWriter], there: tuple[asyncio.StreamReader, asyncio.StreamWriter]
) -> None:
    """Pass bytes on until either side has had enough."""
    ways = [asyncio.ensure_future(_pump(here[0], there[1])), asyncio.ensure_future(_pump(there[0], here[1]))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(_CHUNK):
            target.write(data)
            await target.drain()


def _for_origin(head: bytes, url: str) -> bytes:
    """A request to a proxy as the server itself expects it, on a connection that ends with the answer."""
    lines = head.split(b"\r\n")
    method, _, version = lines[0].split(b" ", 2)
    path = urlunsplit(urlsplit(url)._replace(scheme="", netloc="", fragment="")) or "/"
    kept = [line for line in lines[1:-2] if not line.lower().startswith((b"proxy-connection:", b"connection:"))]
    first = b" ".join((method, path.encode("latin-1"), version))
    return b"\r\n".join((first, *kept, b"Connection: close", b"", b""))
