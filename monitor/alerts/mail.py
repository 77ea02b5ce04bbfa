"""E-mail: a digest as a message with a plain part and a designed one, handed to a mail server.

A digest always makes the same Message-ID, so a mail sent twice can be told, and most mail programs show it once.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.outline import Outline, digest_to_outline, shortened
from monitor.alerts.settings import MailSettings, without_secrets

_LONGEST_SUBJECT = 150


class _MailPolicy(EmailPolicy):
    """Python's own folding of a Subject in two scripts loses the space between two encoded words; `Header` keeps it."""

    def fold(self, name: str, value: Any) -> str:
        if name.lower() != "subject":
            return str(super().fold(name, value))
        encoded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {encoded}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


_POLICY = _MailPolicy()


@cache
def templates() -> Environment:
    """The templates of the alerts; what is HTML is escaped, and a hole without a value is an error."""
    return Environment(
        loader=PackageLoader("monitor.alerts"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def digest_to_mail(digest: Digest, settings: MailSettings) -> EmailMessage:
    """The message as it's sent: a plain part that can be read on its own, and the same in HTML."""
    outline = digest_to_outline(digest)
    message = EmailMessage(_POLICY)
    domain = parseaddr(settings.sender)[1].rpartition("@")[2]
    message["Subject"] = outline_to_subject(outline)
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.to)
    message["Date"] = format_datetime(digest.at)
    message["Message-ID"] = f"<{_token(outline.id)}@{domain}>"
    message["List-Id"] = f"<{_token(digest.watchlist)}.nianbao.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = outline.frame.tongue
    message.set_content(_render("mail.txt", outline), cte="base64")
    message.add_alternative(_render("mail.html", outline), subtype="html", cte="base64")
    return message


def outline_to_subject(outline: Outline) -> str:
    """「[nianbao] 2 errors, 1 resolved · 示例市示例区统计局 and 3 more」"""
    words = [outline.headline, outline.frame.names(outline.bodies)]
    return shortened("[nianbao] " + " · ".join(word for word in words if word), _LONGEST_SUBJECT)


def _render(template: str, outline: Outline) -> str:
    return templates().get_template(template).render(outline=outline, frame=outline.frame)


def _token(text: str) -> str:
    """The text as a part of a Message-ID or List-Id; a hash stands for what can't be written there."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-")
    if plain == text and len(text) <= 60:
        return plain
    return f"{plain[:40]}-{sha256(text.encode()).hexdigest()[:12]}".strip("-")


def send_mail(digest: Digest, settings: MailSettings) -> Receipt:
    """The digest handed to the mail server, or in one line why not."""
    try:
        refused = _hand_over(digest_to_mail(digest, settings), settings)
    except smtplib.SMTPException as error:
        return _refusal(error, settings)
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        return Receipt(False, f"{_server(settings)} was not reached: {without_secrets(reason, settings.secrets)}")
    return Receipt(True, f"refused: {_recipients(refused, settings)}" if refused else "")


def _hand_over(message: EmailMessage, settings: MailSettings) -> Mapping[str, tuple[int, bytes]]:
    """The recipients refused, where others were accepted. What goes wrong while saying goodbye changes nothing."""
    server = _connect(settings)
    try:
        return server.send_message(message)
    finally:
        with suppress(OSError):
            server.quit()
        server.close()


def _connect(settings: MailSettings) -> smtplib.SMTP:
    server: smtplib.SMTP
    context = ssl.create_default_context()
    if settings.security == "tls":
        server = smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout, context=context)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
    try:
        if settings.security == "starttls":
            server.starttls(context=context)
        if settings.username and settings.password:
            server.login(settings.username, settings.password)
    except BaseException:
        server.close()
        raise
    return server


def _refusal(error: smtplib.SMTPException, settings: MailSettings) -> Receipt:
    """A code of 500 and above is final by the standard; whatever else is tried again."""
    server = _server(settings)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        final = all(code >= 500 for code, _ in error.recipients.values())
        said = _recipients(error.recipients, settings)
        return Receipt(False, f"{server} refused every recipient: {said}", permanent=final)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Receipt(False, f"{server} does not offer what mail.security or the login asks for", permanent=True)
    if not isinstance(error, smtplib.SMTPResponseException):
        return Receipt(False, f"{server} broke off: {without_secrets(str(error), settings.secrets)}")
    said = f"{error.smtp_code} {_words(error.smtp_error, settings)}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        line = f"{server} refused the name or password of {settings.username} ({said})"
        return Receipt(False, line, permanent=error.smtp_code >= 500)
    return Receipt(False, f"{server} refused the message ({said})", permanent=error.smtp_code >= 500)


def _server(settings: MailSettings) -> str:
    return f"The mail server {settings.host}:{settings.port}"


def _recipients(refused: Mapping[str, tuple[int, bytes]], settings: MailSettings) -> str:
    return "; ".join(f"{address} ({code} {_words(words, settings)})" for address, (code, words) in refused.items())


def _words(said: Any, settings: MailSettings) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return without_secrets(text, settings.secrets)
