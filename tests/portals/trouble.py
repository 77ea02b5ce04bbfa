"""What goes wrong between a portal and us, each as a wrapper around any simulated site, with what has to come of it."""

from __future__ import annotations

import gzip
import socket
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.portals.site import Answer, Question, Routes, html

Outcome = Literal["read", "unreachable", "blocked", "unreadable", "moved"]

DRIP_SECONDS = 8.0
"""How long a slow body takes: longer than the watch list of the test allows."""
BOMB_BYTES = 12 * 2**20


@dataclass(frozen=True)
class Trouble:
    """One trouble. `outcome` is what a visit to the column has to come to, `says` what its detail has to say; with
    `read` all reports have to be there, else none. `families` names those for which it comes to something else."""

    wrap: Callable[[Routes], Routes]
    outcome: Outcome
    says: str = ""
    status: int | None = None
    tls: Literal["", "modern", "legacy"] = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """What the watch list says of the host."""
    families: Mapping[str, Outcome] = field(default_factory=dict)


def always(answer: Answer) -> Callable[[Routes], Routes]:
    """Whatever is asked, but robots.txt, is answered so."""
    return around(lambda _question, _routes: answer)


def around(meddle: Callable[[Question, Routes], Answer]) -> Callable[[Routes], Routes]:
    """A site whose answers are meddled with, but for its robots.txt."""

    def wrap(routes: Routes) -> Routes:
        return lambda question: routes(question) if question.path == "/robots.txt" else meddle(question, routes)

    return wrap


def _cookie_loop(question: Question, routes: Routes) -> Answer:
    if "CT6T=1" in question.headers.get("cookie", ""):
        return routes(question)
    query = "&".join(map("=".join, question.query.items()))
    place = f"{question.path}?{query}" if query else question.path
    status = 307 if question.method == "POST" else 302
    return Answer(status=status, headers={"Location": place, "Set-Cookie": "CT6T=1; path=/"})


def _by_user_agent(question: Question, routes: Routes) -> Answer:
    if "Mozilla" in question.headers.get("user-agent", ""):
        return routes(question)
    return html("<html><body><h1>403 Forbidden</h1></body></html>", 403)


def _slow(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")
    until = time.monotonic() + DRIP_SECONDS
    while time.monotonic() < until:
        connection.sendall(b" ")
        time.sleep(0.2)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _of_length(stated: Callable[[int], int]) -> Callable[[Question, Routes], Answer]:
    """An answer that states another length than its own."""

    def meddle(question: Question, routes: Routes) -> Answer:
        whole = routes(question)
        head = (
            f"HTTP/1.1 {whole.status} OK\r\nContent-Type: {whole.media_type}\r\n"
            f"Content-Length: {stated(len(whole.body))}\r\nConnection: close\r\n\r\n"
        )
        return Answer(write=lambda connection: connection.sendall(head.encode() + whole.body))

    return meddle


def _compressed(question: Question, routes: Routes) -> Answer:
    answer = routes(question)
    headers = {**answer.headers, "Content-Encoding": "gzip"}
    return replace(answer, body=gzip.compress(answer.body), headers=headers)


def _in_gbk(question: Question, routes: Routes) -> Answer:
    answer = routes(question)
    if not answer.media_type.startswith("text/html") or answer.status != 200:
        return answer
    text = answer.body.decode().replace('charset="utf-8"', 'charset="gb2312"')
    return replace(answer, body=text.encode("gb18030"), media_type="text/html")


def _of_wrong_type(question: Question, routes: Routes) -> Answer:
    answer = routes(question)
    wrong = "text/plain" if answer.media_type.startswith("text/html") else "text/html"
    return replace(answer, media_type=wrong)


def _unmeddled(question: Question, routes: Routes) -> Answer:
    return routes(question)


_BLOCK_PAGE = "<html><body><h2>您的访问过于频繁，请稍后再试</h2><p>IP：203.0.113.7</p></body></html>"
_CAPTCHA = "<html><body><form>请输入验证码后继续访问 <input name='code'></form></body></html>"
_EDGE = "<html><script>var __tst_status=1;document.cookie='EO_Bot_Ssid=1'</script><body></body></html>"
_NOT_THERE = "<html><head><title>提示</title></head><body><p>您访问的页面不存在或已被删除！</p></body></html>"
_RS = "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>"
_BROWSER_KNOWS_NOT: Mapping[str, Outcome] = {"rendered": "unreachable"}
"""A browser trusts no authority of a test's own, and speaks no TLS of old."""
_BOMB = gzip.compress(b"\0" * BOMB_BYTES)

TROUBLES: Mapping[str, Trouble] = {
    "none": Trouble(around(_unmeddled), "read"),
    "cookie-loop": Trouble(around(_cookie_loop), "read"),
    "challenge-412": Trouble(always(html(_RS, 412)), "blocked", "瑞数", 412),
    "challenge-521": Trouble(always(html("<script>document.cookie='__jsl_clearance_s=1'</script>", 521)), "blocked",
                             "加速乐", 521),
    "challenge-edge": Trouble(always(html(_EDGE)), "blocked", "EdgeOne", 200),
    "block-page": Trouble(always(html(_BLOCK_PAGE)), "blocked", "访问过于频繁", 200),
    "captcha": Trouble(always(html(_CAPTCHA)), "blocked", "验证码", 200),
    "soft-404": Trouble(always(html(_NOT_THERE)), "moved", "不存在", 200),
    "hard-404": Trouble(always(html("<h1>404 Not Found</h1>", 404)), "moved", "answered 404", 404),
    "gone-410": Trouble(always(html("<h1>Gone</h1>", 410)), "moved", "answered 410", 410),
    "server-error": Trouble(always(html("<h1>500</h1>", 500)), "unreachable", "answered 500", 500),
    "user-agent": Trouble(around(_by_user_agent), "blocked", "answered 403", 403),
    "retry-after": Trouble(always(html("slow down", 429, {"Retry-After": "7200"})), "blocked", "429", 429),
    "busy": Trouble(always(html("busy", 503, {"Retry-After": "7200"})), "blocked", "503", 503),
    "slow-body": Trouble(always(Answer(write=_slow)), "unreachable", ""),
    "reset": Trouble(always(Answer(write=_reset)), "unreachable", ""),
    "truncated": Trouble(around(_of_length(lambda length: length + 5000)), "unreachable", "broke off",
                         families={"rendered": "unreachable"}),
    "cut-short": Trouble(around(_of_length(lambda _length: 150)), "unreadable", "", families={"shell": "unreachable"}),
    "empty": Trouble(always(html("")), "unreadable", ""),
    "forced-gzip": Trouble(around(_compressed), "read"),
    "gzip-bomb": Trouble(always(Answer(_BOMB, headers={"Content-Encoding": "gzip"})), "unreachable", "exceeded",
                         families={"rendered": "unreadable"}),
    "other-host": Trouble(always(Answer(status=302, headers={"Location": "http://www.example.com/zwgk/"})), "blocked",
                          "allowed_hosts"),
    "private-address": Trouble(always(Answer(status=302, headers={"Location": "http://169.254.169.254/latest/"})),
                               "blocked", "allowed_hosts"),
    "front-page": Trouble(around(lambda question, routes: routes(question) if question.path == "/" else
                                 Answer(status=302, headers={"Location": "/"})), "moved", "not there", 200),
    "gbk": Trouble(around(_in_gbk), "read"),
    "wrong-type": Trouble(around(_of_wrong_type), "read", families={"rendered": "unreadable"}),
    "tls": Trouble(around(_unmeddled), "read", tls="modern", families=_BROWSER_KNOWS_NOT),
    "tls-legacy": Trouble(around(_unmeddled), "read", tls="legacy", options={"tls": "legacy"},
                          families=_BROWSER_KNOWS_NOT),
    "tls-refused": Trouble(around(_unmeddled), "unreachable", "legacy", tls="legacy"),
}  # fmt: skip
