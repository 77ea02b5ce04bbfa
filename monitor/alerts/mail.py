"""E-mail: a digest as a message with a plain part and a designed one, handed to a mail server.

A digest always makes the same Message-ID, so a mail sent twice can be told, and most mail programs show it once.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Any

from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.harmless import clean, shortened
from monitor.alerts.outline import digest_to_outline
from monitor.alerts.parts import Outline
from monitor.alerts.settings import MailSettings, without_secrets
from monitor.alerts.table import digest_to_csv, digest_to_xlsx
from monitor.alerts.template import OURS, Templates

_LONGEST_SUBJECT = 150
_MOST_REFERENCES = 10
_LEAST_ROWS = 10
"""So many notices are easier to work through as a table."""


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


def digest_to_mail(digest: Digest, settings: MailSettings) -> EmailMessage:
    """The message as it's sent: a plain part that can be read on its own, the same in HTML, and of much a table."""
    outline = digest_to_outline(digest)
    message = EmailMessage(_POLICY)
    domain = parseaddr(settings.sender)[1].rpartition("@")[2]
    message["Subject"] = outline_to_subject(outline, digest.templates)
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.to)
    message["Date"] = format_datetime(digest.at)
    message["Message-ID"] = message_id(digest, settings)
    message["List-Id"] = f"<{_token(digest.watchlist)}.nianbao.{domain}>"
    message["List-Unsubscribe"] = f"<{_unsubscribe(settings)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = outline.frame.tongue
    _thread(message, digest)
    table = digest_to_table(digest, settings)
    more = {"has_table": bool(table), "unsubscribe": _unsubscribe(settings)}
    message.set_content(digest.templates.render("mail.txt", outline, **more), cte="base64")
    message.add_alternative(digest.templates.render("mail.html", outline, **more), subtype="html", cte="base64")
    if table:
        name, kind, data = table
        message.add_attachment(data, maintype="application", subtype=kind, filename=name)
    return message


def message_id(digest: Digest, settings: MailSettings) -> str:
    domain = parseaddr(settings.sender)[1].rpartition("@")[2]
    return f"<{_token(digest.id)}@{domain}>"


def _unsubscribe(settings: MailSettings) -> str:
    return settings.unsubscribe or f"mailto:{parseaddr(settings.sender)[1]}?subject=unsubscribe"


def _thread(message: EmailMessage, digest: Digest) -> None:
    """Stand beside the mails that told of the same findings first; an answer to one only where there is nothing new."""
    first = tuple(dict.fromkeys(notice.thread for notice in digest.notices if notice.thread))
    if first:
        message["References"] = " ".join(first[-_MOST_REFERENCES:])
    if len(first) == 1 and all(notice.is_follow_up for notice in digest.notices):
        message["In-Reply-To"] = first[0]


def digest_to_table(digest: Digest, settings: MailSettings) -> tuple[str, str, bytes] | None:
    """Name, type and bytes of what is attached; None where there is too little for a table, or it's not wanted."""
    if len(digest.notices) < _LEAST_ROWS or settings.attach == "none" or digest.is_bare:
        return None
    name = f"nianbao-{digest.at:%Y-%m-%d}.{settings.attach}"
    if settings.attach == "csv":
        return name, "csv", digest_to_csv(digest)
    return name, "vnd.openxmlformats-officedocument.spreadsheetml.sheet", digest_to_xlsx(digest)


def outline_to_subject(outline: Outline, templates: Templates = OURS) -> str:
    """「[nianbao] 2 errors, 1 resolved · 示例市示例区统计局 and 3 more」"""
    return shortened(clean(templates.render("subject.txt", outline)), _LONGEST_SUBJECT)


def _token(text: str) -> str:
    """The text as a part of a Message-ID or List-Id; a hash stands for what can't be written there."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-")
    if plain == text and len(text) <= 60:
        return plain
    return f"{plain[:40]}-{sha256(text.encode()).hexdigest()[:12]}".strip("-")


def send_mail(digest: Digest, settings: MailSettings) -> Receipt:
    """The digest handed to the mail server, or in one line why not. Recipients who have it already are left out; those
    whom the server puts off are tried again, those whom it does not know are named."""
    to = tuple(address for address in settings.to if address not in digest.progress)
    try:
        refused = _hand_over(digest_to_mail(digest, settings), to, settings) if to else {}
    except smtplib.SMTPException as error:
        return _refusal(error, settings)
    except OSError as error:
        return _not_reached(error, settings)
    put_off = {address for address, (code, _) in refused.items() if code < 500}
    error_line = f"refused: {_recipients(refused, settings)}" if refused else ""
    progress = {address: "sent" for address in (*digest.progress, *to) if address not in put_off}
    if put_off:
        return Receipt(False, error_line, progress=progress)
    told = [notice.finding for notice in digest.notices if notice.finding and not notice.is_follow_up]
    threads = dict.fromkeys(told, message_id(digest, settings))
    return Receipt(True, error_line, threads=threads, progress=progress)


def try_login(settings: MailSettings) -> Receipt:
    """Whether the server lets us in, or in one line why not; no mail is sent."""
    try:
        server = _connect(settings)
        server.quit()
    except smtplib.SMTPException as error:
        return _refusal(error, settings)
    except OSError as error:
        return _not_reached(error, settings)
    return Receipt(True)


def _not_reached(error: OSError, settings: MailSettings) -> Receipt:
    reason = error.strerror or str(error) or type(error).__name__
    return Receipt(False, f"{_server(settings)} was not reached: {without_secrets(reason, settings.secrets)}")


def _hand_over(message: EmailMessage, to: Sequence[str], settings: MailSettings) -> Mapping[str, tuple[int, bytes]]:
    """The recipients refused, where others were accepted. What goes wrong while saying goodbye changes nothing."""
    server = _connect(settings)
    try:
        return server.send_message(message, to_addrs=list(to))
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _connect(settings: MailSettings) -> smtplib.SMTP:
    server: smtplib.SMTP
    context = ssl.create_default_context()
    if settings.ca_file:
        context.load_verify_locations(settings.ca_file)
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
    is_data = isinstance(error, smtplib.SMTPDataError)
    is_final = error.smtp_code >= 500
    line = f"{server} refused the message ({said})"
    return Receipt(False, line, permanent=is_final, is_message_refused=is_data and is_final)


def _server(settings: MailSettings) -> str:
    return f"The mail server {settings.host}:{settings.port}"


def _recipients(refused: Mapping[str, tuple[int, bytes]], settings: MailSettings) -> str:
    return "; ".join(f"{address} ({code} {_words(words, settings)})" for address, (code, words) in refused.items())


def _words(said: Any, settings: MailSettings) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return without_secrets(text, settings.secrets)
