"""Slack: a digest as Block Kit messages, posted by a bot or through an incoming webhook.

Delivery is at least once. A digest of several messages that broke off is sent again from its first message; each one
carries the digest's id and its own number in its metadata (`nianbao_digest`: digest, part, parts), so that a repeated
message can be told by machine, and shows 「2 of 5」 so that a reader can tell it too.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import WebClient
from slack_sdk.webhook import WebhookClient

from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.outline import Outline, digest_to_outline
from monitor.alerts.settings import SlackSettings, without_secrets
from monitor.alerts.slack_blocks import Block, inert, outline_to_pages, plain_text
from monitor.alerts.slack_limits import LONGEST_HEADER, LONGEST_TEXT

PERMANENT: dict[str, str] = {
    "invalid_auth": "the token is not valid",
    "not_authed": "no token was sent",
    "token_revoked": "the token was revoked",
    "token_expired": "the token has expired",
    "account_inactive": "the token's account was closed",
    "missing_scope": "the token lacks the scope chat:write",
    "no_permission": "the token may not post",
    "channel_not_found": "there is no such channel, or the bot cannot see it",
    "not_in_channel": "the bot was not invited to the channel",
    "is_archived": "the channel is archived",
    "channel_is_archived": "the channel is archived",
    "restricted_action": "the workspace does not allow posting here",
    "action_prohibited": "the workspace does not allow posting here",
    "no_service": "the webhook was removed",
    "no_active_hooks": "the webhook was removed",
    "invalid_token": "the webhook's address is not valid",
    "invalid_blocks": "the message was not accepted",
    "msg_blocks_too_long": "the message was not accepted",
    "invalid_payload": "the message was not accepted",
}
"""What trying again can't mend, in words; any other error is tried again."""

_SDK = logging.getLogger("nianbao.slack_sdk")
_SDK.setLevel(logging.CRITICAL)  # it logs the webhook's address, which is a secret; errors come back as receipts


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message. `text` is what a notification shows; `blocks` hold everything."""

    text: str
    blocks: tuple[Block, ...]
    digest: str
    part: int
    parts: int

    def to_json(self) -> dict[str, Any]:
        payload = {"digest": self.digest, "part": self.part, "parts": self.parts}
        return {
            "text": self.text,
            "blocks": list(self.blocks),
            "mrkdwn": False,
            "unfurl_links": False,
            "unfurl_media": False,
            "metadata": {"event_type": "nianbao_digest", "event_payload": payload},
        }


def digest_to_messages(digest: Digest) -> tuple[SlackMessage, ...]:
    """The whole digest in as few messages as Slack's limits allow; nothing is left out."""
    outline = digest_to_outline(digest)
    pages = outline_to_pages(outline)
    return tuple(_message(outline, page, number, len(pages)) for number, page in enumerate(pages, start=1))


def _message(outline: Outline, page: list[Block], part: int, parts: int) -> SlackMessage:
    frame = outline.frame
    which = frame.part.format(part=part, parts=parts) if parts > 1 else ""
    context = [outline.watchlist, outline.moment, which]
    blocks = [
        {"type": "header", "text": plain_text(outline.headline, LONGEST_HEADER)},
        _context("  ·  ".join(word for word in context if word)),
        *page,
        *([{"type": "divider"}, _context(frame.footer)] if part == parts else []),
    ]
    summary = [outline.headline, frame.names(outline.bodies), which]
    text = " · ".join(word for word in summary if word)
    return SlackMessage(_escaped(f"[nianbao] {text}"), tuple(blocks), outline.id, part, parts)


def _context(text: str) -> Block:
    return {"type": "context", "elements": [plain_text(text, LONGEST_TEXT)]}


def _escaped(text: str) -> str:
    """For the one field Slack reads as markup: control characters as entities, its formatting switched off."""
    return inert(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def send_slack(digest: Digest, settings: SlackSettings, sleep: Callable[[float], None] = time.sleep) -> Receipt:
    """Every message of the digest posted in order, or why not.

    Slack's rate limit is waited for inside a digest only, within `settings.patience`; before its first message the wait
    is left to the caller.
    """
    post = _post_by_webhook if settings.webhook_url else _post_by_bot
    patience = settings.patience
    for message in digest_to_messages(digest):
        receipt = post(message, settings)
        while receipt.retry_after is not None and message.part > 1 and receipt.retry_after <= patience:
            sleep(receipt.retry_after)
            patience -= max(receipt.retry_after, 1.0)
            receipt = post(message, settings)
        if not receipt.delivered:
            return _broken_off(receipt, message)
    return Receipt(delivered=True)


def _broken_off(receipt: Receipt, message: SlackMessage) -> Receipt:
    if message.part == 1:
        return receipt
    return replace(receipt, error=f"{receipt.error} ({message.part - 1} of {message.parts} messages had been posted)")


def _post_by_bot(message: SlackMessage, settings: SlackSettings) -> Receipt:
    client = WebClient(settings.token, settings.base_url, settings.timeout, logger=_SDK, retry_handlers=[])
    client.proxy = None  # urllib reads the proxy variables itself, and unlike the SDK it heeds no_proxy
    try:
        client.chat_postMessage(channel=settings.channel or "", parse="none", **message.to_json())
    except SlackApiError as error:
        response = error.response
        return _refused(str(response.get("error") or ""), response.status_code, response.headers, settings)
    except (OSError, HTTPException, SlackClientError) as error:
        return _unreachable(error, settings)
    return Receipt(delivered=True)


def _post_by_webhook(message: SlackMessage, settings: SlackSettings) -> Receipt:
    client = WebhookClient(settings.webhook_url or "", settings.timeout, logger=_SDK, retry_handlers=[])
    client.proxy = None
    try:
        response = client.send_dict(message.to_json())
    except (OSError, HTTPException, SlackClientError) as error:
        return _unreachable(error, settings)
    if response.status_code == 200:
        return Receipt(delivered=True)
    return _refused(response.body, response.status_code, response.headers, settings)


def _refused(name: str, status: int, headers: dict[str, str], settings: SlackSettings) -> Receipt:
    if status == 429 or name == "ratelimited":
        return Receipt(False, "Slack asks us to wait (429)", retry_after=_seconds(headers.get("Retry-After")))
    if name in PERMANENT:
        return Receipt(False, f"Slack refused the message: {PERMANENT[name]} ({name})", permanent=True)
    said = without_secrets(name, settings.secrets)
    return Receipt(False, f"Slack answered {status}{': ' if said else ''}{said}", permanent=status in (404, 410))


def _seconds(value: str | None) -> float:
    """Slack's Retry-After in seconds; its usual minute where it names none."""
    return float(value) if value and value.isdecimal() else 60.0


def _unreachable(error: Exception, settings: SlackSettings) -> Receipt:
    reason = getattr(error, "reason", None) or str(error) or type(error).__name__
    return Receipt(False, f"Slack was not reached: {without_secrets(str(reason), settings.secrets)}")
