"""Everything else, by an address of Apprise's: Feishu, DingTalk, WeCom, Telegram, webhooks, the desktop.

Apprise says whether a service took a message, in a log line why not, and neither what HTTP status it was nor when to
try again. Two services answer 200 to what they refuse and Apprise takes that for success: these we ask ourselves
(`robots.py`).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256

from apprise import Apprise, AppriseAsset
from apprise.result import AppriseResult

from monitor.alerts.chat import digest_to_texts
from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.robots import ROBOTS, post_to_robot
from monitor.alerts.settings import AddressSettings, without_secrets

_FINAL = re.compile(r"error=(?:400|401|403|404|405|410)\b")
_LONGEST = 32_000
_LOG = logging.getLogger("apprise")
_LOG.setLevel(logging.WARNING)  # it logs addresses with their tokens to whoever listens; what we need comes as a result
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())


def send_to_address(digest: Digest, settings: AddressSettings) -> Receipt:
    """Every part of the digest sent in order, or in one line why not; what was sent is not sent again."""
    robot = ROBOTS.get(settings.scheme)
    if robot:
        texts = digest_to_texts(digest, robot.longest)
        return _send_parts(digest, texts, lambda text: post_to_robot(robot, text, settings))
    service = load_service(settings)
    if service is None:
        known = "see https://appriseit.com/services/"
        return Receipt(False, f"Apprise knows no such address ({settings.scheme}://…); {known}", permanent=True)
    return _send_parts(
        digest, digest_to_texts(digest, _longest(service)), lambda text: _notify(service, text, settings)
    )


def load_service(settings: AddressSettings) -> Apprise | None:
    """The service behind the address; None where Apprise knows none."""
    asset = AppriseAsset(app_id="nianbao", app_desc="nianbao", app_url="", async_mode=False, http_redirects=False)
    service = Apprise(asset=asset)
    return service if service.add(settings.address) and len(service) else None


def _longest(service: Apprise) -> int:
    """Bytes a message may have, a little less than the service says: some count bytes where Apprise counts letters."""
    return max(500, min(int(getattr(service[0], "body_maxlen", _LONGEST)), _LONGEST) * 9 // 10)


def _notify(service: Apprise, text: str, settings: AddressSettings) -> Receipt:
    result = service.notify(body=text, body_format="text", timeout=settings.timeout, interpret_escapes=False)
    return Receipt(True) if result else _refused(result, settings)


def _refused(result: AppriseResult, settings: AddressSettings) -> Receipt:
    said = [without_secrets(entry.message, settings.secrets) for entry in result.logs()]
    reason = " ".join(said) or f"{settings.scheme} did not answer in time or said nothing"
    waits = 60.0 if "error=429" in reason else None
    return Receipt(False, reason, retry_after=waits, permanent=bool(_FINAL.search(reason)))


def _send_parts(digest: Digest, texts: Sequence[str], send: Callable[[str], Receipt]) -> Receipt:
    """The parts in order; on a retry those that arrived are left out."""
    sent = dict(digest.progress)
    for number, text in enumerate(texts, 1):
        mark = sha256(text.encode()).hexdigest()[:16]
        if mark in sent:
            continue
        receipt = send(text)
        if not receipt.delivered:
            where = f" ({number - 1} of {len(texts)} parts had been sent)" if number > 1 else ""
            return replace(receipt, error=receipt.error + where, progress=sent)
        sent[mark] = "sent"
    return Receipt(True)
