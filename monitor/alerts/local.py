"""A mail server and a Slack endpoint on this machine, for demonstrations and tests: they answer as the real ones do and
keep what they receive. Nothing leaves the machine."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import ssl
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from monitor.alerts.settings import MailSettings, SlackSettings
from monitor.alerts.slack_limits import broken_limits

LOOPBACK = "127.0.0.1"

# aiosmtpd warns there, at every login, about an attribute it sets itself
logging.getLogger("mail.log").setLevel(logging.ERROR)


class LocalMail:
    """A mail server on loopback, on a free port. With `login` it wants that name and password first, with `tls` it
    offers STARTTLS; it knows no `refused` recipient and asks to come back later for those it has `put_off`."""

    def __init__(
        self,
        login: tuple[str, str] | None = None,
        refused: tuple[str, ...] = (),
        put_off: tuple[str, ...] = (),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.put_off = put_off
        self._tls = tls
        self.messages: list[EmailMessage] = []
        self.recipients: list[tuple[str, ...]] = []
        self._login = login
        self._refused = refused
        self._controller: Controller | None = None

    @property
    def port(self) -> int:
        if self._controller is None:
            raise RuntimeError("LocalMail is not running")
        return int(self._controller.port)

    def settings(self, **changes: Any) -> MailSettings:
        """Settings that send here; the login included, where one is wanted."""
        username, password = self._login or (None, None)
        known: dict[str, Any] = {
            "host": LOOPBACK, "port": self.port, "security": "none", "username": username, "password": password,
            "sender": "nianbao@example.org", "to": ("office@example.org",), "timeout": 10.0,
        }  # fmt: skip
        return MailSettings(**{**known, **changes})

    def __enter__(self) -> Self:
        options = {"tls_context": self._tls} if self._tls else {}
        self._controller = _LoopbackController(self, authenticator=self._check_login, auth_require_tls=False, **options)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    # aiosmtpd calls these by name. A login is asked for here, as its own `auth_required` warns about plain text.

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self._refused:
            return "550 5.1.1 No such user here"
        if address in self.put_off:
            return "451 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.messages.append(BytesParser(EmailMessage, policy=default).parsebytes(content))
        self.recipients.append(tuple(envelope.rcpt_tos))
        return "250 OK: kept"

    def _check_login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == self._login, handled=False)


class _LoopbackController(Controller):
    """Listens on a port the system chose; aiosmtpd's own controller cannot tell which one that was."""

    def __init__(self, handler: LocalMail, **options: Any) -> None:
        self._socket = socket.create_server((LOOPBACK, 0))
        super().__init__(handler, hostname=LOOPBACK, port=self._socket.getsockname()[1], **options)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._socket, ssl=self.ssl_context)

    def cancel_tasks(self, stop_loop: bool = True) -> None:
        """Ends the conversations before the loop, so that no connection is left open."""
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        if stop_loop:
            self.loop.call_later(0.01, self.loop.stop)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the local Slack is told to answer instead of yes."""

    status: int
    error: str = ""
    retry_after: int | None = None


SERVER_ERROR = Answer(500, "internal_error")
INVALID_AUTH = Answer(200, "invalid_auth")


def rate_limited(seconds: int) -> Answer:
    return Answer(429, "ratelimited", seconds)


class LocalSlack:
    """Slack's chat.postMessage and an incoming webhook on loopback. `answers` are given first, one a request; after
    that every message that keeps to Slack's limits is taken."""

    TOKEN = "xoxb-local"  # noqa: S105
    CHANNEL = "#nianbao"
    WEBHOOK = "/services/T000/B000/local"

    def __init__(self, *answers: Answer) -> None:
        self.payloads: list[dict[str, Any]] = []
        self.answers = list(answers)
        self._server: _SlackServer | None = None
        self._thread: threading.Thread | None = None

    def answer(self, path: str, token: str, payload: dict[str, Any]) -> Answer:
        """What Slack would say to this request; a message it takes is kept."""
        if self.answers:
            return self.answers.pop(0)
        answer = self._judge(path, token, payload)
        if not answer.error:
            self.payloads.append(payload)
        return answer

    def _judge(self, path: str, token: str, payload: dict[str, Any]) -> Answer:
        by_webhook = path == self.WEBHOOK
        if not by_webhook and path != "/api/chat.postMessage":
            return Answer(404, "no_service")
        if not by_webhook and token != f"Bearer {self.TOKEN}":
            return INVALID_AUTH
        if not by_webhook and payload.get("channel") != self.CHANNEL:
            return Answer(200, "channel_not_found")
        if any(broken_limits(payload.get("blocks", []))):
            return Answer(400 if by_webhook else 200, "invalid_blocks")
        return Answer(200)

    def bot(self, **changes: Any) -> SlackSettings:
        known = {"token": self.TOKEN, "channel": self.CHANNEL, "base_url": f"{self._address}/api/", "timeout": 10}
        return SlackSettings(**{**known, **changes})

    def webhook(self, **changes: Any) -> SlackSettings:
        return SlackSettings(**{"webhook_url": self._address + self.WEBHOOK, "timeout": 10, **changes})

    @property
    def _address(self) -> str:
        if self._server is None:
            raise RuntimeError("LocalSlack is not running")
        return f"http://{LOOPBACK}:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._server = _SlackServer(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="local-slack")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = self._thread = None


class _SlackServer(HTTPServer):
    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        super().__init__((LOOPBACK, 0), _SlackRequest)


class _SlackRequest(BaseHTTPRequestHandler):
    server: _SlackServer

    def do_POST(self) -> None:
        payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.server.slack.answer(self.path, self.headers.get("Authorization", ""), payload)
        body, kind = self._body(answer)
        self.send_response(answer.status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if answer.retry_after is not None:
            self.send_header("Retry-After", str(answer.retry_after))
        self.end_headers()
        self.wfile.write(body)

    def _body(self, answer: Answer) -> tuple[bytes, str]:
        """The Web API answers in JSON, a webhook with a word."""
        if not self.path.startswith("/api/"):
            return (answer.error or "ok").encode(), "text/plain"
        said = {"ok": False, "error": answer.error} if answer.error else {"ok": True, "ts": "1610413200.000100"}
        return json.dumps(said).encode(), "application/json"

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what came in is in `payloads`."""
