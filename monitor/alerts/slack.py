"""Slack: a digest as Block Kit messages, posted by a bot or through an incoming webhook.

Delivery is at least once. A digest of several messages that broke off goes on with the first that was not taken; each
carries the digest's id and its own number in its metadata (`nianbao_digest`: digest, part, parts), so that a repeated
message can be told by machine, and shows 「2 of 5」 so that a reader can tell it too.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import WebClient
from slack_sdk.webhook import WebhookClient

from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.settings import SlackSettings, without_secrets
from monitor.alerts.slack_messages import Post, SlackMessage, digest_to_posts

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
}
"""What trying again can't mend, in words; any other error is tried again."""
UNWANTED: dict[str, str] = dict.fromkeys(
    ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_payload", "no_text"),
    "the message was not accepted",
)
"""What is refused for the message's sake: Slack would take another."""
_NO_THREAD = ("thread_not_found", "cannot_reply_to_message")
_SDK = logging.getLogger("nianbao.slack_sdk")
_SDK.setLevel(logging.CRITICAL)  # it logs the webhook's address, which is a secret; errors come back as receipts


def send_slack(digest: Digest, settings: SlackSettings, sleep: Callable[[float], None] = time.sleep) -> Receipt:
    """Every message of the digest posted in order, or why not; on a retry those that were taken are left out.

    Slack's rate limit is waited for inside a digest only, within `settings.patience`; before its first message the wait
    is left to the caller.
    """
    posts = digest_to_posts(digest, settings)
    patience = settings.patience
    posted = {post.mark: digest.progress[post.mark] for post in posts if post.mark in digest.progress}
    for number, post in enumerate(posts, 1):
        if post.mark in posted:
            continue
        receipt, ts = _post(post, settings)
        while receipt.retry_after is not None and number > 1 and receipt.retry_after <= patience:
            sleep(receipt.retry_after)
            patience -= max(receipt.retry_after, 1.0)
            receipt, ts = _post(post, settings)
        if not receipt.delivered:
            return _broken_off(replace(receipt, progress=posted), len(posted), len(posts))
        posted[post.mark] = ts
    return Receipt(True, threads=_threads(digest, posts, posted), progress=posted)


def _threads(digest: Digest, posts: Iterable[Post], posted: Mapping[str, str]) -> dict[str, str]:
    """By finding, the message that told of it first; what follows on one that is known keeps it."""
    fresh = [post for post in posts if not post.thread]
    by_key = {key: posted[post.mark] for post in fresh for key in post.keys}
    first = posted[fresh[0].mark] if fresh else ""
    told = {each.finding: by_key.get(each.key, first) for each in digest.notices if not each.is_follow_up}
    return {finding: ts for finding, ts in told.items() if finding and ts}


def _broken_off(receipt: Receipt, posted: int, posts: int) -> Receipt:
    if not posted:
        return receipt
    return replace(receipt, error=f"{receipt.error} ({posted} of {posts} messages had been posted)")


def _post(post: Post, settings: SlackSettings) -> tuple[Receipt, str]:
    """Post one message; where its thread is gone, beside it. Returns its ts, where Slack names one."""
    if settings.webhook_url:
        return _post_by_webhook(post.message, settings), ""
    receipt, ts = _post_by_bot(post, settings)
    if post.thread and any(name in receipt.error for name in _NO_THREAD):
        return _post_by_bot(replace(post, thread=""), settings)
    return receipt, ts


def try_token(settings: SlackSettings) -> Receipt:
    """Whether Slack knows the bot's token, or in one line why not; nothing is posted."""
    client = _bot(settings)
    try:
        client.auth_test()
    except SlackApiError as error:
        response = error.response
        return _refused(_error_of(response), response.status_code, response.headers, settings)
    except (OSError, HTTPException, SlackClientError, ValueError) as error:
        return _unreachable(error, settings)
    return Receipt(delivered=True)


def _bot(settings: SlackSettings) -> WebClient:
    client = WebClient(settings.token, settings.base_url, settings.timeout, logger=_SDK, retry_handlers=[])
    client.proxy = None  # urllib reads the proxy variables itself, and unlike the SDK it heeds no_proxy
    return client


def _post_by_bot(post: Post, settings: SlackSettings) -> tuple[Receipt, str]:
    client = _bot(settings)
    place: dict[str, Any] = {"thread_ts": post.thread, "reply_broadcast": post.is_shown} if post.thread else {}
    try:
        answer = client.chat_postMessage(
            channel=settings.channel or "", parse="none", **place, **post.message.to_json()
        )
    except SlackApiError as error:
        response = error.response
        return _refused(_error_of(response), response.status_code, response.headers, settings), ""
    except (OSError, HTTPException, SlackClientError, ValueError) as error:
        return _unreachable(error, settings), ""
    return Receipt(delivered=True), str(answer.get("ts") or "")


def _error_of(response: Any) -> str:
    """Slack's name for what is wrong; an answer that is no JSON has none."""
    return str(response.get("error") or "") if isinstance(response.data, dict) else ""


def _post_by_webhook(message: SlackMessage, settings: SlackSettings) -> Receipt:
    client = WebhookClient(settings.webhook_url or "", settings.timeout, logger=_SDK, retry_handlers=[])
    client.proxy = None
    try:
        response = client.send_dict(message.to_json())
    except (OSError, HTTPException, SlackClientError) as error:
        return _unreachable(error, settings)
    if response.status_code == 200 and response.body.strip() == "ok":
        return Receipt(delivered=True)
    if response.status_code == 200:
        return Receipt(False, "what answered is not Slack: a webhook says ok")
    return _refused(response.body, response.status_code, response.headers, settings)


def _refused(name: str, status: int, headers: dict[str, str], settings: SlackSettings) -> Receipt:
    if status == 429 or name == "ratelimited":
        return Receipt(False, "Slack asks us to wait (429)", retry_after=_seconds(headers.get("Retry-After")))
    if name in UNWANTED:
        line = f"Slack refused the message: {UNWANTED[name]} ({name})"
        return Receipt(False, line, permanent=True, is_message_refused=True)
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
